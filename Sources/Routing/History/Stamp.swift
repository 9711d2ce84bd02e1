public import CanonicalModel

/// The two times of a fact and its message, which together order facts the same way whatever order they arrive in.
public struct Stamp: Sendable, Hashable, Comparable {
    /// When it happened, by the agency's word.
    public var occurred: Timestamp
    /// When the first of our processes saw it.
    public var recorded: Timestamp
    /// The message that said it, as source and id (ids are unique within a source only); breaks ties, so the order is total.
    public var message: String

    /// The stamp of a message.
    public init(_ message: CanonicalMessage) {
        occurred = message.time
        recorded = message.recordedTime
        self.message = message.key
    }

    /// A stamp that was kept.
    public init(occurred: Timestamp, recorded: Timestamp, message: String) {
        self.occurred = occurred
        self.recorded = recorded
        self.message = message
    }

    /// Later in the world wins; of two reports of one moment, the later report wins.
    public static func < (left: Stamp, right: Stamp) -> Bool {
        (left.occurred, left.recorded, left.message) < (right.occurred, right.recorded, right.message)
    }

    /// The stamp of what a message says of the person: a hearing listed for next year speaks of who they are today, and must
    /// not hold its word against every correction until then.
    var asSaid: Stamp {
        var said = self
        said.occurred = min(occurred, recorded)
        return said
    }

    /// Orders corrections of one fact: the later *report* wins, whatever moment it speaks of.
    public func isCorrected(by other: Stamp) -> Bool {
        (recorded, message) < (other.recorded, other.message)
    }
}
