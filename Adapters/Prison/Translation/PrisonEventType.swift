import CanonicalModel
import Formats

/// What this adapter does with events of a type, by the type alone (feeds.md 1.2, 1.3).
enum PrisonEventType: Equatable {
    /// Which of the two families tells of a movement.
    enum Family: Equatable {
        /// `prison-offender-events`: up to 45 minutes old, with the movement reason code.
        case coded
        /// `prisoner-offender-search`: at once, without it.
        case uncoded
    }

    case released(Family)
    case received(Family)
    case merged
    case bookingMoved
    case datesChanged(CustodyDatesChange.Subject)
    case licence(isActive: Bool)
    case temporaryAbsence(isStart: Bool)
    case becameRestrictedPatient
    case identified
    /// A type this feed does not take, for this reason.
    case passedOver(Reason)

    /// Why a type is not taken.
    enum Reason: Equatable {
        /// An absence is planned, approved, called off: nobody moved.
        case absencePlan
        /// Restricted patients: paperwork, or a removal that may be a discharge, a return or a mistake put right.
        case restrictedPatient
        /// Nobody has asked for it.
        case unknown
    }

    /// Judges a type.
    init(_ type: String) {
        switch type {
        case "prison-offender-events.prisoner.released": self = .released(.coded)
        case "prison-offender-events.prisoner.received": self = .received(.coded)
        case "prisoner-offender-search.prisoner.released": self = .released(.uncoded)
        case "prisoner-offender-search.prisoner.received": self = .received(.uncoded)
        case "prison-offender-events.prisoner.merged": self = .merged
        case "create-and-vary-a-licence.licence.activated": self = .licence(isActive: true)
        case "create-and-vary-a-licence.licence.inactivated": self = .licence(isActive: false)
        case "person.temporary-absence.started": self = .temporaryAbsence(isStart: true)
        case "person.temporary-absence.completed": self = .temporaryAbsence(isStart: false)
        case "restricted-patients.patient.added": self = .becameRestrictedPatient
        case "probation-case.prison-identifier.added", "probation-case.prison-identifier.updated": self = .identified
        case "calculate-release-dates.prisoner.changed": self = .datesChanged(.releaseDates)
        default: self = Self.booking(type)
        }
    }

    /// Events about a booking: published with their producer's name in front, described without it.
    private static func booking(_ type: String) -> PrisonEventType {
        let producer = "prison-offender-events."
        switch type.hasPrefix(producer) ? String(type.dropFirst(producer.count)) : type {
        case "prisoner.booking.moved": return .bookingMoved
        case "prisoner.sentence-dates-changed": return .datesChanged(.sentenceDates)
        case "prisoner.imprisonment-status-changed": return .datesChanged(.imprisonmentStatus)
        case "prisoner.fixed-term-recall.changed", "fixed-term-recall.changed": return .datesChanged(.fixedTermRecall)
        default: return .passedOver(reason(type))
        }
    }

    private static func reason(_ type: String) -> Reason {
        if type.hasPrefix("person.temporary-absence") { return .absencePlan }
        return type.hasPrefix("restricted-patients.") ? .restrictedPatient : .unknown
    }
}

extension PrisonEventType.Reason {
    /// The fate that a receipt tells.
    ///
    /// - Parameter path: of the type.
    func problem(_ path: String) -> FormatError {
        switch self {
        case .absencePlan:
            FormatError(
                path: path, rule: "prison.absence-plan",
                message: "Only the start and the end of a temporary absence move anybody; plans and paperwork do not.",
                remedy: "None is needed; person.temporary-absence.started and .completed are taken.")
        case .restrictedPatient:
            FormatError(
                path: path, rule: "prison.restricted-patient",
                message: "The event does not say where the patient is: discharged, back in prison, or listed by mistake.",
                remedy: "None is needed; patient.added is taken, and a release or a return has an event of its own.")
        case .unknown:
            FormatError(
                path: path, rule: "prison.unknown-event", message: "This feed does not take events of this type.",
                remedy: "None is needed, unless the type should be taken: then ask the adapter's owner.")
        }
    }
}
