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
