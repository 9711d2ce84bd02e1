import Formats

/// A named person at the hub decided that one record holds two people.
public struct IdentitySplit: Sendable, Hashable {
    /// The person whose record it stays, by identifiers the core knows.
    public var person: Person
    /// Identifiers of the other person, whose facts leave.
    public var separated: [PersonIdentifier]
    /// Why.
    public var reason: IdentityReason
    /// Who decided.
    public var decidedBy: String

    /// A decision that the separated identifiers are another person's.
    public init(person: Person, separated: [PersonIdentifier], reason: IdentityReason, decidedBy: String) {
        self.person = person
        self.separated = separated
        self.reason = reason
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        separated = try reader.identifiers("separated", writtenIn: writtenIn)
        reason = try reader.word("reason")
        decidedBy = try reader.string("decidedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["separated"] = .array(separated.map(\.json))
        object["reason"] = .string(reason.rawValue)
        object["decidedBy"] = .string(decidedBy)
        return object
    }
}
