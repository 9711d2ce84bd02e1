import CanonicalModel
import DomainEvents
import Formats

/// What one domain event says, after every check.
struct PrisonEvent {
    /// When it happened, by the prison's word.
    let occurredAt: Timestamp
    /// What happened.
    let fact: Fact
    /// What was left out, or looked odd and did no harm.
    let warnings: [FormatError]

    /// What becomes of an event that breaks no rule.
    enum Reading {
        /// It is a fact this feed carries.
        case happened(PrisonEvent)
        /// It is none, for this reason.
        case ignored(FormatError)
    }

    /// The members of `additionalInformation` that are read, and so the only ones that `read` prints.
    static let informationKeys = [
        "nomsNumber", "removedNomsNumber", "reason", "nomisMovementReasonCode", "prisonId", "currentLocation",
        "currentPrisonStatus",
    ]

    /// The event types taken.
    fileprivate enum Kind: String {
        case released = "prison-offender-events.prisoner.released"
        case received = "prison-offender-events.prisoner.received"
        case merged = "prison-offender-events.prisoner.merged"
    }

    /// Reads an event.
    ///
    /// The type is judged before anything else: another family's event owes this feed no member at all.
    /// - Throws: a ``FormatError`` when it is of a type taken here and breaks its contract.
    static func read(_ envelope: EventEnvelope) throws(FormatError) -> Reading {
        guard !envelope.isHousekeeping else { return .ignored(.notANotification) }
        let body = EventReader(object: envelope.body, path: envelope.bodyPath)
        let type = try body.optionalText("eventType", atMost: 256)
        guard let type else {
            throw FormatError(
                path: envelope.bodyPath + "/eventType", rule: "event.not-an-event", message: "No event type is given.",
                remedy: "Send one HMPPS domain event, bare or in an SNS notification.")
        }
        guard let kind = Kind(rawValue: type) else {
            let path = envelope.bodyPath + "/eventType"
            return .ignored(type.hasPrefix("prisoner-offender-search.") ? .secondFamily(path) : .unknownEvent(path))
        }
        var event = try PrisonEventReader(body: body)
        let fact = try event.fact(of: kind)
        guard let fact else { return .ignored(.administrativeMerge(body.path + "/additionalInformation")) }
        if let attribute = envelope.attributeEventType, attribute != type { event.warn(.envelopeDisagrees) }
        return .happened(PrisonEvent(occurredAt: event.occurredAt, fact: fact, warnings: event.warnings))
    }
}

extension PrisonEventReader {
    /// The fact of an event; nil when the prison system only tidied its own records.
    fileprivate mutating func fact(of kind: PrisonEvent.Kind) throws(FormatError) -> Fact? {
        switch kind {
        case .released: try released()
        case .received: try received()
        case .merged: try merged()
        }
    }
}

extension FormatError {
    fileprivate static let notANotification = FormatError(
        path: "/Type", rule: "prison.not-a-notification",
        message: "The envelope is SNS housekeeping, not a notification.",
        remedy: "None is needed; confirm the subscription at the queue.")

    fileprivate static func secondFamily(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "prison.second-family",
            message: "prisoner-offender-search events repeat prison-offender-events without the movement reason code.",
            remedy: "None is needed; prison-offender-events carries the fact.")
    }

    fileprivate static func unknownEvent(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "prison.unknown-event", message: "This feed does not take events of this type.",
            remedy: "None is needed, unless the type should be taken: then ask the adapter's owner.")
    }

    fileprivate static func administrativeMerge(_ path: String) -> FormatError {
        FormatError(
            path: path + "/nomisMovementReasonCode", rule: "prison.administrative-merge",
            message: "Code MRG under RELEASED closes a booking when records are merged; nobody was released.",
            remedy: "None is needed; prisoner.merged carries the numbers.")
    }

    fileprivate static let envelopeDisagrees = FormatError(
        path: "/MessageAttributes/eventType", rule: "event.envelope-disagrees",
        message: "The envelope names another event type than the event; the event was believed.",
        remedy: "Set the attribute to the event's own type.")
}
