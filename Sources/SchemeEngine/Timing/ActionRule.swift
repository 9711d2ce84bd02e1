import Formats
import PolicyText

/// What becomes of actions that a meeting agreed: each has an owner and a day (EVAL App 2, ODOC; ROL-13).
struct ActionRule: Sendable, Hashable {
    var header: RuleHeader
    /// Who sees to an action that has no owner.
    var owner: String
    /// How long an action without a day may take.
    var within: Interval

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        owner = try reader.text("owner")
        within = try reader.interval("within")
        try reader.finish()
    }
}
