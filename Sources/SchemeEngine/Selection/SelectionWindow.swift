import CanonicalModel
import Formats
import PolicyText

/// A stretch of time as a pack writes it: "14 days", "2 weeks", "6 months".
public struct SelectionWindow: Sendable, Hashable {
    /// What it is counted in; a month has no fixed number of days.
    enum Unit: Sendable, Hashable {
        case days, months
    }

    let count: Int
    let unit: Unit

    /// Reads one.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    init(_ value: YAMLValue) throws(FormatError) {
        let words = try value.text.split(separator: " ")
        guard words.count == 2, let number = Int(words[0]), (1...1_200).contains(number) else {
            throw .notAWindow(value.place)
        }
        switch words[1] {
        case "day", "days": (count, unit) = (number, .days)
        case "week", "weeks": (count, unit) = (number * 7, .days)
        case "month", "months": (count, unit) = (number, .months)
        default: throw .notAWindow(value.place)
        }
    }

    /// When it is over, counted from an instant: days to the same time of day in London, months to the start of a day.
    func end(from start: Timestamp) -> Timestamp {
        switch unit {
        case .days: start.adding(londonDays: count)
        case .months: start.after(months: count)
        }
    }
}

extension FormatError {
    fileprivate static func notAWindow(_ place: YAMLPlace) -> FormatError {
        .wrongKind(place, "a length of time, \"14 days\", \"2 weeks\" or \"6 months\"")
    }
}

extension PolicyReader {
    /// A length of time that may be absent.
    mutating func window(_ key: String) throws(FormatError) -> SelectionWindow? {
        guard let value = value(key) else { return nil }
        return try SelectionWindow(value)
    }

    /// Texts that may be absent: one, or a list.
    mutating func textsIfAny(_ key: String) throws(FormatError) -> [String] {
        guard let value = value(key) else { return [] }
        return try value.oneOrMore.map { (value) throws(FormatError) in try value.text }
    }

    /// Words of a closed set that may be absent: one, or a list.
    mutating func wordsIfAny<Word: RawRepresentable>(_ key: String) throws(FormatError) -> [Word]
    where Word.RawValue == String {
        guard let value = value(key) else { return [] }
        return try value.oneOrMore.map { (value) throws(FormatError) in try value.word() }
    }

    /// Rules of a list that may be absent or empty.
    mutating func rules<Rule>(
        _ key: String, _ read: (YAMLValue) throws(FormatError) -> Rule
    ) throws(FormatError) -> [Rule] {
        guard let list = value(key) else { return [] }
        return try list.emptiableList.map { (value) throws(FormatError) in try read(value) }
    }

    /// A rule that may be absent.
    mutating func rule<Rule>(
        _ key: String, _ read: (YAMLValue) throws(FormatError) -> Rule
    ) throws(FormatError) -> Rule? {
        guard let value = value(key) else { return nil }
        return try read(value)
    }
}
