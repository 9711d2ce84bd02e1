import Formats

/// What a treatment service says about somebody's treatment: special category data, shared by consent alone.
public struct TreatmentReport: Sendable, Hashable {
    /// Which system it comes from; what comes from treatment needs consent whatever way it came (agreement FEED-02).
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        case miCase = "mi-case"
        case dip
        case provider
    }

    /// What happened.
    public enum Event: String, Sendable, Hashable, CaseIterable {
        case referred
        case assessed
        case started
        case reviewed
        case tested
        case completed
        case disengaged
        case transferred
    }

    /// What a drug test showed.
    public enum TestResult: String, Sendable, Hashable, CaseIterable {
        case negative
        case positive
        case refused
    }

    /// Who.
    public var person: Person
    /// Which system it comes from.
    public var origin: Origin
    /// What happened.
    public var event: Event
    /// The kind of treatment, a code (NDTMS intervention types).
    public var modality: String?
    /// What a test showed.
    public var testResult: TestResult?
    /// The report's number in the service's system.
    public var reference: String?

    /// Puts a report together.
    public init(
        person: Person, origin: Origin, event: Event, modality: String? = nil, testResult: TestResult? = nil,
        reference: String? = nil
    ) {
        self.person = person
        self.origin = origin
        self.event = event
        self.modality = modality
        self.testResult = testResult
        self.reference = reference
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        origin = try reader.word("origin")
        event = try reader.word("event")
        modality = try reader.optionalString("modality", atMost: 24)
        testResult = try reader.optionalWord("testResult")
        reference = try reader.optionalString("reference", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["origin"] = .string(origin.rawValue)
        object["event"] = .string(event.rawValue)
        object.setIfPresent("modality", modality)
        object.setIfPresent("testResult", testResult?.rawValue)
        object.setIfPresent("reference", reference)
        return object
    }
}
