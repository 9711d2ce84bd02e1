public import AgreementEngine
public import CanonicalModel
internal import SchemeEngine

/// The pure decision: (record, message, agreement, directory, now) → new record and effects.
///
/// Nothing here reads a clock, makes an id or touches a disk, so the simulation runs this very code, and a decision can be
/// replayed years later from what was stored.
public struct ContentBasedRouter: Sendable {
    let directory: PartnershipDirectory
    let decisionPoint: PolicyDecisionPoint
    /// What the partnership's scheme says of a person; nil while none is chosen, and then nothing is derived from one.
    let scheme: SchemeRouter?
    /// Tellings of one message are settled in rounds (a selection first, then what is told to those on whose list the
    /// nominal now is); more rounds than this would mean a decision that undoes itself.
    private static let roundLimit = 4

    /// A router for one partnership.
    public init(directory: PartnershipDirectory, decisionPoint: PolicyDecisionPoint, scheme: Scheme? = nil) {
        self.directory = directory
        self.decisionPoint = decisionPoint
        self.scheme = scheme.map { SchemeRouter($0, directory: directory) }
    }

    /// Whether a scheme is chosen.
    public var hasScheme: Bool { scheme != nil }

    /// The digest of the scheme's pack, by which its text is found again years later; nil where none is chosen.
    public var schemeDigest: String? { scheme?.scheme.pack.digest }

    /// The scheme as people name it ("leeds-hub 1.0.0"); nil where none is chosen.
    public var schemeName: String? { scheme.map { "\($0.scheme.pack.id) \($0.scheme.pack.version)" } }

    /// Whether the directory has a recipient of this id.
    public func isRecipient(_ id: String) -> Bool { directory.recipient(id) != nil }

    /// Whether a recipient is a neighbourhood team.
    public func isTeam(_ id: String) -> Bool { directory.recipient(id)?.isTeam ?? false }

    /// Folds a message into a record and tells what follows.
    ///
    /// - Parameters:
    ///   - accepted: a message about this record's person.
    ///   - nominal: the record.
    ///   - now: the core's clock.
    /// - Returns: the record afterwards and every effect.
    public func route(_ accepted: AcceptedMessage, into nominal: consuming Nominal, now: Timestamp) -> RoutingOutcome {
        let isConsent = if case .consent = accepted.message.fact { true } else { false }
        return route(accepted, into: nominal, mayEndConsent: isConsent, now: now)
    }

    private func route(
        _ accepted: AcceptedMessage, into nominal: consuming Nominal, mayEndConsent: Bool, now: Timestamp
    ) -> RoutingOutcome {
        let late = lateFact(accepted.message, nominal.history, now: now)
        // Consumed, not copied: a long history that somebody else still held would be copied whole at the first change.
        var outcome = RoutingOutcome(nominal: nominal, fate: .recorded)
        // The last reading would be such a holder, and is of no use once something more is said.
        outcome.nominal.lastReading = LastReading()
        let wasRefused = isAboutSupport(accepted.message) && outcome.nominal.history.isSupportRefused
        let change = outcome.nominal.history.fold(accepted)
        // A repetition is looked at in full too: telling again what an agreement refused costs nothing when nothing changed.
        var touched: Topic? = if case .topic(let topic) = change { topic } else { nil }
        let assessment = read(&outcome.nominal, &touched, now: accepted.message.seen(at: now))
        let responsible = responsible(for: outcome.nominal.history)
        if touched == nil { importTellings(&outcome) }
        obey(accepted, &outcome, responsible: responsible, now: now)
        if mayEndConsent { retract(&outcome, responsible: responsible, cause: accepted.message.id, now: now) }
        look(
            &outcome, assessment, touched: touched, responsible: responsible, cause: accepted.message.id, now: now)
        let event = event(of: accepted.message, wasRefused: wasRefused, after: outcome.nominal.history)
        raiseTasks(
            &outcome, accepted.message, late: late, event, assessment, responsible: responsible, now: now)
        outcome.fate = fate(outcome, accepted.message, changed: change != .nothing)
        return outcome
    }

