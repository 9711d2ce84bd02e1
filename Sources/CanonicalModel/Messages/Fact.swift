public import Formats

/// What a canonical message says: one case a payload shape, the type telling the variants of a shape apart.
public enum Fact: Sendable, Hashable {
    /// `court.hearing.resulted`.
    case hearingResulted(HearingResult)
    /// `court.warrant.issued` or `court.warrant.withdrawn`.
    case warrant(Warrant)
    /// `court.hearing.listed` or `court.hearing.cancelled`.
    case listing(HearingListing)
    /// All of `custody.*`.
    case custody(CustodyMovement)
    /// `custody.booking.moved`.
    case bookingMoved(BookingMove)
    /// `custody.dates.changed`.
    case custodyDatesChanged(CustodyDatesChange)
    /// `custody.release.planned`.
    case releasePlanned(PlannedRelease)
    /// `licence.activated` or `licence.inactivated`.
    case licence(LicenceChange)
    /// `person.died`.
    case died(Death)
    /// `person.merged`.
    case merged(PersonMerge)
    /// `person.linked`.
    case linked(PersonLink)
    /// All of `registration.*`.
    case registration(Registration)
    /// `access.limited` or `access.lifted`.
    case access(AccessLimitation)
    /// `supervision.started` or `supervision.ended`.
    case supervision(SupervisionChange)
    /// `person.unmerged`.
    case unmerged(PersonUnmerge)
    /// `person.identified`.
    case identified(PersonIdentification)
    /// `person.details.changed`.
    case detailsChanged(PersonDetailsChange)
    /// `licence.recalled` or `recall.declined`.
    case recall(RecallDecision)
    /// `risk.assessed`.
    case riskAssessed(RiskAssessment)
    /// `address.changed`.
    case addressChanged(AddressChange)
    /// All of `police.*.recorded`.
    case police(PoliceRecord)
    /// `police.intelligence.submitted`.
    case intelligence(IntelligenceItem)
    /// `nomination.made`.
    case nomination(Nomination)
    /// `selection.decided`.
    case selection(SelectionDecision)
    /// `deselection.decided`.
    case deselection(DeselectionDecision)
    /// `rag.decided`.
    case rag(RAGDecision)
    /// `consent.recorded`.
    case consent(ConsentRecord)
    /// `youth.assessed`.
    case youthAssessed(YouthAssessment)
    /// `treatment.reported`.
    case treatment(TreatmentReport)
    /// `monitoring.event.recorded`.
    case monitoring(MonitoringEvent)
    /// `appointment.attended` or `appointment.missed`.
    case attendance(Attendance)
    /// `breach.started`.
    case breach(BreachStart)
    /// `plan.updated`.
    case plan(PlanUpdate)
    /// `strand.decided`.
    case strand(StrandDecision)
    /// `notice.acknowledged`.
    case acknowledged(NoticeAcknowledgement)
    /// `identity.merged`.
    case identityMerged(IdentityMerge)
    /// `identity.split`.
    case identitySplit(IdentitySplit)
    /// `identity.undone`.
    case identityUndone(IdentityUndo)
    /// `identity.dismissed`.
    case identityDismissed(IdentityDismissal)
    /// `record.consulted`.
    case recordConsulted(RecordConsultation)
    /// `override.opened`.
    case overrideOpened(OverrideOpening)
    /// `override.reviewed`.
    case overrideReviewed(OverrideReview)
    /// `sharing.assessed`.
    case sharingAssessed(DisclosureAssessment)
    /// `mappa.recorded`.
    case mappaRecorded(MappaRecord)
    /// `intelligence.released` or `text.cleared`.
    case textPermitted(TextPermission)
    /// `cohort.changed`.
    case cohortChanged(CohortChange)
    /// `dormancy.decided`.
    case dormancyDecided(DormancyDecision)
    /// `candidate.declined`.
    case candidateDeclined(CandidateDecline)
    /// `review.held`.
    case reviewHeld(ReviewReport)
    /// `visit.planned`.
    case visitPlanned(VisitReport)
    /// `exit.interviewed`.
    case exitInterviewed(ExitInterview)
    /// `flags.withdrawn`.
    case flagsWithdrawn(FlagWithdrawal)
    /// `roster.reported`.
    case rosterReported(RosterReport)
    /// `task.done`.
    case taskDone(TaskDone)
    /// `intelligence.feedback`.
    case intelligenceFeedback(IntelligenceFeedback)
    /// `record.restricted`, `record.unrestricted`, `record.rectified`, `record.erased`, `review.started`, `review.ended`.
    case ordered(RecordOrder)
    /// `disclosure.misdirected`.
    case misdirected(MisdirectionReport)
    /// `disclosure.assessed`.
    case breachAssessed(BreachAssessment)
}

