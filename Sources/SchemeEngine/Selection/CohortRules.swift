package import Formats
package import PolicyText

/// Who may be on a scheme: its cohorts, their ages, orders and conditions.
public struct CohortRules: Sendable, Hashable {
    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        try PolicyReader(value).finish()
    }
}
