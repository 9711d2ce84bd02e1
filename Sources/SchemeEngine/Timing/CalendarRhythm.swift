import CanonicalModel
import Formats
import PolicyText

/// What comes round for the scheme: a panel every fortnight, a selection cycle every six months, a monthly report.
struct CalendarRhythm: Sendable, Hashable {
    var header: RuleHeader
    /// What it is ("tasking-and-co-ordination").
    var task: String
    /// What is asked.
    var ask: String
    var every: Interval
    /// The first of them.
    var first: CalendarDate
    /// Whether it moves from weekends and bank holidays to the next working day.
    var isOnWorkingDays: Bool
    /// How long there is to do it.
    var within: Interval
    var owner: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        task = try reader.text("task")
        ask = try reader.text("ask")
        every = try reader.rhythm("every")
        first = try reader.date("from")
        isOnWorkingDays = try reader.value("working-days")?.truth ?? false
        within = try reader.interval("within")
        owner = try reader.text("owner")
        try reader.finish()
    }
}
