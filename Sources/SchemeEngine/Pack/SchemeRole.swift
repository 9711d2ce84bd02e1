package import Formats
package import PolicyText

/// A role that owns tasks of a scheme, and who stands in for it.
public struct SchemeRole: Sendable, Hashable {
    /// The role ("hub-coordinator").
    public var id: String
    /// The agency that holds it, by its id in the agreement.
    public var party: String
    /// Who stands in; no task rests on one person (SEL-05, DESIGN decision 18).
    public var deputy: String
    /// Who is told when neither has done it in time.
    public var supervisor: String

    /// Reads every role of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package static func all(_ value: YAMLValue) throws(FormatError) -> [SchemeRole] {
        try value.list.map { (item) throws(FormatError) in try SchemeRole(item) }
    }

    private init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        id = try reader.text("id")
        party = try reader.text("party")
        deputy = try reader.text("deputy")
        supervisor = try reader.text("supervisor")
        try reader.finish()
    }
}
