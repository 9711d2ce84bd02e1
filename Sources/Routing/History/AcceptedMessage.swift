public import CanonicalModel

/// A verified message with what the core knows about its acceptance.
public struct AcceptedMessage: Sendable, Hashable {
    /// The message.
    public var message: CanonicalMessage
    /// The core's acceptance number; rises by one a message.
    public var sequence: Int64
    /// The message's content digest in hexadecimal.
    public var digest: String
    /// The record it arrived under; it keeps it through merges, so that a split is exact (DESIGN decision 3).
    public var origin: Int64

    /// A message under its acceptance number.
    public init(_ message: CanonicalMessage, sequence: Int64, digest: String, origin: Int64 = 0) {
        self.message = message
        self.origin = origin
        self.sequence = sequence
        self.digest = digest
    }
}
