import Formats

/// Somebody looked at an emergency override afterwards and judged it (`override.reviewed`).
public struct OverrideReview: Sendable, Hashable {
    /// The judgement.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It was needed. It still ends a day after it was opened.
        case upheld
        /// It was not. It ends at once, and whoever was told is told to stop using it.
        case notUpheld = "not-upheld"
    }

    /// About whom.
    public var person: Person
    /// The id of the message that opened it.
    public var override: String
    /// The judgement.
    public var outcome: Outcome
    /// What the reviewer found.
    public var note: String?
    /// The named person who reviewed it.
    public var reviewedBy: String

    /// Puts a review together.
    public init(person: Person, override: String, outcome: Outcome, note: String? = nil, reviewedBy: String) {
        self.person = person
        self.override = override
        self.outcome = outcome
        self.note = note
        self.reviewedBy = reviewedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        override = try reader.telling("override", atMost: 64)
        outcome = try reader.word("outcome")
        note = try reader.optionalString("note", atMost: 1_000)
        reviewedBy = try reader.telling("reviewedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["override"] = .string(override)
        object["outcome"] = .string(outcome.rawValue)
        object.setIfPresent("note", note)
        object["reviewedBy"] = .string(reviewedBy)
        return object
    }
}
