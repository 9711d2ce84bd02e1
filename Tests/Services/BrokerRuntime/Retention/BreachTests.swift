@testable import BrokerRuntime
import CanonicalModel
import RecordStore
import Routing
import TestSupport
import Testing

/// A notice that went astray opens a breach with its 72 hours (Data Protection Act 2018 s.67).
@Suite("Breaches", .timeLimit(.minutes(5)))
struct BreachTests {
    @Test("A misdirected notice is withdrawn, its recipient is told no more, and the document says what left to whom")
    func misdirected() async throws {
        let life = try RecordLife(741)
        let notice = try await astray(life)
        let breach = try #require(try await life.bench.store.read { try $0.breaches() }.first)
        #expect(breach.notices == [notice.id] && breach.outcome == nil)
        #expect(breach.dueBy == breach.openedAt.adding(seconds: 72 * 3_600))
        #expect(try await life.tasks().contains(.assessBreach))
        let withdrawal = try #require(try await life.told().last)
        #expect(withdrawal.kind == "recalled" && withdrawal.supersedes == notice.id)
        await life.say(.rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 2)
        #expect(try await life.told().last?.id == withdrawal.id, "not until somebody says that it may be told again")
        let document = try await document(life, breach.message, after: 3_600)
        for part in [
            "time left: 71 h 0 min", "Told: npt-headingley, by a selection notice", "name, dateOfBirth",
            "RabbitMQ took it over",
            "not acknowledged", "by notice \(withdrawal.id)", "Nobody has assessed it yet",
        ] { #expect(document.contains(part), "\(part) in \(document)") }
        #expect(!document.contains(life.fixture.person.name?.family ?? "?"))
        #expect(try await self.document(life, breach.message, after: 73 * 3_600).contains("OVERDUE by 1 h 0 min"))
    }

    @Test("An assessment closes the task and, if it says so, lets the recipient be told again")
    func assessed() async throws {
        let life = try RecordLife(742)
        _ = try await astray(life)
        let breach = try #require(try await life.bench.store.read { try $0.breaches() }.first)
        let id = breach.message.split(separator: " ").last.map(String.init) ?? ""
        let told = life.bench.now.adding(seconds: 3_600)
        await life.say(
            .breachAssessed(
                BreachAssessment(
                    breach: id, outcome: .commissionerTold, toldAt: told, mayBeToldAgain: true, assessedBy: "J. Officer"
                )),
            day: 3)
        let closed = try #require(try await life.bench.store.read { try $0.breaches() }.first)
        #expect(closed.outcome == "commissioner-told" && closed.toldAt == told)
        #expect(try await !life.tasks().contains(.assessBreach))
        #expect(try await life.told().last?.kind == "selection")
        #expect(try await document(life, breach.message, after: 0).contains("The Commissioner was told on"))
        #expect(try await life.bench.audited("\"what\":\"breach-assessed\"") == 1)
    }

    @Test("A notice that had not left is stopped, and the next message does not tell it again")
    func stopped() async throws {
        let life = try RecordLife(744)
        _ = await life.select()
        let notice = try #require(try await life.told().first)
        await report(notice, life, day: 1)
        #expect(try await life.bench.store.read { try $0.isStopped(notice) })
        #expect(try await life.bench.store.read { try $0.breaches().count } == 1)
        await life.say(.rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 2)
        #expect(try await life.told().filter { $0.id != notice.id }.isEmpty)
    }

    @Test("An end that is reported as misdirected before it left is told all the same: whoever was told is untold")
    func endIsNotStopped() async throws {
        let life = try RecordLife(745)
        _ = await life.select()
        try await life.sendAll()
        _ = await life.deselect()
        let end = try #require(try await life.told().last)
        #expect(end.kind == "deselection")
        await report(end, life, day: 3)
        #expect(try await life.bench.store.read { try !$0.isStopped(end) })
    }

    private func report(_ notice: StoredNotice, _ life: RecordLife, day: Int64) async {
        await life.say(
            .misdirected(
                MisdirectionReport(
                    notice: notice.id, recipient: RecordLife.team, reason: .wrongRecipient, reportedBy: "J. Officer")),
            day: day)
    }

    @Test("A notice that nobody sent opens no breach and waits for the hub")
    func unknown() async throws {
        let life = try RecordLife(743)
        let id = await life.say(
            .misdirected(
                MisdirectionReport(
                    notice: "x", recipient: RecordLife.team, reason: .wrongPerson, reportedBy: "J. Officer")),
            day: 1)
        #expect(try await life.item(id).reason == "no-such-notice")
        #expect(try await life.bench.store.read { try $0.breaches().isEmpty })
    }

    private func astray(_ life: RecordLife) async throws -> StoredNotice {
        _ = await life.select()
        try await life.sendAll()
        let notice = try #require(try await life.told().first)
        await life.say(
            .misdirected(
                MisdirectionReport(
                    notice: notice.id, recipient: RecordLife.team, reason: .wrongRecipient, reportedBy: "J. Officer")),
            day: 1)
        return notice
    }

    private func document(_ life: RecordLife, _ breach: String, after seconds: Int64) async throws -> String {
        let now = life.bench.now.adding(seconds: seconds)
        return try #require(
            try await life.bench.store.read { try BreachDocument($0, named: breach, now: now)?.markdown })
    }
}
