// How to reach a broker, and every limit of one connection to it by name.

/// Where the broker is, who we are, and how long anything may take.
public struct LinkConfiguration: Sendable {
    /// A DNS name.
    ///
    /// With TLS never an address: librabbitmq 0.11 compares those wrongly (rabbitmq-c #784).
    public var host: String
    /// The TCP port.
    public var port: Int
    /// The virtual host of the partnership.
    public var virtualHost: String
    /// Who we are.
    public var credentials: LinkCredentials
    /// Nil for plain TCP, which is refused except on loopback.
    public var tls: LinkTLS?
    /// What the broker calls this connection in its listings.
    public var connectionName: String
    /// How often each side speaks at least; two missed end the link.
    ///
    /// Below 5 s RabbitMQ warns of false alarms.
    public var heartbeatSeconds: Int
    /// The limit for TCP, TLS and login together, each.
    public var connectTimeoutSeconds: Double
    /// The limit for one request to the broker, such as opening a channel.
    public var requestTimeoutSeconds: Double
    /// How long one call into librabbitmq may last before the watchdog shuts its socket: rabbitmq-c #780 blocks for ever.
    public var stallLimitSeconds: Double
    /// How long sent bytes may stay unacknowledged by the peer's kernel (TCP_USER_TIMEOUT).
    public var unacknowledgedBytesLimitSeconds: Double
    /// The biggest body either way; a bigger delivery is dead-lettered unread, a bigger publication rejected.
    public var maxBodyBytes: Int
    /// The first and the longest pause between attempts to connect, before jitter.
    public var reconnectSeconds: ClosedRange<Double>
    /// A link that lived at least this long starts again from the shortest pause.
    public var steadySeconds: Double

    /// Creates a configuration.
    public init(
        host: String = "localhost", port: Int = 5672, virtualHost: String = "/", credentials: LinkCredentials,
        tls: LinkTLS? = nil, connectionName: String = "throughgate", heartbeatSeconds: Int = 20,
        connectTimeoutSeconds: Double = 10, requestTimeoutSeconds: Double = 10, stallLimitSeconds: Double = 15,
        unacknowledgedBytesLimitSeconds: Double = 15, maxBodyBytes: Int = 1_048_576,
        reconnectSeconds: ClosedRange<Double> = 0.5...30, steadySeconds: Double = 30
    ) {
        self.host = host
        self.port = port
        self.virtualHost = virtualHost
        self.credentials = credentials
        self.tls = tls
        self.connectionName = connectionName
        self.heartbeatSeconds = heartbeatSeconds
        self.connectTimeoutSeconds = connectTimeoutSeconds
        self.requestTimeoutSeconds = requestTimeoutSeconds
        self.stallLimitSeconds = stallLimitSeconds
        self.unacknowledgedBytesLimitSeconds = unacknowledgedBytesLimitSeconds
        self.maxBodyBytes = maxBodyBytes
        self.reconnectSeconds = reconnectSeconds
        self.steadySeconds = steadySeconds
    }

    /// Refuses what can never work, before anything is opened.
    /// - Throws: `invalidConfiguration`.
    func validate() throws(AMQPError) {
        guard heartbeatSeconds > 0, heartbeatSeconds <= Int(UInt16.max) else {
            throw AMQPError(.invalidConfiguration, "a link without a heartbeat never notices a dead broker")
        }
        if tls != nil, host.contains(":") || host.allSatisfy({ $0.isNumber || $0 == "." }) {
            throw AMQPError(.invalidConfiguration, "TLS needs a host name: librabbitmq 0.11 compares addresses wrongly")
        }
        if case .external = credentials, tls?.identity == nil {
            throw AMQPError(.invalidConfiguration, "EXTERNAL needs a client certificate")
        }
        guard tls != nil || isLoopback else {
            throw AMQPError(
                .invalidConfiguration, "without TLS a password and people's data may not leave this machine")
        }
    }

    private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
