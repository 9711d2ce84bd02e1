/// A channel that messages arrive by, at least once, in batches of whatever is waiting.
public protocol InboundChannel: Sendable {
    /// Hands batches to the handler, one call at a time, until the channel is told to stop.
    ///
    /// - Parameter handler: stores the effects of every delivery, then returns one settlement a delivery, in order.
    /// - Throws: when the channel cannot work at all, such as a refused login at the start.
    func run(handler: @escaping @Sendable ([Delivery]) async -> [Settlement]) async throws
}
