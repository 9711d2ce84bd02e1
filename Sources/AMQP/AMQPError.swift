// Two errors are equal when their codes are: so a test can build the expected one without its prose.

/// What went wrong between us and the broker.
public struct AMQPError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure; compare on this.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Name: String {
            case invalidConfiguration, unreachable, tlsRefused, accessRefused, notFound, refused, timedOut
            case connectionClosed, channelClosed, consumerCancelled, heartbeatMissed, malformedData, outOfMemory
            case protocolViolation
        }
        private let name: Name

        /// The configuration can never work.
        public static let invalidConfiguration = Code(name: .invalidConfiguration)
        /// No connection: name resolution, TCP, or the broker is down.
        public static let unreachable = Code(name: .unreachable)
        /// The certificate or its name was not accepted, by us or by the broker.
        public static let tlsRefused = Code(name: .tlsRefused)
        /// The login or the permission was refused (403, 530).
        public static let accessRefused = Code(name: .accessRefused)
        /// The queue or the exchange does not exist (404).
        public static let notFound = Code(name: .notFound)
        /// The broker refused the operation for another reason (405, 406, 5xx).
        public static let refused = Code(name: .refused)
        /// A reply did not come within its limit.
        public static let timedOut = Code(name: .timedOut)
        /// The connection ended, or the broker closed it.
        public static let connectionClosed = Code(name: .connectionClosed)
        /// The broker closed the channel.
        public static let channelClosed = Code(name: .channelClosed)
        /// The broker cancelled the consumer, as it does when the queue is deleted.
        public static let consumerCancelled = Code(name: .consumerCancelled)
        /// Nothing was heard for two heartbeats.
        public static let heartbeatMissed = Code(name: .heartbeatMissed)
        /// A frame could not be decoded; the connection must not be used again (rabbitmq-c #837).
        public static let malformedData = Code(name: .malformedData)
        /// The library could not allocate.
        public static let outOfMemory = Code(name: .outOfMemory)
        /// The broker sent what AMQP 0-9-1 does not allow at this point.
        public static let protocolViolation = Code(name: .protocolViolation)

        /// The name.
        public var description: String { name.rawValue }
    }

    /// The kind of failure.
    public let code: Code
    /// A sentence for operators: never a body, never a password.
    public let message: String

    /// Creates an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// False when trying the same again cannot help until somebody changes something.
    public var isRetryable: Bool {
        switch code {
        case .invalidConfiguration, .tlsRefused, .accessRefused, .notFound, .refused: false
        default: true
        }
    }

    /// Code and message.
    public var description: String { "\(code): \(message)" }

    /// Equality on the code.
    public static func == (left: AMQPError, right: AMQPError) -> Bool { left.code == right.code }
}
