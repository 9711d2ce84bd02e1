public import CanonicalModel
public import Formats
import PolicyText

/// The facts that a dry run rests on: about the person, the recipient and the moment.
public struct GivenFacts: Sendable, Hashable {
    /// The format of a file of facts.
    public static let format = "iom-facts/1"

    /// The clock.
    public var now: Timestamp
    /// What is known about the person.
    public var subject: SubjectFacts
    /// Whether the recipient's area covers where the person lives.
    public var coversArea: Knowable<Bool>
    /// Whether the recipient was told of this person's stay on the cohort.
    public var previouslyNotified: Bool
    /// What binds a recipient that is no party.
    public var undertaking: Knowable<Undertaking>
    /// Whether the recipient is vetted.
    public var isVetted: Knowable<Bool>
    /// An officer's emergency override.
    public var override: Knowable<EmergencyOverride?>
    /// The scheme's settings.
    public var scheme: [String: String]

    /// Facts that a record knows.
    public init(
        now: Timestamp, subject: SubjectFacts, coversArea: Knowable<Bool>, previouslyNotified: Bool,
        scheme: [String: String] = [:]
    ) {
        self.now = now
        self.subject = subject
        self.coversArea = coversArea
        self.previouslyNotified = previouslyNotified
        undertaking = .unknown("no undertaking recorded")
        isVetted = .unknown("no vetting recorded")
        override = .known(nil)
        self.scheme = scheme
    }

    /// Reads `given:` of a file of facts, or of a scenario file, whose scenarios are passed over.
    ///
    /// - Parameter bytes: UTF-8 in the strict YAML subset.
    /// - Throws: a ``FormatError`` that names line, column and remedy.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        let format = try reader.required("format")
        let given = try ScenarioGiven(try reader.required("given"), over: nil)
        if try format.text != ScenarioFile.format {
            guard try format.text == Self.format else { throw .wrongKind(format.place, "\"\(Self.format)\"") }
            try reader.finish()
        }
        self.init(
            now: given.now, subject: given.subject, coversArea: given.coversArea,
            previouslyNotified: given.previouslyNotified, scheme: given.scheme)
        undertaking = given.undertaking
        isVetted = given.isVetted
        override = given.override
    }
}
