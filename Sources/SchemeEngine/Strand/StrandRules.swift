import CanonicalModel
package import Formats
package import PolicyText

/// A scheme's strands, who leads, and what custody or a refusal means for them.
public struct StrandRules: Sendable, Hashable {
    /// The strand that a cohort begins on.
    var starts: [StrandStart]
    /// Who leads where no decision says, or whatever a decision says.
    var leads: [LeadRule]
    /// What custody forces.
    var custody: [CustodyStrand]
    /// What makes a named officer decide a strand.
    var proposals: [StrandProposal]
    /// What becomes of the lead when a licence ends.
    var handovers: [LeadHandover]

    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        starts = try reader.rules("starts", StrandStart.init)
        leads = try reader.rules("leads", LeadRule.init)
        custody = try reader.rules("custody", CustodyStrand.init)
        proposals = try reader.rules("proposals", StrandProposal.init)
        handovers = try reader.rules("handovers", LeadHandover.init)
        try reader.finish()
    }

    /// A strand by its code, or by the name the sources also give it: "Catch and Convict" (LDS 1.24) is Catch and
    /// Control.
    static func strand(_ value: YAMLValue) throws(FormatError) -> StrandDecision.Strand {
        if try value.text == "catch-and-convict" { return .catchAndControl }
        return try value.word()
    }
}
