import CanonicalModel
import Formats
import ProbationTranslation

/// Builds probation events for the table tests: an invented IOM registration, then whatever a test changes.
struct ProbationFixture {
    static let added = "probation-case.registration.added"
    static let decided = "prison-recall.recommendation.management-oversight"
    static let rsr = "risk-assessment.scores.rsr.determined"

    var body = JSONObject()
    var information = JSONObject()

    /// An event of any type about one case.
    init(_ eventType: String, information: JSONObject = JSONObject()) {
        body["eventType"] = .string(eventType)
        body["version"] = 1
        body["occurredAt"] = "2026-06-19T18:35:59.442+01:00[Europe/London]"
        body["personReference"] = ["identifiers": [["type": "CRN", "value": "Z000001"]]]
        self.information = information
    }

    /// A registration.
    static func registration(_ what: String = "added", code: String = "IIOM") -> ProbationFixture {
        var fixture = ProbationFixture("probation-case.registration." + what)
        fixture.information["registerTypeCode"] = .string(code)
        fixture.information["registerTypeDescription"] = "Zebedee Canary"
        fixture.information["registrationLevelCode"] = ""
        fixture.information["registrationCategoryCode"] = ""
        return fixture
    }

    /// A copy with a member of the body set, or removed with nil.
    func with(_ key: String, _ value: JSONValue?) -> ProbationFixture {
        var copy = self
        copy.body[key] = value
        return copy
    }

    /// A copy with a member of additionalInformation set, or removed with nil.
    func withInformation(_ key: String, _ value: JSONValue?) -> ProbationFixture {
        var copy = self
        copy.information[key] = value
        return copy
    }

    /// A copy about other numbers.
    func naming(_ identifiers: (type: String, value: String)...) -> ProbationFixture {
        with(
            "personReference",
            ["identifiers": .array(identifiers.map { ["type": .string($0.type), "value": .string($0.value)] })])
    }

    var bare: JSONValue {
        var object = body
        object["additionalInformation"] = .object(information)
        return .object(object)
    }

    /// In an SNS envelope.
    func enveloped(messageID: String, attribute: String) -> JSONValue {
        var object = JSONObject()
        object["Type"] = "Notification"
        object["MessageId"] = .string(messageID)
        object["Message"] = .string(bare.encodedString)
        object["MessageAttributes"] = ["eventType": ["Type": "String", "Value": .string(attribute)]]
        return .object(object)
    }

    /// What it becomes.
    func translated(_ settings: ProbationSettings = ProbationSettings()) -> Translation {
        ProbationTranslator(settings).translate(bare.item)
    }
}

extension Translation {
    /// The one registration among the messages.
    var registration: Registration? {
        messages.compactMap { if case .registration(let entry) = $0.fact { entry } else { nil } }.first
    }

    /// The assessments among the messages.
    var assessments: [RiskAssessment] {
        messages.compactMap { if case .riskAssessed(let assessment) = $0.fact { assessment } else { nil } }
    }

    /// The types of the messages.
    var types: [MessageType] { messages.map(\.fact.type) }
}
