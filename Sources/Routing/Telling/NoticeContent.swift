public import AgreementEngine
public import CanonicalModel

/// What a notice would say before the agreement has been asked: every field with its data category and its value.
public struct NoticeContent: Sendable {
    /// The fields as the agreement sees them.
    public internal(set) var fields: [DataField] = []
    /// Their values, in the same order.
    public internal(set) var values: [String] = []

    let isYouthRecord: Knowable<Bool>

    /// Adds a field; one that nobody has said has no value and is not added.
    ///
    /// - Parameter provenance: who says it. An agreement names a feed by its last word: "/police/idiom" is "idiom"
    ///   (guardrail G8).
    mutating func add(
        _ name: String, _ category: String, _ value: String?, from provenance: Provenance?, isRequired: Bool = false
    ) {
        guard let value else { return }
        fields.append(
            DataField(
                name: name, category: category, required: isRequired,
                sources: provenance.map { .known(Set($0.sources.map(\.feedName)).sorted()) } ?? .unknown("nobody said it"),
                asOf: provenance.map { .known($0.asOf) } ?? .unknown("nobody said it"), isYouthRecord: isYouthRecord))
        values.append(value)
    }

    /// Takes fields out that an order keeps back.
    mutating func leaveOut(_ names: Set<String>) {
        guard !names.isEmpty else { return }
        let kept = fields.indices.filter { !names.contains(fields[$0].name) }
        (fields, values) = (kept.map { fields[$0] }, kept.map { values[$0] })
    }

