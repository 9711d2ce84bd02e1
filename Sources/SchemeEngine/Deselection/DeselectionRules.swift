package import Formats
package import PolicyText

/// How people come off a scheme: grounds, what a decision must state, what follows, dormancy.
public struct DeselectionRules: Sendable, Hashable {
    /// The grounds that there are; each proposes, a meeting decides.
    var grounds: [GroundRule]
    /// What a decision to de-select must state to stand.
    var demands: [DeselectionDemand]
    /// Moves between cohorts that are none of these (DES-01).
    var changes: [CohortChangeRule]
    /// What people have to do around a de-selection.
    var duties: [ExitDuty]
    /// Who gets intelligence after one.
    var intelligence: [IntelligenceHandover]
    /// The life of an entry on the dormant list.
    var dormancy: [DormancyRule]

    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        grounds = try reader.rules("grounds", GroundRule.init)
        demands = try reader.rules("demands", DeselectionDemand.init)
        changes = try reader.rules("cohort-changes", CohortChangeRule.init)
        duties = try reader.rules("duties", ExitDuty.init)
        intelligence = try reader.rules("intelligence", IntelligenceHandover.init)
        dormancy = try reader.rules("dormancy", DormancyRule.init)
        try reader.finish()
    }
}
