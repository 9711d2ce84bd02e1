/// What came of a scenario of a scheme.
public struct SchemeScenarioResult: Sendable, Hashable {
    /// The scenario's name.
    public var scenario: String
    /// The rows of the requirements that it is about.
    public var covers: [String]
    /// Where the scheme says something else than is expected ("grounds: expected moved, got none"); empty when nowhere.
    public var differences: [String]

    /// Whether the scheme says what is expected.
    public var isMet: Bool { differences.isEmpty }
}
