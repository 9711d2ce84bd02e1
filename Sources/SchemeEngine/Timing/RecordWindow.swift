import CanonicalModel
import Formats
import PolicyText

/// The years that a scheme's records can speak of: a stay from before it existed is a slip of the pen (TIM-18).
struct RecordWindow: Sendable, Hashable {
    var header: RuleHeader
    var ask: String
    var from: CalendarDate
    var within: Interval
    var owner: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        ask = try reader.text("ask")
        from = try reader.date("from")
        within = try reader.interval("within")
        owner = try reader.text("owner")
        try reader.finish()
    }
}
