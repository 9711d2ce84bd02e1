import Formats

/// An item of police intelligence about somebody, graded 3x5x2, or one that a neighbourhood team sent back.
///
/// Handling is what the partnership's rules ask: P, lawful sharing permitted, or C, permitted with conditions. A missing or
/// older grade is C, and a 5x5x5 grade is never translated (agreement reference 2.7); so P without the whole of its grade
/// does not exist as a message.
public struct IntelligenceItem: Sendable, Hashable {
    /// Who submitted it.
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        case forceIntelligence = "force-intelligence"
        case neighbourhoodTeam = "neighbourhood-team"
    }

    /// How far the source can be believed, as 3x5x2 grades it.
    public enum SourceEvaluation: String, Sendable, Hashable, CaseIterable {
        case reliable = "1"
        case untested = "2"
        case notReliable = "3"
    }

    /// How the source came to know it, as 3x5x2 grades it.
    public enum Assessment: String, Sendable, Hashable, CaseIterable {
        case knownDirectly = "A"
        case knownIndirectlyCorroborated = "B"
        case knownIndirectly = "C"
        case notKnown = "D"
        case suspectedFalse = "E"
    }

    /// Who may be told.
    public enum Handling: String, Sendable, Hashable, CaseIterable {
        case permitted = "P"
        case conditions = "C"
    }

    /// Which scheme the item was graded by.
    public enum Grading: String, Sendable, Hashable, CaseIterable {
        case current = "3x5x2"
        case legacy = "5x5x5"
        case none
    }

    /// What always alerts, whatever the dwell, flap guard or colour (DESIGN decision 16).
    public enum Alarm: String, Sendable, Hashable, CaseIterable {
        case lifeRisk = "life-risk"
        case victimThreat = "victim-threat"
    }

    /// About whom.
    public var person: Person
    /// The item's number in the system that holds it; a later report of the same number supersedes.
    public var reference: String
    /// Who submitted it.
    public var origin: Origin
    /// The neighbourhood team, by its id in the directory.
    public var team: String?
    /// Which scheme it was graded by.
    public var grading: Grading
    /// How far the source can be believed.
    public var sourceEvaluation: SourceEvaluation?
    /// How the source came to know it.
    public var assessment: Assessment?
    /// Who may be told.
    public var handling: Handling
    /// The codes of the originator's conditions.
    public var conditions: [String]
    /// Whether it counts as significant for the six months of the de-selection ground (agreement reference DES-02).
    public var isSignificant: Bool?
    /// The sanitised text; absent when the sender has not sanitised it.
    public var summary: String?
    /// Whether a life is at risk, or a victim is threatened.
    public var alarm: Alarm?

    /// Puts an item together.
    public init(
        person: Person, reference: String, origin: Origin, team: String? = nil, grading: Grading,
        sourceEvaluation: SourceEvaluation? = nil, assessment: Assessment? = nil, handling: Handling,
        conditions: [String] = [], isSignificant: Bool? = nil, summary: String? = nil, alarm: Alarm? = nil
    ) {
        self.alarm = alarm
        self.person = person
        self.reference = reference
        self.origin = origin
        self.team = team
        self.grading = grading
        self.sourceEvaluation = sourceEvaluation
        self.assessment = assessment
        self.handling = handling
        self.conditions = conditions
        self.isSignificant = isSignificant
        self.summary = summary
    }
}

extension IntelligenceItem {
    /// Bytes of the sanitised text.
    public static let maxSummaryBytes = 4_000
    /// Conditions of one item.
    public static let maxConditions = 10

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        reference = try reader.word(at: "reference", atMost: 64)
        origin = try reader.word("origin")
        team = try reader.optionalString("team", atMost: 64)
        grading = try reader.word("grading")
        sourceEvaluation = try reader.optionalWord("sourceEvaluation")
        assessment = try reader.optionalWord("assessment")
        handling = try reader.word("handling")
        conditions = try reader.list("conditions", atMost: Self.maxConditions) { (value, path) throws(FormatError) in
            guard let text = value.string else { throw .wrongKind(path, "a text") }
            guard text.utf8.count <= 24 else { throw .tooLong(path, limit: 24) }
            return text
        }
        isSignificant = try reader.optionalBool("significant")
        summary = try reader.optionalString("summary", atMost: Self.maxSummaryBytes)
        alarm = try reader.optionalWord("alarm")
        try requireWholeGrade(reader.path)
    }

    /// P is a grade's last part, and a grade without the others is none.
    private func requireWholeGrade(_ path: String) throws(FormatError) {
        guard handling == .permitted else { return }
        guard grading == .current, sourceEvaluation != nil, assessment != nil else {
            throw FormatError(
                path: path + "/handling", rule: "intelligence.grade",
                message: "Sharing is permitted only by a whole 3x5x2 grade.",
                remedy: "Send the source evaluation and the assessment, or handling C.")
        }
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["reference"] = .string(reference)
        object["origin"] = .string(origin.rawValue)
        object.setIfPresent("team", team)
        object["grading"] = .string(grading.rawValue)
        object.setIfPresent("sourceEvaluation", sourceEvaluation?.rawValue)
        object.setIfPresent("assessment", assessment?.rawValue)
        object["handling"] = .string(handling.rawValue)
        if !conditions.isEmpty { object["conditions"] = .array(conditions.map(JSONValue.string)) }
        object.setIfPresent("significant", isSignificant.map(JSONValue.bool))
        object.setIfPresent("summary", summary)
        object.setIfPresent("alarm", alarm?.rawValue)
        return object
    }
}
