import CanonicalModel
import DomainEvents
import Formats

/// What one event or document says, after every check.
struct ProbationEvent {
    /// Something that happened, and when.
    struct Happening {
        let time: Timestamp
        let fact: Fact
    }

    /// What happened, by the order of the item.
    let facts: [Happening]
    /// What was left out, or looked odd and did no harm.
    let warnings: [FormatError]

    /// What becomes of an item that breaks no rule.
    enum Reading {
        /// It says something this feed carries.
        case happened(ProbationEvent)
        /// It says nothing of the kind, for these reasons.
        case ignored([FormatError])
    }

    /// The members of `additionalInformation` that are read, and so the only ones that `read` prints.
    static let informationKeys = [
        "registrationId", "deregistrationId", "registerTypeCode", "registrationCategoryCode", "registrationLevelCode",
        "registrationDate", "deregistrationDate", "sourceCRN", "targetCRN", "reactivatedCRN", "unmergedCRN",
        "bookingNumber", "contactOutcome", "eventNumber", "EventNumber", "AssessmentDate",
    ]

    /// Reads an item.
    ///
    /// - Throws: a ``FormatError`` when it is of a type taken here and breaks its contract.
    static func read(_ envelope: EventEnvelope, _ settings: ProbationSettings) throws(FormatError) -> Reading {
        guard !envelope.isHousekeeping else { return .ignored([.notANotification]) }
        if let document = OASysDocument(envelope) {
            return document.isEmpty ? .ignored([.noAssessment(envelope.bodyPath)]) : .happened(try document.assessed())
        }
        if let text = envelope.typeByAttributeAlone, case .passedOver(let reason) = ProbationEventType(text) {
            return .ignored([reason.problem(EventEnvelope.attributePath)])
        }
        let text = try envelope.eventType()
        let typePath = envelope.bodyPath + "/eventType"
        let disagreement = envelope.disagreement(with: text).map { [$0] } ?? []
        let type = ProbationEventType(text)
        if case .passedOver(let reason) = type { return .ignored([reason.problem(typePath)] + disagreement) }
        var event = try ProbationEventReader(
            body: EventReader(object: envelope.body, path: envelope.bodyPath), settings: settings)
        let facts = try event.facts(of: type)
        guard !facts.isEmpty else { return .ignored([nothing(type, typePath)] + disagreement) }
        let time = event.occurredAt
        return .happened(
            ProbationEvent(
                facts: facts.map { Happening(time: time, fact: $0) }, warnings: event.warnings + disagreement))
    }

    /// Why an event of a type that is taken says nothing: scores that are only announced, a link with one end.
    private static func nothing(_ type: ProbationEventType, _ path: String) -> FormatError {
        guard type == .identified else { return ProbationEventType.Reason.mustBeFetched.problem(path) }
        return FormatError(
            path: path, rule: "probation.links-nothing",
            message: "The event names one number alone, so it says nothing about which numbers are one person's.",
            remedy: "Send the probation and the prison number together in personReference.")
    }
}

extension ProbationEventReader {
    /// The facts of an event; none when it carries nothing of what it announces.
    fileprivate mutating func facts(of type: ProbationEventType) throws(FormatError) -> [Fact] {
        switch type {
        case .registration(let kind): try registration(kind)
        case .access(let kind, let isLifted):
            [.access(AccessLimitation(person: try person(), kind: kind, isLifted: isLifted))]
        case .supervision(let scope, let isStart, let ground):
            [try supervision(scope, isStart: isStart, ground: ground)]
        case .merged: [try merged()]
        case .unmerged: [try unmerged()]
        case .identified: try identified().map { [$0] } ?? []
        case .details(let subject):
            [.detailsChanged(PersonDetailsChange(person: try person(), changed: subject, mustBeFetched: true))]
        case .recallDecided: [try recallDecided()]
        case .risk(let tool): try riskAssessed(tool).map { [$0] } ?? []
        case .passedOver: []
        }
    }
}

extension FormatError {
    fileprivate static let notANotification = FormatError(
        path: "/Type", rule: "probation.not-a-notification",
        message: "The envelope is SNS housekeeping, not a notification.",
        remedy: "None is needed; confirm the subscription at the queue.")

    fileprivate static func noAssessment(_ path: String) -> FormatError {
        FormatError(
            path: path + "/assessments", rule: "probation.no-assessment", message: "The document holds no assessment.",
            remedy: "None is needed.")
    }
}
