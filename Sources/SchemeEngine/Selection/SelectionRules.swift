package import Formats
package import PolicyText

/// How people come on a scheme: candidates, matrices, routes, and what a panel's decision must state.
public struct SelectionRules: Sendable, Hashable {
    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        try PolicyReader(value).finish()
    }
}
