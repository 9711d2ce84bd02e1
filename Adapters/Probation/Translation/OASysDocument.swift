import CanonicalModel
import DomainEvents
import Formats

/// The assessments of one person as OASys gives them to whoever fetches them (feeds.md 2.3).
struct OASysDocument {
    /// The most assessments of one person; real documents have a handful.
    private static let maxAssessments = 200
    private static let caseKeys = ["probNumber", "crn", "crnNumber"]
    private static let prisonKeys = ["prisNumber", "prisonNumber", "nomisNumber"]

    /// Whether the person has no assessment at all, by the document's word.
    var isEmpty: Bool { assessments.array?.isEmpty == true }
    private let body: EventReader
    private let assessments: JSONValue

    /// The document in an item; nil when the item is none.
    init?(_ envelope: EventEnvelope) {
        guard envelope.body["eventType"] == nil, let assessments = envelope.body["assessments"] else { return nil }
        body = EventReader(object: envelope.body, path: envelope.bodyPath)
        self.assessments = assessments
    }

    /// Every assessment as a fact at its own time.
    ///
    /// - Throws: when one of them cannot be read: leaving it out would make an older one look like the latest.
    func assessed() throws(FormatError) -> ProbationEvent {
        let all = try read()
        let latest = OASysAssessment.latest(of: all)
        let person = try person(writtenIn: all.map(\.time).max()?.date.year ?? 0)
        let facts = all.map { assessment in
            ProbationEvent.Happening(
                time: assessment.time,
                fact: .riskAssessed(assessment.fact(about: person, isLatest: latest.contains(assessment.position))))
        }
        return ProbationEvent(facts: facts, warnings: all.flatMap(\.warnings))
    }

    /// What is in it, for an adapter's `read` command.
    func summary(file: String) -> JSONObject {
        var summary = JSONObject()
        summary["file"] = .string(file)
        for key in Self.caseKeys + Self.prisonKeys { summary[key] = body.object[key] }
        let shown = (assessments.array ?? []).prefix(Self.maxAssessments).compactMap(\.object).map { object in
            JSONValue.object(
                JSONObject(
                    object.members.filter { OASysAssessment.shownKeys.contains($0.key) && $0.value.object == nil }))
        }
        summary["assessments"] = .array(shown)
        return summary
    }

    private func read() throws(FormatError) -> [OASysAssessment] {
        let path = body.path + "/assessments"
        guard let list = assessments.array, list.count <= Self.maxAssessments else {
            throw FormatError(
                path: path, rule: "probation.assessments",
                message: "The assessments are not a list of at most \(Self.maxAssessments).",
                remedy: "Send one person's document as OASys returns it.")
        }
        var all: [OASysAssessment] = []
        for (position, entry) in list.enumerated() {
            guard let object = entry.object else {
                throw FormatError(
                    path: "\(path)/\(position)", rule: "event.kind", message: "The assessment is not an object.",
                    remedy: "Send it as a JSON object.")
            }
            all.append(
                try OASysAssessment(EventReader(object: object, path: "\(path)/\(position)"), position: position))
        }
        return all
    }

    private func person(writtenIn: Int) throws(FormatError) -> Person {
        let limit = ProbationEventReader.maxIdentifierBytes
        let crn = try body.firstText(of: Self.caseKeys, atMost: limit)
        let noms = try body.firstText(of: Self.prisonKeys, atMost: limit)
        let numbers = [(PersonIdentifier.Kind.crn, crn), (.noms, noms)].compactMap { kind, text in
            text.map { PersonIdentifier(kind, $0, writtenIn: writtenIn) }
        }
        guard !numbers.isEmpty else {
            throw FormatError(
                path: body.path + "/probNumber", rule: "probation.no-identity", message: "The document names nobody.",
                remedy: "Send probNumber.")
        }
        return Person(identifiers: numbers)
    }
}
