import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Foundation
import GRDB
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Every interleaving of withdraw, decide, fetch and deliver, driven through the real core, store, relay and desk.
///
/// The writer runs one transaction at a time, so a transaction is one step; fetching and publishing are two steps each,
/// because something may happen between deciding and handing over, and between taking a batch and publishing it.
@Suite("Consent, and what is in flight when it is withdrawn", .timeLimit(.minutes(10)))
struct ConsentInFlightTests {
    /// One step of somebody.
    enum Step: String, CaseIterable {
        case withdraw, decide, claim, handOver, takeBatch, publish, giveAgain
    }

    @Test("In no interleaving does a field that rests on consent leave after the withdrawal committed")
    func everyInterleaving() async throws {
        let orders = Self.interleavings([[.withdraw], [.decide], [.claim, .handOver], [.takeBatch, .publish]])
        #expect(orders.count == 180)
        let partnership = try CoreBench.leeds()
        let undisturbed = try await World(partnership)
        try await undisturbed.take(.decide)
        let others = try await undisturbed.others()
        #expect(others.count == 6)
        var released = 0
        for order in orders {
            let world = try await World(partnership)
            for step in order { try await world.take(step) }
            let name = order.map(\.rawValue).joined(separator: ", ")
            try await check(world, order, name)
            #expect(try await world.others() == others, "\(name)")
            released += world.handedOver?.isEmpty == false ? 1 : 0
        }
        // A test in which nothing is ever released would prove nothing.
        #expect(released > 0)
        print("ConsentInFlightTests: \(orders.count) interleavings, \(released) with a release before the withdrawal")
    }

    private func check(_ world: World, _ order: [Step], _ name: String) async throws {
        func comes(_ one: Step, before other: Step) -> Bool {
            order.firstIndex(of: one).map { first in order.firstIndex(of: other).map { first < $0 } ?? false } ?? false
        }
        let isHandedOver = world.handedOver?.isEmpty == false
        #expect(isHandedOver == comes(.handOver, before: .withdraw), "\(name)")
        let claimed = comes(.claim, before: .withdraw)
        let inbox = try await world.bench.notices("disc-leeds")
        let recalls = inbox.filter { $0.kind == "recalled" }
        // What was recorded as disclosed is taken back, once for the ticket; what was not is not spoken of.
        #expect(recalls.map(\.supersedes) == (claimed ? [world.ticket] : []), "\(name)")
        let sent = world.published.contains { $0.messageID == world.ticket }
        let left = comes(.takeBatch, before: .withdraw)
        #expect(sent == (left || claimed), "\(name)")
        #expect(inbox.contains { $0.id == world.ticket } == (left || claimed), "\(name)")
        for message in world.published where message.routingKey == "disc-leeds" && message.type != "notice.recalled.v1"
        {
            #expect(
                !String(decoding: message.body, as: UTF8.self).contains("\"fields\":{\""),
                "a ticket carries something: \(name)")
        }
        #expect(try await world.releasesAfterWithdrawal() == [], "\(name)")
        #expect(try await world.bench.store.read { try AuditCheck($0).isIntact }, "\(name)")
    }

    @Test("Given, withdrawn and given again is as good as given, wherever a fetch falls")
    func givenAgain() async throws {
        let partnership = try CoreBench.leeds()
        for order in Self.interleavings([[.withdraw, .giveAgain], [.claim, .handOver]]) {
            let world = try await World(partnership)
            for step in order { try await world.take(step) }
            let name = order.map(\.rawValue).joined(separator: ", ")
            let newest = try #require(
                try await world.bench.notices("disc-leeds").first { $0.kind == "selection" }, "\(name)")
            let claim = try #require(try await world.bench.fetches.claim(newest.id, by: "disc-leeds"), "\(name)")
            let fields = try await world.bench.fetches.handOver(claim).map(\.name)
            #expect(fields == ["name", "dateOfBirth", "status", "since"], "\(name)")
        }
    }

    @Test("Whoever was told on consent is still told of the end after the consent was withdrawn")
    func endIsTold() async throws {
        let world = try await World(CoreBench.leeds())
        for step in [Step.takeBatch, .publish, .claim, .handOver, .withdraw] { try await world.take(step) }
        let end = DeselectionDecision(
            person: world.fixture.withoutAddress, cohort: "iom", ground: "six-months-clear", decidedBy: "Panel")
        await world.bench.deliver(world.bench.delivery(.deselection(end), days: 5, user: "hub", source: "/hub/test"))
        #expect(try await world.bench.notices("disc-leeds").map(\.kind) == ["deselection", "recalled", "selection"])
    }

    @Test("What is to be stopped says what, asks for its erasure, and gives no value and no reason")
    func stopUse() async throws {
        let world = try await World(CoreBench.leeds())
        for step in [Step.claim, .handOver, .withdraw] { try await world.take(step) }
        let recall = try #require(try await world.bench.notices("disc-leeds").first)
        let fields = Dictionary(recall.fields.map { ($0.name, $0.value) }) { first, _ in first }
        #expect(fields["scope"] == "dateOfBirth, name, since, status")
        #expect(fields["stopList"] == "use, copies")
        #expect(Set(fields.keys) == ["name", "dateOfBirth", "status", "stopList", "scope"])
        #expect(recall.acknowledgeBy != nil)
    }

    @Test("If a fetch cannot be recorded, nothing is handed over and nothing is noted as held")
    func fault() async throws {
        let world = try await World(CoreBench.leeds())
        // From outside, as a full disk or a fault of the file would.
        let file = try DatabaseQueue(path: world.bench.storePath)
        let refusal = "CREATE TRIGGER fault BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'made to fail'); END"
        try await file.write { try $0.execute(sql: refusal) }
        await #expect(throws: (any Error).self) { try await world.take(.claim) }
        #expect(world.claim == nil)
        try await file.write { try $0.execute(sql: "DROP TRIGGER fault") }
        let nominal = try await world.bench.store.write { try $0.nominal(1) }
        #expect(nominal.ledger.entries.values.allSatisfy { $0.held.isEmpty })
    }

    /// Every order of some people's steps in which each person's own stay in order.
    static func interleavings(_ people: [[Step]]) -> [[Step]] {
        if people.allSatisfy(\.isEmpty) { return [[]] }
        return people.indices.filter { !people[$0].isEmpty }.flatMap { index in
            var rest = people
            let next = rest[index].removeFirst()
            return interleavings(rest).map { [next] + $0 }
        }
    }
}

