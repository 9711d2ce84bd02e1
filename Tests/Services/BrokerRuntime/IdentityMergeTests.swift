@testable import BrokerRuntime
import CanonicalModel
import Foundation
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Records united by a person or by a register, divided again, and what was told in between.
extension IdentityTests {
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

    func onProbation(_ crn: String, _ postcode: String) -> Person {
        var person = fixture.living(at: postcode)
        person.identifiers = [PersonIdentifier(.crn, crn, writtenIn: 2026)]
        return person
    }

    func probation(_ fact: Fact, day: Int64) -> Delivery {
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
}
