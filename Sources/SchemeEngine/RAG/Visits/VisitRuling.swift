public import CanonicalModel

/// What a scheme says of planned visits, with the rule that says so (reference 6.6; EVAL 3.5).
public struct VisitRuling: Sendable, Hashable {
    /// What becomes of them.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// They go ahead.
        case release
        /// They wait for a written necessity or a review.
        case hold
        /// They do not happen, and the planner is told why.
        case suppress
        /// They go ahead, and whoever answers for the order is told.
        case warn
    }

    /// The event that planned them.
    public var visit: String
    /// What becomes of them.
    public var outcome: Outcome
    /// The rule of the pack.
    public var rule: String
    /// The rule in a sentence.
    public var says: String
    /// Until when a written necessity lets them go ahead.
    public var until: Timestamp?

    /// Puts a ruling together.
    public init(visit: String, outcome: Outcome, rule: String, says: String, until: Timestamp? = nil) {
        self.visit = visit
        self.outcome = outcome
        self.rule = rule
        self.says = says
        self.until = until
    }
}
