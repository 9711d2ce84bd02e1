@testable import BrokerRuntime
import CanonicalModel
import Formats
import RecordStore
import Routing
import TestSupport
import Testing

/// Between the decision to release something and its leaving, anything may happen.
@Suite("What was claimed and has not been handed over", .timeLimit(.minutes(2)))
struct ClaimTests {
    @Test("A union of records that ends a consent between claim and hand-over keeps everything back")
    func mergedInBetween() async throws {
        let lives = try await ConsentLives(611)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 1)
        let claim = try await lives.claim()
        #expect(!claim.fetch.fields.isEmpty)
        await lives.say(lives.merged, day: 2)
        #expect(try await lives.bench.fetches.handOver(claim).isEmpty)
    }

    @Test("A restriction between claim and hand-over keeps everything back")
    func restrictedInBetween() async throws {
        let lives = try await ConsentLives(661)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 1)
        let claim = try await lives.claim()
        #expect(!claim.fetch.fields.isEmpty)
        await lives.say(
            .ordered(
                RecordOrder(
                    .restricted, person: lives.one.withoutAddress, reason: .accuracyContested, authority: .dataSubject,
                    decidedBy: "J. Officer")), day: 2)
        #expect(try await lives.bench.fetches.handOver(claim).isEmpty)
    }

    @Test("A division between claim and hand-over keeps everything back")
    func dividedInBetween() async throws {
        let lives = try await ConsentLives(621)
        await lives.say(lives.merged, day: 1)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 2)
        let claim = try await lives.claim()
        #expect(!claim.fetch.fields.isEmpty)
        await lives.say(lives.split, day: 3)
        #expect(try await lives.bench.fetches.handOver(claim).isEmpty)
    }

    @Test("What is claimed after a union is handed over: the second look compares with what the claim saw")
    func claimedAfterwards() async throws {
        let lives = try await ConsentLives(631)
        await lives.say(lives.merged, day: 1)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 2)
        await lives.say(lives.split, day: 3)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 4)
        let claim = try await lives.claim()
        #expect(try await lives.bench.fetches.handOver(claim).map(\.name).contains("name"))
    }

    @Test("A withdrawal that waited for a person and is settled late, under its old number, keeps everything back")
    func settledLate() async throws {
        let lives = try await ConsentLives(641)
        var nameOnly = lives.one.withoutAddress
        nameOnly.identifiers = []
        let held = await lives.say(ConsentLives.consent(.withdrawn, nameOnly), day: 3)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 2)
        let claim = try await lives.claim()
        #expect(!claim.fetch.fields.isEmpty)
        let link = PersonLink(person: lives.one.withoutAddress, heldMessage: held.id, decidedBy: "J. Coordinator")
        await lives.say(.linked(link), day: 4)
        #expect(try await lives.bench.fetches.handOver(claim).isEmpty)
    }

    @Test("What was fetched is confirmed by the hand-over; a process that ends in between has confirmed nothing")
    func confirmation() async throws {
        let lives = try await ConsentLives(651)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 1)
        let claim = try await lives.claim()
        let before = try await lives.releases().filter(\.isFetched)
        #expect(!before.isEmpty)
        #expect(before.allSatisfy { $0.json(confirmed: nil)["confirmed"]?.string == "not-confirmed" })
        #expect(before.allSatisfy { $0.row(confirmed: nil).contains("fetched, not confirmed") })
        #expect(try await !lives.bench.fetches.handOver(claim).isEmpty)
        let after = try await lives.releases().filter(\.isFetched)
        #expect(after.map(\.handedOver) == before.map { _ in lives.bench.now.description })
        #expect(after.allSatisfy { $0.json(confirmed: nil)["confirmed"]?.string == lives.bench.now.description })
    }

    @Test("What was withheld at the second look is nobody's to hold, and the record says that it never left")
    func withheld() async throws {
        let lives = try await ConsentLives(661)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 1)
        let claim = try await lives.claim()
        #expect(try await !lives.held().isEmpty)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress, purpose: "manage-offender"), day: 2)
        #expect(try await lives.bench.fetches.handOver(claim).isEmpty)
        #expect(try await lives.held().isEmpty)
        let record = try await lives.bench.store.read { try DisclosureRecord($0) }
        #expect(record.releases.filter(\.isFetched).allSatisfy { $0.state == .neverLeft && $0.handedOver == nil })
        #expect(!record.held(by: ConsentLives.disc).contains { $0.isFetched })
        #expect(try await lives.bench.store.read { try AuditCheck($0).isIntact })
        // A withdrawal has nothing to take back from whoever never had it.
        await lives.say(ConsentLives.consent(.withdrawn, lives.one.withoutAddress), day: 3)
        #expect(try await !lives.bench.notices(ConsentLives.disc).contains { $0.kind == "recalled" })
    }

    @Test("What another look at the same notice was given stays held, though this one was withheld")
    func twoLooks() async throws {
        let lives = try await ConsentLives(671)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 1)
        let first = try await lives.claim()
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress, purpose: "manage-offender"), day: 2)
        let second = try await lives.claim()
        #expect(try await !lives.bench.fetches.handOver(second).isEmpty)
        #expect(try await lives.bench.fetches.handOver(first).isEmpty)
        #expect(try await !lives.held().isEmpty)
        await lives.say(ConsentLives.consent(.withdrawn, lives.one.withoutAddress), day: 3)
        #expect(try await lives.bench.notices(ConsentLives.disc).contains { $0.kind == "recalled" })
    }

    @Test("A ticket that a union stops is stopped on disk as in memory")
    func stoppedByUnion() async throws {
        let lives = try await ConsentLives(681)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress), day: 1)
        await lives.say(lives.merged, day: 2)
        let (warm, cold) = try await lives.bench.store.write { store in
            let number = try #require(try store.nominals(with: lives.one.person.identifiers).first)
            let warm = try store.nominal(number).ledger.entries
            store.cool(number)
            return (warm, try store.nominal(number).ledger.entries)
        }
        #expect(warm.values.contains { $0.value == ToldLedger.unsentValue })
        #expect(warm == cold)
    }
}
