import Formats

/// What a panel's decision rests on: the meeting, who sat, who disagreed, the evidence, and why.
///
/// Everything may be absent; what a scheme asks for and nobody said is missing by the rule of its pack, and the
/// decision is held, not refused (agreement reference SEL-04, SEL-19, SEL-22).
public struct PanelRecord: Sendable, Hashable {
    /// The kind of meeting, a word of the scheme ("selection-panel", "tasking"); nil when an officer decided alone.
    public var kind: String?
    /// Its day.
    public var date: CalendarDate?
    /// The agencies that sat, by their ids in the agreement.
    public var members: [String]
    /// The agencies that disagreed; kept, never weighed (SEL-23).
    public var dissent: [String]
    /// The messages it rested on, by their ids.
    public var evidence: [String]
    /// How it came to the panel, a word of the scheme ("cycle", "interim", "nomination").
    public var route: String?
    /// Why this person, a word of the scheme ("sac", "hot-spot").
    public var reason: String?
    /// Why a score alone was enough, "in very few circumstances" (LDS 1.27).
    public var exception: String?
    /// The lead professional's agency, by its id in the agreement.
    public var leadAgency: String?
    /// The lead professional's role ("responsible-officer").
    public var leadRole: String?
    /// Whether the person agreed to be managed, where the cohort asks it (SEL-28).
    public var isAgreedByPerson: Bool?
    /// The rank of who decided alone ("inspector").
    public var rank: String?
    /// The agency whose choice it was, where one alone may choose (LDS 1.30; reference SEL-25).
    public var party: String?

    /// Nothing said yet.
    public init() { (members, dissent, evidence) = ([], [], []) }

    /// Whether anything is said at all.
    public var isEmpty: Bool { self == PanelRecord() }
}

extension PanelRecord {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        kind = try reader.optionalString("kind", atMost: 48)
        date = try reader.optionalDate("date")
        members = try reader.strings("members", eachAtMost: 48)
        dissent = try reader.strings("dissent", eachAtMost: 48)
        evidence = try reader.strings("evidence", eachAtMost: 256)
        route = try reader.optionalString("route", atMost: 48)
        reason = try reader.optionalString("reason", atMost: 48)
        exception = try reader.optionalString("exception", atMost: 256)
        leadAgency = try reader.optionalString("leadAgency", atMost: 48)
        leadRole = try reader.optionalString("leadRole", atMost: 48)
        isAgreedByPerson = try reader.optionalBool("agreedByPerson")
        rank = try reader.optionalString("rank", atMost: 48)
        party = try reader.optionalString("party", atMost: 48)
    }

    var json: JSONObject {
        var object = JSONObject()
        object.setIfPresent("kind", kind)
        object.setIfPresent("date", date?.description)
        object.setIfSaid("members", members)
        object.setIfSaid("dissent", dissent)
        object.setIfSaid("evidence", evidence)
        object.setIfPresent("route", route)
        object.setIfPresent("reason", reason)
        object.setIfPresent("exception", exception)
        object.setIfPresent("leadAgency", leadAgency)
        object.setIfPresent("leadRole", leadRole)
        object.setIfPresent("agreedByPerson", isAgreedByPerson.map(JSONValue.bool))
        object.setIfPresent("rank", rank)
        object.setIfPresent("party", party)
        return object
    }
}

extension ObjectReader {
    /// The `panel` member that every decision of the hub may have.
    mutating func panel() throws(FormatError) -> PanelRecord? {
        try optionalObject("panel") { (panel) throws(FormatError) in try PanelRecord(&panel) }
    }
}

extension JSONObject {
    /// Sets a list unless it is empty: absent and empty say the same.
    mutating func setIfSaid(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { self[key] = .array(texts.map(JSONValue.string)) }
    }

    /// Sets a nested object that may be absent.
    mutating func setIfPresent(_ key: String, _ object: JSONObject?) {
        if let object { self[key] = .object(object) }
    }
}
