import Formats
import PolicyText

/// What a decision has to state, or what has to be true of the person, for the decision to stand.
public struct DecisionRule: Sendable, Hashable {
    /// Id, sentence and source.
    public var header: RuleHeader
    /// The decisions it is about.
    var scope: DecisionScope
    /// What they need.
    var demands: [Demand]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        scope = try DecisionScope(&reader)
        let needs = try reader.required("needs")
        demands = try Demand.all(needs)
        try reader.finish()
        // Statutory status says who leads; it is never a door (SEL-16, EVAL 3.2, TURN CJJI recommendations).
        guard scope.isStatutory == nil || demands.allSatisfy(\.isAboutLead) else { throw .statutoryEntry(needs.place) }
    }
}

extension FormatError {
    fileprivate static func statutoryEntry(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scheme.statutory-entry",
            "A rule that hangs on statutory status may say only who leads; it keeps nobody out (EVAL 3.2).",
            "Ask for 'lead' or 'lead-role' alone, or drop 'statutory'.")
    }
}
