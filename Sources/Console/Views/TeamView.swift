import CanonicalModel

/// A team's page: what waits, the notices newest first, and who is on the list.
struct TeamView: PageView {
    static let template = "team"
    /// More settled notices than this are counted, not shown; outstanding ones are always shown.
    static let settledLimit = 100

    /// A line of the summary that leads to a notice that waits; what is due first comes first.
    struct WaitingNotice {
        let href: String
        let titleLead: String
        let person: String
        let state: NoticeStateView

        init(_ notice: NoticeView) {
            href = "#" + Address.escaped(notice.anchor)
            titleLead = notice.titleLead
            person = notice.person
            state = notice.state
        }
    }

    let teamName: String
    let party: String
    let count: WaitingView
    let waiting: [WaitingNotice]
    let isSettled: Bool
    let notices: [NoticeView]
    let hasNotices: Bool
    let olderHidden: Int
    let hasOlder: Bool
    let roster: [RosterRowView]
    let rosterCount: String
    let hasRoster: Bool

    /// - Parameters:
    ///   - justAcknowledged: the notice that the form just closed, as the address says; believed only if it is closed.
    ///   - alreadyAcknowledged: the notice that somebody else had closed before.
    init(
        _ inbox: TeamInbox, token: String, now: Timestamp, justAcknowledged: String? = nil,
        alreadyAcknowledged: String? = nil
    ) {
        let sorted = inbox.notices.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
        let settled = sorted.filter { !$0.isOutstanding }
        let hidden = Set(settled.dropFirst(TeamView.settledLimit).map(\.id))
        let outstanding = sorted.filter(\.isOutstanding)
        teamName = inbox.team.name
        party = inbox.team.party
        count = WaitingView(
            outstanding: outstanding.count, overdue: outstanding.count { $0.isOverdue(at: now) })
        let views = sorted.filter { !hidden.contains($0.id) }.map { notice in
            NoticeView(
                notice, in: inbox, token: token, now: now, isAlone: false,
                headline: HeadlineView(notice, just: justAcknowledged, already: alreadyAcknowledged))
        }
        notices = views
        waiting = outstanding.sorted { TeamView.dueOrder($0) < TeamView.dueOrder($1) }.compactMap { notice in
            views.first { $0.id == notice.id }.map(WaitingNotice.init)
        }
        isSettled = outstanding.isEmpty
        hasNotices = !views.isEmpty
        olderHidden = hidden.count
        hasOlder = !hidden.isEmpty
        roster = inbox.roster.map { RosterRowView($0) }
        rosterCount = inbox.roster.count == 1 ? "1 person" : "\(inbox.roster.count) people"
        hasRoster = !inbox.roster.isEmpty
    }

    private static func dueOrder(_ notice: InboxNotice) -> Int64 { notice.acknowledgeBy?.microseconds ?? .max }
}

extension HeadlineView {
    fileprivate init?(_ notice: InboxNotice, just: String?, already: String?) {
        guard let acknowledgement = notice.acknowledgement else { return nil }
        if notice.id == just {
            self.init(text: "Acknowledged. Thank you: your name and the time are on record.")
        } else if notice.id == already {
            self.init(text: "\(acknowledgement.officer) had already acknowledged this notice. Nothing was changed.")
        } else {
            return nil
        }
    }
}
