import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// What the agreement's time is over for is erased by itself, and nothing sooner.
@Suite("Retention", .timeLimit(.minutes(5)))
struct RetentionSweepTests {
    private static let day: Int64 = 86_400

    @Test("Bodies, requests and the person go in turn, each when its days are over")
    func stages() async throws {
        let life = try RecordLife(721)
        var retention = try #require(try CoreBench.leeds().agreement.retention)
        retention.personDays = retention.requestDays + 30
        let end = try await ended(life)
        let notice = try #require(try await life.told().first)
        func sweep(_ days: Int, _ more: Int64) async {
            await life.sweeper(retention, at: end.adding(seconds: Int64(days) * Self.day + more)).sweep()
        }
        await sweep(retention.noticeDays, -Self.day)
        #expect(try await isErased(notice, life) == false)
        await sweep(retention.noticeDays, Self.day)
        #expect(try await isErased(notice, life) == true)
        #expect(try await replay(notice, life) == .agreementMissing, "what it rested on is kept longer")
        await sweep(retention.requestDays, Self.day)
        #expect(try await replay(notice, life) == .expired)
        #expect(try await life.bench.store.read { try $0.erasures().isEmpty })
        await sweep(retention.personDays, Self.day)
        #expect(try await life.bench.store.read { try $0.erasures().count } == 1)
        #expect(try await replay(notice, life) == .erased)
        #expect(try await life.bench.audited("\"what\":\"retention-over\"") == 3)
        #expect(try await life.bench.store.read { try AuditCheck($0).isIntact })
    }

    @Test("A review, and a restriction for evidence, keep bodies, requests and the person until they end")
    func held() async throws {
        for (number, start, end) in [
            (724, RecordOrder.Kind.reviewStarted, RecordOrder.Kind.reviewEnded), (725, .restricted, .unrestricted),
        ] {
            let life = try RecordLife(number)
            let retention = try #require(try CoreBench.leeds().agreement.retention)
            let over = try await ended(life).adding(seconds: Int64(retention.personDays) * Self.day)
            let notice = try #require(try await life.told().first)
            let review = start == .reviewStarted ? CalendarDate("2026-12-24") : nil
            await life.order(start, reason: .evidence, reviewBy: review, day: 5)
            try await life.sendAll()
            await life.sweeper(retention, at: over.adding(seconds: Self.day)).sweep()
            #expect(try await isErased(notice, life) == false, "\(start)")
            #expect(try await replay(notice, life) == .agreementMissing, "\(start)")
            #expect(try await life.bench.store.read { try $0.erasures().isEmpty }, "\(start)")
            #expect(try await life.tasks().contains(.lookAtReview) == (start == .reviewStarted))
            await life.order(end, day: 6)
            try await life.sendAll()
            await life.sweeper(retention, at: over.adding(seconds: 3 * Self.day)).sweep()
            #expect(try await life.bench.store.read { try $0.erasures().count } == 1, "\(start)")
        }
    }

    @Test("Somebody who was selected again is kept, and an agreement that says nothing erases nobody")
    func selectedAgain() async throws {
        let life = try RecordLife(722)
        let retention = try #require(try CoreBench.leeds().agreement.retention)
        _ = await life.select()
        _ = await life.deselect(day: 2)
        _ = await life.select(day: 3)
        try await life.acknowledgeAll(day: 4)
        let late = life.bench.now.adding(seconds: Int64(retention.personDays + 90) * Self.day)
        await life.sweeper(retention, at: late).sweep()
        _ = await life.deselect(day: 5)
        try await life.acknowledgeAll(day: 6)
        await life.sweeper(nil, at: late).sweep()
        #expect(try await life.bench.store.read { try $0.erasures().isEmpty })
        await life.sweeper(retention, at: late).sweep()
        #expect(try await life.bench.store.read { try $0.erasures().count } == 1)
    }

    @Test("Bytes refused at the door are destroyed after their days, and what waits for a person is not")
    func bytes() async throws {
        let life = try RecordLife(723)
        let retention = try #require(try CoreBench.leeds().agreement.retention)
        let bad = Delivery(
            userID: "hub", contentType: "text/plain", exchange: "in.hub", routingKey: "x", body: [7, 7, 7])
        await life.bench.deliver(bad)
        await life.say(.rag(RAGDecision(person: life.fixture.withoutAddress, rating: .red, decidedBy: "Panel")), day: 1)
        let late = life.bench.now.adding(seconds: Int64(retention.heldDays) * Self.day + 1)
        await life.sweeper(retention, at: late).sweep()
        await life.sweeper(retention, at: late).sweep()
        #expect(try await life.bench.audited("\"class\":\"refused-bytes\"") == 1)
        #expect(try await life.bench.audited("\"class\":\"settled-items\"") == 0)
        #expect(try await life.bench.store.read { try $0.counts() }["held"] == 1)
    }

    /// Ends a life on a cohort.
    ///
    /// - Returns: when the stay ended.
    private func ended(_ life: RecordLife) async throws -> Timestamp {
        _ = await life.select()
        _ = await life.deselect(day: 2)
        try await life.acknowledgeAll(day: 4)
        return life.bench.message(.died(Death(person: life.fixture.person)), days: 2).time
    }

    private func isErased(_ notice: StoredNotice, _ life: RecordLife) async throws -> Bool? {
        try await life.bench.store.read { try $0.notice(notice.id)?.isErased }
    }

    private func replay(_ notice: StoredNotice, _ life: RecordLife) async throws -> DecisionReplay.Outcome? {
        try await life.bench.store.read { try DecisionReplay($0, agreements: []).replay(notice.id)?.first?.outcome }
    }
}
