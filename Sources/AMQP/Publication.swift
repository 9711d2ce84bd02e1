// An outbound message in the shape librabbitmq wants it.
import CRabbitMQ
import Messaging

/// One publication; checked before the first of its three frames leaves, for the stream cannot be mended after it.
struct Publication {
    /// AMQP's short strings: exchange, key, ids, names of headers.
    private static let maxShortBytes = 255
    /// Must fit one frame of 131,072 bytes with every other property.
    static let maxHeaderBytes = 65_536
    /// Persistent, which is what makes a quorum queue's confirm mean "on disk" also after dead-lettering.
    private static let persistent: UInt8 = 2

    private let message: OutboundMessage

    init(_ message: OutboundMessage) {
        self.message = message
    }

    /// Nil when it can be sent; else why it never can be.
    static func flaw(in message: OutboundMessage, maxBodyBytes: Int) -> StaticString? {
        let short = [
            message.exchange, message.routingKey, message.messageID, message.contentType, message.correlationID ?? "",
            message.userID ?? "", message.type ?? "",
        ]
        if short.contains(where: { $0.utf8.count > maxShortBytes }) { return "a property is too long" }
        if message.headers.keys.contains(where: { $0.utf8.count > maxShortBytes }) {
            return "a header's name is too long"
        }
        if headerBytes(message) > maxHeaderBytes { return "the headers are too long" }
        return message.body.count > maxBodyBytes ? "the body is too big" : nil
    }

    /// Lends everything to one call.
    func withProperties(
        _ scratch: inout Scratch,
        _ call: (amqp_bytes_t, amqp_bytes_t, UnsafePointer<amqp_basic_properties_t>, amqp_bytes_t) -> Int32
    ) -> Int32 {
        scratch.begin(byteCount: byteCount)
        let (exchange, key) = (scratch.lend(message.exchange), scratch.lend(message.routingKey))
        var properties = properties(&scratch)
        return withHeaders(&scratch, &properties) { properties in
            message.body.withUnsafeBytes { body in
                let bytes = UnsafeMutableRawPointer(mutating: body.baseAddress)
                return call(exchange, key, properties, amqp_bytes_t(len: body.count, bytes: bytes))
            }
        }
    }

    private func properties(_ scratch: inout Scratch) -> amqp_basic_properties_t {
        var properties = amqp_basic_properties_t()
        properties.delivery_mode = Self.persistent
        properties.message_id = scratch.lend(message.messageID)
        properties.content_type = scratch.lend(message.contentType)
        var flags =
            AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG
        if let correlationID = message.correlationID {
            properties.correlation_id = scratch.lend(correlationID)
            flags |= AMQP_BASIC_CORRELATION_ID_FLAG
        }
        if let userID = message.userID {
            properties.user_id = scratch.lend(userID)
            flags |= AMQP_BASIC_USER_ID_FLAG
        }
        if let type = message.type {
            properties.type = scratch.lend(type)
            flags |= AMQP_BASIC_TYPE_FLAG
        }
        properties._flags = amqp_flags_t(flags)
        return properties
    }

    private func withHeaders(
        _ scratch: inout Scratch, _ properties: inout amqp_basic_properties_t,
        _ call: (UnsafePointer<amqp_basic_properties_t>) -> Int32
    ) -> Int32 {
        guard !message.headers.isEmpty else { return call(&properties) }
        var entries = message.headers.map { name, value in
            var entry = amqp_table_entry_t()
            entry.key = scratch.lend(name)
            entry.value.kind = UInt8(truncatingIfNeeded: AMQP_FIELD_KIND_UTF8.rawValue)
            entry.value.value.bytes = scratch.lend(value)
            return entry
        }
        return entries.withUnsafeMutableBufferPointer { entries in
            properties.headers = amqp_table_t(num_entries: Int32(entries.count), entries: entries.baseAddress)
            properties._flags |= amqp_flags_t(AMQP_BASIC_HEADERS_FLAG)
            return call(&properties)
        }
    }

    private var byteCount: Int {
        message.exchange.utf8.count + message.routingKey.utf8.count + message.messageID.utf8.count
            + message.contentType.utf8.count + (message.correlationID?.utf8.count ?? 0)
            + (message.userID?.utf8.count ?? 0) + (message.type?.utf8.count ?? 0) + Self.headerBytes(message)
    }

    /// Each header costs its name, its value, and six bytes around them.
    private static func headerBytes(_ message: OutboundMessage) -> Int {
        message.headers.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 6 }
    }
}
