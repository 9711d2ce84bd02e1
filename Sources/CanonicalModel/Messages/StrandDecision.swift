import Formats

/// A panel put somebody on a strand.
public struct StrandDecision: Sendable, Hashable {
    /// The strands of the Prolific and other Priority Offender programme.
    public enum Strand: String, Sendable, Hashable, CaseIterable {
        case preventAndDeter = "prevent-and-deter"
        case catchAndControl = "catch-and-control"
        case rehabilitateAndResettle = "rehabilitate-and-resettle"
    }

    /// Who.
    public var person: Person
    /// The strand.
    public var strand: Strand
    /// The agency that leads from now on, by its id in the agreement.
    public var leadAgency: String?
    /// The meeting that decided.
    public var meeting: String?
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?

    /// Puts a decision together.
    public init(
        person: Person, strand: Strand, leadAgency: String? = nil, meeting: String? = nil, decidedBy: String,
        panel: PanelRecord? = nil
    ) {
        self.panel = panel
        self.person = person
        self.strand = strand
        self.leadAgency = leadAgency
        self.meeting = meeting
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        strand = try reader.word("strand")
        leadAgency = try reader.optionalString("leadAgency", atMost: 48)
        meeting = try reader.optionalString("meeting", atMost: 120)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["strand"] = .string(strand.rawValue)
        object.setIfPresent("leadAgency", leadAgency)
        object.setIfPresent("meeting", meeting)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        return object
    }
}
