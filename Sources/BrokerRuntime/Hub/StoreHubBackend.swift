import AgreementEngine
import CanonicalModel
import Console
import RecordStore
import Routing
import SchemeEngine

/// What the hub's pages ask the broker; each look at a person is recorded before it is answered.
struct StoreHubBackend: HubBackend {
    /// Records one transaction looks at: a long one would keep notices waiting.
    private static let batchLimit = 100
    /// How long a page waits for the core to have taken what a form said.
    private static let takingTries = 100
    private static let takingPauseMilliseconds = 50

    let partnership: Partnership
    let router: ContentBasedRouter
    let store: SQLiteRecord
    let desk: HubDesk
    let clock: WallClock

    var directory: PartnershipDirectory { partnership.directory }

    // MARK: Lists

    func overview() async throws -> HubOverview {
        let (now, cohort) = (clock(), try await cohort(recording: false))
        let tasks = try await store.read { try $0.openTasks() }
        let colours = CohortEntry.Colour.allCases.map { colour in
            HubOverview.ColourCount(colour: colour, count: cohort.count { $0.colour == colour })
        }
        let candidates = try await candidates(asSeenBy: nil, recording: false)
        return HubOverview(
            scheme: partnership.scheme?.pack.name ?? partnership.agreement.title, colours: colours, candidates: candidates.count, tasks: tasks.count,
            overdue: tasks.count { $0.dueBy < now })
    }

    func cohort() async throws -> [CohortEntry] { try await cohort(recording: true) }

    private func cohort(recording isRecorded: Bool) async throws -> [CohortEntry] {
        try await gather(page: isRecorded ? "cohort" : nil) { $0.entries }
    }

    func candidates(asSeenBy member: String?) async throws -> [CandidateEntry] {
        try await candidates(asSeenBy: member, recording: true)
    }

    func tasks() async throws -> [HubTaskEntry] { try await tasks { _ in true } }

    private func tasks(_ isWanted: @escaping @Sendable (StoredTask) -> Bool) async throws -> [HubTaskEntry] {
        let (stored, told) = try await store.read { reader in
            let stored = try reader.openTasks().filter(isWanted)
            return (stored, try Self.told(stored, reader))
        }
        let names = try await names(of: Set(stored.compactMap(\.nominal)), page: "tasks")
        return stored.map { entry($0, person: $0.nominal.flatMap { names[$0] }, told: told[$0.key]) }
    }

    func actions(of member: String?) async throws -> [HubTaskEntry] {
        guard let member else { return try await tasks() }
        return try await tasks { self.party(of: $0) == member }
    }

    func members() async throws -> [HubChoice] {
        partnership.agreement.parties.keys.map { HubChoice($0, AgencyWords.name($0, in: partnership.agreement)) }
            .sorted { ($0.words, $0.code) < ($1.words, $1.code) }
    }

    /// Looks at every record, some at a time, and records the look at those that gave something.
    func gather<Value: Sendable>(
        page: String?, _ body: @escaping @Sendable (HubPerson) -> [Value]
    ) async throws -> [Value] {
        var values = [Value]()
        let numbers = try await store.read { try $0.people() }
        for start in stride(from: 0, to: numbers.count, by: Self.batchLimit) {
            let batch = Array(numbers[start..<min(start + Self.batchLimit, numbers.count)])
            values += try await look(at: batch, page: page, body)
        }
        return values
    }

    private func look<Value: Sendable>(
        at numbers: [Int64], page: String?, _ body: @escaping @Sendable (HubPerson) -> [Value]
    ) async throws -> [Value] {
        let (partnership, router, now) = (partnership, router, clock())
        return try await store.write { store in
            var (values, seen) = ([Value](), [String]())
            for number in numbers {
                // One record that cannot be opened must not keep the others from the page.
                guard case .success(let stored) = try store.item({ try store.nominal(number) }) else { continue }
                let (nominal, assessment) = router.look(at: stored, now: now)
                let found = body(
                    HubPerson(
                        number: number, nominal: nominal, directory: partnership.directory,
                        agreement: partnership.agreement, assessment: assessment, pack: partnership.scheme?.pack))
                if !found.isEmpty { seen.append(store.subject(number)) }
                values += found
            }
            if let page, !seen.isEmpty {
                try store.audit(AuditRecord.looked(at: seen, page: page, now: now), item: nil, at: now)
            }
            return values
        }
    }

