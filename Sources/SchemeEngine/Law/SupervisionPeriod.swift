public import CanonicalModel

/// A stretch of time in which the law puts somebody under supervision, and why.
public struct SupervisionPeriod: Sendable, Hashable {
    /// What they are under.
    public var order: SupervisionOrder
    /// When it begins.
    public var from: Timestamp
    /// When it is over; nil where nobody said.
    public var until: Timestamp?
    /// The event it follows from.
    public var event: String
    /// Whether the day of the offence or the length was not known, and the usual case was taken.
    public var isAssumed: Bool

    /// Whether it lasts at an instant.
    public func lasts(at instant: Timestamp) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
}
