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

    @Test("A probable match routes nothing and waits with its reasons")
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

    @Test("A stranger who is like nobody leaves no trace, and neither does a twin's name")
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

    // MARK: Merges by a person and by registers

    @Test("A register's merge of two different PNCs waits for a person; once settled it unites")
    func heldMerge() async throws {
        await select(fixture)
        await select(other)
        let merge = bench.delivery(
            .merged(PersonMerge(person: Person(identifiers: [fixture.person.identifiers[0]]), removed: [other.person.identifiers[0]])),
            days: 1, user: "prison-adapter", source: "/prison/test")
        await bench.deliver(merge)
        #expect(try await fate(merge) == .heldForIdentity)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: merge.messageID ?? "", decidedBy: "J. Coordinator")),
            day: 2)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
    }

    @Test("A split takes every notice back that went out under the wrong identity, and each person is told of anew")
    func split() async throws {
        await select(fixture)
        await select(other, day: 1)
        await say(merge(fixture, other), day: 2)
        // The later address is the other's: Headingley was told to stop, and Beeston hears of a colour that is not its person's.
        await say(.rag(RAGDecision(person: fixture.withoutAddress, rating: .red, decidedBy: "DS Example")), day: 3)
        let wrong = try await bench.notices("npt-headingley").filter { $0.kind == "stop-visits" }
            + bench.notices("npt-inner-south").filter { $0.kind == "rag-escalation" }
        #expect(wrong.count == 2)
        let decision = await say(
            .identitySplit(IdentitySplit(
                person: fixture.withoutAddress, separated: other.person.identifiers, reason: .mistakenIdentity,
                decidedBy: "J. Coordinator")), day: 4)
        let recalls = try await bench.store.read { try $0.withdrawals(by: decision) }
        #expect(Set(recalls.compactMap(\.supersedes)).isSuperset(of: wrong.map(\.id)))
        #expect(recalls.allSatisfy { $0.acknowledgeBy != nil })
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        #expect(try await tasks(.followWithdrawals) >= 1)
        // Within 72 hours the Commissioner has to be told, unless somebody found that there is no risk.
        #expect(try await tasks(.assessBreach) >= 1)
        #expect(try await bench.audited("\"what\":\"breach-opened\"") >= 1)
        try await expectSeparate()
    }

    @Test("A register that takes its own merge back parts the records; what a person united it cannot part")
    func unmerged() async throws {
        let (kept, given) = (onProbation("X100001", "LS6 3AA"), onProbation("X100002", "LS11 5CC"))
        for (day, person) in [(Int64(0), kept), (1, given)] {
            await say(.selection(SelectionDecision(person: person, cohort: "iom", rag: .amber, decidedBy: "Panel")), day: day)
        }
        await bench.deliver(probation(.merged(PersonMerge(person: kept, removed: given.identifiers)), day: 2))
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
        await bench.deliver(probation(.unmerged(PersonUnmerge(person: kept, separated: given.identifiers)), day: 3))
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)

        await say(.identityMerged(IdentityMerge(
            person: kept, other: given.identifiers, reason: .fingerprints, decidedBy: "J. Coordinator")), day: 4)
        await bench.deliver(probation(.unmerged(PersonUnmerge(person: kept, separated: given.identifiers)), day: 5))
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
    }

    private func onProbation(_ crn: String, _ postcode: String) -> Person {
        var person = fixture.living(at: postcode)
        person.identifiers = [PersonIdentifier(.crn, crn, writtenIn: 2026)]
        return person
    }

    private func probation(_ fact: Fact, day: Int64) -> Delivery {
        bench.delivery(fact, days: day, user: "probation-adapter", source: "/probation/test")
    }

    @Test("A register's unmerge of people on no cohort leaves no trace and no task")
    func unmergedStrangers() async throws {
        let unmerge = PersonUnmerge(person: fixture.withoutAddress, separated: other.person.identifiers)
        await bench.deliver(probation(.unmerged(unmerge), day: 1))
        #expect(try await bench.store.read { try $0.counts()["nominals"] ?? 0 } == 0)
        #expect(try await tasks(.identityDecisionOpen) == 0)
    }

    @Test("An undone merge divides the records, an undone undo unites them again")
    func undoneMerge() async throws {
        await select(fixture)
        await select(other, day: 1)
        let merged = await say(merge(fixture, other), day: 2)
        let undone = await say(undo(merged), day: 3)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        try await expectSeparate()
        await say(undo(undone), day: 4)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
    }

    @Test("A merge that arrives after it was taken back unites nobody")
    func undoneBefore() async throws {
        await select(fixture)
        await select(other, day: 1)
        let merged = bench.message(merge(fixture, other), days: 2)
        await say(undo(merged.id), day: 3)
        await bench.deliver(bench.delivery(merged, user: "hub"))
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
    }

    @Test("What was learnt from one message that bore both numbers can be split too")
    func splitWithinOneRecord() async throws {
        let crn = identifier(.crn, "X420772")
        await select(fixture)
        await say(.rag(RAGDecision(person: Person(identifiers: [fixture.person.identifiers[0], crn]), rating: .green, decidedBy: "DS")), day: 1)
        await say(.rag(RAGDecision(person: Person(identifiers: [crn]), rating: .red, decidedBy: "DS")), day: 2)
        let wrong = try #require(try await bench.notices("npt-headingley").first)
        #expect(wrong.fields.contains { $0.value == "red" })
        await say(
            .identitySplit(IdentitySplit(
                person: Person(identifiers: [fixture.person.identifiers[0]]), separated: [crn], reason: .clericalError,
                decidedBy: "J. Coordinator")), day: 3)
        let after = try await bench.notices("npt-headingley")
        #expect(after.contains { $0.kind == "recalled" && $0.supersedes == wrong.id })
        #expect(after.first?.fields.contains { $0.value == "green" } == true)
        let later = custody(Person(identifiers: [crn]), day: 4)
        await bench.deliver(later)
        #expect(try await bench.notices("npt-headingley").count == after.count, "it is somebody else's now")
    }

    @Test("A register that merges what a person parted changes nothing and marks both records")
    func overruled() async throws {
        await select(fixture)
        await select(other, day: 1)
        let crns = [identifier(.crn, "X420773"), identifier(.crn, "X420774")]
        await say(.identitySplit(IdentitySplit(
            person: fixture.withoutAddress, separated: other.person.identifiers, reason: .fingerprints, decidedBy: "J. C.")), day: 2)
        let merge = PersonMerge(
            person: Person(identifiers: fixture.person.identifiers + [crns[0]]), removed: other.person.identifiers)
        await bench.deliver(bench.delivery(.merged(merge), days: 3, user: "prison-adapter", source: "/prison/test"))
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        #expect(try await tasks(.identityAttention) == 2)
        await say(.rag(RAGDecision(person: fixture.withoutAddress, rating: .green, decidedBy: "DS")), day: 4)
        #expect(try await tasks(.identityAttention) == 2, "it never heals by itself")
        await say(self.merge(fixture, other), day: 5)
        #expect(try await tasks(.identityAttention) == 0)
    }

    @Test("Consent on a united record is the most restrictive until the person is asked again")
    func consent() async throws {
        await select(fixture)
        await select(other, day: 1)
        await say(consent(fixture, .given), day: 2)
        await say(merge(fixture, other), day: 3)
        #expect(try await consents() == [])
        #expect(try await tasks(.askConsentAgain) == 1)
        await say(consent(fixture, .given), day: 4)
        #expect(try await consents() == [.given])
        #expect(try await tasks(.askConsentAgain) == 0)
    }

    @Test("The end of a stay after merge and undo is told to whoever was told of it")
    func endAfterUndo() async throws {
        await select(fixture)
        await select(other, day: 1)
        let merged = await say(merge(fixture, other), day: 2)
        await say(undo(merged), day: 3)
        await say(.deselection(DeselectionDecision(person: fixture.withoutAddress, cohort: "iom", ground: "moved-area", decidedBy: "P")), day: 4)
        #expect(try await bench.notices("npt-headingley").first?.kind == "deselection")
        #expect(try await bench.store.read { try $0.roster(of: "npt-headingley") }.isEmpty)
        #expect(try await bench.store.read { try $0.roster(of: "npt-inner-south").count } == 1)
    }

    @Test("After a restart a divided record is what it was")
    func survivesRestart() async throws {
        await select(fixture)
        await select(other, day: 1)
        await say(merge(fixture, other), day: 2)
        await say(.identitySplit(IdentitySplit(
            person: fixture.withoutAddress, separated: other.person.identifiers, reason: .fingerprints, decidedBy: "J. C.")), day: 3)
        let numbers = try await bench.store.write { store in
            try store.nominals(with: fixture.person.identifiers + other.person.identifiers)
        }
        for number in numbers {
            let (warm, cold) = try await bench.store.write { store in
                let warm = try store.nominal(number)
                store.cool(number)
                return (warm, try store.nominal(number))
            }
            #expect(warm.history == cold.history)
            #expect(warm.ledger == cold.ledger)
            #expect(warm.openTasks == cold.openTasks)
        }
    }

    @Test("A team that a split told is not forgotten when what it rested on is taken back", arguments: [false, true])
    func undoneAfterSplit(_ isStillThere: Bool) async throws {
        await select(fixture)
        await select(other, day: 1)
        await say(merge(fixture, other), day: 2)
        var nameOnly = other.living(at: "LS9 7BB")
        nameOnly.identifiers = []
        let held = await say(moved(nameOnly), day: 3)
        await say(moved(fixture.living(at: "LS6 3AA")), day: 4)
        let link = await say(
            .linked(PersonLink(person: other.withoutAddress, heldMessage: held, decidedBy: "J. Coordinator")), day: 5)
        #expect(try await bench.notices("npt-inner-east").isEmpty)
        await say(split(fixture, other), day: 6)
        #expect(try await bench.notices("npt-inner-east").map(\.kind) == ["selection"])
        if isStillThere { await say(moved(other.living(at: "LS9 7BB")), day: 7) }
        await say(undo(link), day: 8)
        let told = try await bench.notices("npt-inner-east").map(\.kind)
        #expect(told == (isStillThere ? ["selection"] : ["stop-visits", "selection"]))
        #expect(try await bench.store.read { try $0.roster(of: "npt-inner-east").count } == (isStillThere ? 1 : 0))
    }

    @Test("An identifier that only a taken-back merge gave is forgotten; one that other facts bear is not", arguments: [false, true])
    func undoneRegisterMerge(_ isBorne: Bool) async throws {
        let crn = identifier(.crn, "X420775")
        await select(fixture)
        let merge = bench.delivery(
            .merged(PersonMerge(person: fixture.withoutAddress, removed: [crn])), days: 1, user: "prison-adapter",
            source: "/prison/test")
        await bench.deliver(merge)
        if isBorne { await bench.deliver(custody(Person(identifiers: [fixture.person.identifiers[0], crn]), day: 2)) }
        await say(undo(merge.messageID ?? ""), day: 3)
        let later = custody(Person(identifiers: [crn]), day: 4)
        await bench.deliver(later)
        #expect((try await fate(later) == .notOnCohort) == !isBorne)
    }

    @Test("A task goes with its own stay, though another stay's name starts alike")
    func tasksByWholeName() async throws {
        await select(fixture, named: "s-10", day: 0)
        await select(other, named: "s-1", day: 1)
        await say(merge(fixture, other), day: 2)
        await say(split(fixture, other), day: 3)
        for (person, name) in [(fixture, "s-10"), (other, "s-1")] {
            let tasks = try await bench.store.write { store in
                let number = try store.nominals(with: person.person.identifiers).first ?? 0
                store.cool(number)
                return try store.nominal(number).openTasks
            }
            let own = tasks.filter { $0.hasPrefix(HubTask.Kind.noKnownAddress.rawValue + " ") }
            #expect(own == ["no-known-address /hub/test \(name)"])
        }
    }

    @Test("An undo dated before what it names changes nothing, and somebody is told so")
    func undoneTooEarly() async throws {
        await select(fixture)
        await select(other, day: 1)
        let merged = await say(merge(fixture, other), day: 5)
        await say(undo(merged), day: 4)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 1)
        #expect(try await tasks(.identityDecisionOpen) == 1)
    }

    @Test("An undo of an id that two sources gave undoes neither decision, and somebody is told so")
    func undoneAmbiguously() async throws {
        let (third, fourth) = (NominalFixture(23), NominalFixture(24))
        for (day, person) in [fixture, other, third, fourth].enumerated() { await select(person, day: Int64(day)) }
        for (source, fact) in [("/hub/test", merge(fixture, other)), ("/hub/second", merge(third, fourth))] {
            var message = bench.message(fact, days: 5, source: source)
            message.id = "decision-1"
            await bench.deliver(bench.delivery(message, user: "hub"))
        }
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        await say(undo("decision-1"), day: 6)
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 2)
        #expect(try await tasks(.identityDecisionOpen) == 1)
    }

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
    private func holdSelection(day: Int64) async -> String {
        var nameOnly = fixture.withoutAddress
        nameOnly.identifiers = []
        return await say(.selection(SelectionDecision(person: nameOnly, cohort: "ppo", rag: .red, decidedBy: "Panel")), day: day)
    }

    @discardableResult
    private func link(_ held: String, to fixture: NominalFixture, day: Int64) async -> String {
        await say(
            .linked(PersonLink(person: fixture.withoutAddress, heldMessage: held, decidedBy: "J. Coordinator")), day: day)
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

    private func fromCourts(_ fact: Fact, ahead: Int64) async {
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
    private var otherPNC: String { NominalFixture(77).person.identifiers[1].value }

    private func expectSeparate() async throws {
        // Each team's list holds its own person and nobody else; the last thing each partner believes agrees with the records.
        for (team, person) in [("npt-headingley", fixture), ("npt-inner-south", other)] {
            #expect(try await bench.store.read { try $0.roster(of: team).count } == 1, "\(team)")
            let notices = try await bench.notices(team)
            let selection = try #require(notices.first { $0.kind == "selection" })
            #expect(selection.fields.contains { $0.value == person.person.name?.text }, "\(team)")
        }
    }

    private func select(_ fixture: NominalFixture, day: Int64 = 0) async {
        await say(.selection(SelectionDecision(
            person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel")), day: day)
    }

    /// Selects somebody whose address nobody knows, by a message of a given id.
    private func select(_ fixture: NominalFixture, named id: String, day: Int64) async {
        var message = bench.message(
            .selection(SelectionDecision(person: fixture.withoutAddress, cohort: "iom", decidedBy: "Panel")), days: day)
        message.id = id
        await bench.deliver(bench.delivery(message, user: "hub"))
    }

    private func split(_ one: NominalFixture, _ other: NominalFixture) -> Fact {
        .identitySplit(IdentitySplit(
            person: one.withoutAddress, separated: other.person.identifiers, reason: .fingerprints, decidedBy: "J. Coordinator"))
    }

    @discardableResult
    private func say(_ fact: Fact, day: Int64 = 0) async -> String {
        let message = bench.message(fact, days: day)
        await bench.deliver(bench.delivery(message, user: "hub"))
        return message.id
    }

    private func custody(_ person: Person, day: Int64) -> Delivery {
        bench.delivery(
            .custody(CustodyMovement(person: person, kind: .received)), days: day, user: "prison-adapter", source: "/prison/test")
    }

    private func merge(_ one: NominalFixture, _ other: NominalFixture) -> Fact {
        .identityMerged(IdentityMerge(
            person: one.withoutAddress, other: other.person.identifiers, reason: .fingerprints, decidedBy: "J. Coordinator"))
    }

    private func undo(_ id: String) -> Fact {
        .identityUndone(IdentityUndo(decision: id, reason: .clericalError, decidedBy: "J. Coordinator"))
    }

    private func consent(_ fixture: NominalFixture, _ state: ConsentRecord.State) -> Fact {
        .consent(ConsentRecord(
            person: fixture.withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state, recordedBy: "L. P."))
    }

    private func consents() async throws -> [ConsentRecord.State] {
        try await bench.store.write { store in
            let number = try store.nominals(with: fixture.person.identifiers).first ?? 0
            store.cool(number)
            return try store.nominal(number).history.consents.values.map(\.value.state)
        }
    }

    private func moved(_ person: Person) -> Fact { .addressChanged(AddressChange(person: person)) }
    private func place(_ postcode: String) -> Person.Address { Person.Address(lines: ["3 Third Street"], postcode: postcode) }
    private func identifier(_ kind: PersonIdentifier.Kind, _ value: String) -> PersonIdentifier {
        PersonIdentifier(kind, value, writtenIn: 2026)
    }

    private func fate(_ delivery: Delivery) async throws -> Fate? {
        let id = delivery.messageID ?? ""
        return try await bench.store.read { try $0.item(id)?.fate }
    }

    private func tasks(_ kind: HubTask.Kind) async throws -> Int {
        try await bench.store.read { try $0.openTasks() }.count { $0.kind == kind }
    }
}
