import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Restriction and rectification reach every recipient of the item (Data Protection Act 2018 ss.46–48).
@Suite("Restriction and rectification", .timeLimit(.minutes(5)))
struct OrdersTests {
    @Test("A restricted record tells nothing but stops, every holder is told so, and lifting it tells what stands")
    func restricted() async throws {
        let life = try RecordLife(731)
        _ = await life.select()
        let holders = try await holders(life)
        #expect(holders.count > 1)
        let selection = try #require(try await life.told().first)
        await life.order(.restricted, day: 1)
        for holder in holders {
            let last = try #require(try await life.told(holder).last)
            #expect(last.kind == "recalled", "\(holder)")
        }
        #expect(try await life.told().last?.supersedes == selection.id)
        #expect(try await life.bench.store.read { try $0.roster(of: RecordLife.team).isEmpty })
        #expect(try await life.tasks().contains(.settleRestriction))
        let count = try await life.told().count
        await life.say(.rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 2)
        #expect(try await life.told().count == count, "nothing more is told")
        await life.order(.unrestricted, day: 3)
        let again = try #require(try await life.told().last)
        #expect(again.kind == "selection" && again.fields.contains { $0.name == "rag" && $0.value == "red" })
        #expect(try await !life.tasks().contains(.settleRestriction))
        #expect(try await life.bench.audited("\"what\":\"restricted\"") == 1)
        #expect(try await life.bench.audited("\"what\":\"restriction-lifted\"") == 1)
    }

    @Test("A restricted record is still told of its end: what was told can be untold")
    func stillUntold() async throws {
        let life = try RecordLife(732)
        _ = await life.select()
        let holders = try await holders(life)
        await life.order(.restricted, day: 1)
        _ = await life.deselect(day: 2)
        for holder in holders { #expect(try await life.told(holder).last?.kind == "deselection", "\(holder)") }
    }

    @Test("A restricted item stops its own topic and no other")
    func item() async throws {
        let life = try RecordLife(733)
        _ = await life.select()
        let rag = await life.say(
            .rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 1)
        let escalation = try #require(try await life.told().last)
        #expect(escalation.kind == "rag-escalation")
        await life.order(.restricted, item: rag, day: 2)
        #expect(try await life.told().last?.supersedes == escalation.id)
        #expect(try await life.told().last?.kind == "recalled")
        #expect(try await life.bench.store.read { try $0.roster(of: RecordLife.team).count } == 1)
        let received = CustodyMovement(person: life.fixture.withoutAddress, kind: .received)
        await life.bench.deliver(
            life.bench.delivery(.custody(received), days: 3, user: "prison-adapter", source: "/prison/test"))
        #expect(try await life.told().last?.kind == "custody")
    }

    @Test("A wrong colour that is rectified is corrected at every holder, and the source has to be told")
    func rectified() async throws {
        let life = try RecordLife(734)
        _ = await life.select(rag: .amber)
        let rag = await life.say(
            .rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 1)
        let holders = try await holders(life)
        await life.order(.rectified, item: rag, day: 2)
        for holder in holders {
            let told = try await life.told(holder)
            guard told.contains(where: { $0.kind == "rag-escalation" }) else { continue }
            #expect(told.last?.kind == "rag-reduction", "\(holder)")
            #expect(told.last?.fields.contains { $0.name == "rag" && $0.value == "amber" } == true)
        }
        #expect(try await life.tasks().contains(.tellSource))
        #expect(try await life.bench.audited("\"what\":\"rectified\"") == 1)
        #expect(try await life.bench.store.read { try AuditCheck($0).isIntact })
    }

    @Test("A movement that was nobody's is withdrawn where nothing stands instead")
    func movement() async throws {
        let life = try RecordLife(735)
        _ = await life.select()
        let received = life.bench.message(
            .custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .received)), days: 1,
            source: "/prison/test")
        await life.bench.deliver(life.bench.delivery(received, user: "prison-adapter"))
        let custody = try #require(try await life.told().last)
        #expect(custody.kind == "custody")
        await life.order(.rectified, item: received.id, day: 2)
        #expect(try await life.told().last?.kind == "recalled")
        #expect(try await life.told().last?.supersedes == custody.id)
    }

    @Test("An item that is restricted and then rectified restricts nothing more, least of all the whole record")
    func restrictedThenRectified() async throws {
        let life = try RecordLife(737)
        _ = await life.select()
        let rag = await life.say(
            .rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 1)
        await life.order(.restricted, item: rag, reason: .accuracyContested, day: 2)
        #expect(try await life.tasks().contains(.settleRestriction))
        await life.order(.rectified, item: rag, reason: .recordedInError, day: 3)
        #expect(try await !life.tasks().contains(.settleRestriction))
        let received = CustodyMovement(person: life.fixture.withoutAddress, kind: .received)
        await life.bench.deliver(
            life.bench.delivery(.custody(received), days: 4, user: "prison-adapter", source: "/prison/test"))
        #expect(try await life.told().last?.kind == "custody")
    }

    @Test("A selection is ended and not rectified: the order waits for the hub, and nobody is told")
    func selection() async throws {
        let life = try RecordLife(736)
        let selection = await life.select()
        let count = try await life.told().count
        let id = await life.order(.rectified, item: selection, day: 1)
        #expect(try await life.item(id).reason == "decided-by-people")
        #expect(try await life.told().count == count)
    }

    private func holders(_ life: RecordLife) async throws -> [String] {
        var holders = [String]()
        for recipient in try CoreBench.leeds().directory.recipients {
            if try await life.told(recipient.id).contains(where: { $0.kind == "selection" }) {
                holders.append(recipient.id)
            }
        }
        return holders
    }
}
