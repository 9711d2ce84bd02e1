import CanonicalModel
import Testing

@testable import AdapterKit

/// When a feed is thought dead, and why.
@Suite struct FeedRhythmTests {
    static let start = time("2030-01-07T09:00:00Z")  // a Monday

    static func time(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(microseconds: 0) }

    static func declared(
        _ hours: Int64, grace: Int64 = 1, days: Set<Int> = Set(0...6), hours window: Range<Int> = 0..<86_400
    )
        -> FeedRhythm
    {
        FeedRhythm(
            declaration: FeedDeclaration(
                expectEvery: hours * 3_600, grace: grace * 3_600, days: days, hours: window), startedAt: start)
    }

    @Test("a declared feed is silent after its time and its grace, and not before (ROL-11, FEED-03, TIM-13)")
    func declared() {
        let rhythm = Self.declared(24)
        let limit = Self.start.adding(seconds: 25 * 3_600)
        #expect(!rhythm.verdict(arrivals: [Self.start], at: limit).isSilent)
        let verdict = rhythm.verdict(arrivals: [Self.start], at: limit.adding(seconds: 1))
        #expect(verdict.isSilent)
        #expect(verdict.basis == .declared)
        #expect(verdict.why.contains("every 1 d"))
        #expect(verdict.why.contains("1 h more is tolerated"))
    }

    @Test("nothing since the start is silence too")
    func never() {
        let verdict = Self.declared(24).verdict(arrivals: [], at: Self.start.adding(seconds: 26 * 3_600))
        #expect(verdict.isSilent)
        #expect(verdict.why.contains("since the adapter started"))
    }

    @Test(
        "only the time in which the feed runs counts",
        arguments: [
            // Friday evening, a feed of working days and hours: nothing of the weekend counts.
            ("2030-01-11T18:00:00Z", "2030-01-14T10:00:00Z", false),
            ("2030-01-11T18:00:00Z", "2030-01-14T10:00:01Z", true),
            // In summer eight in the evening in London is seven o'clock UTC.
            ("2030-07-01T19:00:00Z", "2030-07-02T11:00:00Z", false),
            ("2030-07-01T19:00:00Z", "2030-07-02T11:00:01Z", true),
        ])
    func runningTime(last: String, now: String, isSilent: Bool) {
        let rhythm = Self.declared(4, grace: 1, days: Set(0...4), hours: 7 * 3_600..<20 * 3_600)
        // It runs from 07:00 to 20:00 local, and five hours of that are tolerated.
        let verdict = rhythm.verdict(arrivals: [Self.time(last)], at: Self.time(now))
        #expect(verdict.isSilent == isSilent, "\(verdict.why)")
    }

    @Test("running time over a change of the clocks is what a clock on the wall shows")
    func clockChange() {
        let declaration = FeedDeclaration(expectEvery: 1, grace: 0)
        let (from, to) = (Self.time("2030-03-30T00:00:00Z"), Self.time("2030-04-01T00:00:00Z"))
        #expect(declaration.runningSeconds(from: from, to: to) == 2 * 86_400)
        #expect(declaration.runningSeconds(from: to, to: from) == 0)
    }

    @Test("a rhythm is learnt from ten pauses, and never from fewer")
    func learntFromTen() {
        let hourly = (0...10).map { Self.start.adding(seconds: Int64($0) * 3_600) }
        let rhythm = FeedRhythm(startedAt: Self.start)
        let late = hourly[10].adding(seconds: 100 * 3_600)
        #expect(rhythm.verdict(arrivals: hourly, at: late).isSilent)
        let verdict = rhythm.verdict(arrivals: Array(hourly.dropFirst()), at: late)
        #expect(!verdict.isSilent)
        #expect(verdict.basis == .unknown)
    }

    @Test("half as much again as the usual longest pause is tolerated, to the second")
    func tolerance() {
        let hourly = (0...20).map { Self.start.adding(seconds: Int64($0) * 3_600) }
        let rhythm = FeedRhythm(startedAt: Self.start)
        let limit = hourly[20].adding(seconds: 5_400)
        #expect(!rhythm.verdict(arrivals: hourly, at: limit).isSilent)
        let verdict = rhythm.verdict(arrivals: hourly, at: limit.adding(seconds: 1))
        #expect(verdict.isSilent)
        #expect(verdict.why.contains("second longest was 1 h"))
    }

    @Test("one outage teaches nothing; two weekends do")
    func outlier() {
        var times = (0...20).map { Self.start.adding(seconds: Int64($0) * 3_600) }
        times.append(times[20].adding(seconds: 200 * 3_600))
        let rhythm = FeedRhythm(startedAt: Self.start)
        #expect(rhythm.verdict(arrivals: times, at: times[21].adding(seconds: 5_401)).isSilent)
        times.append(times[21].adding(seconds: 72 * 3_600))
        #expect(!rhythm.verdict(arrivals: times, at: times[22].adding(seconds: 100 * 3_600)).isSilent)
    }

    @Test("a burst of files is one delivery")
    func burst() {
        let burst = (0..<500).map { Self.start.adding(seconds: Int64($0)) }
        #expect(
            FeedRhythm(startedAt: Self.start).verdict(arrivals: burst, at: Self.start.adding(seconds: 86_400)).basis
                == .unknown)
    }

    @Test("a rhythm that is neither declared nor to be learnt raises no alarm")
    func neither() {
        let hourly = (0...20).map { Self.start.adding(seconds: Int64($0) * 3_600) }
        let rhythm = FeedRhythm(learns: false, startedAt: Self.start)
        #expect(!rhythm.verdict(arrivals: hourly, at: Self.start.adding(seconds: 86_400 * 300)).isSilent)
    }

    @Test(
        "durations are said as people say them",
        arguments: [(0, "0 s"), (59, "59 s"), (3_600, "1 h"), (90_061, "1 d 1 h"), (86_400 * 3 + 60, "3 d 1 min")]
            as [(Int64, String)])
    func words(seconds: Int64, text: String) { #expect(Words.duration(seconds) == text) }

    @Test("the store's arrivals are the newest, one a minute, oldest first")
    func arrivals() async throws {
        let fixture = try AdapterFixture()
        let process = try fixture.start()
        for number in 1...3 {
            try fixture.dropRelease("\(number).json", number)
            try fixture.dropRelease("\(number)b.json", number + 10)
            try await process.pass()
            fixture.clock.advance(seconds: 3_600)
        }
        let arrivals = try await process.store.arrivals(atMost: 2)
        #expect(arrivals.map(\.description) == ["2030-01-01T01:00:00Z", "2030-01-01T02:00:00Z"])
        #expect(try fixture.archive().arrivals(atMost: 2) == arrivals)
    }
}
