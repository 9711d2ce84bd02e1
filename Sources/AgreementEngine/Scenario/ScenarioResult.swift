/// What came of a scenario.
public struct ScenarioResult: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// What the engine answered.
    public var decision: DisclosureDecision
    /// Where the answer is not the one called for, in words; empty when it is.
    public var differences: [String]

    /// Whether the answer is the one called for.
    public var isMet: Bool { differences.isEmpty }
}