    /// Unites two records of one person and tells what follows; facts keep their origin, ledgers become one.
    ///
    /// - Parameters:
    ///   - accepted: the message that showed it.
    ///   - history: the fold of both records' facts, without the message.
    ///   - survivor: the record that stays.
    ///   - other: the record that is given up.
    ///   - now: the core's clock.
    public func unite(
        _ accepted: AcceptedMessage, history: NominalHistory, survivor: Nominal, other: Nominal, now: Timestamp
    ) -> RoutingOutcome {
        var united = survivor
        united.history = history
        united.ledger.unite(with: other.ledger)
        united.openTasks.formUnion(other.openTasks)
        united.remember(listed: other.listed, folded: other.folded, unread: other.unread)
        let gathered = united.gatherTellings()
        // A consent given under one record alone does not stand for the other's facts.
        var outcome = route(accepted, into: united, mayEndConsent: true, now: now)
        outcome.tellings =
            gathered.changed.compactMap { key in united.ledger[key].map { (key, $0) } } + outcome.tellings
        if gathered.isStayGathered {
            let task = HubTask(.twoOpenSpells, about: accepted.message.key, cause: accepted.message.id, raisedAt: now)
            if outcome.nominal.openTasks.insert(task.key).inserted { outcome.raised.append(task) }
        }
        outcome.fate = .merged
        return outcome
    }

    /// Recipients whose area covers where the nominal lives now.
    public func responsible(for history: NominalHistory) -> Set<String> {
        guard let address = history.address?.value, !address.isNoFixedAbode, let postcode = address.postcode else {
            return []
        }
        return Set(directory.recipients(covering: postcode).map(\.id))
    }

    /// The neighbourhood teams among some recipients.
    func teams(among recipients: Set<String>) -> Set<String> {
        recipients.filter { directory.recipient($0)?.isTeam ?? false }
    }

    // MARK: Tellings

    func settle(
        _ outcome: inout RoutingOutcome, touched: Topic?, responsible: Set<String>, cause: String, now: Timestamp
    ) {
        var attempted = Set<Difference>()
        let teams = teams(among: responsible)
        for _ in 0..<Self.roundLimit {
            let emergencies = touched == nil ? outcome.nominal.overrideDifferences(at: now) : []
            let open = (outcome.nominal.differences(responsible: responsible, teams: teams, touched: touched) + emergencies)
                .filter { attempted.insert($0).inserted }
            if open.isEmpty { return }
            for difference in open { tell(difference, &outcome, cause: cause, responsible: responsible, now: now) }
        }
    }

    func tell(
        _ difference: Difference, _ outcome: inout RoutingOutcome, cause: String, responsible: Set<String>,
        now: Timestamp
    ) {
        guard let recipient = directory.recipient(difference.recipient) else {
            outcome.unreachable.append(difference)
            return
        }
        let history = outcome.nominal.history
        // A restriction, or a notice that went astray, stops what would be told and never what untells.
        guard difference.kind.isUntelling || history.mayTell(recipient.id, of: difference.topic) else { return }
        let isNamed = outcome.nominal.ledger.isNamed(to: recipient.id, in: difference.spell.id)
        var content = NoticeContent(difference.kind, difference.topic, history, difference.spell, isNamed: isNamed)
        if difference.kind == .selection { content.leaveOut(history.restrictedBundles) }
        if difference.isCorrection { content.addCorrection(history, difference.spell) }
        let told = outcome.nominal.ledger.wasTold(recipient.id, of: difference.spell.id)
        var request = request(
            difference.kind, content, to: recipient, history, difference.spell,
            coversArea: responsible.contains(recipient.id), now: now)
        request.recipient.previouslyNotified = told
        if difference.isEmergency { addEmergency(of: difference.topic, to: &request, history) }
        let decision = decisionPoint.decide(request)
        var disclosure = self.disclosure(difference, request, decision, history)
        disclosure.transition = difference.topic == .rag ? ToldLedger.told(by: difference.value) : nil
        if decision.outcome == .release || decision.outcome == .releaseReduced {
            disclosure.notice = record(difference, content, decision, &outcome, cause: cause, now: now)
        } else if isRefusedAsBefore(difference, decision, &outcome.nominal) {
            return
        }
        outcome.disclosures.append(disclosure)
    }

    func request(
        _ kind: NoticeKind, _ content: NoticeContent, to recipient: PartnershipDirectory.Recipient,
        _ history: NominalHistory, _ spell: Spell, coversArea: Bool, now: Timestamp
    ) -> DisclosureRequest {
        DisclosureRequest(
            message: kind, discloser: directory.hub.discloser,
            recipient: RecipientFacts(
                id: recipient.id, party: recipient.party, role: recipient.role, kind: recipient.kind,
                coversArea: .known(coversArea), previouslyNotified: true,
                undertaking: recipient.undertaking(on: now.date), isVetted: recipient.isVetted(on: now.date)),
            subject: SubjectFacts(history, spell, now: now), fields: content.fields, purpose: recipient.purpose,
            now: now, scheme: decisionPoint.settings)
    }

