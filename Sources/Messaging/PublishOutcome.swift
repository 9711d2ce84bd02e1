/// What became of one published message; the publisher decides what to do about it.
public enum PublishOutcome: Sendable, Hashable {
    /// A queue holds it durably.
    case confirmed
    /// No queue is bound for it: publishing it again changes nothing until the topology does.
    case returned(code: UInt16, text: String)
    /// The broker refused it, or it can never be sent (a name too long, a body too big, an exchange that is not there).
    case rejected
    /// It may or may not have arrived: publish it again with the same id.
    case unknown(reason: String)

    /// True when a queue holds it.
    public var isConfirmed: Bool { self == .confirmed }
}
