public import Formats

/// What a canonical message says: one case a payload shape, the type telling the variants of a shape apart.
public enum Fact: Sendable, Hashable {
    /// `court.hearing.resulted`.
    case hearingResulted(HearingResult)
    /// `court.warrant.issued` or `court.warrant.withdrawn`.
    case warrant(Warrant)
    /// All of `custody.*`.
    case custody(CustodyMovement)
    /// `person.died`.
    case died(Death)
    /// `person.merged`.
    case merged(PersonMerge)
    /// `person.linked`.
    case linked(PersonLink)
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
}

extension Fact {
    /// The CloudEvents type.
    public var type: MessageType {
        switch self {
        case .hearingResulted: .hearingResulted
        case .warrant(let warrant): warrant.isWithdrawn ? .warrantWithdrawn : .warrantIssued
        case .custody(let movement): movement.kind.messageType
        case .died: .personDied
        case .merged: .personMerged
        case .linked: .personLinked
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
        }
    }

    /// Whom the fact is about; nil for an acknowledgement, which is about a notice.
    public var person: Person? {
        switch self {
        case .hearingResulted(let fact): fact.person
        case .warrant(let fact): fact.person
        case .custody(let fact): fact.person
        case .died(let fact): fact.person
        case .merged(let fact): fact.person
        case .linked(let fact): fact.person
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
        case .acknowledged: nil
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
        case .personDied: self = .died(try Death(&reader, writtenIn: writtenIn))
        case .personMerged: self = .merged(try PersonMerge(&reader, writtenIn: writtenIn))
        case .personLinked: self = .linked(try PersonLink(&reader, writtenIn: writtenIn))
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
        default:
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
        case .custody(let fact): fact.json
        case .died(let fact): fact.json
        case .merged(let fact): fact.json
        case .linked(let fact): fact.json
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
