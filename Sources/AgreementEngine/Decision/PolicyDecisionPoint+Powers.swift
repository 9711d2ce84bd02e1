extension PolicyDecisionPoint {
    /// The legal powers of the rules that let fields of a decision go, in text order; a built-in rule needs none.
    public func powers(of decision: DisclosureDecision) -> [String] {
        let rules = Set(decision.fields.filter { $0.effect != .refuse }.map(\.rule))
        return Set(rules.flatMap { powers[$0] ?? [] }).sorted()
    }
}
