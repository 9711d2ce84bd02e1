import Formats

/// Somebody left a cohort for the list of those who are brought back on new information (reference DES-11, DES-12).
public struct DormancyDecision: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort left.
    public var cohort: String
    /// On which grounds, codes of the scheme.
    public var grounds: [String]
    /// When somebody asks whether the name is still needed.
    public var reviewDue: CalendarDate?
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?

    /// Puts it together.
    public init(
        person: Person, cohort: String, grounds: [String] = [], reviewDue: CalendarDate? = nil, decidedBy: String,
        panel: PanelRecord? = nil
    ) {
        self.person = person
        self.cohort = cohort
        self.grounds = grounds
        self.reviewDue = reviewDue
        self.decidedBy = decidedBy
        self.panel = panel
    }
}

extension DormancyDecision {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.string("cohort", atMost: 24)
        grounds = try reader.strings("grounds", eachAtMost: 48)
        reviewDue = try reader.optionalDate("reviewDue")
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["cohort"] = .string(cohort)
        object.setIfSaid("grounds", grounds)
        object.setIfPresent("reviewDue", reviewDue?.description)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        return object
    }
}
