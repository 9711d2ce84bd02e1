import CanonicalModel
import Console

/// A broker's answers kept in memory, for the pages' tests. One team exists that nobody may see.
actor InMemoryConsoleBackend: ConsoleBackend {
    /// The id of the team that nobody may see.
    static let hiddenTeam = "covert-operations"

    private var inboxes: [TeamInbox]
    private let clock: WallClock
    private let unready: [BrokerHealth.Part]
    private let isBroken: Bool

    init(
        _ inboxes: [TeamInbox], clock: @escaping WallClock, unready: [BrokerHealth.Part] = [], isBroken: Bool = false
    ) {
        self.inboxes = inboxes
        self.clock = clock
        self.unready = unready
        self.isBroken = isBroken
    }

    func teams() throws -> [TeamSummary] {
        try inboxes.indices.compactMap { index in
            try inbox(team: inboxes[index].team.id)?.team
        }
    }

    func inbox(team: String) throws -> TeamInbox? {
        if isBroken { throw Outage(detail: "the record of Jordan ASHWORTH is locked") }
        guard team != InMemoryConsoleBackend.hiddenTeam, var inbox = inboxes.first(where: { $0.team.id == team }) else {
            return nil
        }
        inbox.team.outstanding = inbox.notices.count(where: \.isOutstanding)
        inbox.team.overdue = inbox.notices.count { $0.isOverdue(at: clock()) }
        return inbox
    }

    func notice(team: String, id: String) throws -> InboxNotice? {
        try inbox(team: team)?.notices.first { $0.id == id }
    }

    func acknowledge(notice: String, team: String, officer: String) throws -> AcknowledgementOutcome {
        guard let found = try self.notice(team: team, id: notice),
            let teamIndex = inboxes.firstIndex(where: { $0.team.id == team }),
            let index = inboxes[teamIndex].notices.firstIndex(where: { $0.id == notice })
        else { return .unknown }
        if let earlier = found.acknowledgement { return .already(by: earlier.officer, at: earlier.at) }
        let now = clock()
        inboxes[teamIndex].notices[index].acknowledgement = .init(officer: officer, at: now, isAsserted: true)
        return .acknowledged(at: now)
    }

    func health() -> BrokerHealth { BrokerHealth(parts: [.init(name: "record-store")] + unready) }

    func metrics() -> [Metric] {
        [
            Metric(
                "throughgate_notices_outstanding", help: "Notices that wait for an acknowledgement.", kind: .gauge,
                samples: inboxes.map {
                    .init(Double($0.notices.count(where: \.isOutstanding)), labels: [.init("team", $0.team.id)])
                }),
            Metric("throughgate_uptime_seconds", help: "Since start.", kind: .counter, samples: [.init(12.5)]),
        ]
    }

    private struct Outage: Error {
        let detail: String
    }
}
