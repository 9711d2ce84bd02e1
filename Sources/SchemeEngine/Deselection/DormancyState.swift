public import CanonicalModel

/// The life of an entry on the dormant list: since when, looked at again when, over when.
public struct DormancyState: Sendable, Hashable {
    /// The cohort that was left.
    public var cohort: String
    /// Since when.
    public var since: Timestamp
    /// When it is looked at again.
    public var reviewDue: Timestamp
    /// When it is over, whatever anybody says (DPA 2018 s.39).
    public var ends: Timestamp
    /// The rule of the pack.
    public var rule: String

    /// Puts a state together.
    public init(cohort: String, since: Timestamp, reviewDue: Timestamp, ends: Timestamp, rule: String) {
        self.cohort = cohort
        self.since = since
        self.reviewDue = reviewDue
        self.ends = ends
        self.rule = rule
    }
}
