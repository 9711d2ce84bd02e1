import Formats

/// Something that describes a person changed (`person.details.changed`), without the new value.
///
/// It never wipes what is known: an address stands until somebody says another (`address.changed`).
public struct PersonDetailsChange: Sendable, Hashable {
    /// What changed.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        case address
        case name
        case identifiers
        case alias
        case other
    }

    /// Who.
    public var person: Person
    /// What changed.
    public var changed: Subject
    /// Whether the new value has to be fetched because the message has none.
    public var mustBeFetched: Bool

    /// Puts a change together.
    public init(person: Person, changed: Subject, mustBeFetched: Bool) {
        self.person = person
        self.changed = changed
        self.mustBeFetched = mustBeFetched
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        changed = try reader.word("changed")
        mustBeFetched = try reader.bool("mustBeFetched")
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["changed"] = .string(changed.rawValue)
        object["mustBeFetched"] = .bool(mustBeFetched)
        return object
    }
}
