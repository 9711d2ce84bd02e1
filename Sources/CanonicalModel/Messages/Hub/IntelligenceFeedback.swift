import Formats

/// What an item of intelligence turned out to be worth, held against what a partner knows (EVAL 3.4; reference ISH-13).
public struct IntelligenceFeedback: Sendable, Hashable {
    /// What an item turned out to be.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case confirmed
        case contradicted
        case notKnown = "not-known"
    }

    /// Who.
    public var person: Person
    /// The item, by its number in the police system.
    public var reference: String
    /// What it turned out to be.
    public var outcome: Outcome
    /// What it was held against, the partner by its id in the agreement.
    public var against: String
    /// The named person who recorded it.
    public var recordedBy: String

    /// Puts it together.
    public init(
        person: Person, reference: String, outcome: Outcome, against: String, recordedBy: String
    ) {
        self.person = person
        self.reference = reference
        self.outcome = outcome
        self.against = against
        self.recordedBy = recordedBy
    }
}

extension IntelligenceFeedback {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        reference = try reader.string("reference", atMost: 64)
        outcome = try reader.word("outcome")
        against = try reader.string("against", atMost: 48)
        recordedBy = try reader.string("recordedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["reference"] = .string(reference)
        object["outcome"] = .string(outcome.rawValue)
        object["against"] = .string(against)
        object["recordedBy"] = .string(recordedBy)
        return object
    }
}
