import CanonicalModel
import Messaging

/// Turns what a coordinator does on a page of the hub into the message that the hub's own system would send.
struct HubDesk: Sendable {
    /// The source of decisions taken on the broker's own pages.
    static let source = "/hub/pages"
    private let publisher: MessagePublisher

    /// A desk that publishes as the hub's user.
    init(channel: any OutboundChannel, user: String) {
        publisher = MessagePublisher(channel: channel, user: user, agency: "hub")
    }

    /// Publishes a fact.
    ///
    /// - Parameters:
    ///   - time: when it was decided.
    ///   - now: the clock.
    /// - Returns: the message's id, once RabbitMQ has confirmed it; nil when it did not.
    func publish(_ fact: Fact, decidedAt time: Timestamp, now: Timestamp) async -> String? {
        await publisher.publish(fact, source: Self.source, time: time, now: now)
    }
}
