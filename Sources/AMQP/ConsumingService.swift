public import Messaging
public import ServiceLifecycle

/// A consuming link with the handler it feeds.
public struct ConsumingService: Service {
    let link: ConsumingLink
    let handler: @Sendable ([Delivery]) async -> [Settlement]

    /// Consumes until the group shuts down.
    public func run() async throws { try await link.run(handler: handler) }
}

extension ConsumingLink {
    /// The link and its handler as one service of a group.
    ///
    /// - Parameter handler: returns one settlement a delivery, in order.
    public nonisolated func service(
        handler: @escaping @Sendable ([Delivery]) async -> [Settlement]
    ) -> ConsumingService {
        ConsumingService(link: self, handler: handler)
    }
}
