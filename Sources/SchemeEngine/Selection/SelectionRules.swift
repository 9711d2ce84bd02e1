package import Formats
package import PolicyText

/// How people come on a scheme: candidates, matrices, routes, and what a panel's decision must state.
public struct SelectionRules: Sendable, Hashable {
    /// The scheme's matrices.
    public var matrices: [Matrix]
    /// What brings a name to the table.
    public var candidates: [CandidateRule]
    /// What is dealt with elsewhere and counts for nothing here (SEL-08).
    public var elsewhere: [ElsewhereRule]
    /// Ways to the panel.
    public var routes: [RouteRule]
    /// What decisions must state.
    public var decisions: [DecisionRule]
    /// What a decision makes somebody do.
    public var duties: [DutyRule]
    /// Who may be shown what.
    public var evidence: [EvidenceRule]
    /// Who hears why.
    public var reasons: ReasonRule?
    /// That a choice which rests on police intelligence alone is flagged (SEL-13).
    public var intelligenceAlone: TaskRule?
    /// What a decision that does not stand yet makes somebody do (DESIGN decision 18: every hold has an owner).
    public var held: TaskRule?

    /// Reads the section of a pack.
    ///
    /// - Parameters:
    ///   - value: the section.
    ///   - cohorts: what the pack says of cohorts; no rule may name another.
    ///   - roles: who owns tasks.
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue, _ cohorts: CohortRules, _ roles: [SchemeRole]) throws(FormatError) {
        try Demand.refuseUnequalVoices(value)
        var reader = try PolicyReader(value)
        matrices = try reader.rules("matrices", Matrix.init)
        candidates = try reader.rules("candidates", CandidateRule.init)
        elsewhere = try reader.rules("elsewhere", ElsewhereRule.init)
        routes = try reader.rules("routes", RouteRule.init)
        decisions = try reader.rules("decisions", DecisionRule.init)
        duties = try reader.rules("duties", DutyRule.init)
        evidence = try reader.rules("evidence", EvidenceRule.init)
        reasons = try reader.rule("reasons", ReasonRule.init)
        intelligenceAlone = try reader.rule("intelligence-alone", TaskRule.init)
        held = try reader.rule("held", TaskRule.init)
        try reader.finish()
        try NamedWords(value, cohorts.cohorts.map(\.cohort), routes: routes.map(\.route), roles: roles.map(\.id))
            .check()
    }
}
