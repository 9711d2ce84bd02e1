public import CanonicalModel
import Formats
public import Messaging
import Routing

/// Turns what an officer does on a page or a command line into the canonical message that closes the notice.
public struct AcknowledgementDesk: Sendable {
    /// The source of acknowledgements taken by the broker's own pages.
    public static let source = "/throughgate/console"
    private let channel: any OutboundChannel
    private let user: String

    /// A desk that publishes as a user.
    public init(channel: any OutboundChannel, user: String) {
        self.channel = channel
        self.user = user
    }

    /// Publishes an acknowledgement.
    ///
    /// - Returns: the message's id, once RabbitMQ has confirmed it; nil when it did not.
    public func acknowledge(notice: String, recipient: String, officer: String, at now: Timestamp) async -> String? {
        let fact = Fact.acknowledged(
            NoticeAcknowledgement(notice: notice, recipient: recipient, officer: officer, isAsserted: true))
        return await MessagePublisher(channel: channel, user: user, agency: "throughgate").publish(
            fact, source: Self.source, time: now, now: now)
    }
}

/// Publishes canonical messages of one agency's user.
public struct MessagePublisher: Sendable {
    private let channel: any OutboundChannel
    private let user: String
    private let agency: String

    /// A publisher to an agency's own exchange.
    public init(channel: any OutboundChannel, user: String, agency: String) {
        self.channel = channel
        self.user = user
        self.agency = agency
    }

    /// Publishes a fact and waits for the broker's confirm.
    ///
    /// - Returns: the message's id, or nil when the broker did not confirm it.
    public func publish(_ fact: Fact, source: String, time: Timestamp, now: Timestamp) async -> String? {
        let message = CanonicalMessage(
            id: CanonicalMessage.deterministicID(source: source, correlationID: nil, ordinal: 0, time: time, fact: fact),
            source: source, time: time, recordedTime: now, fact: fact)
        return await publish(message) ? message.id : nil
    }

    /// Publishes a message that has its id and its times already, and waits for the broker's confirm.
    public func publish(_ message: CanonicalMessage) async -> Bool {
        let type = message.fact.type.rawValue
        let outcomes = await channel.publish([
            OutboundMessage(
                exchange: "in." + agency, routingKey: type, messageID: message.id,
                contentType: CanonicalMessage.contentType, userID: user, type: type, body: message.encoded())
        ])
        return outcomes.first?.isConfirmed == true
    }
}
