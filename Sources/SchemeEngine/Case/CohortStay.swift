public import CanonicalModel

/// One stay on a cohort, as the broker's told ledger names it.
public struct CohortStay: Sendable, Hashable {
    /// The spell's id.
    public var id: String
    /// The cohort it is on now; it may have changed within the stay, which is no de-selection (DES-01).
    public var cohort: String
    /// When it began.
    public var from: Timestamp
    /// When it ended; nil while it lasts.
    public var until: Timestamp?

    /// Puts a stay together.
    public init(id: String, cohort: String, from: Timestamp, until: Timestamp? = nil) {
        self.id = id
        self.cohort = cohort
        self.from = from
        self.until = until
    }

    /// Whether it lasts at an instant.
    public func lasts(at instant: Timestamp) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
}