    func released(_ content: NoticeContent, _ decision: DisclosureDecision) -> [Notice.Field] {
        decision.fields.enumerated().filter { $0.element.effect == .permit }.map {
            Notice.Field(name: $0.element.name, value: content.values[$0.offset])
        }
    }

    private func isRefusedAsBefore(
        _ difference: Difference, _ decision: DisclosureDecision, _ nominal: inout Nominal
    ) -> Bool {
        let key = ToldLedger.Key(
            spell: difference.spell.id, recipient: difference.recipient, topic: difference.topic)
        return nominal.refusals.updateValue(decision, forKey: key) == decision
    }

    private func record(
        _ difference: Difference, _ content: NoticeContent, _ decision: DisclosureDecision,
        _ outcome: inout RoutingOutcome, cause: String, now: Timestamp
    ) -> Notice {
        let key = ToldLedger.Key(
            spell: difference.spell.id, recipient: difference.recipient, topic: difference.topic)
        let last = outcome.nominal.ledger[key]
        let revision = (last?.revision ?? 0) + 1
        let id = Notice.id(
            spell: key.spell, recipient: key.recipient, kind: difference.kind, topic: key.topic, revision: revision)
        let fields = released(content, decision)
        let isNamed = last?.isNamed ?? false || fields.contains { $0.name == "name" }
        var entry = ToldLedger.Entry(
            revision: revision, value: difference.value, notice: id, isNamed: isNamed,
            ticket: fields.isEmpty ? decision.onRequest : [:], held: last?.held ?? [:])
        if !entry.ticket.isEmpty { entry.replaced = ToldLedger.Replaced(last) }
        set(key, entry, &outcome)
        if key.topic == .rag {
            if let before = last?.notice { outcome.nominal.unread[before] = nil }
            if ToldLedger.isAlert(difference.value) { outcome.nominal.unread[id] = now }
        }
        if difference.kind == .selection {
            recordBundled(fields, key, difference.spell, &outcome)
        }
        return Notice(
            id: id, kind: difference.kind, recipient: key.recipient, spell: key.spell, topic: key.topic,
            revision: revision,
            supersedes: last?.notice, cause: cause, decidedAt: now,
            acknowledgeBy: decision.obligations.acknowledgeWithinHours.map { now.adding(seconds: Int64($0) * 3_600) },
            fields: fields)
    }

    /// A selection notice also tells colour and custody; what it released counts as told. So does the cohort that the stay is on
    /// by now, released or not: whoever is told that the stay goes on would learn nothing from a second notice that it moved.
    private func recordBundled(
        _ fields: [Notice.Field], _ key: ToldLedger.Key, _ spell: Spell, _ outcome: inout RoutingOutcome
    ) {
        for (name, topic) in [("cohort", Topic.cohort), ("rag", .rag), ("custody", .custody)] where topic != key.topic {
            // A stay that never moved has one cohort, which its selection told; nothing else will ever be told of it.
            if topic == .cohort && spell.changed == nil { continue }
            let told = topic == .cohort && fields.contains { $0.name == "status" } ? spell.cohort : nil
            guard let value = fields.first(where: { $0.name == name })?.value ?? told else { continue }
            let bundled = ToldLedger.Key(spell: key.spell, recipient: key.recipient, topic: topic)
            let last = outcome.nominal.ledger[bundled]
            // Whoever was alerted of the change that stands was alerted of it, though the selection says its colour again.
            let alert = topic == .rag ? outcome.nominal.history.alert(in: spell) : nil
            if let alert, last?.value.hasSuffix(" by " + alert.transition) ?? false { continue }
            // Without the notice's id: a later colour replaces the colour, not the selection that is still to be acknowledged.
            set(
                bundled,
                ToldLedger.Entry(
                    revision: (last?.revision ?? 0) + 1, value: value, notice: nil, held: last?.held ?? [:]),
                &outcome)
        }
    }

    func set(_ key: ToldLedger.Key, _ entry: ToldLedger.Entry, _ outcome: inout RoutingOutcome) {
        outcome.nominal.ledger[key] = entry
        outcome.tellings.append((key, entry))
    }

