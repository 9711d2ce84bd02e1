import AgreementEngine
public import CanonicalModel

/// What agencies have said about one nominal, folded so that neither order nor repetition of messages matters.
///
/// Every member is either a set keyed by message or a register in which the greatest ``Stamp`` stands; both are joins of a
/// semilattice (commutative, associative, idempotent), which is why a late, doubled or shuffled feed ends in the same
/// history. Whatever is *derived* (spells, custody, colour) is computed from these when asked and never stored.
public struct NominalHistory: Sendable, Hashable {
    /// A value and the stamp that put it there.
    public struct Register<Value: Sendable & Hashable>: Sendable, Hashable {
        /// What stands.
        public var value: Value
        /// Since which report.
        public var stamp: Stamp
    }

    /// The latest report of one hearing or warrant, and the digest of what it says.
    public struct Report<Value: Sendable & Hashable>: Sendable, Hashable {
        /// What stands.
        public var value: Value
        /// Since which report.
        public var stamp: Stamp
        /// When the court shared it, or when we first saw it.
        public var sharedTime: Timestamp
        /// The digest of what it says: a re-share that says the same has the same one and tells nobody anything.
        public var digest: String
    }

    /// A selection, with the core's own acceptance number.
    public struct Selection: Sendable, Hashable {
        /// When and by which message.
        public var stamp: Stamp
        /// The core's acceptance number: the first accepted selection of a spell names it (DESIGN decision 3).
        public var sequence: Int64
        /// What was decided.
        public var decision: SelectionDecision
    }

    /// A de-selection.
    public struct Deselection: Sendable, Hashable {
        /// When and by which message.
        public var stamp: Stamp
        /// What was decided.
        public var decision: DeselectionDecision
        /// The cohort left.
        public var cohort: String { decision.cohort }
    }

    /// Which hearing a result belongs to: one defendant's case on one day in one court.
    public struct HearingKey: Sendable, Hashable, Comparable {
        /// The case.
        public var ptiurn: String
        /// The day.
        public var date: CalendarDate
        /// The court, without spaces.
        public var court: String
        /// By day, then case, then court.
        public static func < (left: HearingKey, right: HearingKey) -> Bool {
            (left.date, left.ptiurn, left.court) < (right.date, right.ptiurn, right.court)
        }
    }

    /// What a consent is about.
    public struct ConsentKey: Sendable, Hashable {
        /// Data category.
        public var covers: String
        /// Purpose.
        public var purpose: String
        /// Class of recipient.
        public var with: String
    }

    /// Verified and unverified identifiers anybody gave for this person.
    public internal(set) var said: Set<PersonIdentifier> = []
    /// Identifiers that a register's merge gave up, by the merge's message: an undone merge takes them with it.
    public internal(set) var givenUp: [String: [PersonIdentifier]] = [:]
    /// Identifiers that a person said are another's, by the message that said it.
    public internal(set) var disowned: [String: [PersonIdentifier]] = [:]
    /// Every name, date of birth and postcode anybody gave: what probable matches are found by.
    public internal(set) var names: Set<Person.Name> = []
    /// See ``names``.
    public internal(set) var births: Set<CalendarDate> = []
    /// See ``names``.
    public internal(set) var postcodes: Set<String> = []
    /// Which records are one here and since when; nil for a record that is alone. Put there by whoever assembles the history:
    /// it is decided, not said.
    public internal(set) var union: RecordUnion?
    /// What the scheme says; nothing until a router has looked. It is derived, not said.
    public internal(set) var reading = SchemeReading()
    /// The feeds that said anything about this person ("/courts/spi"); a rule may bind what came from one feed alone.
    public internal(set) var sources: Set<String> = []
    /// Who says what about the person.
    var traces: [Statement: Provenance] = [:]
    /// Name.
    public internal(set) var name: Register<Person.Name>?
    /// Date of birth.
    public internal(set) var dateOfBirth: Register<CalendarDate>?
    /// Address; a register holding nil means that an agency said none is known.
    public internal(set) var address: Register<Person.Address?>?
    /// Every movement, by message.
    public internal(set) var movements: [String: Register<CustodyMovement>] = [:]
    /// The first report of a death.
    public internal(set) var death: Stamp?
    /// Every selection, by message.
    public internal(set) var selections: [String: Selection] = [:]
    /// Every de-selection, by message.
    public internal(set) var deselections: [String: Deselection] = [:]
    /// Every move to another cohort, by message.
    public internal(set) var changes: [String: Register<CohortChange>] = [:]
    /// Every move to the dormant list, by message.
    public internal(set) var dormancies: [String: Register<DormancyDecision>] = [:]
    /// Every colour decided, by message.
    public internal(set) var ratings: [String: Register<RAGDecision>] = [:]
    /// Every answer under each record, by what it is about and by message; ``consents`` says which stands.
    public internal(set) var answers: [ConsentKey: [Int64: [String: Register<ConsentRecord>]]] = [:]
    /// Records of consent that say that another was entered in error, by message.
    public internal(set) var consentCorrections: [String: Register<ConsentRecord>] = [:]
    /// What named people let pass or judged (overrides and their reviews, assessments, releases), by message.
    public internal(set) var permissions: [String: Register<Fact>] = [:]
    /// The highest acceptance number of a consent folded in: what a decision has seen of the person's consents (reference 5.4).
    public internal(set) var consentEpoch: Int64 = 0
    /// The latest report of each hearing.
    public internal(set) var hearings: [HearingKey: Report<HearingResult>] = [:]
    /// The latest report of each hearing of a case about its warrant, by case.
    public internal(set) var warrants: [String: CaseWarrants] = [:]
    /// Every other report (registrations, recall decisions, assessments, licences), by message.
    public internal(set) var reports: [String: Register<Fact>] = [:]
    /// What the police and the partners recorded, the latest word on each; nothing is derived from it yet.
    public internal(set) var records: [RecordKey: AgedRecord] = [:]
    /// What officers ordered about the record itself, and breaches reported and assessed, by message.
    public internal(set) var orders: [String: Register<Fact>] = [:]
    /// The latest report of each listed hearing, cancelled ones among them.
    public internal(set) var listings: [HearingKey: Report<HearingListing>] = [:]

