/// A message on its way out, always persistent and always mandatory: a notice that reaches no queue is a failure.
public struct OutboundMessage: Sendable, Equatable {
    /// The exchange to publish to; empty for the default exchange, which routes to the queue named by the key.
    public var exchange: String
    /// The key the exchange routes by.
    public var routingKey: String
    /// A stable id: the same message published again bears the same one, and receivers know it by that.
    public var messageID: String
    /// The media type of the body.
    public var contentType: String
    /// The id of the conversation this message belongs to.
    public var correlationID: String?
    /// The login of the publisher; when set it must be the link's own, or RabbitMQ closes the channel.
    public var userID: String?
    /// The name of the kind of message.
    public var type: String?
    /// Text headers, in no order.
    public var headers: [String: String]
    /// The bytes.
    public var body: [UInt8]

    /// Creates a message.
    public init(
        exchange: String, routingKey: String, messageID: String, contentType: String, correlationID: String? = nil,
        userID: String? = nil, type: String? = nil, headers: [String: String] = [:], body: [UInt8]
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.messageID = messageID
        self.contentType = contentType
        self.correlationID = correlationID
        self.userID = userID
        self.type = type
        self.headers = headers
        self.body = body
    }
}
