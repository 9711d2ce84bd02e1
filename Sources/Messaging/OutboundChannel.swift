/// A channel that messages leave by, at least once.
public protocol OutboundChannel: Sendable {
    /// Publishes a batch and waits until the fate of every message in it is known or given up.
    ///
    /// A publish in flight is never cancelled: its outcome would then be known to nobody.
    /// - Parameter batch: the messages, published in this order.
    /// - Returns: one outcome a message, in the same order.
    func publish(_ batch: [OutboundMessage]) async -> [PublishOutcome]
}
