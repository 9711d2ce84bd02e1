import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Foundation
import Logging
import Messaging
import RecordStore
import Routing
import ServiceLifecycle
import TestSupport
import Testing

/// The core with a real record and a channel in memory: deliveries in, settlements and publications out.
@Suite("The routing core", .timeLimit(.minutes(5)))
struct RoutingCoreTests {
    let bench: CoreBench
    let fixture = NominalFixture(11)

    init() throws { bench = try CoreBench() }

    @Test("A selection is committed, acknowledged, and told to the team")
    func selection() async throws {
        #expect(await bench.deliver(hub(selected)) == [.accept])
        let notices = try await bench.notices("npt-headingley")
        #expect(notices.map(\.kind) == ["selection"])
        #expect(try await bench.audited("\"notice\":\"\(notices[0].id)\"") == 1)
    }

    @Test("A message without a known user_id is refused at the door, kept, and receipted to nobody")
    func noUser() async throws {
        #expect(await bench.deliver(bench.delivery(selected, user: nil)) == [.accept])
        #expect(try await bench.store.read { try $0.quarantine() }.map(\.rule) == ["door.user-id"])
    }

    @Test("An agency cannot publish another's facts")
    func notTheirs() async throws {
        await bench.deliver(bench.delivery(selected, user: "courts-adapter"))
        #expect(try await bench.store.read { try $0.quarantine() }.map(\.rule) == ["door.not-yours"])
        #expect(try await bench.notices("npt-headingley").isEmpty)
    }

