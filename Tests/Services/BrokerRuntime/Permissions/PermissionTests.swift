import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Foundation
import RecordStore
import Routing
import TestSupport
import Testing

/// Standing permissions from the message to the record: kept, folded again, told, audited, reviewed.
@Suite("Overrides and corrections through the core", .timeLimit(.minutes(2)))
struct PermissionTests {
    static let team = "npt-inner-south"
    /// The bench's clock stands thirty days after its start.
    static let today: Int64 = 30

    let bench: CoreBench
    let fixture = NominalFixture(611)

    init() async throws {
        bench = try CoreBench()
        await say(ConsentLives.selected(fixture), day: 0)
    }

    @discardableResult
    func say(_ fact: Fact, day: Int64 = today) async -> CanonicalMessage {
        let message = bench.message(fact, days: day)
        await bench.deliver(bench.delivery(message, user: "hub"))
        return message
    }

    func opening(_ person: Person? = nil) -> Fact {
        .overrideOpened(
            OverrideOpening(
                person: person ?? fixture.withoutAddress, recipient: Self.team, rank: .inspector,
                reason: "Threat to a child tonight", openedBy: "Insp. R. Mallow"))
    }

    func review(_ override: String, _ outcome: OverrideReview.Outcome) -> Fact {
        .overrideReviewed(
            OverrideReview(
                person: fixture.withoutAddress, override: override, outcome: outcome, reviewedBy: "Supt. H. Vane"))
    }

    func openTasks() async throws -> [HubTask.Kind] {
        try await bench.store.read { try $0.openTasks() }.map(\.kind).filter {
            [.reviewOverride, .tellOwner, .supplyIdentifier].contains($0)
        }
    }

    func history() async throws -> NominalHistory {
        let identifier = fixture.person.identifiers[0]
        return try await bench.store.read { reader in
            try reader.history(of: try #require(try reader.nominal(identifiedBy: identifier)))
        }
    }

    @Test("An override is kept, told, audited with its basis, and asked about; the reason is in no audit entry")
    func opened() async throws {
        let message = await say(opening())
        let notices = try await bench.notices(Self.team)
        #expect(notices.map(\.kind) == ["rag-escalation"])
        #expect(Set(try await openTasks()) == [.reviewOverride, .tellOwner])
        #expect(try await bench.audited("\"override\":\"\(message.key)\"") == 1)
        #expect(try await bench.audited("Threat to a child") == 0)
        let releases = try await bench.store.read { try DisclosureRecord($0) }.releases
        let emergency = releases.filter { $0.recipient == Self.team }
        #expect(Set(emergency.map(\.override)) == [message.key])
        #expect(releases.allSatisfy { $0.recipient == Self.team || $0.override == nil })
        // Folded again from what was sealed, not from what is warm.
        #expect(try await history().overrides.map(\.key) == [message.key])
        #expect(try await bench.store.read { try AuditCheck($0).isIntact })
    }

    @Test("A review closes its tasks; one that finds against it takes back what was told")
    func reviewed() async throws {
        let message = await say(opening())
        await say(review(message.id, .notUpheld))
        #expect(try await openTasks().isEmpty)
        #expect(Set(try await bench.notices(Self.team).map(\.kind)) == ["rag-escalation", "recalled"])
        let releases = try await bench.store.read { try DisclosureRecord($0) }.releases
        let emergency = releases.filter { $0.recipient == Self.team && $0.override != nil }
        #expect(!emergency.isEmpty && emergency.allSatisfy { $0.state == .takenBack })
    }

    @Test("An override of yesterday releases nothing today")
    func expired() async throws {
        await say(opening(), day: Self.today - 1)
        #expect(try await bench.notices(Self.team).isEmpty)
        #expect(try await openTasks() == [.reviewOverride])
    }

    @Test("An override about nobody on record is held for the hub and not lost")
    func stranger() async throws {
        await say(opening(NominalFixture(612).withoutAddress))
        #expect(try await openTasks() == [.supplyIdentifier])
        #expect(try await bench.notices(Self.team).isEmpty)
    }

    @Test("Only the hub may publish them")
    func publishers() async throws {
        let message = bench.message(opening(), days: Self.today, source: "/police/idiom")
        await bench.deliver(bench.delivery(message, user: "police-adapter"))
        #expect(try await bench.notices(Self.team).isEmpty)
        #expect(try await bench.store.read { try $0.quarantine() }.count == 1)
    }

    @Test("A consent entered in error gives nothing to whoever comes for it, and is not in the person's copy")
    func correction() async throws {
        let given = await say(ConsentLives.consent(.given, fixture.withoutAddress))
        let ticket = try #require(try await bench.notices("disc-leeds").first { $0.fields.isEmpty }?.id)
        let before = PersonalConsentCopy(try await history(), contact: bench.hub.owner.name, now: bench.now)
        #expect(before.answers.map { $0.sentences[0].prefix(12) } == ["You said yes"])
        await say(
            .consent(
                ConsentRecord(
                    person: fixture.withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs",
                    state: .enteredInError, recordedBy: "R. Bell", corrects: given.id)))
        let claim = try await bench.fetches.claim(ticket, by: "disc-leeds")
        #expect(claim?.fetch.fields.isEmpty != false)
        #expect(PersonalConsentCopy(try await history(), contact: bench.hub.owner.name, now: bench.now).answers.isEmpty)
        #expect(try await bench.store.read { try $0.openTasks() }.allSatisfy { $0.kind != .decideStrand })
    }
}
