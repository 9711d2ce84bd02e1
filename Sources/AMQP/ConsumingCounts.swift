/// How many deliveries a consuming link has handled.
public struct ConsumingCounts: Sendable, Equatable {
    /// Read from the broker.
    public var delivered = 0
    /// Of these, delivered before.
    public var redelivered = 0
    /// Settled for good.
    public var accepted = 0
    /// Sent back to the queue, or about to be.
    public var retried = 0
    /// Dead-lettered by the handler.
    public var deadLettered = 0
    /// Dead-lettered unread, for their size.
    public var oversized = 0
    /// Settled after their channel was gone: the broker delivers them again.
    public var settledLate = 0
}
