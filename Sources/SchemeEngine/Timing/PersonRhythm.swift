import CanonicalModel
import Formats
import PolicyText

/// What comes round for everybody on a cohort: a review every three months, an assessment every day.
struct PersonRhythm: Sendable, Hashable {
    /// What the time is counted from.
    enum Start: Sendable, Hashable {
        /// The day the stay began.
        case stay
        /// The last time it was done, or the stay's start: what is late stays one task, and is due again after it
        /// was done.
        case lastDone
        /// A day of the scheme's calendar, the same for everybody.
        case day(CalendarDate)
    }

    /// What happens when nobody did it in time.
    struct Overdue: Sendable, Hashable {
        var after: Interval
        var owner: String
    }

    var header: RuleHeader
    /// The task's kind ("informal-review").
    var task: String
    /// What is asked.
    var ask: String
    var every: Interval
    var start: Start
    /// Whether it moves from weekends and bank holidays to the next working day.
    var isOnWorkingDays: Bool
    var within: Interval
    var owner: String
    /// What shows that it was done, besides the task's own tick.
    var doneBy: [CaseEvent.Kind]
    /// Whether a recorded review does it.
    var isDoneByReview: Bool
    var overdue: Overdue?
    var scope: RuleScope

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        task = try reader.text("task")
        ask = try reader.text("ask")
        every = try reader.rhythm("every")
        start = try reader.start()
        isOnWorkingDays = try reader.value("working-days")?.truth ?? false
        within = try reader.interval("within")
        owner = try reader.text("owner")
        doneBy = try reader.optionalWords("done-by")
        isDoneByReview = try reader.value("review")?.truth ?? false
        overdue = try reader.value("overdue").map { (value) throws(FormatError) in try Overdue(value) }
        scope = try reader.scope()
        try reader.finish()
    }
}

extension PersonRhythm.Overdue {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        after = try reader.interval("after")
        owner = try reader.text("owner")
        try reader.finish()
    }
}

extension PolicyReader {
    fileprivate mutating func start() throws(FormatError) -> PersonRhythm.Start {
        guard let value = value("from") else { return .stay }
        switch try value.text {
        case "stay": return .stay
        case "last-done": return .lastDone
        default: return .day(try value.date)
        }
    }
}
