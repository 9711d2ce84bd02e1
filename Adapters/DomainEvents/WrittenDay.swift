public import CanonicalModel

/// A calendar day as producers write it: the day that stood on their wall, whatever the zone behind it.
public enum WrittenDay {
    /// Reads a day.
    ///
    /// - Parameter text: `2026-06-19`, an ISO date-time with offset, `[Europe/London]` or neither, `19/06/2026`, or Java's
    ///   `Fri Jun 19 00:00:00 BST 2026` (feeds.md 2.1, 2.3).
    /// - Returns: nil for anything else and for a day that the calendar does not have.
    public static func read(_ text: String) -> CalendarDate? { iso(text) ?? british(text) ?? java(text) }

    private static func iso(_ text: String) -> CalendarDate? {
        guard let day = CalendarDate(String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        guard let mark = rest.first else { return day }
        return (mark == "T" || mark == " ") && LocalTime.read(rest.dropFirst()) != nil ? day : nil
    }

    private static func british(_ text: String) -> CalendarDate? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [2, 2, 4] else { return nil }
        return CalendarDate("\(parts[2])-\(parts[1])-\(parts[0])")
    }

    /// `java.util.Date.toString`: always English, always a zone's short name.
    private static func java(_ text: String) -> CalendarDate? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, weekdays.contains(parts[0]), let month = months.firstIndex(of: parts[1]),
            LocalTime.read(parts[3][...]) != nil, ["BST", "GMT", "UTC"].contains(parts[4])
        else { return nil }
        return CalendarDate("\(parts[5])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[2])")
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
