public import CanonicalModel

/// A time in prison, on remand or after sentence.
public struct CustodyPeriod: Sendable, Hashable {
    /// When it began.
    public var from: Timestamp
    /// When it ended; nil while it lasts.
    public var until: Timestamp?

    /// Puts a period together.
    public init(from: Timestamp, until: Timestamp? = nil) {
        self.from = from
        self.until = until
    }

    /// Whether it lasts at an instant.
    public func lasts(at instant: Timestamp) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
}