    /// An imported spell counts as told to the recipients it names, so that its end will be told to them (decision 3);
    /// so does the colour it was imported with.
    func importTellings(_ outcome: inout RoutingOutcome) {
        for spell in outcome.nominal.spells {
            for recipient in spell.alreadyTold where directory.recipient(recipient) != nil {
                guard outcome.nominal.ledger.standing(of: recipient, in: spell.id) == nil else { continue }
                let key = ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .standing)
                set(key, ToldLedger.Entry(revision: 0, value: Standing.active.rawValue, notice: nil), &outcome)
                guard let colour = spell.decision.rag else { continue }
                let rag = ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .rag)
                set(rag, ToldLedger.Entry(revision: 0, value: colour.rawValue, notice: nil), &outcome)
            }
        }
    }

    private func fate(_ outcome: RoutingOutcome, _ message: CanonicalMessage, changed: Bool) -> Fate {
        if outcome.nominal.history.reading.held.contains(message.key) { return .heldForHub }
        if !outcome.notices.isEmpty { return .notified }
        if !outcome.disclosures.isEmpty { return .noRulePermits }
        return changed ? .recorded : .superseded
    }

    // MARK: Tasks

    func raiseTasks(
        _ outcome: inout RoutingOutcome, _ message: CanonicalMessage, late: [HubTask], _ event: DutyEvent? = nil,
        _ assessment: SchemeAssessment? = nil, responsible: Set<String>, now: Timestamp
    ) {
        let lasting = lastingTasks(outcome, assessment, responsible: responsible, cause: message.id, now: now)
        var wanted = lasting + late
        wanted += endlessDeselection(message, outcome.nominal, now: now)
        wanted += event.map { dutyTasks($0, outcome.nominal, cause: message.id, now: now) } ?? []
        wanted += permissionTasks(outcome, message, now: now)
        wanted = withoutDone(wanted, outcome.nominal, since: message.time)
        let settled =
            (event.map { tasksOvertaken(by: $0, outcome.nominal) } ?? []) + tasksSettled(by: message, outcome.nominal)
        raise(wanted, &outcome, assessment, settled: settled, cause: message.id, now: now)
    }

    /// What follows from the record as it is now and from what a look at it told, whatever made somebody look.
    func lastingTasks(
        _ outcome: RoutingOutcome, _ assessment: SchemeAssessment?, responsible: Set<String>, cause: String,
        now: Timestamp
    ) -> [HubTask] {
        var wanted = standingTasks(outcome.nominal, responsible, cause: cause, now: now)
        wanted += suspendedConsent(outcome.nominal.history, cause: cause, now: now)
        wanted += renewals(outcome.nominal, cause: cause, now: now)
        wanted += outcome.nominal.history.standingRestrictions.map {
            HubTask(.settleRestriction, about: $0.message, cause: cause, raisedAt: now)
        }
        wanted += schemeTasks(assessment, outcome.nominal, cause: cause, now: now)
        wanted += disclosureTasks(outcome, cause: cause, now: now)
        return wanted + heldTasks(outcome, cause: cause, now: now)
    }

    /// Raises what is wanted and closes whatever has no reason any more.
    func raise(
        _ wanted: [HubTask], _ outcome: inout RoutingOutcome, _ assessment: SchemeAssessment?, settled: [String] = [],
        cause: String, now: Timestamp
    ) {
        outcome.next = nextLook(outcome, assessment, now: now)
        let keys = Set(wanted.map(\.key))
        outcome.closed =
            outcome.nominal.openTasks.filter { key in
                !keys.contains(key) && Self.selfSettling.contains { key.hasPrefix($0.rawValue + " ") }
            }.sorted() + settled + overridesToldSince(outcome.nominal)
        outcome.nominal.openTasks.subtract(outcome.closed)
        for task in wanted where outcome.nominal.openTasks.insert(task.key).inserted { outcome.raised.append(task) }
    }

    /// When the record is looked at next. The scheme was asked before anybody was alerted, and so knows of no time by which
    /// that alert has to be read.
    private func nextLook(
        _ outcome: RoutingOutcome, _ assessment: SchemeAssessment?, now: Timestamp
    ) -> Timestamp? {
        let isAlerted = outcome.disclosures.contains { $0.notice != nil && $0.transition != nil }
        return isAlerted ? self.assessment(of: outcome.nominal, now: now)?.next : assessment?.next
    }

    /// What somebody should be told and the agreement does not settle, or what has to be untold and could not be.
    func heldTasks(_ outcome: RoutingOutcome, cause: String, now: Timestamp) -> [HubTask] {
        let untold = outcome.disclosures.filter { disclosure in
            disclosure.notice == nil && (disclosure.decision.outcome == .hold || disclosure.difference.kind.isUntelling)
        }
        return (untold.map(\.difference) + outcome.unreachable).map { difference in
            let subject = "\(difference.spell.id) \(difference.recipient)"
            return HubTask(.disclosureHeld, about: subject, cause: cause, raisedAt: now)
        }
    }

    /// Tasks that are over when their reason is; the others are closed by a person.
    private static let selfSettling: [HubTask.Kind] = [
        .noKnownAddress, .deselectDeceased, .deselectRegistrationEnded, .reviewRegistrationRetracted, .confirmDeparture,
        .askConsentAgain, .renewConsent, .settleRestriction, .schemeTask, .completeDecision, .considerCandidate,
        .confirmFlags,
    ]

    private func standingTasks(
        _ nominal: Nominal, _ responsible: Set<String>, cause: String, now: Timestamp
    ) -> [HubTask] {
        let open = nominal.spells.filter(\.isOpen)
        let hasTeam = !teams(among: responsible).isEmpty
        return open.flatMap { spell -> [HubTask] in
            if nominal.history.death != nil {
                return [HubTask(.deselectDeceased, about: spell.id, cause: cause, raisedAt: now)]
            }
            var kinds: [HubTask.Kind] = hasTeam ? [] : [.noKnownAddress]
            if nominal.history.isDepartureUnexplained { kinds.append(.confirmDeparture) }
            if let kind = nominal.history.registrationTask(for: spell) { kinds.append(kind) }
            return kinds.map { HubTask($0, about: spell.id, cause: cause, raisedAt: now) }
        }
    }

    /// A united record on which a consent does not stand any more: somebody has to ask the person again.
    private func suspendedConsent(_ history: NominalHistory, cause: String, now: Timestamp) -> [HubTask] {
        guard let union = history.union, history.isConsentSuspended else { return [] }
        let records = union.origins.sorted().map(String.init).joined(separator: "+")
        return [HubTask(.askConsentAgain, about: records, cause: cause, raisedAt: now)]
    }

    /// A de-selection that ends no stay: the wrong cohort, or a time before the selection. The hub must not believe it done.
    private func endlessDeselection(_ message: CanonicalMessage, _ nominal: Nominal, now: Timestamp) -> [HubTask] {
        guard case .deselection(let decision) = message.fact, !nominal.history.reading.held.contains(message.key),
            !nominal.history.spells.contains(where: { $0.cohort == decision.cohort && $0.end == message.time })
        else { return [] }
        return [HubTask(.deselectionEndsNothing, about: message.key, cause: message.id, raisedAt: now)]
    }

    /// A fact about a stay that had already ended when it arrived: a person decides whether it matters.
    func lateFact(_ message: CanonicalMessage, _ before: NominalHistory, now: Timestamp) -> [HubTask] {
        switch message.fact {
        case .custody, .hearingResulted, .rag, .warrant: break
        default: return []
        }
        let ended =
            before.deselections.isEmpty
            ? nil
            : before.spells.first { spell in
                spell.end.map { message.time >= spell.start && message.time < $0 } ?? false
            }
        return ended == nil ? [] : [HubTask(.lateFact, about: message.key, cause: message.id, raisedAt: now)]
    }
}

extension SubjectFacts {
    /// The facts about a nominal that the agreement may ask for; what nobody said is unknown, not no.
    init(_ history: NominalHistory, _ spell: Spell, now: Timestamp) {
        let custody = history.custody.status
        self.init(
            ageBand: history.ageBand(on: now.date),
            cohort: spell.isOpen ? Knowable(word: spell.cohort) : .known(.noCohort),
            statutory: history.statutory(in: spell),
            rag: Knowable(word: history.rating(in: spell)?.rawValue ?? RiskColour.unassessed.rawValue),
            custody: custody == .unknown
                ? .unknown("no movement reported") : .known(custody.isHeld ? .inside : .outside),
            consents: history.consentFacts(at: now), mappa: history.mappa,
            selectionRoute: spell.decision.panel?.route.map { Knowable(word: $0) } ?? .unknown("nobody has said"),
            riskAssessments: .known(history.disclosureAssessments(at: now)))
    }
}
