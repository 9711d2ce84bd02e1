import CanonicalModel
import Formats
import PolicyText

/// What has to follow from something: an induction from a selection, a link to services from a release.
struct TimedDuty: Sendable, Hashable {
    /// What it follows from.
    enum Beginning: Sendable, Hashable {
        case selection
        /// A release from prison; asked for as soon as the day is known, due on the day itself (EVAL 4.1).
        case release
        /// A day on which a rule changed (LDS 1.29).
        case day(CalendarDate)
        /// Events of some kinds; several on one London day are one occasion.
        case events([CaseEvent.Kind])
    }

    var header: RuleHeader
    /// The task's kind ("induction").
    var task: String
    /// What is asked.
    var ask: String
    var beginning: Beginning
    var within: Interval
    var owner: String
    /// What shows that it was done, besides the task's own tick.
    var doneBy: [CaseEvent.Kind]
    var scope: RuleScope

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        task = try reader.text("task")
        ask = try reader.text("ask")
        beginning = try reader.required("after").beginning
        within = try reader.interval("within")
        owner = try reader.text("owner")
        doneBy = try reader.optionalWords("done-by")
        scope = try reader.scope()
        try reader.finish()
    }
}

extension YAMLValue {
    fileprivate var beginning: TimedDuty.Beginning {
        get throws(FormatError) {
            if case .list(let kinds) = content {
                return .events(try kinds.map { (kind) throws(FormatError) in try kind.word() })
            }
            switch try text {
            case "selection": return .selection
            case "release": return .release
            case let text where text.first?.isNumber ?? false: return .day(try date)
            default: return .events([try word()])
            }
        }
    }
}
