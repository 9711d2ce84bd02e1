import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Console
import Formats
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// A word that a task is done, from the page or a queue through the core into the store, and back as a receipt.
@Suite("Tasks that people close", .timeLimit(.minutes(3)))
struct TaskDoneServiceTests {
    private let fixture = NominalFixture(721)

    @Test(
        "A word of its owner closes the task, is a fact of the record, and is in the audit; its repetition changes nothing"
    )
    func closes() async throws {
        let bench = try await asked()
        let task = try await first(bench)
        let word = bench.delivery(said(task), days: 29, user: "hub")
        await bench.deliver(word, word)
        #expect(try await !open(bench).contains(task.key))
        #expect(try await bench.audited("\"what\":\"task-done\"") == 1)
        let number = try #require(task.nominal)
        let facts = try await bench.store.read { try $0.facts(of: number) }
        #expect(facts.map(\.fact.type).filter { $0 == .taskDone }.count == 1)
        #expect(try await receipts(bench).isEmpty)
    }

    @Test("A word without a person finds the record by the task's key")
    func byKey() async throws {
        let bench = try await asked()
        let task = try await first(bench)
        await bench.deliver(bench.delivery(said(task, person: nil), days: 29, user: "hub"))
        #expect(try await !open(bench).contains(task.key))
    }

    @Test(
        "What closes no task leaves it open, and the receipt says why",
        arguments: [
            ("a-stranger", "", "rejected", "task.not-yours"), (nil, " of-nobody", "rejected", "task.unknown"),
        ])
    func refuses(_ post: String?, _ suffix: String, _ status: String, _ rule: String) async throws {
        let bench = try await asked()
        var task = try await first(bench)
        let key = task.key
        task.key += suffix
        let word = bench.delivery(
            said(task, post: post, person: suffix.isEmpty ? fixture.withoutAddress : nil), days: 29, user: "hub")
        await bench.deliver(word)
        #expect(try await open(bench).contains(key))
        #expect(try await receipts(bench) == ["\(status) \(rule)"])
        let id = try #require(word.messageID)
        #expect(try await bench.store.read { try $0.item(id)?.fate } == .taskRefused)
    }

    @Test("A second word is a duplicate, a word before its task is held; both are kept")
    func again() async throws {
        let bench = try await asked()
        let task = try await first(bench)
        await bench.deliver(bench.delivery(said(task), days: 28, user: "hub"))
        await bench.deliver(bench.delivery(said(task), days: 29, user: "hub"))
        var later = task
        later.key += " still-to-come"
        await bench.deliver(bench.delivery(said(later), days: 29, user: "hub"))
        #expect(try await receipts(bench) == ["duplicate task.closed-before", "held task.not-raised-yet"])
        let number = try #require(task.nominal)
        let facts = try await bench.store.read { try $0.facts(of: number) }
        #expect(facts.filter { $0.fact.type == .taskDone }.count == 3)
    }

    @Test("A word about somebody who is not known is refused, and nothing of them is kept")
    func strangerToUs() async throws {
        let bench = try await asked()
        let task = try await first(bench)
        await bench.deliver(
            bench.delivery(said(task, person: NominalFixture(722).withoutAddress), days: 29, user: "hub"))
        #expect(try await receipts(bench) == ["rejected task.unknown"])
        #expect(try await bench.store.read { try $0.people() }.count == 1)
    }

