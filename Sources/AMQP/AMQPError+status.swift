// What librabbitmq and the broker report, as our codes.
import CRabbitMQ

extension AMQPError {
    /// A negative status of a library call.
    init(status: Int32, during action: StaticString) {
        self.init(Self.code(ofStatus: status), "\(action): \(String(cString: amqp_error_string2(status)))")
    }

    /// The reason the broker gave for closing a channel or a connection.
    init(replyCode: UInt16, text: String, otherwise code: Code) {
        self.init(Self.code(ofReply: replyCode) ?? code, "\(replyCode) \(text)")
    }

    private static func code(ofStatus status: Int32) -> Code {
        switch amqp_status_enum(rawValue: status) {
        case AMQP_STATUS_NO_MEMORY: .outOfMemory
        case AMQP_STATUS_BAD_AMQP_DATA, AMQP_STATUS_UNKNOWN_CLASS, AMQP_STATUS_UNKNOWN_METHOD: .malformedData
        case AMQP_STATUS_HOSTNAME_RESOLUTION_FAILED, AMQP_STATUS_TCP_ERROR: .unreachable
        case AMQP_STATUS_TIMEOUT: .timedOut
        case AMQP_STATUS_HEARTBEAT_TIMEOUT: .heartbeatMissed
        case AMQP_STATUS_BROKER_UNSUPPORTED_SASL_METHOD: .accessRefused
        case AMQP_STATUS_INVALID_PARAMETER, AMQP_STATUS_TABLE_TOO_BIG: .invalidConfiguration
        case AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED, AMQP_STATUS_SSL_PEER_VERIFY_FAILED: .tlsRefused
        case AMQP_STATUS_SSL_CONNECTION_FAILED: .unreachable
        case AMQP_STATUS_WRONG_METHOD, AMQP_STATUS_UNEXPECTED_STATE: .protocolViolation
        default: .connectionClosed
        }
    }

    private static func code(ofReply replyCode: UInt16) -> Code? {
        switch Int32(replyCode) {
        case AMQP_ACCESS_REFUSED, AMQP_NOT_ALLOWED: .accessRefused
        case AMQP_NOT_FOUND: .notFound
        case AMQP_RESOURCE_LOCKED, AMQP_PRECONDITION_FAILED, AMQP_NOT_IMPLEMENTED: .refused
        default: nil
        }
    }
}
