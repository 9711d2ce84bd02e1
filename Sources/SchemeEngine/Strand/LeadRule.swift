import Formats
import PolicyText

/// Who leads somebody's case (ROL-03, ROL-05, ROL-06).
struct LeadRule: Sendable, Hashable {
    var header: RuleHeader
    /// The agency, by its id in the agreement.
    var lead: String
    /// Whether no decision on a strand changes it: a statutory case stays with probation or the youth offending
    /// service.
    var isKept: Bool
    var scope: RuleScope

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        lead = try reader.text("lead")
        isKept = try reader.value("kept")?.truth ?? false
        scope = try reader.scope()
        try reader.finish()
    }
}
