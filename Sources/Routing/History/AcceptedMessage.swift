public import CanonicalModel

/// A verified message with what the core knows about its acceptance.
public struct AcceptedMessage: Sendable, Hashable {
    /// The message.
    public var message: CanonicalMessage
    /// The core's acceptance number; rises by one a message.
    public var sequence: Int64
    /// The message's content digest in hexadecimal.
    public var digest: String

    /// A message under its acceptance number.
    public init(_ message: CanonicalMessage, sequence: Int64, digest: String) {
        self.message = message
        self.sequence = sequence
        self.digest = digest
    }
}