/// A person selected and consenting, DISC with a claim ticket that waits to leave.
private final class World {
    let bench: CoreBench
    let fixture = NominalFixture(77)
    let ticket: String
    private(set) var claim: FetchDesk.Claim?
    private(set) var handedOver: [Notice.Field]?
    private var batch: [OutboxEntry] = []
    private var auditAtWithdrawal: Int?

    init(_ partnership: Partnership) async throws {
        bench = try CoreBench(partnership: partnership)
        let selected = SelectionDecision(
            person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel")
        await bench.deliver(bench.delivery(.selection(selected), user: "hub", source: "/hub/test"))
        await bench.deliver(Self.consent(.given, fixture, bench, days: 1))
        ticket = try #require(try await bench.notices("disc-leeds").first?.id)
    }

    var published: [OutboundMessage] { bench.channel.published }

    func take(_ step: ConsentInFlightTests.Step) async throws {
        switch step {
        case .withdraw:
            await bench.deliver(Self.consent(.withdrawn, fixture, bench, days: 2))
            auditAtWithdrawal = try await bench.store.read { try $0.auditLog().count }
        case .giveAgain: await bench.deliver(Self.consent(.given, fixture, bench, days: 3))
        case .decide:
            let movement = CustodyMovement(person: fixture.withoutAddress, kind: .received)
            await bench.deliver(
                bench.delivery(.custody(movement), days: 4, user: "prison-adapter", source: "/prison/test"))
        case .claim: claim = try await bench.fetches.claim(ticket, by: "disc-leeds")
        case .handOver:
            guard let claim else { return handedOver = [] }
            handedOver = try await bench.fetches.handOver(claim)
        case .takeBatch: batch = bench.relay.nextBatch() ?? []
        case .publish: await bench.relay.publish(batch)
        }
    }

    /// Audit entries after the withdrawal's that record the release of a field by a rule that rests on consent.
    func releasesAfterWithdrawal() async throws -> [String] {
        let log = try await bench.store.read { try $0.auditLog() }
        return log.dropFirst(auditAtWithdrawal ?? log.count).map { String(decoding: $0.record, as: UTF8.self) }.filter {
            guard let released = $0.firstRange(of: "\"released\":"), let end = $0.firstRange(of: "\"revision\"") else {
                return $0.contains("\"what\":\"fetched\"") && !$0.contains("\"released\":[]")
            }
            return $0[released.lowerBound..<end.lowerBound].contains("L19-vcs-custody")
        }
    }

    /// What everybody whose information does not rest on consent was told.
    func others() async throws -> [String] {
        var told = [String]()
        for recipient in ["npt-headingley", "probation-leeds", "prison-leeds"] {
            told += try await bench.notices(recipient).map { notice in
                "\(recipient) \(notice.kind) " + notice.fields.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
            }
        }
        return told.sorted()
    }

    static func consent(
        _ state: ConsentRecord.State, _ fixture: NominalFixture, _ bench: CoreBench, days: Int64
    ) -> Delivery {
        let record = ConsentRecord(
            person: fixture.withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state,
            form: "written", recordedBy: "R. Bell")
        return bench.delivery(.consent(record), days: days, user: "hub", source: "/hub/test")
    }
}
