public import CanonicalModel

/// A nominal on a team's list, limited to what the agreement released to that team.
public struct RosterEntry: Sendable, Hashable {
    /// "Jordan ASHWORTH", when released.
    public var name: String?
    /// The date of birth, when released.
    public var dateOfBirth: CalendarDate?
    /// The colour of risk, when released; shown as blue while in custody.
    public var rating: RAGRating?
    /// Where the nominal is, when known and released.
    public var custody: CustodyWord?
    /// Since when on the list.
    public var since: CalendarDate?

    /// Puts an entry together.
    public init(
        name: String?, dateOfBirth: CalendarDate? = nil, rating: RAGRating? = nil, custody: CustodyWord? = nil,
        since: CalendarDate? = nil
    ) {
        self.name = name
        self.dateOfBirth = dateOfBirth
        self.rating = rating
        self.custody = custody
        self.since = since
    }
}
