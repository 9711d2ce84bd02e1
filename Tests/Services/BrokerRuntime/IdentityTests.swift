@testable import BrokerRuntime
import CanonicalModel
import Foundation
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Whose record something is, over a real store: what waits for a person, what a person decides, and what follows.
@Suite("Identity in the core")
struct IdentityTests {
    let bench: CoreBench
    /// Lives in Headingley.
    let fixture = NominalFixture(21)
    /// Lives in Beeston.
    let other = NominalFixture(22, postcode: "LS11 5CC")

    init() throws { bench = try CoreBench() }

    // MARK: Strong identifiers

    @Test("A number newly seen together with a known one becomes the record's")
    func linksIdentifiers() async throws {
        await select(fixture)
        let crn = identifier(.crn, "X420771")
        await say(moved(Person(identifiers: [fixture.person.identifiers[0], crn], address: place("LS9 7BB"))), day: 1)
        await say(moved(Person(identifiers: [crn], address: place("LS11 5CC"))), day: 2)
        #expect(try await bench.notices("npt-inner-south").map(\.kind) == ["selection"])
    }

    @Test("A junk number matches nobody", arguments: ["2000/0000000Z"])
    func junk(_ value: String) async throws {
        let junk = identifier(.pnc, value)
        #expect(junk.isVerified && !junk.isStrong)
        var first = fixture.person
        first.identifiers = [fixture.person.identifiers[0], junk]
        await say(.selection(SelectionDecision(person: first, cohort: "iom", decidedBy: "Panel")))
        let item = custody(Person(identifiers: [junk]), day: 1)
        await bench.deliver(item)
        #expect(try await fate(item) == .notOnCohort)
    }

    @Test("Numbers of two records hold the item and mark both; a merge heals the marks")
    func ambiguous() async throws {
        await select(fixture)
        await select(other)
        let item = custody(Person(identifiers: [fixture.person.identifiers[0], other.person.identifiers[1]]), day: 1)
        await bench.deliver(item)
        #expect(try await fate(item) == .heldForIdentity)
        #expect(try await tasks(.identityAttention) == 2)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        await say(merge(fixture, other), day: 2)
        #expect(try await tasks(.identityAttention) == 0)
    }

    @Test("A known number with another PNC holds the item; one with another name and birthday too")
    func contradictory() async throws {
        await select(fixture)
        let otherPNC = custody(Person(identifiers: [fixture.person.identifiers[0], other.person.identifiers[1]]), day: 1)
        await bench.deliver(otherPNC)
        let stranger = Person(
            identifiers: [fixture.person.identifiers[0]], name: Person.Name(given: ["Ola"], family: "Quintrell"),
            dateOfBirth: CalendarDate("1961-07-30"))
        let otherPerson = custody(stranger, day: 2)
        await bench.deliver(otherPerson)
        #expect(try await fate(otherPNC) == .heldForIdentity)
        #expect(try await fate(otherPerson) == .heldForIdentity)
        #expect(try await bench.notices("npt-headingley").count == 1)
        #expect(try await tasks(.identityAttention) == 1, "one record, one mark, whatever number of reasons")
    }

    @Test("A mark heals when the item that made it is settled as nobody's")
    func healsWhenSettled() async throws {
        await select(fixture)
        let item = custody(Person(identifiers: [fixture.person.identifiers[0], identifier(.pnc, otherPNC)]), day: 1)
        await bench.deliver(item)
        #expect(try await tasks(.identityAttention) == 1)
        await say(.identityDismissed(IdentityDismissal(heldMessage: item.messageID ?? "", decidedBy: "J. Coordinator")), day: 2)
        #expect(try await tasks(.identityAttention) == 0)
    }

    // MARK: Review

