import CanonicalModel

/// A day as the hub's pages write it.
enum EnglishDay {
    /// "1 May 1990".
    static func text(_ day: CalendarDate) -> String { "\(day.day) \(months[day.month - 1]) \(day.year)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
