import Formats
import PolicyText

/// A move between two cohorts; it is no de-selection, and nobody is told to stop (DES-01).
struct CohortChangeRule: Sendable, Hashable {
    var header: RuleHeader
    var from: String
    var to: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        from = try reader.text("from")
        to = try reader.text("to")
        try reader.finish()
    }
}
