import Formats

/// Somebody moved from one cohort to another; the stay goes on and nobody is de-selected (CLV 8.19; reference DES-01).
public struct CohortChange: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort left.
    public var from: String
    /// The cohort joined.
    public var to: String
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?

    /// Puts it together.
    public init(
        person: Person, from: String, to: String, decidedBy: String, panel: PanelRecord? = nil
    ) {
        self.person = person
        self.from = from
        self.to = to
        self.decidedBy = decidedBy
        self.panel = panel
    }
}

extension CohortChange {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        from = try reader.string("from", atMost: 24)
        to = try reader.string("to", atMost: 24)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["from"] = .string(from)
        object["to"] = .string(to)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        return object
    }
}
