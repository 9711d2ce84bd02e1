package import Formats
package import PolicyText

/// A scheme's rhythm: selection cycles, reviews, meetings and their deadlines.
public struct TimingRules: Sendable, Hashable {
    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        try PolicyReader(value).finish()
    }
}
