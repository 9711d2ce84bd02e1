import Formats

/// Scores and bands of one assessment of one person (`risk.assessed`).
public struct RiskAssessment: Sendable, Hashable {
    /// Which instrument.
    public enum Tool: String, Sendable, Hashable, CaseIterable {
        /// The Offender Assessment System: risk of serious harm, by whom to whom.
        case oasys
        /// Offender Group Reconviction Scale.
        case ogrs
        /// Risk of Serious Recidivism, with the sexual-reoffending predictors (OSP) beside it.
        case rsr
        /// The tier that probation staffs a case by.
        case tier
    }

    /// Low to very high; or the instrument does not apply to this person.
    public enum Band: String, Sendable, Hashable, CaseIterable {
        case low
        case medium
        case high
        case veryHigh = "very-high"
        case notApplicable = "not-applicable"
    }

    /// Whether the assessment can be relied on.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// Signed and the latest of its source.
        case complete
        /// Begun, or locked before it was finished.
        case incomplete
        /// A later one stands.
        case superseded
    }

    /// One score.
    public struct Score: Sendable, Hashable {
        /// What it predicts, "osp-direct-contact".
        public var name: String
        /// The number, as written.
        public var value: String?
        /// The band.
        public var band: Band?

        /// Puts a score together.
        public init(name: String, value: String? = nil, band: Band? = nil) {
            self.name = name
            self.value = value
            self.band = band
        }
    }

    /// Who was assessed.
    public var person: Person
    /// With what.
    public var tool: Tool
    /// Whether it can be relied on.
    public var status: Status
    /// The results; an assessment of OASys may have none.
    public var scores: [Score]
    /// The day of the assessment.
    public var assessedOn: CalendarDate?
    /// The assessment's number at its source.
    public var assessment: String?

    /// Puts an assessment together.
    public init(
        person: Person, tool: Tool, status: Status, scores: [Score], assessedOn: CalendarDate? = nil,
        assessment: String? = nil
    ) {
        self.person = person
        self.tool = tool
        self.status = status
        self.scores = scores
        self.assessedOn = assessedOn
        self.assessment = assessment
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        tool = try reader.word("tool")
        status = try reader.word("status")
        scores = try reader.list("scores", atMost: 40) { (value, path) throws(FormatError) in
            var score = try ObjectReader(value, path: path)
            let result = try Score(&score)
            try score.finish()
            return result
        }
        assessedOn = try reader.optionalDate("assessedOn")
        assessment = try reader.optionalString("assessment", atMost: 40)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["tool"] = .string(tool.rawValue)
        object["status"] = .string(status.rawValue)
        if !scores.isEmpty { object["scores"] = .array(scores.map { .object($0.json) }) }
        object.setIfPresent("assessedOn", assessedOn?.description)
        object.setIfPresent("assessment", assessment)
        return object
    }
}

extension RiskAssessment.Score {
    fileprivate init(_ reader: inout ObjectReader) throws(FormatError) {
        name = try reader.string("name", atMost: 48)
        value = try reader.optionalString("value", atMost: 16)
        band = try reader.optionalWord("band")
    }

    fileprivate var json: JSONObject {
        var object = JSONObject()
        object["name"] = .string(name)
        object.setIfPresent("value", value)
        object.setIfPresent("band", band?.rawValue)
        return object
    }
}
