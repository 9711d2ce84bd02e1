@testable import BrokerRuntime
import CanonicalModel
import Foundation
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Held items that a person settles, takes back and settles again.
extension IdentityTests {
    @Test("A held item whose id another held item bears is neither destroyed nor linked")
    func heldAmbiguously() async throws {
        await select(fixture)
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        for source in ["/prison/test", "/prison/second"] {
            var message = bench.message(.custody(CustodyMovement(person: nameOnly, kind: .received)), days: 1, source: source)
            message.id = "held-1"
            await bench.deliver(bench.delivery(message, user: "prison-adapter"))
        }
        #expect(try await bench.store.read { try $0.reviewQueue().count } == 2)
        await say(.identityDismissed(IdentityDismissal(heldMessage: "held-1", decidedBy: "J. Coordinator")), day: 2)
        await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: "held-1", decidedBy: "J. Coordinator")), day: 3)
        #expect(try await tasks(.settleIdentity) == 2)
        #expect(try await tasks(.identityDecisionOpen) == 1)
        #expect(try await tasks(.supplyIdentifier) == 1)
    }

    @Test("An item whose id another item bears is settled by its source and id")
    func namedByItsSource() async throws {
        await select(fixture)
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        for source in ["/prison/test", "/prison/second"] {
            var message = bench.message(.custody(CustodyMovement(person: nameOnly, kind: .received)), days: 1, source: source)
            message.id = "held-1"
            await bench.deliver(bench.delivery(message, user: "prison-adapter"))
        }
        let name = "/prison/second held-1"
        await say(.identityDismissed(IdentityDismissal(heldMessage: name, decidedBy: "J. Coordinator")), day: 2)
        let left = try await bench.store.read { try $0.reviewQueue() }
        #expect(left.map(\.message.source) == ["/prison/test"])
        #expect(try await tasks(.identityDecisionOpen) == 0)
    }

    @Test("A register's merge that was taken back and stands again has its identifier back, after a restart too")
    func restoredRegisterMerge() async throws {
        let crn = identifier(.crn, "X420776")
        await select(fixture)
        let merge = bench.delivery(
            .merged(PersonMerge(person: fixture.withoutAddress, removed: [crn])), days: 1, user: "prison-adapter",
            source: "/prison/test")
        await bench.deliver(merge)
        let undone = await say(undo(merge.messageID ?? ""), day: 2)
        await say(undo(undone), day: 3)
        let later = custody(Person(identifiers: [crn]), day: 4)
        await bench.deliver(later)
        #expect(try await fate(later) == .notified)
        let (warm, cold) = try await bench.store.write { store in
            let number = try #require(try store.nominals(with: [crn]).first)
            let warm = try store.nominal(number)
            store.cool(number)
            return (warm.history, try store.nominal(number).history)
        }
        #expect(warm == cold)
    }

    @Test("A held merge that was settled and taken back leaves nothing of the identifier that it gave up")
    func undoneHeldMerge() async throws {
        await select(fixture)
        await select(other)
        let crn = identifier(.crn, "X420778")
        let merge = bench.delivery(
            .merged(PersonMerge(
                person: Person(identifiers: [fixture.person.identifiers[0]]), removed: [other.person.identifiers[0], crn])),
            days: 1, user: "prison-adapter", source: "/prison/test")
        await bench.deliver(merge)
        let link = await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: merge.messageID ?? "", decidedBy: "J. C.")), day: 2)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
        await say(undo(link), day: 3)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        let later = custody(Person(identifiers: [crn]), day: 4)
        await bench.deliver(later)
        #expect(try await fate(later) == .notOnCohort)
    }

    @Test(
        "A held selection that was settled and taken back is untold; settled again, whoever's it is, it is told again",
        arguments: [21, 22])
    func undoneHeldSelection(_ owner: Int) async throws {
        await select(fixture)
        let neighbour = NominalFixture(22)
        await select(neighbour)
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        let held = await say(.selection(SelectionDecision(person: nameOnly, cohort: "ppo", rag: .red, decidedBy: "Panel")), day: 1)
        #expect(try await bench.store.read { try $0.reviewQueue().count } == 1)
        let link = await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: held, decidedBy: "J. Coordinator")), day: 2)
        let told = try await bench.notices("npt-headingley")
        #expect(told.map(\.kind) == ["selection", "selection", "selection"])
        await say(undo(link), day: 3)
        let after = try await bench.notices("npt-headingley")
        #expect(after.contains { $0.supersedes == told[0].id }, "\(after.map(\.kind))")
        #expect(try await bench.store.read { try $0.roster(of: "npt-headingley").count } == 2)
        let person = owner == 21 ? fixture.withoutAddress : neighbour.withoutAddress
        await say(.linked(PersonLink(person: person, heldMessage: held, decidedBy: "J. Coordinator")), day: 4)
        #expect(try await bench.notices("npt-headingley").first?.kind == "selection")
        #expect(try await bench.store.read { try $0.roster(of: "npt-headingley").count } == 3)
        #expect(try await bench.store.read { try $0.quarantine() }.isEmpty)
    }

    @Test("What was told of a stay survives the merge of the record that told of it first, after a restart too")
    func mergedAfterInheriting() async throws {
        let neighbour = NominalFixture(22)
        await select(fixture)
        await select(neighbour)
        let held = await holdSelection(day: 1)
        let link = await link(held, to: fixture, day: 2)
        await say(undo(link), day: 3)
        await self.link(held, to: neighbour, day: 4)
        #expect(try await bench.store.read { try $0.roster(of: "npt-headingley").count } == 3)
        await say(merge(neighbour, fixture), day: 5)
        let (warm, cold) = try await bench.store.write { store in
            let number = try #require(try store.nominals(with: neighbour.person.identifiers).first)
            let warm = try store.nominal(number)
            store.cool(number)
            return (warm.ledger, try store.nominal(number).ledger)
        }
        #expect(warm == cold, "what a restart would read")
        await say(.rag(RAGDecision(person: neighbour.withoutAddress, rating: .red, decidedBy: "DS")), day: 6)
        #expect(try await bench.store.read { try $0.quarantine() }.isEmpty)
    }

    @Test("A stay whose record was parted from the one that withdrew it is told again under new ids", arguments: [false, true])
    func settledAgainAfterParting(_ isTellers: Bool) async throws {
        let neighbour = NominalFixture(22)
        await select(fixture)
        await select(neighbour)
        let merged = await say(merge(fixture, neighbour), day: 1)
        let held = await holdSelection(day: 2)
        let link = await link(held, to: neighbour, day: 3)
        await say(undo(link), day: 4)
        await say(undo(merged), day: 5)
        await self.link(held, to: isTellers ? fixture : neighbour, day: 6)
        #expect(try await bench.store.read { try $0.quarantine() }.isEmpty)
        #expect(try await bench.notices("npt-headingley").first?.kind == "selection")
        #expect(try await bench.store.read { try $0.roster(of: "npt-headingley").count } == 3)
    }

    @Test("Taking back a settlement that another has replaced leaves the item where it is")
    func undoneSupersededSettlement() async throws {
        await select(fixture)
        await select(other)
        let held = await holdSelection(day: 1)
        let first = await link(held, to: fixture, day: 2)
        let undone = await say(undo(first), day: 3)
        let second = await link(held, to: other, day: 4)
        let restored = await say(undo(undone), day: 5)
        let before = try await bench.notices("npt-inner-south").count
        await say(undo(restored), day: 6)
        #expect(try await bench.store.read { try $0.reviewQueue() }.isEmpty)
        #expect(try await bench.store.read { try $0.roster(of: "npt-inner-south").count } == 2)
        #expect(try await bench.notices("npt-inner-south").count == before)
        await say(undo(second), day: 7)
        #expect(try await bench.store.read { try $0.reviewQueue().count } == 1)
        #expect(try await bench.store.read { try $0.roster(of: "npt-inner-south").count } == 1)
    }

    @Test("A settlement that replaced one which stands again can still be taken back, and is recalled")
    func undoneReplacement() async throws {
        await select(fixture)
        await select(other)
        let held = await holdSelection(day: 1)
        let first = await link(held, to: fixture, day: 2)
        let undone = await say(undo(first), day: 3)
        let second = await link(held, to: other, day: 4)
        let told = try #require(try await bench.notices("npt-inner-south").first)
        await say(undo(undone), day: 5)
        await say(undo(second), day: 6)
        #expect(try await bench.notices("npt-inner-south").contains { $0.supersedes == told.id })
        #expect(try await bench.store.read { try $0.reviewQueue().count } == 1)
    }

    @Test("An identifier that a taken-back merge frees is the record's whose facts bear it")
    func freedIdentifier() async throws {
        let crn = identifier(.crn, "X420779")
        await select(fixture)
        await select(other)
        let merge = bench.delivery(
            .merged(PersonMerge(person: fixture.withoutAddress, removed: [crn])), days: 1, user: "prison-adapter",
            source: "/prison/test")
        await bench.deliver(merge)
        let held = await say(moved(Person(identifiers: [other.person.identifiers[0], crn], address: place("LS11 5CC"))), day: 2)
        #expect(try await bench.store.read { try $0.reviewQueue().count } == 1)
        await link(held, to: other, day: 3)
        await say(undo(merge.messageID ?? ""), day: 4)
        let (owners, others) = try await bench.store.write { store in
            (try store.nominals(with: [crn]), try store.nominals(with: other.person.identifiers))
        }
        #expect(owners == others)
        await say(moved(Person(identifiers: [crn], address: place("LS9 7BB"))), day: 5)
        #expect(try await bench.notices("npt-inner-east").map(\.kind) == ["selection"])
    }

    @Test("What was to be done about a stay is over when the stay turns out to be nobody's")
    func tasksOfNobodysStay() async throws {
        await select(fixture, named: "s-1", day: 0)
        await select(other, named: "s-2", day: 0)
        let held = await holdSelection(day: 1)
        let link = await link(held, to: fixture, day: 2)
        #expect(try await tasks(.noKnownAddress) == 3)
        await say(undo(link), day: 3)
        #expect(try await tasks(.noKnownAddress) == 2)
        await self.link(held, to: other, day: 4)
        #expect(try await tasks(.noKnownAddress) == 3)
    }

    /// A selection that names nobody but is probably the fixture's.
    func holdSelection(day: Int64) async -> String {
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        return await say(.selection(SelectionDecision(person: nameOnly, cohort: "ppo", rag: .red, decidedBy: "Panel")), day: day)
    }

    @discardableResult
    func link(_ held: String, to fixture: NominalFixture, day: Int64) async -> String {
        await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: held, decidedBy: "J. Coordinator")), day: day)
    }
}
