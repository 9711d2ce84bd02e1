import Formats
import PolicyText

/// What takes a trigger back at once: the person was cleared, or it was somebody else (DESIGN decision 16).
struct WithdrawalRule: Sendable, Hashable {
    let header: RuleHeader
    let pattern: EventPattern
    /// The kinds of trigger that it takes back when it names no case; empty: a person has to say which.
    let of: [CaseEvent.Kind]

    /// What every scheme has to take back: an event's kind and outcome.
    private static let required: [(kind: CaseEvent.Kind, outcome: String?)] = [
        (.disposal, "no-further-action"), (.courtResult, "acquitted"), (.courtResult, "discontinued"),
        (.mistakenIdentity, nil),
    ]

    /// Reads the withdrawals of a pack; one that leaves a cleared person where they are is refused.
    static func all(_ value: YAMLValue) throws(FormatError) -> [WithdrawalRule] {
        let rules = try value.list.map { (item) throws(FormatError) in try WithdrawalRule(item) }
        for needed in required where !rules.contains(where: { $0.takesBack(needed.kind, needed.outcome) }) {
            let name = [needed.kind.rawValue, needed.outcome].compactMap { $0 }.joined(separator: " ")
            throw .policy(
                value.place, "scheme.withdrawal-missing", "Nothing is taken back on '\(name)'.",
                "Add it: a cleared person comes down at once in every scheme.")
        }
        return rules
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        pattern = try EventPattern(&reader)
        of = try reader.words("of")
        try reader.finish()
    }

    private func takesBack(_ kind: CaseEvent.Kind, _ outcome: String?) -> Bool {
        pattern.kinds.contains(kind) && (pattern.outcomes.isEmpty || outcome.map(pattern.outcomes.contains) ?? false)
            && pattern.bands.isEmpty && pattern.orders.isEmpty
    }
}