extension Fact {
    /// The CloudEvents type.
    public var type: MessageType {
        switch self {
        case .hearingResulted: .hearingResulted
        case .warrant(let warrant): warrant.isWithdrawn ? .warrantWithdrawn : .warrantIssued
        case .listing(let listing): listing.isCancelled ? .hearingCancelled : .hearingListed
        case .custody(let movement): movement.kind.messageType
        case .bookingMoved: .bookingMoved
        case .custodyDatesChanged: .custodyDatesChanged
        case .releasePlanned: .releasePlanned
        case .licence(let change): change.isActive ? .licenceActivated : .licenceInactivated
        case .died: .personDied
        case .merged: .personMerged
        case .linked: .personLinked
        case .registration(let registration): registration.kind.messageType
        case .access(let limitation): limitation.isLifted ? .accessLifted : .accessLimited
        case .supervision(let change): change.isStart ? .supervisionStarted : .supervisionEnded
        case .unmerged: .personUnmerged
        case .identified: .personIdentified
        case .detailsChanged: .personDetailsChanged
        case .recall(let decision): decision.isDeclined ? .recallDeclined : .licenceRecalled
        case .riskAssessed: .riskAssessed
        case .addressChanged: .addressChanged
        case .police(let record): record.kind.messageType
        case .intelligence: .intelligenceSubmitted
        case .nomination: .nominationMade
        case .selection: .selectionDecided
        case .deselection: .deselectionDecided
        case .rag: .ragDecided
        case .consent: .consentRecorded
        case .youthAssessed: .youthAssessed
        case .treatment: .treatmentReported
        case .monitoring: .monitoringEventRecorded
        case .attendance(let fact): fact.kind.messageType
        case .breach: .breachStarted
        case .plan: .planUpdated
        case .strand: .strandDecided
        case .acknowledged: .noticeAcknowledged
        case .identityMerged: .identityMerged
        case .identitySplit: .identitySplit
        case .identityUndone: .identityUndone
        case .identityDismissed: .identityDismissed
        case .recordConsulted: .recordConsulted
        case .overrideOpened: .overrideOpened
        case .overrideReviewed: .overrideReviewed
        case .sharingAssessed: .sharingAssessed
        case .mappaRecorded: .mappaRecorded
        case .textPermitted(let permission): permission.kind.messageType
        case .cohortChanged: .cohortChanged
        case .dormancyDecided: .dormancyDecided
        case .candidateDeclined: .candidateDeclined
        case .reviewHeld: .reviewHeld
        case .visitPlanned: .visitPlanned
        case .exitInterviewed: .exitInterviewed
        case .flagsWithdrawn: .flagsWithdrawn
        case .rosterReported: .rosterReported
        case .taskDone: .taskDone
        case .intelligenceFeedback: .intelligenceFeedback
        case .ordered(let order): order.kind.messageType
        case .misdirected: .disclosureMisdirected
        case .breachAssessed: .disclosureAssessed
        }
    }

