public import CanonicalModel

/// Somebody the panel should consider, with the evidence that the reader may see.
public struct CandidateEntry: Sendable, Hashable, Identifiable {
    /// A piece of evidence.
    public struct Evidence: Sendable, Hashable {
        /// What it is: "Arrest: burglary of a dwelling".
        public var text: String
        /// When it happened.
        public var at: Timestamp
        /// Puts a piece together.
        public init(text: String, at: Timestamp) {
            self.text = text
            self.at = at
        }
    }

    /// The record.
    public var id: String
    /// "Jordan ASHWORTH".
    public var name: String
    /// The cohort they are a candidate for.
    public var cohort: String
    /// The cohort's name; nil where the scheme has none for it.
    public var cohortName: String?
    /// Why, in the rule's own sentence.
    public var reason: String
    /// The matrix and the score, where one made the candidate.
    public var score: String?
    /// Since when; nil where the reader may not see all that it rests on, for it is the day of the last of that.
    public var since: Timestamp?
    /// Evidence the reader may see.
    public var evidence: [Evidence]
    /// How many pieces the reader may not see; nil where even that may not be said to them.
    public var withheld: Int?
    /// Whether it rests on police intelligence alone (EVAL 3.1).
    public var isIntelligenceAlone: Bool

    /// Puts an entry together.
    public init(
        id: String, name: String, cohort: String, cohortName: String? = nil, reason: String, score: String? = nil,
        since: Timestamp?, evidence: [Evidence], withheld: Int? = nil, isIntelligenceAlone: Bool = false
    ) {
        self.id = id
        self.name = name
        self.cohort = cohort
        self.cohortName = cohortName
        self.reason = reason
        self.score = score
        self.since = since
        self.evidence = evidence
        self.withheld = withheld
        self.isIntelligenceAlone = isIntelligenceAlone
    }
}