    @Test("A task about nobody on record closes by its key, and the audit has the word")
    func ofNobody() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let key = "erasure-refused /hub/test m"
        try await bench.store.write { store in
            let task = HubTask(.erasureRefused, about: "/hub/test m", cause: "m", raisedAt: bench.now)
            try store.raise(task, nominal: nil, cause: 1, owner: bench.hub.owner.name)
        }
        let done = TaskDone(task: key, outcome: .done, doneBy: "K. Idris", post: bench.hub.deputy.id)
        await bench.deliver(bench.delivery(.taskDone(done), days: 29, user: "hub"))
        #expect(try await open(bench).isEmpty)
        #expect(try await bench.audited("\"what\":\"task-done\"") == 1)
    }

    @Test("A decision that waits makes nobody a member on the hub's pages, after a restart neither")
    func waitsAfterRestart() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let selection = SelectionDecision(
            person: fixture.person, cohort: "iom", isStatutory: false, rag: .amber, decidedBy: "Sgt Cole")
        await bench.deliver(bench.delivery(.selection(selection), user: "hub"))
        let hub = try backend(bench)
        let number = try #require(try await bench.store.read { try $0.people() }.first)
        #expect(try await bench.store.read { try $0.openTasks() }.contains { $0.kind == .completeDecision })
        #expect(try await hub.cohort().isEmpty)
        let failed = await #expect(throws: (any Error).self) {
            // A transaction that fails forgets what it touched; the record is read again from the disk.
            try await bench.store.write { store in
                _ = try store.take(number)
                throw StoreError(.database, "as if the process had stopped")
            }
        }
        #expect(failed != nil)
        #expect(try await hub.cohort().isEmpty)
        let file = try #require(try await hub.nominal(String(number)))
        #expect(file.timeline.contains { $0.detail.contains("Waits: it states too little to stand.") })
    }

    @Test("What the hub itself settles stands on no member's agenda, not even of the body that runs the hub")
    func ofNoMember() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        try await bench.store.write { store in
            let task = HubTask(.erasureRefused, about: "/hub/test m", cause: "m", raisedAt: bench.now)
            try store.raise(task, nominal: nil, cause: 1, owner: bench.hub.owner.id)
        }
        let hub = try backend(bench)
        #expect(try await hub.actions(of: nil).count == 1)
        #expect(try await hub.actions(of: bench.hub.discloser.party).isEmpty)
    }

    @Test("The page closes a task; the timeline and the document for a review say who did it")
    func page() async throws {
        let bench = try await asked()
        let task = try await first(bench)
        let hub = try backend(bench)
        let number = String(task.number)
        let ending = try #require(try await hub.ending(of: number))
        #expect(ending.task.person?.isEmpty == false && ending.posts.count == 3)
        let post = try #require(ending.posts.last?.code)
        let refused = try await hub.finish(number, ["outcome": ["not-needed"], "post": [post], "by": ["R. Bell"]])
        guard case .refused(let problems) = refused else { return #expect(Bool(false), "\(refused)") }
        #expect(problems.map(\.field) == ["note"])
        let values = ["outcome": ["not-needed"], "post": [post], "by": ["R. Bell"], "note": ["Moved away."]]
        guard case .recorded = try await hub.finish(number, values) else { return #expect(Bool(false), "not recorded") }
        #expect(try await hub.ending(of: number) == nil)
        let record = try #require(task.nominal)
        let file = try #require(try await hub.nominal(String(record)))
        let said = "Not needed, said R. Bell as \(post.replacing("-", with: " ")). Moved away."
        #expect(file.timeline.contains { $0.detail == said && $0.title.hasPrefix("Task closed: ") })
        let partnership = try Self.leeds()
        let document = try await bench.store.read {
            try CaseDocument(of: record, $0, partnership).markdown
        }
        #expect(document.contains(said))
    }
}

extension TaskDoneServiceTests {
    private static func leeds() throws -> Partnership {
        let contracts = RepositoryRoot.path + "/Contracts/"
        return try Partnership(
            agreementFile: contracts + "agreements/leeds.yaml", directoryFile: contracts + "directory/leeds.yaml",
            scheme: SchemeFiles(contracts + "schemes/leeds-hub.yaml"))
    }

    /// A bench whose scheme asks for something that a word closes.
    private func asked() async throws -> CoreBench {
        let bench = try CoreBench(partnership: Self.leeds())
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-11-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        await bench.deliver(
            bench.delivery(
                .selection(
                    SelectionDecision(
                        person: fixture.person, cohort: "ppo", isStatutory: true, rag: .amber, decidedBy: "Sgt Cole",
                        panel: panel)), user: "hub"),
            bench.delivery(
                .deselection(
                    DeselectionDecision(
                        person: fixture.withoutAddress, cohort: "ppo", ground: "no-longer-immediate-risk",
                        decidedBy: "Sgt Cole", panel: panel)), days: 20, user: "hub"))
        return bench
    }

    private func first(_ bench: CoreBench) async throws -> StoredTask {
        try #require(
            try await bench.store.read { try $0.openTasks() }.first { $0.isDoneByWord && $0.detail?.scheme != nil },
            "the scheme asks for nothing that a word closes: this proves nothing")
    }

    private func open(_ bench: CoreBench) async throws -> [String] {
        try await bench.store.read { try $0.openTasks().map(\.key) }
    }

    private func said(_ task: StoredTask, post: String? = nil) -> Fact {
        said(task, post: post, person: fixture.withoutAddress)
    }

    private func said(_ task: StoredTask, post: String? = nil, person: Person?) -> Fact {
        .taskDone(
            TaskDone(person: person, task: task.key, outcome: .done, doneBy: "R. Bell", post: post ?? task.owner))
    }

    /// What the receipts say, in order.
    private func receipts(_ bench: CoreBench) async throws -> [String] {
        try await bench.store.read { try $0.outbox() }.filter { $0.type == "receipt.issued.v1" }.map { entry in
            let data = try StrictJSON.parse(entry.body).object?["data"]?.object
            let rule = data?["problems"]?.array?.first?.object?["rule"]?.string
            return "\(data?["status"]?.string ?? "?") \(rule ?? "?")"
        }
    }

    /// The hub's pages over this bench: what they publish goes straight to the core.
    private func backend(_ bench: CoreBench) throws -> StoreHubBackend {
        let now = bench.now
        return StoreHubBackend(
            partnership: try Self.leeds(), router: try Self.leeds().router, store: bench.store,
            desk: HubDesk(channel: LoopChannel(core: bench.core), user: "hub"), clock: { now })
    }
}

/// A channel whose other end is the core itself.
private struct LoopChannel: OutboundChannel {
    let core: RoutingCore

    func publish(_ batch: [OutboundMessage]) async -> [PublishOutcome] {
        let deliveries = batch.map { message in
            Delivery(
                messageID: message.messageID, userID: message.userID, contentType: message.contentType,
                exchange: message.exchange, routingKey: message.routingKey, body: message.body)
        }
        return await core.handle(deliveries).map { _ in .confirmed }
    }
}
