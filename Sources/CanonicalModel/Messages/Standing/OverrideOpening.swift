import Formats

/// An officer released what is needed to prevent serious harm, about one person, to one recipient (`override.opened`).
///
/// It lasts a day and is reviewed by somebody else within three; it satisfies a rule that asks for it and beats no guardrail
/// (agreement reference 4.6, scenario 15; ICO data sharing code, emergencies).
public struct OverrideOpening: Sendable, Hashable {
    /// Police ranks, the lowest first; other agencies name the rank that theirs corresponds to.
    public enum Rank: String, Sendable, Hashable, CaseIterable {
        case constable, sergeant, inspector
        case chiefInspector = "chief-inspector"
        case superintendent
        case chiefSuperintendent = "chief-superintendent"
        case chiefOfficer = "chief-officer"
    }

    /// About whom.
    public var person: Person
    /// For whom, by its id in the directory.
    public var recipient: String
    /// The rank of the officer who decided.
    public var rank: Rank
    /// The written reason; without one it is no override.
    public var reason: String
    /// The named officer who decided.
    public var openedBy: String

    /// Puts an override together.
    public init(person: Person, recipient: String, rank: Rank, reason: String, openedBy: String) {
        self.person = person
        self.recipient = recipient
        self.rank = rank
        self.reason = reason
        self.openedBy = openedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        recipient = try reader.telling("recipient", atMost: 64)
        rank = try reader.word("rank")
        reason = try reader.telling("reason", atMost: 1_000)
        openedBy = try reader.telling("openedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["recipient"] = .string(recipient)
        object["rank"] = .string(rank.rawValue)
        object["reason"] = .string(reason)
        object["openedBy"] = .string(openedBy)
        return object
    }
}