    /// Whom the fact is about; nil for an acknowledgement, which is about a notice, for what is
    /// decided about an earlier message, and for a task whose key alone says whose it is.
    public var person: Person? {
        switch self {
        case .hearingResulted(let fact): fact.person
        case .warrant(let fact): fact.person
        case .listing(let fact): fact.person
        case .custody(let fact): fact.person
        case .bookingMoved(let fact): fact.person
        case .custodyDatesChanged(let fact): fact.person
        case .releasePlanned(let fact): fact.person
        case .licence(let fact): fact.person
        case .died(let fact): fact.person
        case .merged(let fact): fact.person
        case .linked(let fact): fact.person
        case .registration(let fact): fact.person
        case .access(let fact): fact.person
        case .supervision(let fact): fact.person
        case .unmerged(let fact): fact.person
        case .identified(let fact): fact.person
        case .detailsChanged(let fact): fact.person
        case .recall(let fact): fact.person
        case .riskAssessed(let fact): fact.person
        case .addressChanged(let fact): fact.person
        case .police(let fact): fact.person
        case .intelligence(let fact): fact.person
        case .nomination(let fact): fact.person
        case .selection(let fact): fact.person
        case .deselection(let fact): fact.person
        case .rag(let fact): fact.person
        case .consent(let fact): fact.person
        case .youthAssessed(let fact): fact.person
        case .treatment(let fact): fact.person
        case .monitoring(let fact): fact.person
        case .attendance(let fact): fact.person
        case .breach(let fact): fact.person
        case .plan(let fact): fact.person
        case .strand(let fact): fact.person
        case .identityMerged(let fact): fact.person
        case .identitySplit(let fact): fact.person
        case .overrideOpened(let fact): fact.person
        case .overrideReviewed(let fact): fact.person
        case .sharingAssessed(let fact): fact.person
        case .mappaRecorded(let fact): fact.person
        case .textPermitted(let fact): fact.person
        case .cohortChanged(let fact): fact.person
        case .dormancyDecided(let fact): fact.person
        case .candidateDeclined(let fact): fact.person
        case .reviewHeld(let fact): fact.person
        case .visitPlanned(let fact): fact.person
        case .exitInterviewed(let fact): fact.person
        case .taskDone(let fact): fact.person
        case .intelligenceFeedback(let fact): fact.person
        case .ordered(let fact): fact.person
        case .acknowledged, .identityUndone, .identityDismissed, .recordConsulted, .flagsWithdrawn, .rosterReported,
            .misdirected, .breachAssessed:
            nil
        }
    }

