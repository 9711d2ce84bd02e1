import CanonicalModel
import Formats
import PolicyText

/// What makes a named officer decide a strand; nothing moves by itself (LDS 1.24: "a decision would be taken by the
/// Police").
struct StrandProposal: Sendable, Hashable {
    /// What sets it off.
    enum Trigger: String, Sendable {
        /// Somebody refused to engage or to let information be shared, and has not agreed since.
        case refusal
        /// Somebody agreed again after a refusal that had moved them.
        case agreement
        /// An arrest that ended in something: a charge, a caution, a conviction.
        case arrestAndDisposal = "arrest-and-disposal"
        case intelligence
        /// An appointment missed that an order required.
        case missedRequiredAppointment = "missed-required-appointment"
    }

    var header: RuleHeader
    var trigger: Trigger
    var strand: StrandDecision.Strand
    /// What is asked of the officer.
    var ask: String
    var within: Interval
    var owner: String
    /// Whether it waits while somebody is in prison.
    var isSuspendedInCustody: Bool
    var scope: RuleScope

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        trigger = try reader.word("on")
        strand = try StrandRules.strand(try reader.required("strand"))
        ask = try reader.text("ask")
        within = try reader.interval("within")
        owner = try reader.text("owner")
        isSuspendedInCustody = try reader.value("suspended-in-custody")?.truth ?? true
        scope = try reader.scope()
        try reader.finish()
    }
}
