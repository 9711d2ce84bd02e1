/// Local time in London: what courts and police write, and what people read on a page.
///
/// Own rule, because the zone database is a file that a container may lack. British Summer Time runs from 01:00 UTC on the
/// last Sunday of March to 01:00 UTC on the last Sunday of October (Summer Time Act 1972 as amended; SI 2002/262). Exact
/// since 1996; from 1972 to 1995 the change fell up to two weeks off, and nothing we show or read as local is that old.
public enum LondonTime {
    /// The instant of a local time.
    ///
    /// - Parameters:
    ///   - day: the local day.
    ///   - secondOfDay: seconds since local midnight.
    /// - Returns: UTC. The hour that does not exist in March is read as winter time; the hour that occurs twice in October
    ///   as the first of the two, summer time.
    public static func utc(_ day: CalendarDate, secondOfDay: Int) -> Timestamp {
        let local = day.daysSinceEpoch * 86_400 + secondOfDay
        let start = lastSunday(of: 3, day.year) * 86_400 + 2 * 3_600
        let end = lastSunday(of: 10, day.year) * 86_400 + 2 * 3_600
        let offset = (start..<end).contains(local) ? 3_600 : 0
        return Timestamp(microseconds: Int64(local - offset) * 1_000_000)
    }

    /// Whether a clock on a wall in London shows summer time at an instant.
    public static func isSummer(_ instant: Timestamp) -> Bool {
        let year = instant.date.year
        let start = Int64(lastSunday(of: 3, year)) * 86_400 + 3_600
        let end = Int64(lastSunday(of: 10, year)) * 86_400 + 3_600
        return (start * 1_000_000..<end * 1_000_000).contains(instant.microseconds)
    }

    /// The day that a calendar in London shows at an instant.
    ///
    /// - Parameter instant: any moment.
    /// - Returns: the local day, the next one already in the last hour before midnight UTC in summer.
    public static func day(of instant: Timestamp) -> CalendarDate {
        instant.adding(seconds: isSummer(instant) ? 3_600 : 0).date
    }

    /// The last Sunday of a month of thirty-one days, in days since 1970-01-01, a Thursday.
    ///
    /// A year that no calendar date has takes the nearest that has: a hostile time may lie anywhere, and none may stop us.
    private static func lastSunday(of month: Int, _ year: Int) -> Int {
        guard let last = CalendarDate(year: min(max(year, 0), 9_999), month: month, day: 31)?.daysSinceEpoch else {
            preconditionFailure("March and October have a 31st in every year from 0 to 9999.")
        }
        return last - ((last + 4) % 7 + 7) % 7
    }
}
