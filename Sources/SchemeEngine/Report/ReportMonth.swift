public import CanonicalModel

/// A calendar month as London counts it; every figure of a report is about one.
public struct ReportMonth: Sendable, Hashable, Comparable {
    /// The year.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int

    /// A month, or nil when there is none of that number.
    public init?(year: Int, month: Int) {
        guard (1_900...9_000).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// Reads "2026-04".
    public init?(_ text: String) {
        guard text.utf8.count == 7, let first = CalendarDate(text + "-01") else { return nil }
        self.init(year: first.year, month: first.month)
    }

    /// The month that a day lies in.
    public init(of day: CalendarDate) {
        year = day.year
        month = day.month
    }

    /// By time.
    public static func < (left: ReportMonth, right: ReportMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    /// The month so many months later.
    public func adding(_ months: Int) -> ReportMonth {
        let count = year * 12 + month - 1 + months
        return ReportMonth(of: Self.day(count / 12, count % 12 + 1))
    }

    /// The first day.
    public var first: CalendarDate { Self.day(year, month) }
    /// How many days it has.
    public var dayCount: Int { adding(1).first.daysSinceEpoch - first.daysSinceEpoch }
    /// London's midnight at its start.
    public var start: Timestamp { LondonTime.utc(first, secondOfDay: 0) }
    /// London's midnight at its end: the first instant that is no longer in it.
    public var end: Timestamp { adding(1).start }

    /// Whether an instant lies in it.
    public func contains(_ instant: Timestamp) -> Bool { start <= instant && instant < end }

    /// The instant at which each of its days ends.
    public var dayEnds: [Timestamp] {
        (1...dayCount).map {
            LondonTime.utc(CalendarDate(daysSinceEpoch: first.daysSinceEpoch + $0), secondOfDay: 0)
        }
    }

    private static func day(_ year: Int, _ month: Int) -> CalendarDate {
        guard let day = CalendarDate(year: year, month: month, day: 1) else {
            preconditionFailure("Every month has a first day.")
        }
        return day
    }
}

extension ReportMonth: CustomStringConvertible {
    /// "2026-04".
    public var description: String { String(first.description.prefix(7)) }

    /// "April 2026".
    public var words: String { "\(Self.names[month - 1]) \(year)" }

    private static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension CalendarDate {
    /// "1 April 2026".
    var words: String { "\(day) \(ReportMonth(of: self).words)" }
}

extension Timestamp {
    /// "1 April 2026, 09:05 UTC".
    public var reportWords: String { "\(date.words), \(description.dropFirst(11).prefix(5)) UTC" }

    /// The instant one calendar month later by London's clock; of a day that the next month lacks, its last day.
    var oneMonthLater: Timestamp {
        let day = LondonTime.day(of: self)
        let next = ReportMonth(of: day).adding(1)
        let target = CalendarDate(daysSinceEpoch: next.first.daysSinceEpoch + min(day.day, next.dayCount) - 1)
        let second = Int((microseconds - LondonTime.utc(day, secondOfDay: 0).microseconds) / 1_000_000)
        return LondonTime.utc(target, secondOfDay: second)
    }

    /// Whole minutes until another instant.
    func minutes(until other: Timestamp) -> Int { Int((other.microseconds - microseconds) / 60_000_000) }

    /// Days between the two days that London's calendar shows.
    func days(until other: Timestamp) -> Int {
        LondonTime.day(of: other).daysSinceEpoch - LondonTime.day(of: self).daysSinceEpoch
    }
}
