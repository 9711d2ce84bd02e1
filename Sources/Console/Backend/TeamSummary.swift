/// A team or partner on the list of teams.
public struct TeamSummary: Sendable, Hashable, Identifiable {
    /// Who stands behind an inbox; neighbourhood teams are listed first.
    public enum Kind: Sendable, Hashable {
        /// A neighbourhood policing team.
        case neighbourhoodTeam
        /// A partner's role: probation, prison, housing, treatment.
        case partner
    }

    /// The recipient's id in the directory; it is part of the page's address.
    public var id: String
    /// "Holbeck and Beeston neighbourhood policing team".
    public var name: String
    /// Whose team it is, in words: "West Yorkshire Police".
    public var party: String
    /// Police team or partner.
    public var kind: Kind
    /// Notices that wait for an acknowledgement: those whose ``InboxNotice/isOutstanding`` is true.
    public var outstanding: Int
    /// Of these, the ones past their time.
    public var overdue: Int

    /// Puts a summary together.
    public init(id: String, name: String, party: String, kind: Kind, outstanding: Int, overdue: Int) {
        self.id = id
        self.name = name
        self.party = party
        self.kind = kind
        self.outstanding = outstanding
        self.overdue = overdue
    }
}