    func names(of numbers: Set<Int64>, page: String) async throws -> [Int64: String] {
        let pairs = try await look(at: numbers.sorted(), page: page) { [($0.number, $0.name)] }
        return Dictionary(pairs) { first, _ in first }
    }

    // MARK: One person

    func nominal(_ id: String) async throws -> NominalFile? {
        guard let person = try await person(id, page: "nominal") else { return nil }
        let (facts, notices, tasks, told) = try await store.read {
            let tasks = try $0.openTasks(about: person.number)
            return (
                try $0.facts(of: person.number), try $0.notices(about: person.number), tasks, try Self.told(tasks, $0)
            )
        }
        return NominalFile(
            id: id, name: person.name, facts: person.facts, colour: person.colour, isProposed: person.isProposed,
            grounds: person.grounds,
            tasks: tasks.map { entry($0, person: nil, told: told[$0.key]) }, consents: person.consents.map { consent($0, now: clock()) },
            timeline: (facts.map { moment($0, person) } + notices.map(moment)).sorted { $0.at > $1.at })
    }

    /// A record by the number in an address; the look is recorded.
    func person(_ id: String, page: String) async throws -> HubPerson? {
        guard let number = Int64(id), number > 0, try await store.read({ try $0.people().contains(number) }) else {
            return nil
        }
        return try await look(at: [number], page: page) { [$0] }.first
    }

    private func moment(_ notice: StoredNotice) -> NominalFile.Moment {
        let name = directory.recipient(notice.recipient)?.name ?? notice.recipient
        let waiting = notice.acknowledgeBy == nil ? "no acknowledgement is asked for" : "not acknowledged yet"
        let state = notice.acknowledgement.map { "acknowledged by \($0.officer), \(EnglishDay.time($0.at))" } ?? waiting
        return NominalFile.Moment(
            kind: .told, at: notice.decidedAt, title: EventWording.title(ofNotice: notice.kind), detail: "\(name): \(state)",
            reference: notice.id)
    }

    private func consent(
        _ answer: (id: String, key: NominalHistory.ConsentKey, answer: NominalHistory.Register<ConsentRecord>),
        now: Timestamp
    ) -> NominalFile.Consent {
        let record = answer.answer.value
        let lapses = record.state == .given ? record.lapses(givenAt: answer.answer.stamp.occurred) : nil
        let isExpired = lapses.map { $0 <= now } ?? false
        return NominalFile.Consent(
            id: answer.id, scope: ConsentWords.scope(answer.key.covers, answer.key.purpose, answer.key.with),
            state: isExpired ? "Expired" : record.state.rawValue.capitalisedFirst,
            isGiven: record.state == .given && !isExpired, decided: answer.answer.stamp.occurred, expires: lapses)
    }

    // MARK: Forms

    func submit(
        _ kind: HubForm.Kind, _ values: [String: [String]], about nominal: String
    ) async throws -> HubSubmission {
        guard let person = try await person(nominal, page: "form") else { return .unknown }
        let now = clock()
        var reader = HubSubmissionReader(values, about: person.inHubMessages)
        let decidedAt = kind == .consent ? reader.decidedAt(now) : now
        guard let fact = reader.fact(kind) else {
            let general = HubSubmission.Problem(field: "", sentence: "Something is missing: look at every answer")
            return .refused(reader.problems.isEmpty ? [general] : reader.problems)
        }
        guard let message = await desk.publish(fact, decidedAt: decidedAt, now: now) else {
            throw StoreError(.database, "What the form said was not confirmed by the message broker; nothing was recorded.")
        }
        try await untilTaken(message)
        return .recorded(message: message)
    }

    /// So that the page the coordinator comes back to shows what was recorded.
    @discardableResult
    func untilTaken(_ message: String) async throws -> StoredItem {
        for _ in 0..<Self.takingTries {
            if let item = try await store.read({ try $0.item(message) }) { return item }
            try await Task.sleep(for: .milliseconds(Self.takingPauseMilliseconds))
        }
        throw StoreError(.database, "What the form said is on its way but the core has not taken it yet.")
    }
}

extension HubPerson {
    /// The person as a message names them: whoever has no strong identifier cannot be decided about (DESIGN decision 10).
    var inHubMessages: Person {
        let history = nominal.history
        return Person(
            identifiers: history.identifiers.filter(\.isStrong).sorted { $0.value < $1.value },
            name: history.name?.value, dateOfBirth: history.dateOfBirth?.value)
    }
}
