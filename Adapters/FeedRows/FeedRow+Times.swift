public import CanonicalModel
import Formats

/// A moment as a row writes it.
public struct FeedMoment: Sendable, Hashable {
    /// The instant; of a day alone, its first.
    public let instant: Timestamp
    /// Whether the row writes a day alone.
    public let isDayOnly: Bool
    /// The last instant that the writing can mean: of a day alone, its end.
    public let last: Timestamp
}

extension FeedMoment {
    /// A day in London, of a year before the calendar's last.
    fileprivate init(_ day: CalendarDate) {
        let next = LondonTime.utc(CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 1), secondOfDay: 0)
        self.init(instant: LondonTime.utc(day, secondOfDay: 0), isDayOnly: true, last: next.adding(seconds: -1))
    }
}

extension FeedRow {
    /// The years that a row may name: before them lies a filler for "not known", and after them the one for "no end",
    /// 9999-12-31, whose next day no calendar of ours has.
    private static let years = 1_900...9_998

    /// A calendar day.
    public mutating func date(_ column: String) -> CalendarDate? {
        guard let day = anyDate(column), isKnownYear(day.year, column) else { return nil }
        return day
    }

    /// A calendar day of any year.
    mutating func anyDate(_ column: String) -> CalendarDate? {
        guard let text = text(column, atMost: 10) else { return nil }
        guard let date = CalendarDate(text) else {
            fault(column, "date", "The value is not a day of the calendar written YYYY-MM-DD.", "Correct the date.")
            return nil
        }
        return date
    }

    /// Whether a year is one that a row may name; another is a fault.
    private mutating func isKnownYear(_ year: Int, _ column: String) -> Bool {
        guard !Self.isKnownYear(year) else { return true }
        fault(
            column, "year", "The year is not one from \(Self.years.lowerBound) to \(Self.years.upperBound).",
            "Write the day itself; leave the column empty when it is not known or has no end.")
        return false
    }

    /// Whether a year is one that a row may name.
    static func isKnownYear(_ year: Int) -> Bool { years.contains(year) }

    /// A moment: RFC 3339 with an offset, or London's time without one, or (where allowed) a day.
    ///
    /// - Parameters:
    ///   - column: the column.
    ///   - orDay: whether a day alone will do.
    public mutating func moment(_ column: String, orDay: Bool = false) -> FeedMoment? {
        guard let text = text(column, atMost: 40) else { return nil }
        if let instant = Timestamp(text) {
            guard isKnownYear(instant.date.year, column) else { return nil }
            return FeedMoment(instant: instant, isDayOnly: false, last: instant)
        }
        if orDay, let day = CalendarDate(text) { return isKnownYear(day.year, column) ? FeedMoment(day) : nil }
        guard let local = LocalTime(text) else {
            fault(
                column, "time", "The value is not a time: RFC 3339, or YYYY-MM-DDTHH:MM:SS in London's time.",
                orDay ? "Correct the time, or write the day alone as YYYY-MM-DD." : "Correct the time.")
            return nil
        }
        return isKnownYear(local.day.year, column) ? londonMoment(local, column) : nil
    }

    /// The hour that clocks skip in March is a mistake; of the hour that comes twice in October the first is taken.
    private mutating func londonMoment(_ local: LocalTime, _ column: String) -> FeedMoment? {
        let instant = LondonTime.utc(local.day, secondOfDay: local.second)
        let shown = instant.adding(seconds: LondonTime.isSummer(instant) ? 3_600 : 0)
        guard shown == local.day.startOfDay.adding(seconds: Int64(local.second)) else {
            fault(
                column, "no-such-time", "Clocks in London skip this hour.",
                "Write the time with its offset from UTC.")
            return nil
        }
        if LondonTime.isSummer(instant), !LondonTime.isSummer(instant.adding(seconds: 3_600)) {
            warn(
                column, "ambiguous-time", "Clocks in London show this hour twice; the first was taken.",
                "Write the time with its offset from UTC.")
        }
        return FeedMoment(instant: instant, isDayOnly: false, last: instant)
    }
}

/// "2026-11-20T10:00:00" or "2026-11-20 10:00": a day and the second of it, without a zone.
private struct LocalTime {
    let day: CalendarDate
    let second: Int

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        // A fraction of a second follows whole seconds, and is passed over.
        let hasFraction = bytes.count > 20 && bytes[19] == UInt8(ascii: ".")
        guard bytes.count == 16 || bytes.count == 19 || hasFraction,
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let day = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
            // The rest must be a time of day; a date-time in UTC is asked, so that there is one grammar of times.
            let whole = Timestamp(
                String(decoding: bytes[..<10], as: UTF8.self) + "T" + String(decoding: bytes[11...], as: UTF8.self)
                    + (bytes.count == 16 ? ":00Z" : "Z"))
        else { return nil }
        self.day = day
        second = Int((whole.microseconds - day.startOfDay.microseconds) / 1_000_000)
    }
}