    /// Nothing known yet.
    public init() {}

    /// Every identifier that is this person's.
    public var identifiers: Set<PersonIdentifier> {
        if givenUp.isEmpty && disowned.isEmpty { return said }
        let all = givenUp.values.reduce(into: said) { $0.formUnion($1) }
        return disowned.values.reduce(into: all) { $0.subtract($1) }
    }
}

extension NominalHistory {
    /// Folds one message in.
    ///
    /// - Parameter accepted: a message about this nominal, as the core accepted it.
    /// - Returns: what the history says otherwise than before.
    public mutating func fold(_ accepted: AcceptedMessage) -> Change {
        let message = accepted.message
        let stamp = Stamp(message)
        let isNewSource = sources.insert(message.source).inserted
        if let person = message.fact.person {
            foldAliases(person)
            trace(person, stamp.asSaid)
        }
        let isNewPerson = message.fact.person.map { foldPerson($0, stamp.asSaid, from: message.fact) } ?? false
        let isNewFact = foldFact(message.fact, stamp, accepted)
        guard isNewFact || isNewPerson else { return .nothing }
        if !isNewPerson && !isNewSource {
            if case .hearingResulted(let result) = message.fact { return .topic(.hearing(HearingKey(result).text)) }
            if case .warrant(let warrant) = message.fact { return .topic(.warrant(warrant.case.ptiurn)) }
        }
        return .anything
    }

    /// What a message changed.
    public enum Change: Sendable, Hashable {
        /// A repetition or a superseded report.
        case nothing
        /// One topic and no other; nothing that a rule or a standing depends on.
        case topic(Topic)
        /// Possibly everything that is derived.
        case anything
    }

    private mutating func foldFact(_ fact: Fact, _ stamp: Stamp, _ accepted: AcceptedMessage) -> Bool {
        switch fact {
        case .selection(let decision):
            let selection = Selection(stamp: stamp, sequence: accepted.sequence, decision: decision)
            return Self.insert(&selections, stamp, selection)
        case .deselection(let decision):
            return Self.insert(&deselections, stamp, Deselection(stamp: stamp, decision: decision))
        case .cohortChanged(let change): return Self.insert(&changes, stamp, Register(value: change, stamp: stamp))
        case .dormancyDecided(let decision):
            return Self.insert(&dormancies, stamp, Register(value: decision, stamp: stamp))
        case .rag(let decision): return Self.insert(&ratings, stamp, Register(value: decision, stamp: stamp))
        case .custody(let movement): return Self.insert(&movements, stamp, Register(value: movement, stamp: stamp))
        case .consent(let record): return foldConsent(record, stamp, accepted)
        case .hearingResulted(let result):
            return Self.keepCorrection(
                &hearings[HearingKey(result)], Report(result, stamp, sharedAt: result.sharedTime, of: fact))
        case .warrant(let warrant):
            return warrants[warrant.case.ptiurn, default: CaseWarrants()].fold(
                Report(warrant, stamp, sharedAt: warrant.sharedTime, of: fact))
        case .listing(let listing):
            return Self.keepCorrection(
                &listings[HearingKey(listing)], Report(listing, stamp, sharedAt: nil, of: fact))
        case .died:
            guard death.map({ stamp < $0 }) ?? true else { return false }
            death = stamp
            return true
        case .merged(let merge): return Self.insert(&givenUp, stamp, merge.removed)
        case .identitySplit(let split): return Self.insert(&disowned, stamp, split.separated)
        case .unmerged(let unmerge): return Self.insert(&disowned, stamp, unmerge.separated)
        case .bookingMoved, .custodyDatesChanged, .releasePlanned, .licence, .registration, .access, .supervision,
            .identified, .detailsChanged, .recall, .riskAssessed:
            return Self.insert(&reports, stamp, Register(value: fact, stamp: stamp))
        case .police, .intelligence, .nomination, .youthAssessed, .treatment, .monitoring, .attendance, .breach, .plan,
            .strand, .candidateDeclined, .reviewHeld, .visitPlanned, .exitInterviewed, .flagsWithdrawn, .intelligenceFeedback,
            .taskDone:
            return foldRecord(accepted.message, stamp)
        case .overrideOpened, .overrideReviewed, .sharingAssessed, .mappaRecorded, .textPermitted:
            return Self.insert(&permissions, stamp, Register(value: fact, stamp: stamp))
        case .ordered, .misdirected, .breachAssessed:
            return Self.insert(&orders, stamp, Register(value: fact, stamp: stamp))
        case .addressChanged, .linked, .acknowledged, .identityMerged, .identityUndone, .identityDismissed,
            .recordConsulted, .rosterReported:
            return false
        }
    }

