// What a consuming link bounds, and what it counts.

/// The limits of a consuming link, by name.
public struct ConsumingLimits: Sendable {
    /// How many deliveries may be unsettled: the bound of the link's buffer. Quorum queues take at most 2000.
    public var prefetch: UInt16
    /// The most deliveries one call of the handler gets.
    public var maxBatch: Int
    /// How long a delivery to be retried is kept back: doubled with each delivery of it, up to the longest.
    public var retryPauseSeconds: ClosedRange<Double>

    /// Creates limits.
    public init(prefetch: UInt16 = 256, maxBatch: Int = 64, retryPauseSeconds: ClosedRange<Double> = 1...60) {
        self.prefetch = prefetch
        self.maxBatch = maxBatch
        self.retryPauseSeconds = retryPauseSeconds
    }

    /// Twenty deliveries a second apart would dead-letter everything within a short outage of the handler's database.
    func retryPause(deliveryCount: Int?) -> Duration {
        let doublings = min(max(deliveryCount ?? 0, 0), 16)
        return .seconds(min(retryPauseSeconds.lowerBound * Double(1 << doublings), retryPauseSeconds.upperBound))
    }
}

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
