import Formats

/// A named person at the hub decided that two records are one person.
public struct IdentityMerge: Sendable, Hashable {
    /// The record that goes on, by identifiers the core knows.
    public var person: Person
    /// Identifiers of the other record.
    public var other: [PersonIdentifier]
    /// Why.
    public var reason: IdentityReason
    /// Who decided.
    public var decidedBy: String

    /// How many identifiers may name the other record.
    static let identifierLimit = 20

    /// A decision that two records are one person.
    public init(person: Person, other: [PersonIdentifier], reason: IdentityReason, decidedBy: String) {
        self.person = person
        self.other = other
        self.reason = reason
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        other = try reader.identifiers("other", writtenIn: writtenIn)
        reason = try reader.word("reason")
        decidedBy = try reader.string("decidedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["other"] = .array(other.map(\.json))
        object["reason"] = .string(reason.rawValue)
        object["decidedBy"] = .string(decidedBy)
        return object
    }
}

extension ObjectReader {
    /// A list of identifiers that must name somebody.
    mutating func identifiers(_ key: String, writtenIn: Int) throws(FormatError) -> [PersonIdentifier] {
        let identifiers = try list(key, atMost: IdentityMerge.identifierLimit) { (value, path) throws(FormatError) in
            try PersonIdentifier(value, path: path, writtenIn: writtenIn)
        }
        guard !identifiers.isEmpty else { throw .missing(path + "/" + key) }
        return identifiers
    }
}
