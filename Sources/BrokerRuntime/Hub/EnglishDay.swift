import CanonicalModel

/// A day as the hub's pages write it.
enum EnglishDay {
    /// "1 May 1990".
    static func text(_ day: CalendarDate) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }

    /// "20 November 2026 at 13:40", by London's clock.
    static func time(_ instant: Timestamp) -> String {
        let day = LondonTime.day(of: instant)
        let minutes = (instant.microseconds - LondonTime.utc(day, secondOfDay: 0).microseconds) / 60_000_000
        let (hour, minute) = (String(minutes / 60 + 100).dropFirst(), String(minutes % 60 + 100).dropFirst())
        return "\(text(day)) at \(hour):\(minute)"
    }

    /// A sentence of the scheme with each of its days, "2028-05-06", written as people write them.
    static func inEnglish(_ sentence: String) -> String {
        sentence.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let bare = word.prefix(10)
            return CalendarDate(String(bare)).map { text($0) + word.dropFirst(10) } ?? String(word)
        }.joined(separator: " ")
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
