import Formats

/// Somebody on a cohort was looked at again and stays (CLV 8.9; reference SEL-02, TIM-02).
public struct ReviewReport: Sendable, Hashable {
    /// Who.
    public var person: Person
    /// The cohort; nil for every one they are on.
    public var cohort: String?
    /// The named person who recorded it.
    public var decidedBy: String
    /// The meeting and what it rested on.
    public var panel: PanelRecord?

    /// Puts it together.
    public init(
        person: Person, cohort: String? = nil, decidedBy: String, panel: PanelRecord? = nil
    ) {
        self.person = person
        self.cohort = cohort
        self.decidedBy = decidedBy
        self.panel = panel
    }
}

extension ReviewReport {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        cohort = try reader.optionalString("cohort", atMost: 24)
        decidedBy = try reader.string("decidedBy", atMost: 120)
        panel = try reader.panel()
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object.setIfPresent("cohort", cohort)
        object["decidedBy"] = .string(decidedBy)
        object.setIfPresent("panel", panel?.json)
        return object
    }
}
