public import CanonicalModel

/// A ground on which a panel may de-select somebody; it proposes, a meeting decides (DESIGN decision 9).
public struct OpenGround: Sendable, Hashable {
    /// The ground's code ("six-months-clear").
    public var code: String
    /// The rule of the pack.
    public var rule: String
    /// Since when it has been open.
    public var since: Timestamp
    /// The events it rests on, by id.
    public var evidence: [String]

    /// Puts a ground together.
    public init(code: String, rule: String, since: Timestamp, evidence: [String]) {
        self.code = code
        self.rule = rule
        self.since = since
        self.evidence = evidence
    }
}
