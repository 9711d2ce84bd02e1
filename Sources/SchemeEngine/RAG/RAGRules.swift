package import Formats
package import PolicyText

/// A scheme's colours: definitions, triggers, owners, how fast up and how slowly down.
public struct RAGRules: Sendable, Hashable {
    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        try PolicyReader(value).finish()
    }
}
