// What the broker can say to an open channel, as values.
import Messaging

/// One thing the broker said.
enum LinkEvent {
    case delivery(tag: UInt64, Delivery)
    /// A delivery with a body bigger than we take; its bytes were dropped as they came.
    case oversized(tag: UInt64, bytes: UInt64)
    case returned(ReturnedMessage)
    case confirmed(UInt64, multiple: Bool)
    case refused(UInt64, multiple: Bool)
    case consumerCancelled
    case blocked
    case unblocked
    case channelClosed(AMQPError)
}

/// Enough of a returned message to find the publication it speaks of.
struct ReturnedMessage {
    var code: UInt16
    var text: String
    var exchange: String
    var routingKey: String
    var messageID: String?
}
