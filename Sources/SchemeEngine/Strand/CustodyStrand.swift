import CanonicalModel
import Formats
import PolicyText

/// What is shown while somebody is in prison, whatever was decided before (reference 0.4).
struct CustodyStrand: Sendable, Hashable {
    var header: RuleHeader
    var strand: StrandDecision.Strand
    var lead: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        strand = try StrandRules.strand(try reader.required("strand"))
        lead = try reader.text("lead")
        try reader.finish()
    }
}
