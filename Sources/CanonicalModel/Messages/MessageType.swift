/// The type of a canonical message: a fact in the past tense, dotted, with its version ("custody.released.v1").
public struct MessageType: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The CloudEvents `type`.
    public let rawValue: String
    /// Names a type.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The CloudEvents `type`.
    public var description: String { rawValue }
    private init(_ name: String) { rawValue = name }

    /// A hearing was resulted; a later version for the same hearing and case supersedes.
    public static let hearingResulted = MessageType("court.hearing.resulted.v1")
    /// A court issued a warrant.
    public static let warrantIssued = MessageType("court.warrant.issued.v1")
    /// A court withdrew a warrant.
    public static let warrantWithdrawn = MessageType("court.warrant.withdrawn.v1")
    /// A court expects somebody at a hearing.
    public static let hearingListed = MessageType("court.hearing.listed.v1")
    /// A court took a hearing off its list.
    public static let hearingCancelled = MessageType("court.hearing.cancelled.v1")
    /// A prison received somebody.
    public static let custodyReceived = MessageType("custody.received.v1")
    /// A prison released somebody.
    public static let custodyReleased = MessageType("custody.released.v1")
    /// Somebody left a prison for a while: to court or on temporary licence.
    public static let absenceStarted = MessageType("custody.absence.started.v1")
    /// Somebody came back from court or temporary licence.
    public static let absenceEnded = MessageType("custody.absence.ended.v1")
    /// Somebody moved between prisons.
    public static let custodyTransferred = MessageType("custody.transferred.v1")
    /// Somebody absconded: unlawfully at large, not released.
    public static let custodyAbsconded = MessageType("custody.absconded.v1")
    /// Somebody went from prison to hospital and stays detained.
    public static let custodyHospitalised = MessageType("custody.hospitalised.v1")
    /// Somebody was removed from the country.
    public static let custodyRemoved = MessageType("custody.removed.v1")
    /// Somebody left a prison for good, by a feed that does not say how: released, dead, absconded or moved on paper.
    public static let custodyDeparted = MessageType("custody.departed.v1")
    /// A stay in prison was booked under the wrong person's number and moved to another's.
    public static let bookingMoved = MessageType("custody.booking.moved.v1")
    /// Dates that decide when somebody leaves prison changed.
    public static let custodyDatesChanged = MessageType("custody.dates.changed.v1")
    /// A day of release is planned.
    public static let releasePlanned = MessageType("custody.release.planned.v1")
    /// A licence came into force.
    public static let licenceActivated = MessageType("licence.activated.v1")
    /// A licence went out of force.
    public static let licenceInactivated = MessageType("licence.inactivated.v1")
    /// Somebody died.
    public static let personDied = MessageType("person.died.v1")
    /// One register found that two of its records are one person.
    public static let personMerged = MessageType("person.merged.v1")
    /// A person settled whose record a held item belongs to.
    public static let personLinked = MessageType("person.linked.v1")
    /// An entry on a probation register was made.
    public static let registrationAdded = MessageType("registration.added.v1")
    /// An entry on a probation register was changed.
    public static let registrationUpdated = MessageType("registration.updated.v1")
    /// An entry on a probation register no longer applies.
    public static let registrationRemoved = MessageType("registration.removed.v1")
    /// An entry on a probation register should never have been made.
    public static let registrationRetracted = MessageType("registration.retracted.v1")
    /// Who may look at a case was limited.
    public static let accessLimited = MessageType("access.limited.v1")
    /// A limitation of who may look at a case ended.
    public static let accessLifted = MessageType("access.lifted.v1")
    /// Probation took somebody on.
    public static let supervisionStarted = MessageType("supervision.started.v1")
    /// Probation no longer has somebody.
    public static let supervisionEnded = MessageType("supervision.ended.v1")
    /// A merge was undone.
    public static let personUnmerged = MessageType("person.unmerged.v1")
    /// One register says that several numbers are one person's.
    public static let personIdentified = MessageType("person.identified.v1")
    /// Something that describes a person changed; the message does not say to what.
    public static let personDetailsChanged = MessageType("person.details.changed.v1")
    /// It was decided to recall somebody on licence.
    public static let licenceRecalled = MessageType("licence.recalled.v1")
    /// It was decided not to recall somebody on licence.
    public static let recallDeclined = MessageType("recall.declined.v1")
    /// Somebody's risk was assessed.
    public static let riskAssessed = MessageType("risk.assessed.v1")
    /// Somebody's address changed.
    public static let addressChanged = MessageType("address.changed.v1")
    /// The police recorded an arrest.
    public static let arrestRecorded = MessageType("police.arrest.recorded.v1")
    /// The police recorded a charge.
    public static let chargeRecorded = MessageType("police.charge.recorded.v1")
    /// The police recorded how a matter ended, in court or without one.
    public static let disposalRecorded = MessageType("police.disposal.recorded.v1")
    /// The police recorded a remand.
    public static let remandRecorded = MessageType("police.remand.recorded.v1")
    /// The police recorded that somebody was let go; a prison's own word is `custody.released`.
    public static let releaseRecorded = MessageType("police.release.recorded.v1")
    /// Somebody submitted an item of intelligence.
    public static let intelligenceSubmitted = MessageType("police.intelligence.submitted.v1")
    /// An agency asked the panel to consider somebody.
    public static let nominationMade = MessageType("nomination.made.v1")
    /// A panel selected somebody for a cohort.
    public static let selectionDecided = MessageType("selection.decided.v1")
    /// A panel de-selected somebody.
    public static let deselectionDecided = MessageType("deselection.decided.v1")
    /// A person or meeting decided a colour.
    public static let ragDecided = MessageType("rag.decided.v1")
    /// A consent was given, refused or withdrawn.
    public static let consentRecorded = MessageType("consent.recorded.v1")
    /// A youth offending service assessed a child.
    public static let youthAssessed = MessageType("youth.assessed.v1")
    /// A treatment service reported on somebody's treatment.
    public static let treatmentReported = MessageType("treatment.reported.v1")
    /// A monitoring provider recorded something about a tag.
    public static let monitoringEventRecorded = MessageType("monitoring.event.recorded.v1")
    /// Somebody came to an appointment.
    public static let appointmentAttended = MessageType("appointment.attended.v1")
    /// Somebody missed an appointment.
    public static let appointmentMissed = MessageType("appointment.missed.v1")
    /// Proceedings for breach of an order or licence began.
    public static let breachStarted = MessageType("breach.started.v1")
    /// An interventions plan changed.
    public static let planUpdated = MessageType("plan.updated.v1")
    /// A panel put somebody on a strand.
    public static let strandDecided = MessageType("strand.decided.v1")
    /// A named officer acknowledged a notice.
    public static let noticeAcknowledged = MessageType("notice.acknowledged.v1")

    /// A person decided that two records are one person.
    public static let identityMerged = MessageType("identity.merged.v1")
    /// A person decided that one record holds two people.
    public static let identitySplit = MessageType("identity.split.v1")
    /// A person took an earlier decision about identity back.
    public static let identityUndone = MessageType("identity.undone.v1")
    /// A person settled that a held item is about nobody on record.
    public static let identityDismissed = MessageType("identity.dismissed.v1")

    /// Somebody looked into the record of disclosures.
    public static let recordConsulted = MessageType("record.consulted.v1")
    /// Somebody's record, or an item of it, was restricted.
    public static let recordRestricted = MessageType("record.restricted.v1")
    /// A restriction was lifted.
    public static let recordUnrestricted = MessageType("record.unrestricted.v1")
    /// An item was inaccurate and counts no more.
    public static let recordRectified = MessageType("record.rectified.v1")
    /// Somebody's key is to be destroyed.
    public static let recordErased = MessageType("record.erased.v1")
    /// A review needs a record: nothing of it is erased.
    public static let reviewStarted = MessageType("review.started.v1")
    /// A review needs a record no more.
    public static let reviewEnded = MessageType("review.ended.v1")
    /// A notice went astray.
    public static let disclosureMisdirected = MessageType("disclosure.misdirected.v1")
    /// A personal data breach was assessed.
    public static let disclosureAssessed = MessageType("disclosure.assessed.v1")

    /// Somebody moved from one cohort to another; no de-selection.
    public static let cohortChanged = MessageType("cohort.changed.v1")
    /// Somebody left a cohort for the dormant list.
    public static let dormancyDecided = MessageType("dormancy.decided.v1")
    /// A panel considered somebody and did not select them.
    public static let candidateDeclined = MessageType("candidate.declined.v1")
    /// Somebody was looked at again and stays.
    public static let reviewHeld = MessageType("review.held.v1")
    /// A visit was planned, or made.
    public static let visitPlanned = MessageType("visit.planned.v1")
    /// Somebody who leaves a scheme was interviewed.
    public static let exitInterviewed = MessageType("exit.interviewed.v1")
    /// A team confirms that it took down what a notice told it to.
    public static let flagsWithdrawn = MessageType("flags.withdrawn.v1")
    /// A team says whether its list is the one it was told.
    public static let rosterReported = MessageType("roster.reported.v1")
    /// Somebody did what a task asked.
    public static let taskDone = MessageType("task.done.v1")
    /// What an item of intelligence turned out to be worth.
    public static let intelligenceFeedback = MessageType("intelligence.feedback.v1")

    /// An officer opened an emergency override.
    public static let overrideOpened = MessageType("override.opened.v1")
    /// Somebody reviewed an emergency override.
    public static let overrideReviewed = MessageType("override.reviewed.v1")
    /// Somebody judged whether something may be told about a person.
    public static let sharingAssessed = MessageType("sharing.assessed.v1")
    /// The hub recorded whether somebody is managed under MAPPA.
    public static let mappaRecorded = MessageType("mappa.recorded.v1")
    /// An originator released an item of intelligence from their conditions.
    public static let intelligenceReleased = MessageType("intelligence.released.v1")
    /// Somebody read and cleared a text.
    public static let textCleared = MessageType("text.cleared.v1")

    /// Every type the core takes in; anything else is refused at the door.
    public static let inbound: Set<MessageType> = [
        custodyDeparted, bookingMoved, custodyDatesChanged, releasePlanned, licenceActivated, licenceInactivated,
        registrationAdded, registrationUpdated, registrationRemoved, registrationRetracted, accessLimited, accessLifted,
        supervisionStarted, supervisionEnded, personUnmerged, personIdentified, personDetailsChanged, licenceRecalled,
        recallDeclined, riskAssessed,
        hearingResulted, warrantIssued, warrantWithdrawn, hearingListed, hearingCancelled, custodyReceived,
        custodyReleased,
        absenceStarted, absenceEnded,
        custodyTransferred, custodyAbsconded, custodyHospitalised, custodyRemoved, personDied, personMerged,
        personLinked,
        addressChanged, selectionDecided, deselectionDecided, ragDecided, consentRecorded, noticeAcknowledged,
        arrestRecorded, chargeRecorded, disposalRecorded, remandRecorded, releaseRecorded, intelligenceSubmitted,
        nominationMade,
        youthAssessed, treatmentReported, monitoringEventRecorded, appointmentAttended, appointmentMissed,
        breachStarted,
        planUpdated, strandDecided,
        identityMerged, identitySplit, identityUndone, identityDismissed,
        cohortChanged, dormancyDecided, candidateDeclined, reviewHeld, visitPlanned, exitInterviewed, flagsWithdrawn,
        rosterReported, intelligenceFeedback, taskDone,
        recordConsulted, recordRestricted, recordUnrestricted, recordRectified, recordErased, reviewStarted, reviewEnded,
        disclosureMisdirected, disclosureAssessed,
        overrideOpened, overrideReviewed, sharingAssessed, mappaRecorded, intelligenceReleased, textCleared,
    ]
}
