import CanonicalModel

/// Instants as a clock on a wall in Leeds shows them, each with "GMT" or "BST".
///
/// Own rule, because the zone database is a file that a container may lack. Summer time runs from 01:00 UTC on the last
/// Sunday of March to 01:00 UTC on the last Sunday of October (Summer Time Act 1972 as amended by SI 2002/262; so since
/// 1996).
struct LondonTime {
    private let local: Timestamp
    /// "GMT" or "BST".
    let zone: String

    init(_ instant: Timestamp) {
        let isSummer = LondonTime.isSummer(instant)
        local = instant.adding(seconds: isSummer ? 3_600 : 0)
        zone = isSummer ? "BST" : "GMT"
    }

    /// The day in London.
    var date: CalendarDate { local.date }

    /// "09:14 GMT".
    var clock: String {
        let minutes = (local.microseconds - local.date.startOfDay.microseconds) / 60_000_000
        return "\(LondonTime.twoDigits(minutes / 60)):\(LondonTime.twoDigits(minutes % 60)) \(zone)"
    }

    /// "21 November 2026 at 09:14 GMT".
    var text: String { "\(date.englishText) at \(clock)" }

    /// "Saturday 21 November 2026 at 09:14 GMT".
    var textWithWeekday: String { "\(date.weekday) \(text)" }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func isSummer(_ instant: Timestamp) -> Bool {
        let year = instant.date.year
        guard let start = lastSunday(of: 3, year), let end = lastSunday(of: 10, year) else { return false }
        return (start.startOfDay.adding(seconds: 3_600)..<end.startOfDay.adding(seconds: 3_600)).contains(instant)
    }

    /// March and October have 31 days, so the last Sunday is at most six days before the 31st.
    private static func lastSunday(of month: Int, _ year: Int) -> CalendarDate? {
        guard let last = CalendarDate(year: year, month: month, day: 31) else { return nil }
        return CalendarDate(daysSinceEpoch: last.daysSinceEpoch - last.daysAfterSunday)
    }
}

extension CalendarDate {
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// 1970-01-01 was a Thursday, four days after a Sunday.
    fileprivate var daysAfterSunday: Int { ((daysSinceEpoch + 4) % 7 + 7) % 7 }

    /// "Saturday".
    var weekday: String { CalendarDate.weekdays[daysAfterSunday] }

    /// "21 November 2026".
    var englishText: String { "\(day) \(CalendarDate.months[month - 1]) \(year)" }
}
