import Formats

/// Somebody died; visits stop at once, without a panel (DESIGN decision 16).
public struct Death: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// A death of this person.
    public init(person: Person) { self.person = person }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
    }

    var json: JSONObject { JSONObject(person) }
}

/// Two records of one register turned out to be one person.
public struct PersonMerge: Sendable, Hashable {
    /// The person under the identifiers that stay.
    public var person: Person
    /// The identifiers that are given up.
    public var removed: [PersonIdentifier]
    /// A merge of the removed identifiers into a person.
    public init(person: Person, removed: [PersonIdentifier]) {
        self.person = person
        self.removed = removed
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        removed = try reader.list("removed", atMost: 20) { (value, path) throws(FormatError) in
            try PersonIdentifier(value, path: path, writtenIn: writtenIn)
        }
        guard !removed.isEmpty else { throw .missing(reader.path + "/removed") }
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["removed"] = .array(removed.map(\.json))
        return object
    }
}

/// A named person settled whose record a held item belongs to.
public struct PersonLink: Sendable, Hashable {
    /// The nominal, by identifiers the core knows.
    public var person: Person
    /// The held message's id.
    public var heldMessage: String
    /// Who settled it.
    public var decidedBy: String
    /// A settlement.
    public init(person: Person, heldMessage: String, decidedBy: String) {
        self.person = person
        self.heldMessage = heldMessage
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        heldMessage = try reader.string("heldMessage", atMost: 64)
        decidedBy = try reader.string("decidedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["heldMessage"] = .string(heldMessage)
        object["decidedBy"] = .string(decidedBy)
        return object
    }
}

/// Where somebody lives now; the address is in the person.
public struct AddressChange: Sendable, Hashable {
    /// The person with the new address; no address means that none is known.
    public var person: Person
    /// A change to the person's address.
    public init(person: Person) { self.person = person }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
    }

    var json: JSONObject { JSONObject(person) }
}
