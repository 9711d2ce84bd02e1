package import Formats
package import PolicyText

/// What every rule of a pack says of itself: its id, its sentence and where it comes from.
public struct RuleHeader: Sendable, Hashable {
    /// The rule's id ("C-DES-1"), unique in the pack.
    public var id: String
    /// The rule in a sentence that a coordinator would say.
    public var says: String
    /// Where it comes from ("CLV 8.19", "[D]"), and the reference's rows it rests on ("DES-02").
    public var source: [String]

    /// Puts a header together.
    public init(id: String, says: String, source: [String]) {
        self.id = id
        self.says = says
        self.source = source
    }

    /// Reads `id`, `says` and `source` of a rule.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ reader: inout PolicyReader) throws(FormatError) {
        id = try reader.text("id")
        says = try reader.text("says")
        source = try reader.required("source").oneOrMore.map { (value) throws(FormatError) in try value.text }
    }
}
