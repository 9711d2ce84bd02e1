import Formats
import PolicyText

/// Cohorts between which people move; such a move is no de-selection, and nobody is told to stop (DES-01).
struct CohortChangeRule: Sendable, Hashable {
    var header: RuleHeader
    var among: [String]

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        among = try reader.texts("among")
        try reader.finish()
    }
}
