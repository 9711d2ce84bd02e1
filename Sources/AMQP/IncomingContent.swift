// Frames of hostile origin become a message, or nothing: every size, count and text is checked here.
import CRabbitMQ
import Messaging

/// A message on its way in: a method, then a header, then a body in pieces, which is how AMQP sends one.
struct IncomingContent {
    private enum Origin {
        case delivery(tag: UInt64)
        case returned(ReturnedMessage)
    }

    private var origin: Origin
    private var delivery: Delivery
    private var announcedBytes: UInt64?
    private var receivedBytes: UInt64 = 0
    private var isOversized = false

    init(_ deliver: amqp_basic_deliver_t) {
        origin = .delivery(tag: deliver.delivery_tag)
        delivery = Delivery(
            exchange: deliver.exchange.text, routingKey: deliver.routing_key.text,
            redelivered: deliver.redelivered != 0,
            body: [])
    }

    init(_ returned: amqp_basic_return_t) {
        origin = .returned(
            ReturnedMessage(
                code: returned.reply_code, text: returned.reply_text.text, exchange: returned.exchange.text,
                routingKey: returned.routing_key.text))
        delivery = Delivery(exchange: "", routingKey: "", body: [])
    }

    mutating func header(_ properties: amqp_basic_properties_t, bodySize: UInt64, maxBodyBytes: Int) {
        announcedBytes = bodySize
        isOversized = bodySize > UInt64(maxBodyBytes)
        delivery.messageID = properties.text(\.message_id, AMQP_BASIC_MESSAGE_ID_FLAG)
        guard case .delivery = origin, !isOversized else { return }
        delivery.userID = properties.text(\.user_id, AMQP_BASIC_USER_ID_FLAG)
        delivery.contentType = properties.text(\.content_type, AMQP_BASIC_CONTENT_TYPE_FLAG)
        delivery.correlationID = properties.text(\.correlation_id, AMQP_BASIC_CORRELATION_ID_FLAG)
        delivery.type = properties.text(\.type, AMQP_BASIC_TYPE_FLAG)
        delivery.deathCount = properties.deathCount
        delivery.deliveryCount = properties.deliveryCount
        delivery.body.reserveCapacity(Int(bodySize))
    }

    /// - Returns: false when more came than was announced.
    mutating func append(_ fragment: amqp_bytes_t) -> Bool {
        guard let announcedBytes else { return false }
        receivedBytes += UInt64(fragment.len)
        if !isOversized, case .delivery = origin, let bytes = fragment.bytes {
            delivery.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: fragment.len))
        }
        return receivedBytes <= announcedBytes
    }

    /// The whole message, once it is whole.
    var event: LinkEvent? {
        guard let announcedBytes, receivedBytes == announcedBytes else { return nil }
        switch origin {
        case .delivery(let tag) where isOversized: return .oversized(tag: tag, bytes: announcedBytes)
        case .delivery(let tag): return .delivery(tag: tag, delivery)
        case .returned(var returned):
            returned.messageID = delivery.messageID
            return .returned(returned)
        }
    }
}

extension amqp_bytes_t {
    /// A copy; bytes that are not UTF-8 are replaced, so use it only where nothing is decided by them.
    var text: String { String(decoding: UnsafeRawBufferPointer(start: bytes, count: len), as: UTF8.self) }

    /// A copy; nil when the bytes are not UTF-8, for two different ids must never become the same text.
    var validText: String? {
        let bytes = UnsafeRawBufferPointer(start: bytes, count: len)
        return String(validating: bytes, as: UTF8.self)
    }

    fileprivate func equals(_ name: StaticString) -> Bool {
        len == name.utf8CodeUnitCount && (len == 0 || memcmp(bytes, name.utf8Start, len) == 0)
    }
}

extension amqp_basic_properties_t {
    fileprivate func text(_ field: KeyPath<Self, amqp_bytes_t>, _ flag: Int32) -> String? {
        _flags & amqp_flags_t(flag) == 0 ? nil : self[keyPath: field].validText
    }

    /// The sum of the counts in `x-death`.
    ///
    /// A publisher can forge it, so it is bounded and nothing but a hint.
    fileprivate var deathCount: Int? {
        guard let value = header("x-death"), value.kind == AMQP_FIELD_KIND_ARRAY.kind else { return nil }
        let deaths = UnsafeBufferPointer(start: value.value.array.entries, count: Int(value.value.array.num_entries))
        return deaths.reduce(0) { sum, death in
            guard death.kind == AMQP_FIELD_KIND_TABLE.kind else { return sum }
            return min(sum + (death.value.table["count"]?.boundedCount ?? 0), Self.maxCount)
        }
    }

    fileprivate var deliveryCount: Int? { header("x-delivery-count")?.boundedCount }

    fileprivate static var maxCount: Int { 1_000_000 }

    private func header(_ name: StaticString) -> amqp_field_value_t? {
        _flags & amqp_flags_t(AMQP_BASIC_HEADERS_FLAG) == 0 ? nil : headers[name]
    }
}

extension amqp_table_t {
    fileprivate subscript(_ name: StaticString) -> amqp_field_value_t? {
        UnsafeBufferPointer(start: entries, count: Int(num_entries)).first { $0.key.equals(name) }?.value
    }
}

extension amqp_field_value_t {
    fileprivate var boundedCount: Int? {
        let count: Int64
        switch kind {
        case AMQP_FIELD_KIND_I64.kind: count = value.i64
        case AMQP_FIELD_KIND_I32.kind: count = Int64(value.i32)
        case AMQP_FIELD_KIND_I16.kind: count = Int64(value.i16)
        case AMQP_FIELD_KIND_I8.kind: count = Int64(value.i8)
        case AMQP_FIELD_KIND_U8.kind: count = Int64(value.u8)
        default: return nil
        }
        return Int(min(max(count, 0), Int64(amqp_basic_properties_t.maxCount)))
    }
}

extension amqp_field_value_kind_t {
    fileprivate var kind: UInt8 { UInt8(truncatingIfNeeded: rawValue) }
}
