import Formats

/// A merge was undone: what was one record is two again (`person.unmerged`).
public struct PersonUnmerge: Sendable, Hashable {
    /// The person whose number lives again.
    public var person: Person
    /// The other person's numbers, from which they are separated.
    public var separated: [PersonIdentifier]

    /// Puts the end of a merge together.
    public init(person: Person, separated: [PersonIdentifier]) {
        self.person = person
        self.separated = separated
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        separated = try reader.identifiers("separated", writtenIn: writtenIn)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["separated"] = .array(separated.map(\.json))
        return object
    }
}
