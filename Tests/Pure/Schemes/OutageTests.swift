import CanonicalModel
import SchemeEngine
import Testing

/// What comes due while nobody looks.
@Suite("After an outage") struct OutageTests {
    private func file() throws -> CaseFile {
        var file = CaseFile()
        file.stays = [CohortStay(id: "s1", cohort: "iom", from: try #require(Timestamp("2026-01-05T10:00:00Z")))]
        return file
    }

    @Test("A week without the broker fires each day's assessment once, in order, and only the last still stands")
    func week() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("lancashire-revolution.yaml"))
        let from = try #require(Timestamp("2026-03-26T12:00:00Z"))
        let fired = evaluator.occasions(try file(), from: from, to: from.adding(seconds: 7 * 86_400))
            .filter { $0.task.kind == "daily-risk-assessment" }
        #expect(
            fired.map(\.task.key) == (27...31).map { "daily-risk-assessment s1 2026-03-\($0)" }
                + ["daily-risk-assessment s1 2026-04-01", "daily-risk-assessment s1 2026-04-02"])
        #expect(fired.map(\.isStanding) == [false, false, false, false, false, false, true])
    }

    @Test("Two outages one after the other fire what one long one does, none of it twice")
    func pieces() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("bristol-impact.yaml"))
        let from = try #require(Timestamp("2026-03-26T12:00:00Z"))
        let (half, end) = (from.adding(seconds: 5 * 86_400), from.adding(seconds: 11 * 86_400))
        let file = try file()
        let whole = evaluator.occasions(file, from: from, to: end).map(\.task.key)
        let pieces = evaluator.occasions(file, from: from, to: half) + evaluator.occasions(file, from: half, to: end)
        #expect(pieces.map(\.task.key).sorted() == whole.sorted() && !whole.isEmpty)
    }

    @Test("A review that is late stays one task however long nobody looks")
    func late() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("present-day.yaml"))
        var file = try file()
        file.stays[0].cohort = "fixed"
        let from = try #require(Timestamp("2026-06-01T12:00:00Z"))
        let reviews = evaluator.occasions(file, from: from, to: from.adding(seconds: 400 * 86_400)).map(\.task.key)
            .filter { $0.hasPrefix("review-due") }
        #expect(reviews == ["review-due s1 2026-07-05", "review-due-overdue s1 2026-07-05"])
    }

    @Test("Nothing comes round for somebody who died")
    func dead() throws {
        for name in try SchemeFolder.packFiles() {
            let evaluator = SchemeEvaluator(try SchemeFolder.pack(name))
            var file = try file()
            file.died = CalendarDate(year: 2026, month: 3, day: 1)
            let now = try #require(Timestamp("2026-08-01T12:00:00Z"))
            #expect(evaluator.assess(file, now: now).ownTasks.isEmpty, "\(name)")
            #expect(evaluator.assess(file, now: now).grounds.map(\.code).contains("death"), "\(name)")
        }
    }

    @Test("A feed that is heard from again is late no more, and its next silence is another task")
    func feeds() throws {
        let desk = SchemeDesk(try SchemeFolder.pack("present-day.yaml"))
        let heard = try #require(Timestamp("2026-03-01T05:00:00Z"))
        let late = desk.lateFeeds(["idiom": heard], now: heard.adding(seconds: 31 * 3_600))
        #expect(late.map(\.kind) == ["feed-late"])
        let again = heard.adding(seconds: 31 * 3_600)
        #expect(desk.lateFeeds(["idiom": again], now: again).isEmpty)
        let next = desk.lateFeeds(["idiom": again], now: again.adding(seconds: 31 * 3_600))
        #expect(next.count == 1 && next.map(\.key) != late.map(\.key))
        #expect(desk.lateFeeds([:], now: again).isEmpty)
    }
}
