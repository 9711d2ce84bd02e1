import Formats
import PolicyText

/// What is to be done when the last order or licence ends and the person stays on the scheme (DES-14).
struct LeadHandover: Sendable, Hashable {
    var header: RuleHeader
    /// The task's kind ("lead-change").
    var task: String
    var ask: String
    var within: Interval
    var owner: String
    /// What shows that it was done, besides the task's own tick.
    var doneBy: [CaseEvent.Kind]
    /// Whether a decision that names a lead does it.
    var isDoneByLead: Bool

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        task = try reader.text("task")
        ask = try reader.text("ask")
        within = try reader.interval("within")
        owner = try reader.text("owner")
        doneBy = try reader.optionalWords("done-by")
        isDoneByLead = try reader.value("lead-named")?.truth ?? false
        try reader.finish()
    }
}
