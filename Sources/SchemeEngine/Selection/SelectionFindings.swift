/// What the selection rules say besides candidates, held decisions and tasks.
public struct SelectionFindings: Sendable, Hashable {
    /// Statutory supervision now; nil until somebody asked.
    public var status: StatutoryStatus?
    /// Scores, one a matrix of the pack.
    public var scores: [MatrixScore] = []
    /// The evidence for open candidates and recorded selections, by event, with who may be shown it.
    public var evidence: [EvidenceItem] = []
    /// What decisions that stand say to whom.
    public var words: [SelectionWord] = []
    /// Cohorts by the decisions that stand, changes counted as what they are.
    public var memberships: [CohortMembership] = []

    /// Nothing found.
    public init() {}
}