    /// Reads the `data` member for a type.
    ///
    /// - Throws: a ``FormatError``; unknown members are refused.
    init(type: MessageType, _ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        switch type {
        case .hearingResulted: self = .hearingResulted(try HearingResult(&reader, writtenIn: writtenIn))
        case .warrantIssued, .warrantWithdrawn:
            self = .warrant(try Warrant(&reader, isWithdrawn: type == .warrantWithdrawn, writtenIn: writtenIn))
        case .hearingListed, .hearingCancelled:
            self = .listing(
                try HearingListing(&reader, isCancelled: type == .hearingCancelled, writtenIn: writtenIn))
        case .personDied: self = .died(try Death(&reader, writtenIn: writtenIn))
        case .personMerged: self = .merged(try PersonMerge(&reader, writtenIn: writtenIn))
        case .personLinked: self = .linked(try PersonLink(&reader, writtenIn: writtenIn))
        case .bookingMoved: self = .bookingMoved(try BookingMove(&reader, writtenIn: writtenIn))
        case .custodyDatesChanged: self = .custodyDatesChanged(try CustodyDatesChange(&reader, writtenIn: writtenIn))
        case .releasePlanned: self = .releasePlanned(try PlannedRelease(&reader, writtenIn: writtenIn))
        case .licenceActivated, .licenceInactivated:
            self = .licence(try LicenceChange(&reader, isActive: type == .licenceActivated, writtenIn: writtenIn))
        case .accessLimited, .accessLifted:
            self = .access(try AccessLimitation(&reader, isLifted: type == .accessLifted, writtenIn: writtenIn))
        case .supervisionStarted, .supervisionEnded:
            self = .supervision(
                try SupervisionChange(&reader, isStart: type == .supervisionStarted, writtenIn: writtenIn))
        case .personUnmerged: self = .unmerged(try PersonUnmerge(&reader, writtenIn: writtenIn))
        case .personIdentified: self = .identified(try PersonIdentification(&reader, writtenIn: writtenIn))
        case .personDetailsChanged: self = .detailsChanged(try PersonDetailsChange(&reader, writtenIn: writtenIn))
        case .licenceRecalled, .recallDeclined:
            self = .recall(try RecallDecision(&reader, isDeclined: type == .recallDeclined, writtenIn: writtenIn))
        case .riskAssessed: self = .riskAssessed(try RiskAssessment(&reader, writtenIn: writtenIn))
        case .addressChanged: self = .addressChanged(try AddressChange(&reader, writtenIn: writtenIn))
        case .arrestRecorded: self = .police(try PoliceRecord(&reader, kind: .arrest, writtenIn: writtenIn))
        case .chargeRecorded: self = .police(try PoliceRecord(&reader, kind: .charge, writtenIn: writtenIn))
        case .disposalRecorded: self = .police(try PoliceRecord(&reader, kind: .disposal, writtenIn: writtenIn))
        case .remandRecorded: self = .police(try PoliceRecord(&reader, kind: .remand, writtenIn: writtenIn))
        case .releaseRecorded: self = .police(try PoliceRecord(&reader, kind: .release, writtenIn: writtenIn))
        case .intelligenceSubmitted: self = .intelligence(try IntelligenceItem(&reader, writtenIn: writtenIn))
        case .nominationMade: self = .nomination(try Nomination(&reader, writtenIn: writtenIn))
        case .selectionDecided: self = .selection(try SelectionDecision(&reader, writtenIn: writtenIn))
        case .deselectionDecided: self = .deselection(try DeselectionDecision(&reader, writtenIn: writtenIn))
        case .ragDecided: self = .rag(try RAGDecision(&reader, writtenIn: writtenIn))
        case .consentRecorded: self = .consent(try ConsentRecord(&reader, writtenIn: writtenIn))
        case .youthAssessed: self = .youthAssessed(try YouthAssessment(&reader, writtenIn: writtenIn))
        case .treatmentReported: self = .treatment(try TreatmentReport(&reader, writtenIn: writtenIn))
        case .monitoringEventRecorded: self = .monitoring(try MonitoringEvent(&reader, writtenIn: writtenIn))
        case .appointmentAttended:
            self = .attendance(try Attendance(&reader, kind: .attended, writtenIn: writtenIn))
        case .appointmentMissed: self = .attendance(try Attendance(&reader, kind: .missed, writtenIn: writtenIn))
        case .breachStarted: self = .breach(try BreachStart(&reader, writtenIn: writtenIn))
        case .planUpdated: self = .plan(try PlanUpdate(&reader, writtenIn: writtenIn))
        case .strandDecided: self = .strand(try StrandDecision(&reader, writtenIn: writtenIn))
        case .noticeAcknowledged: self = .acknowledged(try NoticeAcknowledgement(&reader))
        case .identityMerged: self = .identityMerged(try IdentityMerge(&reader, writtenIn: writtenIn))
        case .identitySplit: self = .identitySplit(try IdentitySplit(&reader, writtenIn: writtenIn))
        case .identityUndone: self = .identityUndone(try IdentityUndo(&reader))
        case .identityDismissed: self = .identityDismissed(try IdentityDismissal(&reader))
        case .recordConsulted: self = .recordConsulted(try RecordConsultation(&reader))
        case .overrideOpened: self = .overrideOpened(try OverrideOpening(&reader, writtenIn: writtenIn))
        case .overrideReviewed: self = .overrideReviewed(try OverrideReview(&reader, writtenIn: writtenIn))
        case .sharingAssessed: self = .sharingAssessed(try DisclosureAssessment(&reader, writtenIn: writtenIn))
        case .mappaRecorded: self = .mappaRecorded(try MappaRecord(&reader, writtenIn: writtenIn))
        case .intelligenceReleased:
            self = .textPermitted(try TextPermission(&reader, kind: .released, writtenIn: writtenIn))
        case .textCleared: self = .textPermitted(try TextPermission(&reader, kind: .cleared, writtenIn: writtenIn))
        case .cohortChanged: self = .cohortChanged(try CohortChange(&reader, writtenIn: writtenIn))
        case .dormancyDecided: self = .dormancyDecided(try DormancyDecision(&reader, writtenIn: writtenIn))
        case .candidateDeclined: self = .candidateDeclined(try CandidateDecline(&reader, writtenIn: writtenIn))
        case .reviewHeld: self = .reviewHeld(try ReviewReport(&reader, writtenIn: writtenIn))
        case .visitPlanned: self = .visitPlanned(try VisitReport(&reader, writtenIn: writtenIn))
        case .exitInterviewed: self = .exitInterviewed(try ExitInterview(&reader, writtenIn: writtenIn))
        case .flagsWithdrawn: self = .flagsWithdrawn(try FlagWithdrawal(&reader))
        case .rosterReported: self = .rosterReported(try RosterReport(&reader))
        case .taskDone: self = .taskDone(try TaskDone(&reader, writtenIn: writtenIn))
        case .intelligenceFeedback: self = .intelligenceFeedback(try IntelligenceFeedback(&reader, writtenIn: writtenIn))
        case .disclosureMisdirected: self = .misdirected(try MisdirectionReport(&reader))
        case .disclosureAssessed: self = .breachAssessed(try BreachAssessment(&reader))
        default:
            if let kind = RecordOrder.Kind(type) {
                self = .ordered(try RecordOrder(&reader, kind: kind, writtenIn: writtenIn))
                return
            }
            if let kind = Registration.Kind(type) {
                self = .registration(try Registration(&reader, kind: kind, writtenIn: writtenIn))
                return
            }
            guard let kind = CustodyMovement.Kind(type) else {
                preconditionFailure("Every type of MessageType.inbound has a payload; this one has none: \(type)")
            }
            self = .custody(try CustodyMovement(&reader, kind: kind, writtenIn: writtenIn))
        }
    }

