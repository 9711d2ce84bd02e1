import CanonicalModel
import Formats
import PolicyText

/// A key that `expect` knows: how it is read, and what of an assessment it is held against.
///
/// Each area adds its keys in a file `Expectation+AREA.swift`; ``ExpectationKey/all`` names the areas.
struct ExpectationKey: Sendable {
    /// How what is wanted is held against what there is.
    enum Comparison: Sendable {
        /// Neither more nor less.
        case whole
        /// At least these.
        case includes
        /// None of these.
        case excludes
    }

    let name: String
    /// The members of its records, the headline first; none for a plain value.
    let members: [String]
    let comparison: Comparison
    let answer: @Sendable (SchemeAssessment) -> SchemeAnswer

    /// A key.
    ///
    /// - Parameters:
    ///   - name: as it stands in a file.
    ///   - members: those of its records, the headline first.
    ///   - comparison: whole unless said.
    ///   - answer: what an assessment says of it.
    init(
        _ name: String, of members: [String] = [], _ comparison: Comparison = .whole,
        _ answer: @escaping @Sendable (SchemeAssessment) -> SchemeAnswer
    ) {
        (self.name, self.members, self.comparison, self.answer) = (name, members, comparison, answer)
    }

    /// Every key of every area.
    static let all = general + selection + deselection + colour + strand + timing
}

extension ExpectationKey {
    /// Reads what a scenario wants under this key: a list of records for a key that has them, else a plain value.
    func read(_ value: YAMLValue) throws(FormatError) -> SchemeAnswer {
        guard !members.isEmpty else { return try plain(value) }
        let items = try comparison == .whole ? value.emptiableList : value.list
        return .many(try items.map { (item) throws(FormatError) in try record(item) })
    }

    private func plain(_ value: YAMLValue) throws(FormatError) -> SchemeAnswer {
        switch value.content {
        case .null: .nothing
        case .truth(let truth): .truth(truth)
        case .whole: .number(try value.count)
        // The same instant may be written in any zone.
        case .text: .text(try value.text.inUTC)
        case .list(let items): .many(try items.map { (item) throws(FormatError) in try plain(item) })
        case .mapping: throw .wrongKind(value.place, "a plain value")
        }
    }

    /// A record by the members that matter, or by its headline.
    private func record(_ value: YAMLValue) throws(FormatError) -> SchemeAnswer {
        guard case .mapping(let named) = value.content else { return .text(try value.text) }
        return try record(named)
    }

    private func record(_ named: [YAMLValue.Member]) throws(FormatError) -> SchemeAnswer {
        var record = [String: SchemeAnswer]()
        for member in named {
            guard members.contains(member.key) else { throw .unknownMember(member.place, members) }
            record[member.key] = try plain(member.value)
        }
        return SchemeAnswer(content: .record(record))
    }

    /// Where an assessment is not what is wanted, in words; nil when it is.
    func difference(_ assessment: SchemeAssessment, wanted: SchemeAnswer) -> String? {
        let actual = answer(assessment)
        switch comparison {
        case .whole: return actual.meets(wanted) ? nil : "\(name): expected \(wanted.words), got \(actual.words)"
        case .includes:
            let isMet = SchemeAnswerMatching(wanted: wanted.list, among: actual.list).isComplete
            return isMet ? nil : "\(name): expected \(wanted.words) among others, got \(actual.words)"
        case .excludes:
            let unwanted = actual.list.filter { answer in wanted.list.contains { answer.meets($0) } }
            return unwanted.isEmpty ? nil : "\(name): expected none of these, got \(SchemeAnswer.many(unwanted).words)"
        }
    }
}

extension String {
    /// An instant as UTC writes it; any other text as it is.
    fileprivate var inUTC: String { Timestamp(self)?.description ?? self }
}

extension SchemeAnswer {
    /// Its items, or itself alone.
    fileprivate var list: [SchemeAnswer] { if case .many(let answers) = content { answers } else { [self] } }
}

extension FormatError {
    fileprivate static func unknownMember(_ place: YAMLPlace, _ members: [String]) -> FormatError {
        .policy(
            place, "policy.unknown-key", "There is nothing of this name here.",
            "Write one of: \(members.joined(separator: ", ")).")
    }
}
