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
        var ids = Set<String>()
        return try value.list.map { (item) throws(FormatError) in
            let role = try SchemeRole(item)
            guard ids.insert(role.id).inserted else { throw .roleTwice(item.place) }
            guard role.deputy != role.id, role.supervisor != role.id, role.deputy != role.supervisor else {
                throw .roleAlone(item.place)
            }
            return role
        }
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

extension FormatError {
    fileprivate static func roleTwice(_ place: YAMLPlace) -> FormatError {
        .policy(place, "scheme.role-twice", "The role is declared twice.", "Keep the one that is meant.")
    }

    fileprivate static func roleAlone(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "scheme.role-alone", "A task would rest on one person.",
            "Name a deputy and a supervisor that are neither the role nor each other.")
    }
}
