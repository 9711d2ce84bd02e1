public import CanonicalModel

/// One occasion of a scheme's calendar: a meeting, the opening of a cycle, a report.
public struct CalendarEntry: Sendable, Hashable {
    /// What it is ("tasking-and-co-ordination").
    public var kind: String
    /// Its day, moved where the rule moves it.
    public var day: CalendarDate
    /// The rule of the pack.
    public var rule: String

    /// Puts an entry together.
    public init(kind: String, day: CalendarDate, rule: String) {
        self.kind = kind
        self.day = day
        self.rule = rule
    }
}
