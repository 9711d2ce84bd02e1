// One message as a channel hands it over: a value, its bytes copied, with no tie to the connection it came on.

/// A message that was delivered and awaits its settlement.
public struct Delivery: Sendable, Equatable {
    /// The sender's id of the message; nil when absent or not valid UTF-8.
    public var messageID: String?
    /// The login of the publisher, which RabbitMQ checks against the connection when it is set.
    public var userID: String?
    /// The media type of the body.
    public var contentType: String?
    /// The id of the conversation this message belongs to.
    public var correlationID: String?
    /// The sender's name for the kind of message.
    public var type: String?
    /// The exchange it was published to.
    public var exchange: String
    /// The key it was published with.
    public var routingKey: String
    /// True when it may have been delivered before: by itself never a proof of a duplicate.
    public var redelivered: Bool
    /// The bytes, never interpreted here.
    public var body: [UInt8]
    /// How often it has been dead-lettered, from `x-death`; nil when never.
    public var deathCount: Int?
    /// How often a quorum queue has delivered it before, from `x-delivery-count`; nil when never or unknown.
    public var deliveryCount: Int?

    /// Creates a delivery.
    public init(
        messageID: String? = nil, userID: String? = nil, contentType: String? = nil, correlationID: String? = nil,
        type: String? = nil, exchange: String, routingKey: String, redelivered: Bool = false, body: [UInt8],
        deathCount: Int? = nil, deliveryCount: Int? = nil
    ) {
        self.messageID = messageID
        self.userID = userID
        self.contentType = contentType
        self.correlationID = correlationID
        self.type = type
        self.exchange = exchange
        self.routingKey = routingKey
        self.redelivered = redelivered
        self.body = body
        self.deathCount = deathCount
        self.deliveryCount = deliveryCount
    }
}