    @Test("A probable match routes nothing and waits with its reasons (ISH-14)")
    func review() async throws {
        await select(fixture)
        var mistyped = fixture.withoutAddress
        mistyped.identifiers = []
        mistyped.name = Person.Name(given: ["Example21"], family: "Alex")
        let item = custody(mistyped, day: 1)
        await bench.deliver(item)
        #expect(try await fate(item) == .heldForIdentity)
        let entry = try #require(try await bench.store.read { try $0.reviewQueue() }.first)
        #expect(entry.reason == "probable-match")
        #expect(entry.candidates.first?.match.score ?? 0 >= ProbableMatch.threshold)
        #expect(entry.candidates.first?.match.lines.contains { $0.words.contains("each other's place") } == true)
        #expect(try await bench.notices("npt-headingley").map(\.kind) == ["selection"])
    }

    @Test("A stranger who is like nobody leaves no trace, and neither does a twin's name (FEED-01)")
    func twin() async throws {
        await select(fixture)
        var twin = fixture.person
        twin.identifiers = []
        twin.name?.given = ["Bethan"]
        let item = custody(twin, day: 1)
        await bench.deliver(item)
        #expect(try await fate(item) == .notOnCohort)
        #expect(try await bench.store.read { try $0.reviewQueue() }.isEmpty)
    }

    @Test("What a person settles as nobody's is destroyed, and its repetition stays settled")
    func nobodys() async throws {
        await select(fixture)
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        let item = custody(nameOnly, day: 1)
        await bench.deliver(item)
        await say(.identityDismissed(IdentityDismissal(heldMessage: item.messageID ?? "", decidedBy: "J. Coordinator")), day: 2)
        #expect(try await fate(item) == .nobodys)
        #expect(try await bench.store.read { try $0.reviewQueue() }.isEmpty)
        #expect(try await tasks(.settleIdentity) == 0)
        await bench.deliver(item)
        #expect(try await fate(item) == .nobodys)
        #expect(try await bench.store.read { try $0.counts()["held"] } == 0)
    }