    /// Who the person is changes with every message that knows better; the address only with those that mean to say it.
    private mutating func foldPerson(_ person: Person, _ stamp: Stamp, from fact: Fact) -> Bool {
        var changed = formUnion(identifiers: person.identifiers)
        if let name = person.name, Self.keepLatest(&self.name, name, stamp) { changed = true }
        if let born = person.dateOfBirth, Self.keepLatest(&dateOfBirth, born, stamp) { changed = true }
        switch fact {
        case .addressChanged: if Self.keepLatest(&address, person.address, stamp) { changed = true }
        default:
            // Unknown is not "moved away": an address without a whole postcode changes nothing unless it was meant to.
            if let place = person.address, place.isDecidable, Self.keepLatest(&address, place, stamp) { changed = true }
        }
        return changed
    }

    private mutating func formUnion(identifiers more: [PersonIdentifier]) -> Bool {
        let before = said.count
        said.formUnion(more)
        return said.count != before
    }

    static func insert<Value>(_ set: inout [String: Value], _ stamp: Stamp, _ value: Value) -> Bool {
        guard set[stamp.message] == nil else { return false }
        set[stamp.message] = value
        return true
    }

    private static func keepLatest<Value>(
        _ register: inout Register<Value>?, _ value: Value, _ stamp: Stamp
    ) -> Bool {
        if let current = register, !(current.stamp < stamp) { return false }
        let changed = register?.value != value
        register = Register(value: value, stamp: stamp)
        return changed
    }

    /// A court may share a hearing's results again, and shares may overtake each other: the later share stands.
    static func keepCorrection<Value>(_ standing: inout Report<Value>?, _ report: Report<Value>) -> Bool {
        if let current = standing, !current.isOvertaken(by: report) { return false }
        let changed = standing?.digest != report.digest
        standing = report
        return changed
    }
}

extension NominalHistory.Report {
    /// A report of a court, under the digest of what it says: two feeds that tell the same tell nobody twice.
    ///
    /// - Parameter sharedAt: when the court shared it, where the feed says. Never later than we saw it, or a court's wrong
    ///   clock would keep every correction out.
    fileprivate init(_ value: Value, _ stamp: Stamp, sharedAt: Timestamp?, of fact: Fact) {
        self.value = value
        self.stamp = stamp
        sharedTime = min(sharedAt ?? stamp.recorded, stamp.recorded)
        digest = fact.substanceDigest
    }

    /// Orders shares of one thing; among those of one moment, as ``Stamp/isCorrected(by:)`` does.
    fileprivate func isOvertaken(by other: Self) -> Bool {
        sharedTime == other.sharedTime ? stamp.isCorrected(by: other.stamp) : sharedTime < other.sharedTime
    }
}

extension NominalHistory.HearingKey {
    /// The key of a result.
    public init(_ result: HearingResult) { self.init(result.case, result.hearing) }

    /// The key of a listing.
    public init(_ listing: HearingListing) { self.init(listing.case, listing.hearing) }

    private init(_ case: HearingResult.Case, _ hearing: HearingResult.Hearing) {
        self.init(
            ptiurn: `case`.ptiurn, date: hearing.date,
            court: hearing.courtOrganisationUnit.replacing(" ", with: "_"))
    }

    /// "2026-11-20 B01EF01 01ZD0303208", the topic of what is told about it; ``init(text:)`` reads it back.
    ///
    /// The case comes last because a court may write anything there, spaces included.
    public var text: String { "\(date) \(court) \(ptiurn)" }

    /// Reads a topic's text.
    public init?(text: String) {
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let date = CalendarDate(parts[0]) else { return nil }
        self.init(ptiurn: parts[2], date: date, court: parts[1])
    }
}

extension Person.Address {
    /// Whether the address says where somebody lives well enough to name a team, or says that there is no such place.
    var isDecidable: Bool { isNoFixedAbode || postcode.flatMap { PostcodeArea($0) }?.isWhole == true }
}
