import Formats

/// A panel considered somebody and did not select them; counted, never told (CLV 7.10; reference SEL-09).
public struct CandidateDecline: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort they were considered for.
    public var cohort: String
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?

    /// Puts it together.
    public init(
        person: Person, cohort: String, decidedBy: String, panel: PanelRecord? = nil
    ) {
        self.person = person
        self.cohort = cohort
        self.decidedBy = decidedBy
        self.panel = panel
    }
}

extension CandidateDecline {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.string("cohort", atMost: 24)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["cohort"] = .string(cohort)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        return object
    }
}
