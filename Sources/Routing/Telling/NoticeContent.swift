public import AgreementEngine
public import CanonicalModel

/// What a notice would say before the agreement has been asked: every field with its data category and its value.
public struct NoticeContent: Sendable {
    /// The fields as the agreement sees them.
    public private(set) var fields: [DataField] = []
    /// Their values, in the same order.
    public private(set) var values: [String] = []

    private let sources: Knowable<[String]>
    private let isYouthRecord: Knowable<Bool>

    private mutating func add(_ name: String, _ category: String, _ value: String?, isRequired: Bool = false) {
        guard let value else { return }
        fields.append(
            DataField(name: name, category: category, required: isRequired, sources: sources, isYouthRecord: isYouthRecord))
        values.append(value)
    }

    /// The content of a notice about a nominal's spell.
    ///
    /// - Parameters:
    ///   - kind: which notice.
    ///   - topic: which topic of the told ledger it is about.
    ///   - history: what is known about the nominal.
    ///   - spell: the stay.
    ///   - isNamed: false for untelling somebody who never learnt who the person is.
    public init(_ kind: NoticeKind, _ topic: Topic, _ history: NominalHistory, _ spell: Spell, isNamed: Bool = true) {
        // An agreement names a feed by its last word: "/police/idiom" is "idiom" (guardrail G8).
        sources = .known(Set(history.sources.map(\.feedName)).sorted())
        // What was recorded about a child stays a child's record (agreement reference 4.2, data.youth-record).
        isYouthRecord = history.age(on: spell.start.date).map { .known($0 < 18) } ?? .unknown("no date of birth")
        if isNamed || !kind.isUntelling {
            add("name", "identity.core", history.name?.value.text, isRequired: true)
            add("dateOfBirth", "identity.core", history.dateOfBirth?.value.description)
        }
        switch kind {
        case .selection: addSelection(history, spell)
        case .deselection:
            add("status", "cohort.status", "de-selected", isRequired: true)
            add("stopList", "npt.stop-list", "visits, iom-flag")
        case .stopVisits:
            add("status", "cohort.status", "visits-stopped", isRequired: true)
            add("stopList", "npt.stop-list", "visits")
        case .ragEscalation, .ragReduction:
            add("rag", "rag.colour", history.rating(in: spell)?.rawValue, isRequired: true)
            add("triggerClass", "rag.trigger-class", history.colour(in: spell)?.value.triggerClass)
        case .custody: addCustody(history)
        case .courtResult: addCourt(topic, history, spell)
        case .recalled: add("status", "cohort.status", "earlier-notice-withdrawn", isRequired: true)
        }
    }

    private mutating func addSelection(_ history: NominalHistory, _ spell: Spell) {
        add("pnc", "identity.pnc", history.verifiedPNC)
        add("address", "address.current", history.address?.value?.text)
        add("status", "cohort.status", "selected", isRequired: true)
        add("cohort", "cohort.type", spell.cohort)
        add("since", "cohort.status", spell.start.date.description)
        add("rag", "rag.colour", history.rating(in: spell)?.rawValue)
        let custody = history.custody
        if custody.status != .unknown { add("custody", "custody.status", custody.status.rawValue) }
    }

    private mutating func addCustody(_ history: NominalHistory) {
        let (status, latest) = history.custody
        add("custody", "custody.status", status.rawValue, isRequired: true)
        add("date", "custody.date", latest?.stamp.occurred.date.description)
        add("establishment", "custody.establishment", latest?.value.establishment)
        if status == .recalled { add("recall", "licence.recall", "yes") }
        // A team that is told of a release has to know where to; one told of a reception does not.
        if !status.isHeld { add("address", "address.current", history.address?.value?.text) }
    }

    private mutating func addCourt(_ topic: Topic, _ history: NominalHistory, _ spell: Spell) {
        add("cohort", "cohort.type", spell.cohort)
        switch topic {
        case .hearing(let key):
            guard let key = NominalHistory.HearingKey(text: key), let report = history.hearings[key] else { return }
            addHearing(report.value)
        case .warrant(let key):
            guard let report = history.warrants[key] else { return }
            let text = report.value.isWithdrawn ? "warrant-withdrawn" : "warrant-issued"
            add("resultClass", "court.result-class", text, isRequired: true)
            add("date", "court.hearing", report.stamp.occurred.date.description)
        case .standing, .rag, .custody: preconditionFailure("A court-result notice is about a hearing or a warrant.")
        }
    }

    private mutating func addHearing(_ result: HearingResult) {
        add("date", "court.hearing", result.hearing.date.description)
        add("court", "court.hearing", result.hearing.courtOrganisationUnit)
        add("resultClass", "court.result-class", CourtResultCodes.summary(of: result).rawValue, isRequired: true)
        let codes = result.offences.flatMap(\.results).compactMap(\.code)
        add("resultCodes", "court.result-codes", Set(codes).sorted().joined(separator: ", "))
        add("remand", "court.remand", result.bail?.status)
        let next = result.offences.lazy.flatMap(\.results).compactMap(\.nextHearing).first { $0.date != nil }
        add("nextHearing", "court.next-hearing", next?.date?.description)
        add("nextCourt", "court.next-hearing", next?.courtOrganisationUnit)
    }
}

extension NominalHistory {
    /// The verified PNC identifier, the first in text order when there are several.
    var verifiedPNC: String? {
        identifiers.filter { $0.kind == .pnc && $0.isVerified }.map(\.value).min()
    }
}

extension NominalHistory {
    /// Age in whole years on a day; nil without a date of birth.
    public func age(on day: CalendarDate) -> Int? { dateOfBirth.map { $0.value.wholeYears(to: day) } }
}

extension Person.Name {
    /// "Alex SMITH", the way a police notice writes a name.
    public var text: String { (given + [family.uppercased()]).joined(separator: " ") }
}

extension Person.Address {
    /// One line.
    public var text: String {
        isNoFixedAbode ? "no fixed abode" : (lines + [postcode].compactMap { $0 }).joined(separator: ", ")
    }
}

extension String {
    /// The last part of a feed's path: "/police/idiom" is "idiom".
    fileprivate var feedName: String { split(separator: "/").last.map(String.init) ?? self }
}
