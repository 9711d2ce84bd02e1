package import Formats
package import PolicyText

/// A scheme's strands, who leads, and what custody or a refusal means for them.
public struct StrandRules: Sendable, Hashable {
    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        try PolicyReader(value).finish()
    }
}