    @Test("Bytes that are no message are kept with place, rule and remedy, and the sender gets a receipt")
    func garbage() async throws {
        let delivery = Delivery(
            userID: "hub", contentType: CanonicalMessage.contentType, exchange: "in.hub", routingKey: "x",
            body: Array(#"{"a":1,"a":2}"#.utf8))
        #expect(await bench.deliver(delivery) == [.accept])
        #expect(try await bench.store.read { try $0.quarantine() }.map(\.rule) == ["json.duplicate-key"])
        let receipts = try await bench.store.read { try $0.outbox() }
        #expect(receipts.map(\.routingKey) == ["hub"])
        #expect(receipts.map(\.type) == ["receipt.issued.v1"])
    }

    @Test("One bad message in a batch does not stop the others")
    func mixedBatch() async throws {
        let bad = Delivery(userID: "hub", contentType: "text/plain", exchange: "in.hub", routingKey: "x", body: [0])
        #expect(await bench.deliver(bad, hub(selected), bad) == [.accept, .accept, .accept])
        #expect(try await bench.notices("npt-headingley").count == 1)
    }

    @Test("The same message again changes nothing; the same id with other content goes to a person")
    func duplicates() async throws {
        await bench.deliver(hub(selected), hub(selected))
        #expect(try await bench.notices("npt-headingley").count == 1)
        var other = bench.message(.rag(RAGDecision(person: fixture.person, rating: .red, decidedBy: "DS")), days: 1)
        other.id = bench.message(selected).id
        await bench.deliver(bench.delivery(other, user: "hub"))
        #expect(try await bench.store.read { try $0.quarantine() }.map(\.rule) == ["core.conflicting-duplicate"])
    }

    @Test("A stranger's fact leaves no trace but a keyed hash, and is evaluated afresh when it comes again (FEED-01)")
    func stranger() async throws {
        let release = bench.delivery(movement(.received, days: 1), user: "prison-adapter", source: "/prison/test")
        await bench.deliver(release)
        let id = try #require(release.messageID)
        let first = try #require(try await bench.store.read { try $0.item(id) })
        #expect(first.fate == .notOnCohort)
        #expect(first.message == nil)
        await bench.deliver(hub(selected), release)
        #expect(try await bench.store.read { try $0.item(id)?.fate } == .notified)
        #expect(try await bench.notices("npt-headingley").map(\.kind) == ["custody", "selection"])
    }

    @Test("A probable match waits for a person and is routed when the person settles it")
    func settled() async throws {
        await bench.deliver(hub(selected))
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        let item = bench.delivery(
            .custody(CustodyMovement(person: nameOnly, kind: .received)), days: 1, user: "prison-adapter",
            source: "/prison/test")
        await bench.deliver(item)
        let id = try #require(item.messageID)
        #expect(try await bench.store.read { try $0.item(id)?.fate } == .heldForIdentity)
        #expect(try await bench.store.read { try $0.openTasks().map(\.kind) } == [.settleIdentity])
        await bench.deliver(
            hub(
                .linked(PersonLink(person: fixture.withoutAddress, heldMessage: id, decidedBy: "J. Coordinator")),
                days: 2))
        #expect(try await bench.store.read { try $0.item(id)?.fate } == .notified)
        #expect(try await bench.notices("npt-headingley").map(\.kind) == ["custody", "selection"])
        #expect(try await bench.store.read { try $0.openTasks() }.isEmpty)
    }

    @Test("Two records that turn out to be one are united, and the end of the stay is told once")
    func merge() async throws {
        let other = NominalFixture(12)
        await bench.deliver(
            hub(selected),
            hub(.selection(SelectionDecision(person: other.person, cohort: "ppo", decidedBy: "Panel")), days: 1))
        let merge = PersonMerge(person: fixture.withoutAddress, removed: other.person.identifiers)
        await bench.deliver(bench.delivery(.merged(merge), days: 2, user: "prison-adapter", source: "/prison/test"))
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
        let deselection = DeselectionDecision(
            person: other.withoutAddress, cohort: "iom", ground: "moved-area", decidedBy: "Panel")
        await bench.deliver(hub(.deselection(deselection), days: 3))
        #expect(try await bench.notices("npt-headingley").first?.kind == "deselection")
    }

    @Test("A hub decision about somebody unknown becomes a task, not silence")
    func unknownToHub() async throws {
        await bench.deliver(
            hub(
                .deselection(
                    DeselectionDecision(person: fixture.withoutAddress, cohort: "iom", ground: "x", decidedBy: "P"))))
        #expect(try await bench.store.read { try $0.openTasks().map(\.kind) } == [.supplyIdentifier])
    }

    @Test("An acknowledgement closes the notice once, for its own recipient only (DES-08)")
    func acknowledgement() async throws {
        await bench.deliver(hub(selected))
        let notice = try #require(try await bench.notices("npt-headingley").first)
        func given(_ officer: String, for recipient: String, days: Int64) -> Delivery {
            bench.delivery(
                .acknowledged(
                    NoticeAcknowledgement(notice: notice.id, recipient: recipient, officer: officer, isAsserted: true)),
                days: days, user: "throughgate-console", source: "/throughgate/console")
        }
        await bench.deliver(
            given("PC 1 Wrong", for: "npt-inner-south", days: 1), given("PC 2 First", for: "npt-headingley", days: 2),
            given("PC 3 Second", for: "npt-headingley", days: 3))
        let stored = try #require(try await bench.notices("npt-headingley").first?.acknowledgement)
        #expect(stored.officer == "PC 2 First")
        #expect(stored.isAsserted)
    }

    @Test("What is published was committed before, and leaves the outbox once confirmed")
    func relay() async throws {
        await bench.deliver(hub(selected))
        #expect(bench.channel.published.isEmpty)
        #expect(try await bench.store.read { try $0.outboxSize() } > 0)
        try await bench.relayUntilEmpty()
        #expect(
            bench.channel.published.contains { $0.routingKey == "npt-headingley" && $0.type == "notice.selection.v1" })
        #expect(try await bench.notices("npt-headingley").first?.sentAt != nil)
    }

    @Test("The audit recomputes to its root, and a changed entry is found")
    func audit() async throws {
        await bench.deliver(hub(selected))
        #expect(try await bench.store.read { try AuditCheck($0).isIntact })
    }

    @Test(
        "After a merge both teams that were told of the one cohort are told of its end, and can still be acknowledged")
    func mergeOnOneCohort() async throws {
        let other = NominalFixture(12, postcode: "LS11 5CC")
        await bench.deliver(
            hub(selected),
            hub(
                .selection(
                    SelectionDecision(
                        person: other.person, cohort: "iom", isStatutory: true, rag: .red, decidedBy: "Panel")), days: 1
            ))
        #expect(try await bench.notices("npt-inner-south").map(\.kind) == ["selection"])
        let merge = PersonMerge(person: fixture.withoutAddress, removed: other.person.identifiers)
        await bench.deliver(bench.delivery(.merged(merge), days: 2, user: "prison-adapter", source: "/prison/test"))
        #expect(try await bench.store.read { try $0.openTasks().map(\.kind) }.contains(.twoOpenSpells))
        let deselection = DeselectionDecision(
            person: fixture.withoutAddress, cohort: "iom", ground: "moved-area", decidedBy: "Panel")
        await bench.deliver(hub(.deselection(deselection), days: 3))
        for team in ["npt-headingley", "npt-inner-south"] {
            #expect(try await bench.notices(team).first?.kind == "deselection", "\(team)")
            #expect(try await bench.store.read { try $0.roster(of: team).count } == 0, "\(team)")
        }
        // A notice of the record that was given up is sealed under its own key; its acknowledgement must open with it too.
        let old = try #require(try await bench.notices("npt-inner-south").last)
        await bench.deliver(
            bench.delivery(
                .acknowledged(
                    NoticeAcknowledgement(
                        notice: old.id, recipient: "npt-inner-south", officer: "PC 9 Late", isAsserted: true)),
                days: 4, user: "throughgate-console", source: "/throughgate/console"))
        #expect(try await bench.notices("npt-inner-south").last?.acknowledgement?.officer == "PC 9 Late")
    }

    @Test("A held selection that is settled late does not rename the stay that teams know")
    func settledSelection() async throws {
        let nameOnly = Person(
            identifiers: [], name: fixture.person.name, dateOfBirth: fixture.person.dateOfBirth,
            address: fixture.person.address)
        await bench.deliver(hub(selected))
        let early = bench.delivery(
            .selection(SelectionDecision(person: nameOnly, cohort: "iom", decidedBy: "Panel")), days: 1, user: "hub")
        await bench.deliver(early)
        let id = try #require(early.messageID)
        await bench.deliver(
            hub(
                .linked(PersonLink(person: fixture.withoutAddress, heldMessage: id, decidedBy: "J. Coordinator")),
                days: 2))
        #expect(try await bench.notices("npt-headingley").map(\.kind) == ["selection"])
    }

    @Test("A de-selection that ends no stay is a task, not silence")
    func endsNothing() async throws {
        await bench.deliver(
            hub(selected),
            hub(
                .deselection(
                    DeselectionDecision(person: fixture.withoutAddress, cohort: "IOM", ground: "x", decidedBy: "P")),
                days: 1))
        #expect(try await bench.store.read { try $0.openTasks().map(\.kind) }.contains(.deselectionEndsNothing))
    }

    @Test("Two feeds may use the same id")
    func idsPerSource() async throws {
        let other = NominalFixture(13)
        var second = bench.message(
            .selection(
                SelectionDecision(person: other.person, cohort: "iom", isStatutory: true, rag: .red, decidedBy: "Panel")
            ),
            source: "/hub/other")
        second.id = bench.message(selected).id
        await bench.deliver(hub(selected), bench.delivery(second, user: "hub"))
        #expect(try await bench.notices("npt-headingley").count == 2)
    }

    @Test("What is refused once is published behind what waits, and starves nobody")
    func refusedIsPublishedAgain() async throws {
        await bench.deliver(hub(selected))
        bench.channel.answer(with: .returned(code: 312, text: "NO_ROUTE"))
        let confirming = Task {
            while bench.channel.published.isEmpty { await Task.yield() }
            bench.channel.answer(with: .confirmed)
        }
        try await bench.relayUntilEmpty()
        await confirming.value
        #expect(bench.channel.published.count > Set(bench.channel.published.map(\.messageID)).count)
    }

    @Test("A stop does not wait for a RabbitMQ that is blocked: what waits is in the outbox")
    func stopWhileBlocked() async throws {
        let blocked = try CoreBench(waitingLimit: 0)
        let intake = IntakeOfOne(bench: blocked, delivery: hub(selected))
        let group = ServiceGroup(services: [intake], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            while try await blocked.store.read({ try $0.outboxSize() }) == 0 { await Task.yield() }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(try await blocked.store.read { try $0.outboxSize() } > 0)
    }

    @Test("A stop leaves what RabbitMQ will not take in the outbox, instead of trying for ever")
    func stopWhileRefused() async throws {
        await bench.deliver(hub(selected))
        bench.channel.answer(with: .rejected)
        try await bench.relayUntilStopped()
        #expect(try await bench.store.read { try $0.outboxSize() } > 0)
    }

    @Test(
        "A queue that is missing does not stop the core, and its notices go when it is there", arguments: [1, 2, 100])
    func missingQueue(waitingLimit: Int) async throws {
        let bench = try CoreBench(waitingLimit: waitingLimit)
        bench.channel.answer(with: .returned(code: 312, text: "NO_ROUTE"))
        let stream = Task {
            for number in 20..<26 {
                let other = NominalFixture(number)
                await bench.deliver(
                    hub(.selection(SelectionDecision(person: other.person, cohort: "iom", decidedBy: "Panel"))))
            }
            bench.channel.answer(with: .confirmed)
        }
        try await bench.relayUntilEmpty(atLeast: 6)
        await stream.value
        #expect(Set(bench.channel.published.map(\.messageID)).count >= 6)
    }

    // MARK: What is said

    private var selected: Fact {
        .selection(
            SelectionDecision(person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel")
        )
    }

    private func movement(_ kind: CustodyMovement.Kind, days: Int64) -> CanonicalMessage {
        bench.message(
            .custody(CustodyMovement(person: fixture.withoutAddress, kind: kind)), days: days, source: "/prison/test")
    }

    private func hub(_ fact: Fact, days: Int64 = 0) -> Delivery {
        bench.delivery(fact, days: days, user: "hub", source: "/hub/test")
    }
}

/// An intake that hands the core one delivery: with nobody relaying, the core waits for room as it would while blocked.
private struct IntakeOfOne: Service {
    let bench: CoreBench
    let delivery: Delivery
    func run() async throws { await bench.deliver(delivery) }
}

/// A core over a record in a temporary folder.
struct CoreBench {
    let store: SQLiteRecord
    let channel = RecordingChannel()
    let relay: OutboxRelay
    let core: RoutingCore
    let fetches: FetchDesk
    let hub: PartnershipDirectory.Hub
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    var storePath: String { temporary.path + "/store.sqlite" }
    private let start = Timestamp("2026-11-01T09:00:00Z") ?? Timestamp(microseconds: 0)
    /// What these tests say happened days after the start has happened by then: the door refuses what is in the future.
    var now: Timestamp { start.adding(seconds: 30 * 86_400) }

    /// Leeds without its scheme: these tests are about the agreement and the record. Reading the policy takes longer than
    /// anything else a bench does.
    static func leeds() throws -> Partnership {
        let folder = try TemporaryFolder("directory")
        let text = try String(contentsOfFile: RepositoryRoot.path + "/Contracts/directory/leeds.yaml", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("scheme:") }
        let directory = folder.path + "/directory.yaml"
        try lines.joined(separator: "\n").write(toFile: directory, atomically: true, encoding: .utf8)
        return try Partnership(
            agreementFile: RepositoryRoot.path + "/Contracts/agreements/leeds.yaml", directoryFile: directory)
    }

    init(waitingLimit: Int = OutboxRelay.defaultWaitingLimit, partnership: Partnership? = nil) throws {
        temporary = try TemporaryFolder("core")
        let folder = temporary.path
        store = try SQLiteRecord(
            path: folder + "/store.sqlite", keys: MasterKey(file: folder + "/master.key"),
            erasures: ErasureLedger(path: folder + "/master.key.erasures"))
        let partnership = try partnership ?? Self.leeds()
        let now = start.adding(seconds: 30 * 86_400)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        relay = OutboxRelay(
            channel: channel, store: store, user: "throughgate", waitingLimit: waitingLimit, clock: { now },
            logger: logger)
        core = RoutingCore(
            directory: partnership.directory, decisionPoint: PolicyDecisionPoint(partnership.agreement),
            scheme: partnership.scheme, store: store, relay: relay, clock: { now }, logger: logger)
        hub = partnership.directory.hub
        fetches = FetchDesk(
            router: partnership.router,
            store: store, discloser: partnership.directory.hub.discloser, clock: { now })
    }

    @discardableResult
    func deliver(_ deliveries: Delivery...) async -> [Settlement] { await core.handle(deliveries) }

    func message(_ fact: Fact, days: Int64 = 0, source: String = "/hub/test") -> CanonicalMessage {
        let time = start.adding(seconds: days * 86_400)
        return CanonicalMessage(
            id: CanonicalMessage.deterministicID(
                source: source, correlationID: nil, ordinal: 0, time: time, fact: fact),
            source: source, time: time, recordedTime: time, fact: fact)
    }

    func delivery(_ fact: Fact, days: Int64 = 0, user: String?, source: String = "/hub/test") -> Delivery {
        delivery(message(fact, days: days, source: source), user: user)
    }

    func delivery(_ message: CanonicalMessage, user: String?, source: String = "") -> Delivery {
        Delivery(
            messageID: message.id, userID: user, contentType: CanonicalMessage.contentType, exchange: "in.test",
            routingKey: message.fact.type.rawValue, body: message.encoded())
    }

    func notices(_ recipient: String) async throws -> [StoredNotice] {
        try await store.read { try $0.notices(to: recipient) }
    }

    func audited(_ text: String) async throws -> Int {
        try await store.read { try $0.auditLog() }.count { String(decoding: $0.record, as: UTF8.self).contains(text) }
    }

    /// Runs the relay, asks it to stop once something was published, and waits for its end.
    func relayUntilStopped() async throws {
        let group = ServiceGroup(services: [relay], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            while channel.published.isEmpty { await Task.yield() }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Runs the relay until so many messages were published and the outbox is empty.
    func relayUntilEmpty(atLeast count: Int = 0) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relay.run() }
            while Set(channel.published.map(\.messageID)).count < count { await Task.yield() }
            while try await store.read({ try $0.outboxSize() }) > 0 { await Task.yield() }
            group.cancelAll()
        }
    }
}
