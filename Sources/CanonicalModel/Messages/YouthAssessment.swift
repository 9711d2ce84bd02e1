import Formats

/// A youth offending service assessed a child: the Asset or AssetPlus scores that entry to the deter cohort asks for.
///
/// Only scores and bands travel. What is recorded about a child stays a child's record after the eighteenth birthday.
public struct YouthAssessment: Sendable, Hashable {
    /// The tool.
    public enum Tool: String, Sendable, Hashable, CaseIterable {
        case asset
        case assetPlus = "asset-plus"
    }

    /// How far the assessment has come.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case complete
        case incomplete
        case superseded
    }

    /// One score of the assessment.
    public struct Score: Sendable, Hashable {
        /// What a score measures.
        public enum Name: String, Sendable, Hashable, CaseIterable {
            case likelihoodOfReoffending = "likelihood-of-reoffending"
            case riskOfSeriousHarm = "risk-of-serious-harm"
            case safetyAndWellbeing = "safety-and-wellbeing"
        }

        /// What a score amounts to.
        public enum Band: String, Sendable, Hashable, CaseIterable {
            case low
            case medium
            case high
            case veryHigh = "very-high"
        }

        /// What it measures.
        public var name: Name
        /// The number, when the tool gives one (Asset: 0 to 64).
        public var value: Int?
        /// The band.
        public var band: Band?
        /// Puts a score together.
        public init(name: Name, value: Int? = nil, band: Band? = nil) {
            self.name = name
            self.value = value
            self.band = band
        }
    }

    /// Whom.
    public var person: Person
    /// The tool.
    public var tool: Tool
    /// How far it has come.
    public var status: Status
    /// The scores.
    public var scores: [Score]
    /// The day of the assessment.
    public var assessedOn: CalendarDate?
    /// Its number in the service's system.
    public var reference: String?

    /// Puts an assessment together.
    public init(
        person: Person, tool: Tool, status: Status, scores: [Score], assessedOn: CalendarDate? = nil,
        reference: String? = nil
    ) {
        self.person = person
        self.tool = tool
        self.status = status
        self.scores = scores
        self.assessedOn = assessedOn
        self.reference = reference
    }
}

extension YouthAssessment {
    /// Scores of one assessment.
    static let maxScores = 20

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        tool = try reader.word("tool")
        status = try reader.word("status")
        scores = try reader.list("scores", atMost: Self.maxScores) { (value, path) throws(FormatError) in
            try Score(value, path: path)
        }
        assessedOn = try reader.optionalDate("assessedOn")
        reference = try reader.optionalString("reference", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["tool"] = .string(tool.rawValue)
        object["status"] = .string(status.rawValue)
        object["scores"] = .array(scores.map(\.json))
        object.setIfPresent("assessedOn", assessedOn?.description)
        object.setIfPresent("reference", reference)
        return object
    }
}

extension YouthAssessment.Score {
    init(_ value: JSONValue, path: String) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        name = try reader.word("name")
        self.value = try reader.optionalCount("value")
        band = try reader.optionalWord("band")
        try reader.finish()
    }

    var json: JSONValue {
        var object: JSONObject = ["name": .string(name.rawValue)]
        object.setIfPresent("value", value.map { .integer(Int64($0)) })
        object.setIfPresent("band", band?.rawValue)
        return .object(object)
    }
}
