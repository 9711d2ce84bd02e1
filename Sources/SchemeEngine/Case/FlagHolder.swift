/// A team that was told of a stay, and so has flags to take down when it is over (CLV 8.23; DESIGN decision 16).
public struct FlagHolder: Sendable, Hashable {
    /// The stay's id.
    public var stay: String
    /// The team, by its id in the directory.
    public var recipient: String
    /// Whether it answered the notice that told it to stop.
    public var isConfirmed: Bool

    /// Puts it together.
    public init(stay: String, recipient: String, isConfirmed: Bool = false) {
        self.isConfirmed = isConfirmed
        self.stay = stay
        self.recipient = recipient
    }
}
