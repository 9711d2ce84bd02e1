/// Everything on a team's page.
public struct TeamInbox: Sendable, Hashable {
    /// The team.
    public var team: TeamSummary
    /// Its notices, newest first: every outstanding one, and as many of the others as the backend cares to give.
    public var notices: [InboxNotice]
    /// Who is on its list now.
    public var roster: [RosterEntry]

    /// Puts an inbox together.
    public init(team: TeamSummary, notices: [InboxNotice], roster: [RosterEntry]) {
        self.team = team
        self.notices = notices
        self.roster = roster
    }
}
