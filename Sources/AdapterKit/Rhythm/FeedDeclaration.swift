import CanonicalModel

/// When a feed's owner says that it runs and how often it brings something; local time in London.
struct FeedDeclaration: Sendable, Equatable {
    /// The longest it stays quiet while it runs, in seconds.
    var expectEvery: Int64
    /// How much longer nobody is troubled.
    var grace: Int64
    /// Days of the week on which it runs, 0 for Monday.
    var days: Set<Int> = Set(0...6)
    /// Seconds of the local day between which it runs.
    var hours: Range<Int> = 0..<86_400

    /// The longest stretch looked at, day by day.
    private static let maxDays = 400

    /// For how long the feed was to run between two instants.
    func runningSeconds(from start: Timestamp, to end: Timestamp) -> Int64 {
        let start = max(start, end.adding(seconds: -Int64(Self.maxDays) * 86_400))
        guard start < end else { return 0 }
        // A local day may begin on the UTC day before it.
        return (start.date.daysSinceEpoch - 1...end.date.daysSinceEpoch + 1).reduce(0) { sum, number in
            sum + overlap(of: number, from: start, to: end)
        }
    }

    private func overlap(of dayNumber: Int, from start: Timestamp, to end: Timestamp) -> Int64 {
        // 1970-01-01 was a Thursday.
        guard days.contains(((dayNumber + 3) % 7 + 7) % 7) else { return 0 }
        let day = CalendarDate(daysSinceEpoch: dayNumber)
        let opens = max(start, Self.instant(day, hours.lowerBound))
        let closes = min(end, Self.instant(day, hours.upperBound))
        return max(0, closes.microseconds - opens.microseconds) / 1_000_000
    }

    /// Midnight at the end of a day is the next day's beginning, which may be another season's.
    private static func instant(_ day: CalendarDate, _ second: Int) -> Timestamp {
        guard second == 86_400 else { return LondonTime.utc(day, secondOfDay: second) }
        return LondonTime.utc(CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 1), secondOfDay: 0)
    }
}
