/// The limits of a publishing link, by name.
public struct PublishingLimits: Sendable {
    /// How many publications may await their confirm.
    ///
    /// Beyond about 1000 the rate no longer grows, only the latency.
    public var windowMessages: Int
    /// How many messages may wait for room in the window or for a connection; a batch beyond it is refused at once.
    public var maxWaitingMessages: Int
    /// How long a message may wait for a connection, an alarm to end, or room in the window, before it is `unknown`.
    ///
    /// An attempt to connect is not interrupted: it can add what the configuration allows one.
    public var waitSeconds: Double
    /// How long a confirm may take before the message is `unknown`.
    public var confirmTimeoutSeconds: Double
    /// How long stopping waits for confirms.
    public var drainSeconds: Double

    /// Creates limits.
    public init(
        windowMessages: Int = 1024, maxWaitingMessages: Int = 65_536, waitSeconds: Double = 10,
        confirmTimeoutSeconds: Double = 30, drainSeconds: Double = 10
    ) {
        self.windowMessages = windowMessages
        self.maxWaitingMessages = maxWaitingMessages
        self.waitSeconds = waitSeconds
        self.confirmTimeoutSeconds = confirmTimeoutSeconds
        self.drainSeconds = drainSeconds
    }
}
