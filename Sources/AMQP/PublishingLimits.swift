// What a publishing link bounds, and what it counts.

/// The limits of a publishing link, by name.
public struct PublishingLimits: Sendable {
    /// How many publications may await their confirm. Beyond about 1000 the rate no longer grows, only the latency.
    public var windowMessages: Int
    /// How many messages may wait for room in the window or for a connection; a batch beyond it is refused at once.
    public var maxWaitingMessages: Int
    /// How long a message may wait for a connection, an alarm to end, or room in the window, before it is `unknown`.
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

/// How many messages a publishing link has handled, by outcome, and how many it holds now.
public struct PublishingCounts: Sendable, Equatable {
    /// Bytes handed to the kernel.
    public var published = 0
    /// Held durably by a queue.
    public var confirmed = 0
    /// No queue was bound.
    public var returned = 0
    /// Refused.
    public var rejected = 0
    /// Perhaps arrived.
    public var unknown = 0
    /// Awaiting their confirm now.
    public var inFlight = 0
    /// Waiting to be published now.
    public var waiting = 0
}
