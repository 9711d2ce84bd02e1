import CanonicalModel
import SchemeEngine
import TestSupport
import Testing

/// What holds of de-selection, strands and rhythm in every pack, whatever happens; a failing run prints its seed.
@Suite("De-selection, strands and rhythm, whatever happens") struct RhythmPropertyTests {
    static let seeds: [UInt64] = (0..<3).map { 20_261_121 + $0 }

    @Test("Neither order nor repetition of what is known changes the answer", arguments: seeds)
    func order(seed: UInt64) throws {
        for name in try SchemeFolder.packFiles() {
            let evaluator = SchemeEvaluator(try SchemeFolder.pack(name))
            var random = try RandomCase(seed: seed, days: 200)
            let other = random.shuffledAndDoubled()
            let start = try #require(Timestamp(RandomCase.begin))
            for day in stride(from: 0, to: 400, by: 9) {
                let now = start.adding(seconds: Int64(day) * 86_400)
                let (one, two) = (evaluator.assess(random.file, now: now), evaluator.assess(other, now: now))
                #expect(one.ownTasks == two.ownTasks, "\(name), seed \(seed), day \(day)")
                #expect(one.grounds == two.grounds && one.exits == two.exits, "\(name), seed \(seed), day \(day)")
                #expect(one.strand == two.strand && one.dormancy == two.dormancy, "\(name), seed \(seed), day \(day)")
            }
        }
    }

    @Test(
        "After an outage just those tasks have come due that somebody watching every hour would have seen",
        arguments: seeds)
    func outage(seed: UInt64) throws {
        for name in try SchemeFolder.packFiles() {
            let evaluator = SchemeEvaluator(try SchemeFolder.pack(name))
            let file = try RandomCase(seed: seed, days: 80).file
            // Across the change of the clocks on 29 March.
            let from = try #require(Timestamp("2026-03-26T15:00:00Z"))
            let to = from.adding(seconds: 6 * 86_400)
            let before = Set(evaluator.assess(file, now: from).ownTasks.map(\.key))
            var watched = Set<String>()
            for hour in 0...(6 * 24) {
                let now = from.adding(seconds: Int64(hour) * 3_600)
                watched.formUnion(evaluator.assess(file, now: now).ownTasks.map(\.key))
            }
            let fired = evaluator.occasions(file, from: from, to: to).filter(\.isOwn).map(\.task)
            #expect(Set(fired.map(\.key)) == watched.subtracting(before), "\(name), seed \(seed)")
            #expect(Set(fired.map(\.key)).count == fired.count, "\(name), seed \(seed)")
            #expect(fired.map(\.since) == fired.map(\.since).sorted(), "\(name), seed \(seed)")
        }
    }

    @Test("Nobody's strand moves unless somebody decides it, whatever comes in", arguments: seeds)
    func strands(seed: UInt64) throws {
        for name in try SchemeFolder.packFiles() {
            let pack = try SchemeFolder.pack(name)
            let evaluator = SchemeEvaluator(pack)
            var file = try RandomCase(seed: seed, days: 80, withDecisions: false).file
            file.custody = []
            file.born = CalendarDate(year: 1980, month: 5, day: 1)
            let start = try #require(Timestamp(RandomCase.begin))
            let first = evaluator.assess(file, now: start.adding(seconds: 60)).strand?.strand
            for day in stride(from: 0, to: 120, by: 5) {
                let now = start.adding(seconds: Int64(day) * 86_400 + 60)
                #expect(evaluator.assess(file, now: now).strand?.strand == first, "\(name), seed \(seed), day \(day)")
            }
        }
    }

    @Test("A calendar that is asked for a year at once or day by day has the same occasions, each once and in order")
    func calendar() throws {
        let from = try #require(Timestamp("2026-01-01T00:00:00Z"))
        for name in try SchemeFolder.packFiles() {
            let desk = SchemeDesk(try SchemeFolder.pack(name))
            let year = desk.occasions(from: from, to: from.adding(seconds: 365 * 86_400))
            let days = (0..<365).flatMap { day in
                desk.occasions(
                    from: from.adding(seconds: day * 86_400), to: from.adding(seconds: (day + 1) * 86_400))
            }
            #expect(year == days, "\(name)")
            #expect(Set(year.map(\.key)).count == year.count, "\(name)")
            #expect(year.map(\.since) == year.map(\.since).sorted(), "\(name)")
            #expect(year.allSatisfy { $0.since.londonDay.isWorkingDay }, "\(name)")
            let first = desk.next(after: from)
            #expect(first == year.first { $0.since.londonDay > from.londonDay }?.since, "\(name)")
        }
    }
}