    /// The content of the withdrawal of a notice about the wrong person: it names whom that notice named and nobody else.
    ///
    /// Naming the person whose spell it was would tell the recipient of somebody it was never to hear of.
    /// - Parameters:
    ///   - fields: what the wrong notice released.
    ///   - history: of the record that its spell belongs to.
    ///   - spell: the stay.
    init(withdrawing fields: [Notice.Field], _ history: NominalHistory, _ spell: Spell) {
        isYouthRecord = history.age(on: spell.start.date).map { .known($0 < 18) } ?? .unknown("no date of birth")
        func told(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        add("name", "identity.core", told("name"), from: spell.provenance)
        add("dateOfBirth", "identity.core", told("dateOfBirth"), from: spell.provenance)
        add("status", "cohort.status", "earlier-notice-withdrawn", from: spell.provenance, isRequired: true)
    }

    /// The content of a notice to stop using what was fetched on a consent that does not stand any more.
    ///
    /// It names the person only to whoever learnt the name, and never says why: that consent was refused or withdrawn is for
    /// those who have to act on it.
    /// - Parameters:
    ///   - scope: the names of the fields that may not be used any more; never their values.
    ///   - history: what is known about the nominal.
    ///   - spell: the stay.
    ///   - isNamed: whether the recipient ever learnt who the person is.
    init(stopping scope: [String], _ history: NominalHistory, _ spell: Spell, isNamed: Bool) {
        isYouthRecord = history.age(on: spell.start.date).map { .known($0 < 18) } ?? .unknown("no date of birth")
        if isNamed { add("name", "identity.core", history.name?.value.text, from: history.nameProvenance) }
        if scope.contains("dateOfBirth") {
            add("dateOfBirth", "identity.core", history.dateOfBirth?.value.description, from: history.birthProvenance)
        }
        add("status", "cohort.status", "earlier-notice-withdrawn", from: spell.provenance, isRequired: true)
        add("stopList", "npt.stop-list", Self.stopUse, from: spell.provenance)
        add("scope", "npt.stop-list", scope.joined(separator: ", "), from: spell.provenance)
    }

    /// Use it no longer, erase it, and confirm that by acknowledging the notice.
    static let stopUse = "use, copies"

    /// The content of a notice about a nominal's spell.
    ///
    /// - Parameters:
    ///   - kind: which notice.
    ///   - topic: which topic of the told ledger it is about.
    ///   - history: what is known about the nominal.
    ///   - spell: the stay.
    ///   - isNamed: false for untelling somebody who never learnt who the person is.
    public init(_ kind: NoticeKind, _ topic: Topic, _ history: NominalHistory, _ spell: Spell, isNamed: Bool = true) {
        // What was recorded about a child stays a child's record (agreement reference 4.2, data.youth-record).
        isYouthRecord = history.age(on: spell.start.date).map { .known($0 < 18) } ?? .unknown("no date of birth")
        if case .override = topic, !kind.isUntelling {
            addEmergency(history)
            return
        }
        if isNamed || !kind.isUntelling {
            add("name", "identity.core", history.name?.value.text, from: history.nameProvenance, isRequired: true)
            add("dateOfBirth", "identity.core", history.dateOfBirth?.value.description, from: history.birthProvenance)
        }
        let rated = history.ratingProvenance(in: spell)
        switch kind {
        case .selection: addSelection(topic, history, spell)
        case .deselection:
            add("status", "cohort.status", "de-selected", from: spell.provenance, isRequired: true)
            add("stopList", "npt.stop-list", "visits, iom-flag", from: spell.provenance)
        case .stopVisits:
            add("status", "cohort.status", "visits-stopped", from: spell.provenance, isRequired: true)
            add("stopList", "npt.stop-list", "visits", from: spell.provenance)
        case .ragEscalation, .ragReduction:
            addColour(history, spell, from: rated)
        case .custody: addCustody(history)
        case .courtResult: addCourt(topic, history, spell)
        case .recalled: add("status", "cohort.status", "earlier-notice-withdrawn", from: spell.provenance, isRequired: true)
        }
    }

    /// A colour that nobody has confirmed says so: it authorises no visit (DESIGN decision 16).
    private mutating func addColour(_ history: NominalHistory, _ spell: Spell, from rated: Provenance?) {
        let told = history.toldColour(in: spell)
        add("rag", "rag.colour", told?.rating.rawValue, from: rated, isRequired: true)
        let isUnconfirmed = told?.isUnconfirmed ?? false
        let trigger = history.alert(in: spell).map(\.trigger) ?? history.colour(in: spell)?.value.triggerClass
        add("triggerClass", "rag.trigger-class", trigger, from: rated)
        if isUnconfirmed { add("unconfirmed", "rag.colour", "yes", from: rated, isRequired: true) }
    }

    /// An alert that puts right what an earlier one said is no new alarm, and says so.
    mutating func addCorrection(_ history: NominalHistory, _ spell: Spell) {
        add("correction", "rag.colour", "yes", from: history.ratingProvenance(in: spell), isRequired: true)
    }

    private mutating func addSelection(_ topic: Topic, _ history: NominalHistory, _ spell: Spell) {
        add("pnc", "identity.pnc", history.verifiedPNC, from: history.pncProvenance)
        add("address", "address.current", history.address?.value?.text, from: history.addressProvenance)
        let status = topic == .cohort ? "cohort-changed" : "selected"
        add("status", "cohort.status", status, from: spell.provenance, isRequired: true)
        add("cohort", "cohort.type", spell.cohort, from: spell.provenance)
        add("since", "cohort.status", spell.start.date.description, from: spell.provenance)
        // A colour that nobody has confirmed stands beside the selection, in an alert that says so: two colours would confuse.
        if history.alert(in: spell)?.isUnconfirmed != true {
            add("rag", "rag.colour", history.rating(in: spell)?.rawValue, from: history.ratingProvenance(in: spell))
        }
        let custody = history.custody
        if custody.status != .unknown { add("custody", "custody.status", custody.status.rawValue, from: history.custodyProvenance) }
    }

    private mutating func addCustody(_ history: NominalHistory) {
        let (status, latest) = history.custody
        let said = history.custodyProvenance
        add("custody", "custody.status", status.rawValue, from: said, isRequired: true)
        add("date", "custody.date", latest?.stamp.occurred.date.description, from: said)
        add("establishment", "custody.establishment", latest?.value.establishment, from: said)
        if status == .recalled { add("recall", "licence.recall", "yes", from: said) }
        // A team that is told of a release has to know where to; one told of a reception does not.
        if !status.isHeld { add("address", "address.current", history.address?.value?.text, from: history.addressProvenance) }
    }

    private mutating func addCourt(_ topic: Topic, _ history: NominalHistory, _ spell: Spell) {
        add("cohort", "cohort.type", spell.cohort, from: spell.provenance)
        switch topic {
        case .hearing(let key):
            guard let key = NominalHistory.HearingKey(text: key), let report = history.hearings[key] else { return }
            addHearing(report.value, from: Provenance(report.stamp))
        case .warrant(let key):
            guard let report = history.warrants[key]?.standing else { return }
            let text = report.value.isWithdrawn ? "warrant-withdrawn" : "warrant-issued"
            let said = Provenance(report.stamp)
            add("resultClass", "court.result-class", text, from: said, isRequired: true)
            add("date", "court.hearing", report.stamp.occurred.date.description, from: said)
        case .standing, .cohort, .rag, .custody, .override: preconditionFailure("A court-result notice is about a hearing or a warrant.")
        }
    }

    private mutating func addHearing(_ result: HearingResult, from said: Provenance) {
        add("date", "court.hearing", result.hearing.date.description, from: said)
        add("court", "court.hearing", result.hearing.courtOrganisationUnit, from: said)
        add("resultClass", "court.result-class", CourtResultCodes.summary(of: result).rawValue, from: said, isRequired: true)
        let codes = result.offences.flatMap(\.results).compactMap(\.code)
        add("resultCodes", "court.result-codes", Set(codes).sorted().joined(separator: ", "), from: said)
        add("remand", "court.remand", result.bail?.status, from: said)
        let next = result.offences.lazy.flatMap(\.results).compactMap(\.nextHearing).first { $0.date != nil }
        add("nextHearing", "court.next-hearing", next?.date?.description, from: said)
        add("nextCourt", "court.next-hearing", next?.courtOrganisationUnit, from: said)
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
    var feedName: String { split(separator: "/").last.map(String.init) ?? self }
}
