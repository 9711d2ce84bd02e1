import Formats

/// An agency asks the panel to consider somebody; only the panel selects (DESIGN decision 9).
public struct Nomination: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort, a word of the scheme ("iom").
    public var cohort: String
    /// The agency that nominates, by its id in the agreement ("west-yorkshire-police").
    public var nominatedBy: String
    /// Why, a code of the scheme ("offending-matrix").
    public var reason: String
    /// The nomination's number in the agency's own system.
    public var reference: String?

    /// Puts a nomination together.
    public init(person: Person, cohort: String, nominatedBy: String, reason: String, reference: String? = nil) {
        self.person = person
        self.cohort = cohort
        self.nominatedBy = nominatedBy
        self.reason = reason
        self.reference = reference
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.word(at: "cohort", atMost: 24)
        nominatedBy = try reader.word(at: "nominatedBy", atMost: 48)
        reason = try reader.word(at: "reason", atMost: 48)
        reference = try reader.optionalString("reference", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["cohort"] = .string(cohort)
        object["nominatedBy"] = .string(nominatedBy)
        object["reason"] = .string(reason)
        object.setIfPresent("reference", reference)
        return object
    }
}
