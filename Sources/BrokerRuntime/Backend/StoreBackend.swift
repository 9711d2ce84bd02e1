import AgreementEngine
import AMQP
import CanonicalModel
import Console
import Messaging
import RecordStore
import Routing

/// What the pages ask the broker: answered from the record, and acknowledged through the same door as every message.
struct StoreBackend: ConsoleBackend {
    /// How long a page waits for the core to have taken an acknowledgement.
    private static let acknowledgementTries = 100
    private static let acknowledgementPauseMilliseconds = 50

    let directory: PartnershipDirectory
    let fetches: FetchDesk
    let store: SQLiteRecord
    let desk: AcknowledgementDesk
    let relay: OutboxRelay
    let consuming: ConsumingLink
    let publishing: PublishingLink
    let clock: WallClock
    let activation: ActivationReport

    func teams() async throws -> [TeamSummary] {
        var summaries = [TeamSummary]()
        for recipient in directory.recipients { summaries.append(summary(recipient, try await notices(recipient.id))) }
        return summaries
    }

    func inbox(team: String) async throws -> TeamInbox? {
        guard let recipient = directory.recipient(team) else { return nil }
        let notices = try await notices(team)
        let roster = try await store.read { reader in
            try reader.roster(of: team).map { try reader.rosterEntry($0) }
        }
        return TeamInbox(team: summary(recipient, notices), notices: notices, roster: roster)
    }

    func notice(team: String, id: String) async throws -> InboxNotice? {
        guard directory.recipient(team) != nil else { return nil }
        guard let notice = try await notices(team).first(where: { $0.id == id }) else { return nil }
        return notice.personName == nil ? try await fetched(notice, team) : try await opened(notice, team)
    }

    /// That somebody looked is on record before they see anything.
    private func opened(_ notice: InboxNotice, _ team: String) async throws -> InboxNotice {
        let now = clock()
        try await store.write {
            try $0.audit(AuditRecord.opened(notice.id, by: team, now: now), item: try $0.cause(of: notice.id), at: now)
        }
        return notice
    }

    /// A notice that carries no name is a claim ticket: its content is decided again now that somebody looks, and that
    /// somebody looked is on record before they see anything.
    private func fetched(_ notice: InboxNotice, _ team: String) async throws -> InboxNotice {
        guard let claim = try await fetches.claim(notice.id, by: team) else { return notice }
        let fields = try await fetches.handOver(claim)
        return InboxNotice(
            id: notice.id, kind: notice.kind, revision: notice.revision, createdAt: notice.createdAt,
            released: fields.map { ($0.name, $0.value) }, acknowledgeBy: notice.acknowledgeBy,
            acknowledgement: notice.acknowledgement, supersedes: notice.supersedes, isSuperseded: notice.isSuperseded)
    }

    func acknowledge(notice: String, team: String, officer: String) async throws -> AcknowledgementOutcome {
        guard let before = try await store.read({ try $0.notice(notice) }), before.recipient == team else {
            return .unknown
        }
        if let given = before.acknowledgement { return .already(by: given.officer, at: given.at) }
        guard await desk.acknowledge(notice: notice, recipient: team, officer: officer, at: clock()) != nil else {
            throw StoreError(
                .database, "The acknowledgement was not confirmed by the message broker; nothing was recorded.")
        }
        for _ in 0..<Self.acknowledgementTries {
            if let given = try await store.read({ try $0.notice(notice)?.acknowledgement }) {
                return given.officer == officer
                    ? .acknowledged(at: given.at) : .already(by: given.officer, at: given.at)
            }
            try await Task.sleep(for: .milliseconds(Self.acknowledgementPauseMilliseconds))
        }
        throw StoreError(.database, "The acknowledgement is on its way but the core has not taken it yet.")
    }

    func health() async -> BrokerHealth {
        let durable = try? await store.durability()
        return BrokerHealth(parts: [
            .init(
                name: "record",
                problem: durable.map { $0.synchronous == 2 && $0.journal == "wal" } == true ? nil : "not durable"),
            .init(name: "consuming link", problem: consuming.status.phase == .ready ? nil : "not connected"),
            .init(name: "publishing link", problem: publishing.status.phase == .ready ? nil : "not connected"),
        ])
    }

    func metrics() async -> [Metric] {
        let counts = (try? await store.read { try $0.counts() }) ?? [:]
        let fates = counts.filter { $0.key.hasPrefix("items.") }.sorted { $0.key < $1.key }
        let items = Metric(
            "throughgate_items", help: "Items taken in, by what became of them.", kind: .gauge,
            samples: fates.map { .init(Double($0.value), labels: [.init("fate", String($0.key.dropFirst(6)))]) })
        let others = counts.filter { !$0.key.hasPrefix("items.") }.sorted { $0.key < $1.key }.map { name, value in
            Metric(
                "throughgate_" + name.replacing(".", with: "_"), help: "Rows in the record: \(name).", kind: .gauge,
                samples: [.init(Double(value))])
        }
        return [items] + others + activation.metrics + [
            Metric(
                "throughgate_outbox_waiting", help: "Entries in memory waiting for RabbitMQ.", kind: .gauge,
                samples: [.init(Double(relay.backlog))])
        ]
    }

    private func notices(_ recipient: String) async throws -> [InboxNotice] {
        let stored = try await store.read { try $0.notices(to: recipient) }
        let replaced = Set(stored.compactMap(\.supersedes))
        return stored.compactMap { $0.inboxNotice(isSuperseded: replaced.contains($0.id)) }
    }

    private func summary(_ recipient: PartnershipDirectory.Recipient, _ notices: [InboxNotice]) -> TeamSummary {
        let now = clock()
        return TeamSummary(
            id: recipient.id, name: recipient.name, party: recipient.party,
            kind: recipient.isTeam ? .neighbourhoodTeam : .partner, outstanding: notices.count { $0.isOutstanding },
            overdue: notices.count { $0.isOverdue(at: now) })
    }
}

extension StoredNotice {
    /// What the page shows: of a notice whose body was erased that it was, and never a fetch, for which there is no key.
    private var shown: [(String, String)] {
        isErased ? [("name", "a person whose details were erased")] : fields.map { ($0.name, $0.value) }
    }

    fileprivate func inboxNotice(isSuperseded: Bool) -> InboxNotice? {
        guard let kind = InboxNotice.Kind(rawValue: kind) else { return nil }
        return InboxNotice(
            id: id, kind: kind, revision: revision, createdAt: decidedAt, released: shown, acknowledgeBy: acknowledgeBy,
            acknowledgement: acknowledgement.map { .init(officer: $0.officer, at: $0.at, isAsserted: $0.isAsserted) },
            supersedes: supersedes, isSuperseded: isSuperseded)
    }
}

extension StoreReader {
    /// What a recipient was told about somebody on its list: from its own notices, so that the roster can show nothing that
    /// no rule released.
    fileprivate func rosterEntry(_ entry: RosterRecord) throws -> RosterEntry {
        let selection = try entry.notice.flatMap { try notice($0) }
        func value(_ name: String) -> String? { selection?.fields.first { $0.name == name }?.value }
        return RosterEntry(
            name: value("name"), dateOfBirth: value("dateOfBirth").flatMap { CalendarDate($0) },
            rating: entry.told[.rag].flatMap { RAGRating(rawValue: $0) },
            custody: entry.told[.custody].flatMap { CustodyWord(rawValue: $0) },
            since: value("since").flatMap { CalendarDate($0) })
    }
}
