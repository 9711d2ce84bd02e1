package import Formats
package import PolicyText

/// Who may be on a scheme: its cohorts, their ages, orders and conditions.
public struct CohortRules: Sendable, Hashable {
    /// The cohorts.
    public var cohorts: [Cohort]
    /// What somebody has to be to enter one; whoever does not is refused, or the decision is held while it is unknown.
    public var entry: [DecisionRule]

    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        cohorts = try reader.rules("list", Cohort.init)
        entry = try reader.rules("entry", DecisionRule.init)
        try NamedWords(value, cohorts.map(\.cohort)).check()
        try reader.finish()
    }

    /// The cohort of a word; nil when the scheme has none such.
    public subscript(cohort: String) -> Cohort? { cohorts.first { $0.cohort == cohort } }
}
