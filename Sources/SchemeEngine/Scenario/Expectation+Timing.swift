import CanonicalModel

extension ExpectationKey {
    /// What the scheme's calendar has next.
    static let timing = [
        ExpectationKey("calendar", of: calendarMembers) { .many($0.calendar.map(\.answer)) },
        ExpectationKey("calendar-include", of: calendarMembers, .includes) { .many($0.calendar.map(\.answer)) },
    ]

    private static let calendarMembers = ["kind", "day", "rule"]
}

extension CalendarEntry {
    fileprivate var answer: SchemeAnswer {
        .record(kind, ["kind": .text(kind), "day": .text(day.description), "rule": .text(rule)])
    }
}