    @Test("A settlement that is taken back withdraws what it told, and the item waits again")
    func undoneSettlement() async throws {
        await select(fixture)
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        let item = custody(nameOnly, day: 1)
        await bench.deliver(item)
        let link = await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: item.messageID ?? "", decidedBy: "J. Coordinator")),
            day: 2)
        let told = try #require(try await bench.notices("npt-headingley").first)
        #expect(told.kind == "custody")
        await say(undo(link), day: 3)
        let withdrawn = try #require(try await bench.notices("npt-headingley").first)
        #expect(withdrawn.kind == "recalled")
        #expect(withdrawn.supersedes == told.id)
        #expect(withdrawn.acknowledgeBy != nil)
        #expect(try await fate(item) == .heldForIdentity)
        #expect(try await bench.store.read { try $0.reviewQueue().count } == 1)
    }

    // MARK: The door

    @Test("A hearing may be listed for next year; a result may be dated later today, never the day after")
    func mayLieAhead() async throws {
        let listing = HearingListing(
            person: fixture.withoutAddress, case: HearingResult.Case(ptiurn: "13QQ0004826", asn: nil),
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13HT00", courtHouseCode: nil, date: bench.now.date, time: nil),
            offenceCodes: [], isCancelled: false)
        await fromCourts(.listing(listing), ahead: 365 * 86_400)
        await fromCourts(.died(Death(person: fixture.withoutAddress)), ahead: 86_400)
        #expect(try await bench.store.read { try $0.quarantine() }.isEmpty)
        await fromCourts(.died(Death(person: other.withoutAddress)), ahead: 86_401)
        #expect(try await bench.store.read { try $0.quarantine() }.map(\.rule) == ["door.future"])
    }

    func fromCourts(_ fact: Fact, ahead: Int64) async {
        let message = CanonicalMessage(
            id: "ahead-\(ahead)", source: "/courts/test", time: bench.now.adding(seconds: ahead), recordedTime: bench.now, fact: fact)
        await bench.deliver(bench.delivery(message, user: "courts-adapter"))
    }

    @Test("A message from the future is refused", arguments: [(600, nil), (601, "door.future")] as [(Int64, String?)])
    func future(_ ahead: Int64, _ rule: String?) async throws {
        let now = bench.now.adding(seconds: ahead)
        let fact = Fact.selection(SelectionDecision(person: fixture.person, cohort: "iom", decidedBy: "Panel"))
        let message = CanonicalMessage(id: "a", source: "/hub/test", time: now, recordedTime: bench.now, fact: fact)
        await bench.deliver(bench.delivery(message, user: "hub"))
        #expect(try await bench.store.read { try $0.quarantine() }.map(\.rule) == [rule].compactMap { $0 })
    }

    // MARK: What is said

    /// A PNC that passes its check and is nobody's here.
    var otherPNC: String { NominalFixture(77).person.identifiers[1].value }

    func expectSeparate() async throws {
        // Each team's list holds its own person and nobody else; the last thing each partner believes agrees with the records.
        for (team, person) in [("npt-headingley", fixture), ("npt-inner-south", other)] {
            #expect(try await bench.store.read { try $0.roster(of: team).count } == 1, "\(team)")
            let notices = try await bench.notices(team)
            let selection = try #require(notices.first { $0.kind == "selection" })
            #expect(selection.fields.contains { $0.value == person.person.name?.text }, "\(team)")
        }
    }

    func select(_ fixture: NominalFixture, day: Int64 = 0) async {
        await say(.selection(SelectionDecision(
            person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel")), day: day)
    }

    /// Selects somebody whose address nobody knows, by a message of a given id.
    func select(_ fixture: NominalFixture, named id: String, day: Int64) async {
        var message = bench.message(
            .selection(SelectionDecision(person: fixture.withoutAddress, cohort: "iom", decidedBy: "Panel")), days: day)
        message.id = id
        await bench.deliver(bench.delivery(message, user: "hub"))
    }

    func split(_ one: NominalFixture, _ other: NominalFixture) -> Fact {
        .identitySplit(IdentitySplit(
            person: one.withoutAddress, separated: other.person.identifiers, reason: .fingerprints, decidedBy: "J. Coordinator"))
    }

    @discardableResult
    func say(_ fact: Fact, day: Int64 = 0) async -> String {
        let message = bench.message(fact, days: day)
        await bench.deliver(bench.delivery(message, user: "hub"))
        return message.id
    }

    func custody(_ person: Person, day: Int64) -> Delivery {
        bench.delivery(
            .custody(CustodyMovement(person: person, kind: .received)), days: day, user: "prison-adapter", source: "/prison/test")
    }

    func merge(_ one: NominalFixture, _ other: NominalFixture) -> Fact {
        .identityMerged(IdentityMerge(
            person: one.withoutAddress, other: other.person.identifiers, reason: .fingerprints, decidedBy: "J. Coordinator"))
    }

    func undo(_ id: String) -> Fact {
        .identityUndone(IdentityUndo(decision: id, reason: .clericalError, decidedBy: "J. Coordinator"))
    }

    func consent(_ fixture: NominalFixture, _ state: ConsentRecord.State) -> Fact {
        .consent(ConsentRecord(
            person: fixture.withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state, recordedBy: "L. P."))
    }

    func consents() async throws -> [ConsentRecord.State] {
        try await bench.store.write { store in
            let number = try store.nominals(with: fixture.person.identifiers).first ?? 0
            store.cool(number)
            return try store.nominal(number).history.consents.values.map(\.value.state)
        }
    }

    func moved(_ person: Person) -> Fact { .addressChanged(AddressChange(person: person)) }
    func place(_ postcode: String) -> Person.Address { Person.Address(lines: ["3 Third Street"], postcode: postcode) }
    func identifier(_ kind: PersonIdentifier.Kind, _ value: String) -> PersonIdentifier {
        PersonIdentifier(kind, value, writtenIn: 2026)
    }

    func fate(_ delivery: Delivery) async throws -> Fate? {
        let id = delivery.messageID ?? ""
        return try await bench.store.read { try $0.item(id)?.fate }
    }

    func tasks(_ kind: HubTask.Kind) async throws -> Int {
        try await bench.store.read { try $0.openTasks() }.count { $0.kind == kind }
    }
}
