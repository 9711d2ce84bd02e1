import Formats
import PolicyText

/// Who gets intelligence about somebody after a de-selection, where the decision names nobody (DES-06).
struct IntelligenceHandover: Sendable, Hashable {
    var header: RuleHeader
    /// A role or team ("npt").
    var to: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        to = try reader.text("to")
        try reader.finish()
    }
}
