package import Formats
package import PolicyText

/// How people come off a scheme: grounds, exit tasks, dormancy.
public struct DeselectionRules: Sendable, Hashable {
    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        try PolicyReader(value).finish()
    }
}
