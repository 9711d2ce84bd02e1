import Formats

/// A named person judged whether something may be told about somebody, for one purpose (`sharing.assessed`; LDS 1.25).
public struct DisclosureAssessment: Sendable, Hashable {
    /// The judgement.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case share
        case doNotShare = "do-not-share"
    }

    /// About whom.
    public var person: Person
    /// What it was made for, a word of the agreement ("councillor-disclosure"): it names the class of recipient.
    public var purpose: String
    /// The judgement.
    public var outcome: Outcome
    /// The named person who made it.
    public var assessedBy: String

    /// Puts an assessment together.
    public init(person: Person, purpose: String, outcome: Outcome, assessedBy: String) {
        self.person = person
        self.purpose = purpose
        self.outcome = outcome
        self.assessedBy = assessedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        purpose = try reader.telling("for", atMost: 48)
        outcome = try reader.word("outcome")
        assessedBy = try reader.telling("assessedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["for"] = .string(purpose)
        object["outcome"] = .string(outcome.rawValue)
        object["assessedBy"] = .string(assessedBy)
        return object
    }
}
