package import CanonicalModel
package import Formats

/// Reads a mapping of a policy file key by key: wrong kinds, missing and unknown keys are refused where they stand.
package struct PolicyReader {
    package let place: YAMLPlace
    private let members: [YAMLValue.Member]
    private var isRead: [Bool]

    /// A reader over a value that has to be a mapping.
    package init(_ value: YAMLValue) throws(FormatError) {
        place = value.place
        members = try value.members
        isRead = [Bool](repeating: false, count: members.count)
        PolicyTrace.current?.opens(place.pointer)
    }

    /// The value of a key that may be absent.
    package mutating func value(_ key: String) -> YAMLValue? {
        PolicyTrace.current?.asks(place.pointer, for: key)
        guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
        isRead[index] = true
        return members[index].value
    }

    /// The value of a key that has to be there.
    package mutating func required(_ key: String) throws(FormatError) -> YAMLValue {
        PolicyTrace.current?.demands(place.pointer, key)
        guard let value = value(key) else { throw .missingKey(place, key) }
        return value
    }

    package mutating func text(_ key: String) throws(FormatError) -> String { try required(key).text }

    package mutating func optionalText(_ key: String) throws(FormatError) -> String? { try value(key)?.text }

    package mutating func truth(_ key: String) throws(FormatError) -> Bool { try required(key).truth }

    package mutating func word<Word: RawRepresentable>(_ key: String) throws(FormatError) -> Word
    where Word.RawValue == String {
        try required(key).word()
    }

    package mutating func texts(_ key: String) throws(FormatError) -> [String] {
        try required(key).list.map { (value) throws(FormatError) in try value.text }
    }

    package mutating func date(_ key: String) throws(FormatError) -> CalendarDate { try required(key).date }

    /// A day that may be absent or null.
    package mutating func optionalDate(_ key: String) throws(FormatError) -> CalendarDate? {
        guard let value = value(key), !value.isNull else { return nil }
        return try value.date
    }

    /// Every member in order, none of them left unread.
    package mutating func everyMember() -> [YAMLValue.Member] {
        isRead = isRead.map { _ in true }
        PolicyTrace.current?.takesAny(place.pointer)
        return members
    }

    /// Refuses keys nobody asked for: what the engine does not read, it must not seem to obey.
    package func finish() throws(FormatError) {
        guard let index = isRead.firstIndex(of: false) else { return }
        throw .policy(
            members[index].place, "policy.unknown-key", "The policy language has no such key here.",
            "Correct the spelling, or remove the key.")
    }
}

extension YAMLValue {
    package var isNull: Bool {
        PolicyTrace.current?.reads(place.pointer, .null)
        return if case .null = content { true } else { false }
    }

    package var text: String {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .text)
            return try untracedText
        }
    }

    private var untracedText: String {
        get throws(FormatError) {
            guard case .text(let text) = content else { throw .wrongKind(place, "a text in quotes") }
            guard !text.isEmpty else { throw .wrongKind(place, "a text that says something") }
            return text
        }
    }

    package var truth: Bool {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .truth)
            guard case .truth(let truth) = content else { throw .wrongKind(place, "true or false") }
            return truth
        }
    }

    /// A whole number of hours, days and the like.
    package var count: Int {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .count)
            guard case .whole(let number) = content, (0...100_000).contains(number) else {
                throw .wrongKind(place, "a whole number from 0 to 100000")
            }
            return Int(number)
        }
    }

    package var date: CalendarDate {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .date)
            guard let day = CalendarDate(try untracedText) else { throw .wrongKind(place, "a calendar day, \"YYYY-MM-DD\"") }
            return day
        }
    }

    /// A list with something in it.
    package var list: [YAMLValue] {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .fullList)
            guard case .list(let values) = content else { throw .wrongKind(place, "a list") }
            guard !values.isEmpty else { throw .wrongKind(place, "a list with something in it") }
            return values
        }
    }

    /// A list that may be empty.
    package var emptiableList: [YAMLValue] {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .list)
            guard case .list(let values) = content else { throw .wrongKind(place, "a list") }
            return values
        }
    }

    /// The values of a list, or the one value that stands for a list of one.
    package var oneOrMore: [YAMLValue] {
        get throws(FormatError) {
            PolicyTrace.current?.reads(place.pointer, .oneOrMore)
            return if case .list = content { try list } else { [self] }
        }
    }

    package var members: [Member] {
        get throws(FormatError) {
            guard case .mapping(let members) = content else { throw .wrongKind(place, "a mapping of keys to values") }
            return members
        }
    }

    /// One of a closed set of words.
    package func word<Word: RawRepresentable>(_: Word.Type = Word.self) throws(FormatError) -> Word
    where Word.RawValue == String {
        let words = Word.self as? any CaseIterable.Type
        PolicyTrace.current?.reads(place.pointer, words.map { .word($0.rawTexts) } ?? .text)
        guard let word = Word(rawValue: try untracedText) else { throw .unknownWord(place) }
        return word
    }
}

extension CaseIterable {
    /// Every case as files write it.
    fileprivate static var rawTexts: [String] { allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String } }
}

extension FormatError {
    package static func policy(_ place: YAMLPlace, _ rule: String, _ message: String, _ remedy: String) -> FormatError {
        FormatError(path: place.description, rule: rule, message: message, remedy: remedy)
    }

    package static func missingKey(_ place: YAMLPlace, _ key: String) -> FormatError {
        .policy(place, "policy.missing-key", "The key '\(key)' has to be here.", "Add it.")
    }

    package static func wrongKind(_ place: YAMLPlace, _ wanted: String) -> FormatError {
        .policy(place, "policy.kind", "The value must be \(wanted).", "Write such a value.")
    }

    package static func unknownWord(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "policy.unknown-word", "The policy language has no such word here.",
            "Use a word of the vocabulary in Contracts/agreements/README.md, or declare it first.")
    }
}
