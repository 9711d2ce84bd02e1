import Formats

/// Somebody who leaves a scheme was asked how it was for them (EVAL App 4; reference DES-15, DES-16).
public struct ExitInterview: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort left.
    public var cohort: String
    /// How they left.
    public var exit: ExitRecord?
    /// The named person who asked.
    public var interviewedBy: String
    /// What has changed for the better.
    public var outcomes: [SofterOutcome]

    /// Puts it together.
    public init(
        person: Person, cohort: String, exit: ExitRecord? = nil, interviewedBy: String,
        outcomes: [SofterOutcome] = []
    ) {
        self.person = person
        self.cohort = cohort
        self.exit = exit
        self.interviewedBy = interviewedBy
        self.outcomes = outcomes
    }
}

extension ExitInterview {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.string("cohort", atMost: 24)
        exit = try reader.exit()
        interviewedBy = try reader.string("interviewedBy", atMost: 120)
        outcomes = try reader.softerOutcomes()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["cohort"] = .string(cohort)
        object.setIfPresent("exit", exit?.json)
        object["interviewedBy"] = .string(interviewedBy)
        object.setIfSaid("outcomes", outcomes.map(\.rawValue))
        return object
    }
}
