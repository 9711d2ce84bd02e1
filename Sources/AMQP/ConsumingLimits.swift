/// The limits of a consuming link, by name.
public struct ConsumingLimits: Sendable {
    /// How many deliveries may be unsettled: the bound of the link's buffer.
    ///
    /// Quorum queues take at most 2000.
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
