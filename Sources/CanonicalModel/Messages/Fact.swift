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
    /// `person.died`.
    case died(Death)
    /// `person.merged`.
    case merged(PersonMerge)
    /// `person.linked`.
    case linked(PersonLink)
    /// `address.changed`.
    case addressChanged(AddressChange)
    /// `selection.decided`.
    case selection(SelectionDecision)
    /// `deselection.decided`.
    case deselection(DeselectionDecision)
    /// `rag.decided`.
    case rag(RAGDecision)
    /// `consent.recorded`.
    case consent(ConsentRecord)
    /// `notice.acknowledged`.
    case acknowledged(NoticeAcknowledgement)
}

extension Fact {
    /// The CloudEvents type.
    public var type: MessageType {
        switch self {
        case .hearingResulted: .hearingResulted
        case .warrant(let warrant): warrant.isWithdrawn ? .warrantWithdrawn : .warrantIssued
        case .listing(let listing): listing.isCancelled ? .hearingCancelled : .hearingListed
        case .custody(let movement): movement.kind.messageType
        case .died: .personDied
        case .merged: .personMerged
        case .linked: .personLinked
        case .addressChanged: .addressChanged
        case .selection: .selectionDecided
        case .deselection: .deselectionDecided
        case .rag: .ragDecided
        case .consent: .consentRecorded
        case .acknowledged: .noticeAcknowledged
        }
    }

    /// Whom the fact is about; nil for an acknowledgement, which is about a notice.
    public var person: Person? {
        switch self {
        case .hearingResulted(let fact): fact.person
        case .warrant(let fact): fact.person
        case .listing(let fact): fact.person
        case .custody(let fact): fact.person
        case .died(let fact): fact.person
        case .merged(let fact): fact.person
        case .linked(let fact): fact.person
        case .addressChanged(let fact): fact.person
        case .selection(let fact): fact.person
        case .deselection(let fact): fact.person
        case .rag(let fact): fact.person
        case .consent(let fact): fact.person
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
        case .hearingListed, .hearingCancelled:
            self = .listing(
                try HearingListing(&reader, isCancelled: type == .hearingCancelled, writtenIn: writtenIn))
        case .personDied: self = .died(try Death(&reader, writtenIn: writtenIn))
        case .personMerged: self = .merged(try PersonMerge(&reader, writtenIn: writtenIn))
        case .personLinked: self = .linked(try PersonLink(&reader, writtenIn: writtenIn))
        case .addressChanged: self = .addressChanged(try AddressChange(&reader, writtenIn: writtenIn))
        case .selectionDecided: self = .selection(try SelectionDecision(&reader, writtenIn: writtenIn))
        case .deselectionDecided: self = .deselection(try DeselectionDecision(&reader, writtenIn: writtenIn))
        case .ragDecided: self = .rag(try RAGDecision(&reader, writtenIn: writtenIn))
        case .consentRecorded: self = .consent(try ConsentRecord(&reader, writtenIn: writtenIn))
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
        case .listing(let fact): fact.json
        case .custody(let fact): fact.json
        case .died(let fact): fact.json
        case .merged(let fact): fact.json
        case .linked(let fact): fact.json
        case .addressChanged(let fact): fact.json
        case .selection(let fact): fact.json
        case .deselection(let fact): fact.json
        case .rag(let fact): fact.json
        case .consent(let fact): fact.json
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
