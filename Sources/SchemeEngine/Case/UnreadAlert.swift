public import CanonicalModel

/// An alert of a colour that was told to somebody and that nobody has acknowledged.
public struct UnreadAlert: Sendable, Hashable {
    /// The notice's id.
    public var notice: String
    /// Whom it told, by the id in the directory.
    public var recipient: String
    /// The colour told.
    public var colour: RAGRating
    /// When it was told.
    public var told: Timestamp
    /// Whether a neighbourhood team was told, and no partner.
    public var isTeam: Bool

    /// Puts one together.
    public init(notice: String, recipient: String, colour: RAGRating, told: Timestamp, isTeam: Bool) {
        (self.notice, self.recipient, self.colour) = (notice, recipient, colour)
        (self.told, self.isTeam) = (told, isTeam)
    }
}
