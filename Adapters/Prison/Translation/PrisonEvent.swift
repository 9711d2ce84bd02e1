import CanonicalModel
import DomainEvents
import Formats

/// What one domain event says, after every check.
struct PrisonEvent {
    /// When it happened, by the prison's word.
    let occurredAt: Timestamp
    /// What happened: one fact, or one for each person or date the event speaks of.
    let facts: [Fact]
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
    static let informationKeys =
        PrisonEventReader.numberKeys + [
            "removedNomsNumber", "movedFromNomsNumber", "movedToNomsNumber", "bookingId", "bookingNumber", "licenceId",
            "reason", "nomisMovementReasonCode", "prisonId", "currentLocation", "currentPrisonStatus",
        ] + ReleaseDateMember.all.map(\.key)

    /// Reads an event.
    ///
    /// The type is judged before anything else: another family's event owes this feed no member at all.
    /// - Throws: a ``FormatError`` when it is of a type taken here and breaks its contract.
    static func read(_ envelope: EventEnvelope, _ reasons: MovementReasons) throws(FormatError) -> Reading {
        guard !envelope.isHousekeeping else { return .ignored(.notANotification) }
        if let text = envelope.typeByAttributeAlone, case .passedOver(let reason) = PrisonEventType(text) {
            return .ignored(reason.problem(EventEnvelope.attributePath))
        }
        let text = try envelope.eventType()
        let type = PrisonEventType(text)
        let body = EventReader(object: envelope.body, path: envelope.bodyPath)
        if case .passedOver(let reason) = type { return .ignored(reason.problem(body.path + "/eventType")) }
        var event = try PrisonEventReader(body: body, reasons: reasons)
        let facts = try event.facts(of: type)
        guard !facts.isEmpty else { return .ignored(.saysNothing(type, body.path)) }
        if let warning = envelope.disagreement(with: text) { event.warn(warning) }
        return .happened(PrisonEvent(occurredAt: event.occurredAt, facts: facts, warnings: event.warnings))
    }
}

extension PrisonEventReader {
    /// The facts of an event; none when a system only tidied its own records.
    fileprivate mutating func facts(of type: PrisonEventType) throws(FormatError) -> [Fact] {
        switch type {
        case .released(let family): try released(family).map { [$0] } ?? []
        case .received(let family): [try received(family)]
        case .merged: [try merged()]
        case .bookingMoved: try bookingMoved()
        case .datesChanged(let subject): try datesChanged(subject)
        case .licence(let isActive): [try licence(isActive: isActive)]
        case .temporaryAbsence(let isStart): [try temporaryAbsence(isStart: isStart)]
        case .becameRestrictedPatient: [try becameRestrictedPatient()]
        case .identified: try identified().map { [$0] } ?? []
        case .passedOver: []
        }
    }
}

extension FormatError {
    fileprivate static let notANotification = FormatError(
        path: "/Type", rule: "prison.not-a-notification",
        message: "The envelope is SNS housekeeping, not a notification.",
        remedy: "None is needed; confirm the subscription at the queue.")

    /// Why an event of a type that is taken says nothing.
    fileprivate static func saysNothing(_ type: PrisonEventType, _ path: String) -> FormatError {
        guard type == .identified else { return .administrativeMerge(path + "/additionalInformation") }
        return FormatError(
            path: path + "/personReference", rule: "prison.links-nothing",
            message: "The event names one number alone, so it says nothing about which numbers are one person's.",
            remedy: "Send the probation and the prison number together in personReference.")
    }

    private static func administrativeMerge(_ path: String) -> FormatError {
        FormatError(
            path: path + "/nomisMovementReasonCode", rule: "prison.administrative-merge",
            message: "Code MRG under RELEASED closes a booking when records are merged; nobody was released.",
            remedy: "None is needed; prisoner.merged carries the numbers.")
    }
}
