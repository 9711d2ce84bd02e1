public import CanonicalModel

/// A time in prison, on remand or after sentence.
public struct CustodyPeriod: Sendable, Hashable {
    /// When it began.
    public var from: Timestamp
    /// When it ended; nil while it lasts.
    public var until: Timestamp?
    /// When the broker learnt that it began; nil where that was at once, or nobody kept it.
    public var learnt: Timestamp?
    /// When the broker learnt that it ended; nil where that was at once, or nobody kept it.
    public var endLearnt: Timestamp?

    /// Puts a period together.
    public init(from: Timestamp, until: Timestamp? = nil, learnt: Timestamp? = nil, endLearnt: Timestamp? = nil) {
        self.from = from
        self.until = until
        self.learnt = learnt
        self.endLearnt = endLearnt
    }

    /// Whether it lasts at an instant.
    public func lasts(at instant: Timestamp) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
}
