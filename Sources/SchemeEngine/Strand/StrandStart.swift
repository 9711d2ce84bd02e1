import CanonicalModel
import Formats
import PolicyText

/// The strand that people on some cohorts begin on, until somebody decides another (ROL-02).
struct StrandStart: Sendable, Hashable {
    var header: RuleHeader
    var strand: StrandDecision.Strand
    var scope: RuleScope

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        strand = try StrandRules.strand(try reader.required("strand"))
        scope = try reader.scope()
        try reader.finish()
    }
}