    /// The `data` member.
    public var json: JSONObject {
        switch self {
        case .hearingResulted(let fact): fact.json
        case .warrant(let fact): fact.json
        case .listing(let fact): fact.json
        case .custody(let fact): fact.json
        case .bookingMoved(let fact): fact.json
        case .custodyDatesChanged(let fact): fact.json
        case .releasePlanned(let fact): fact.json
        case .licence(let fact): fact.json
        case .died(let fact): fact.json
        case .merged(let fact): fact.json
        case .linked(let fact): fact.json
        case .registration(let fact): fact.json
        case .access(let fact): fact.json
        case .supervision(let fact): fact.json
        case .unmerged(let fact): fact.json
        case .identified(let fact): fact.json
        case .detailsChanged(let fact): fact.json
        case .recall(let fact): fact.json
        case .riskAssessed(let fact): fact.json
        case .addressChanged(let fact): fact.json
        case .police(let fact): fact.json
        case .intelligence(let fact): fact.json
        case .nomination(let fact): fact.json
        case .selection(let fact): fact.json
        case .deselection(let fact): fact.json
        case .rag(let fact): fact.json
        case .consent(let fact): fact.json
        case .youthAssessed(let fact): fact.json
        case .treatment(let fact): fact.json
        case .monitoring(let fact): fact.json
        case .attendance(let fact): fact.json
        case .breach(let fact): fact.json
        case .plan(let fact): fact.json
        case .strand(let fact): fact.json
        case .acknowledged(let fact): fact.json
        case .identityMerged(let fact): fact.json
        case .identitySplit(let fact): fact.json
        case .identityUndone(let fact): fact.json
        case .identityDismissed(let fact): fact.json
        case .recordConsulted(let fact): fact.json
        case .overrideOpened(let fact): fact.json
        case .overrideReviewed(let fact): fact.json
        case .sharingAssessed(let fact): fact.json
        case .mappaRecorded(let fact): fact.json
        case .textPermitted(let fact): fact.json
        case .cohortChanged(let fact): fact.json
        case .dormancyDecided(let fact): fact.json
        case .candidateDeclined(let fact): fact.json
        case .reviewHeld(let fact): fact.json
        case .visitPlanned(let fact): fact.json
        case .exitInterviewed(let fact): fact.json
        case .flagsWithdrawn(let fact): fact.json
        case .rosterReported(let fact): fact.json
        case .taskDone(let fact): fact.json
        case .intelligenceFeedback(let fact): fact.json
        case .ordered(let fact): fact.json
        case .misdirected(let fact): fact.json
        case .breachAssessed(let fact): fact.json
        }
    }
}

extension ObjectReader {
    /// The `person` member every fact about a person has.
    mutating func person(writtenIn: Int) throws(FormatError) -> Person {
        try object("person") { (person) throws(FormatError) in try Person(&person, writtenIn: writtenIn) }
    }
}

extension JSONObject {
    /// An object that starts with a `person` member.
    init(_ person: Person) { self.init([Member(key: "person", value: .object(person.json))]) }
}
