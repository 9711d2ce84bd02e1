public import CanonicalModel

/// Somebody the panel should consider, and why; nothing follows from it but a place on the agenda.
public struct Candidate: Sendable, Hashable {
    /// The cohort.
    public var cohort: String
    /// The rule of the pack that made the candidate.
    public var rule: String
    /// Since when.
    public var since: Timestamp
    /// The matrix and its version, where a score made the candidate ("leeds-2008/2").
    public var matrix: String?
    /// The score, in the matrix's own points; scores of two matrices are never compared (SEL-07).
    public var score: Int?
    /// The events it rests on, by id.
    public var evidence: [String]
    /// Whether it rests on police intelligence alone (SEL-13).
    public var isIntelligenceAlone: Bool
    /// The agencies that nominated, by their ids in the agreement (SEL-21).
    public var nominators: [String] = []

    /// Puts a candidate together.
    public init(
        cohort: String, rule: String, since: Timestamp, matrix: String? = nil, score: Int? = nil, evidence: [String],
        isIntelligenceAlone: Bool = false
    ) {
        self.cohort = cohort
        self.rule = rule
        self.since = since
        self.matrix = matrix
        self.score = score
        self.evidence = evidence
        self.isIntelligenceAlone = isIntelligenceAlone
    }
}
