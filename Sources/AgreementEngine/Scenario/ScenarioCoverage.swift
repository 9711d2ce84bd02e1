/// Which rules of an agreement no scenario exercises: a rule that nothing tries may be changed and nobody notices.
public struct ScenarioCoverage: Sendable {
    /// A rule that decided about no field of any scenario.
    public struct Gap: Sendable, Hashable {
        /// The rule's id.
        public var rule: String
        /// Its sentence.
        public var says: String
    }

    /// Permits and guardrails that decided nothing, in the agreement's order.
    public var gaps: [Gap]
    /// How many permits and guardrails there are.
    public var ruleCount: Int

    /// The coverage of scenarios that were run.
    ///
    /// - Parameters:
    ///   - agreement: the agreement they were run under.
    ///   - results: what came of them. A rule counts as exercised when it decided a field as the scenario called for, or when a
    ///     scenario would not be met without it: a rule that stands behind what the engine does by itself adds obligations
    ///     alone. Duties decide about no field and are not counted.
    public init(of agreement: Agreement, by results: [ScenarioResult]) {
        let used = Set(results.filter(\.isMet).flatMap { $0.decision.fields.map(\.rule) })
        let rules =
            agreement.guardrails.map { Gap(rule: $0.id, says: $0.says) }
            + agreement.permits.map { Gap(rule: $0.id, says: $0.says) }
        let met = results.filter(\.isMet).map(\.scenario)
        gaps = rules.filter { !used.contains($0.rule) && !met.miss($0.rule, of: agreement) }
        ruleCount = rules.count
    }
}

extension [Scenario] {
    /// Whether one of them is not met when a rule is taken out of the agreement.
    fileprivate func miss(_ rule: String, of agreement: Agreement) -> Bool {
        var without = agreement
        without.permits.removeAll { $0.id == rule }
        without.guardrails.removeAll { $0.id == rule }
        let point = PolicyDecisionPoint(without)
        return contains { !$0.result(under: point).isMet }
    }
}
