import CanonicalModel

/// Instants as a clock on a wall in Leeds shows them, each with "GMT" or "BST".
///
/// When summer time is, ``CanonicalModel/LondonTime`` says.
struct LondonWording {
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
        return "\(LondonWording.twoDigits(minutes / 60)):\(LondonWording.twoDigits(minutes % 60)) \(zone)"
    }

    /// "21 November 2026 at 09:14 GMT".
    var text: String { "\(date.englishText) at \(clock)" }

    /// "Saturday 21 November 2026 at 09:14 GMT".
    var textWithWeekday: String { "\(date.weekday) \(text)" }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
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
