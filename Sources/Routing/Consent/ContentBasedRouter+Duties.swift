internal import AgreementEngine
public import CanonicalModel

extension ContentBasedRouter {
    /// What became of the person's answer about support, by a message that was folded in.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - wasRefused: whether any refusal about support stood before it.
    ///   - history: what is known with it.
    /// - Returns: nil when a refusal about support still stands or still stands not, or the message is about anything else:
    ///   refusing a councillor, a landlord or a researcher has no consequence (LDS 1.24; agreement reference 5.1). One class of
    ///   recipient agreed to while another is refused reverses nothing.
    func event(
        of message: CanonicalMessage, wasRefused: Bool, after history: NominalHistory
    ) -> DutyEvent? {
        // A mistake taken back is nobody's answer: the prior state returns, and nothing follows from it (reference 5.1).
        guard isAboutSupport(message), !message.isCorrection else { return nil }
        switch (wasRefused, history.isSupportRefused) {
        case (false, true): return .consentRefused
        case (true, false): return .consentGiven
        case (true, true), (false, false): return nil
        }
    }

    /// Whether a message is an answer about support.
    func isAboutSupport(_ message: CanonicalMessage) -> Bool {
        guard case .consent(let record) = message.fact else { return false }
        return DutyEvent.isAboutSupport(covers: record.covers, purpose: record.purpose)
    }

    /// The tasks that the agreement's duties raise, a stay at a time; nothing ever moves by itself.
    func dutyTasks(_ event: DutyEvent, _ nominal: Nominal, cause: String, now: Timestamp) -> [HubTask] {
        nominal.spells.filter(\.isOpen).flatMap { spell in
            let facts = SubjectFacts(nominal.history, spell, now: now)
            let orders = decisionPoint.orders(on: event, facts, now: now).compactMap { order in
                HubTask(order, about: spell, nominal.history, cause: cause, raisedAt: now)
            }
            let demands = decisionPoint.requirements(on: event, facts, now: now).map { requirement in
                demand(requirement, about: spell, nominal.history, cause: cause, raisedAt: now)
            }
            return orders + demands
        }
    }

    /// The hub is asked for what a duty demands to be stated: nobody else can say it.
    private func demand(
        _ requirement: DutyRequirement, about spell: Spell, _ history: NominalHistory, cause: String,
        raisedAt: Timestamp
    ) -> HubTask {
        let hub = directory.hub.discloser
        var task = HubTask(
            .meetRequirement, about: "\(spell.id) \(requirement.rule)", cause: cause, raisedAt: raisedAt)
        task.detail = HubTask.Detail(
            rule: requirement.rule, to: "\(hub.party)/\(hub.role)",
            proposal: "state " + requirement.words.joined(separator: ", "), unknown: requirement.unknown,
            isStatutory: spell.decision.isStatutory, rag: history.rating(in: spell)?.rawValue)
        return task
    }

    /// The open tasks that an event makes pointless: a consent settles what a refusal asked, and the other way round.
    func tasksOvertaken(by event: DutyEvent, _ nominal: Nominal) -> [String] {
        let kinds: [HubTask.Kind] =
            switch event {
            case .consentGiven: [.decideStrand, .considerGround]
            case .consentRefused: [.decideStrandAgain]
            case .selected, .deselected: []
            }
        return nominal.openTasks.filter { key in kinds.contains { key.hasPrefix($0.rawValue + " ") } }.sorted()
    }

    /// Does what the calendar alone brings about: a consent has to be renewed before it runs out, and one that was given for
    /// later comes into effect, so that what waited for it is told.
    ///
    /// - Parameters:
    ///   - nominal: the record.
    ///   - cause: the message of the consent.
    ///   - now: the core's clock.
    public func remind(_ nominal: consuming Nominal, cause: String, now: Timestamp) -> RoutingOutcome {
        var outcome = RoutingOutcome(nominal: nominal, fate: .recorded)
        if outcome.nominal.history.hasBegun(by: now) {
            var touched: Topic?
            let assessment = read(&outcome.nominal, &touched, now: now)
            let responsible = responsible(for: outcome.nominal.history)
            look(&outcome, assessment, touched: nil, responsible: responsible, cause: cause, now: now)
        }
        let wanted =
            renewals(outcome.nominal, cause: cause, now: now) + disclosureTasks(outcome, cause: cause, now: now)
            + heldTasks(outcome, cause: cause, now: now)
        for task in wanted where outcome.nominal.openTasks.insert(task.key).inserted { outcome.raised.append(task) }
        return outcome
    }

    /// Consents of people on a cohort that run out soon, or have.
    func renewals(_ nominal: Nominal, cause: String, now: Timestamp) -> [HubTask] {
        guard nominal.history.isRenewalDue(at: now) else { return [] }
        return nominal.spells.filter(\.isOpen).map {
            HubTask(.renewConsent, about: $0.id, cause: cause, raisedAt: now)
        }
    }

    /// Whose a task is: the hub's owner, or the post that a duty of the agreement names.
    public func owner(of task: HubTask) -> String {
        // A role of a scheme is a post by itself.
        if let detail = task.detail, detail.scheme != nil { return detail.to }
        guard let to = task.detail?.to, to != "\(directory.hub.discloser.party)/\(directory.hub.discloser.role)" else {
            return directory.hub.owner.name
        }
        return directory.recipients.first { "\($0.party)/\($0.role)" == to }?.name ?? to
    }
}

extension CanonicalMessage {
    /// Whether it takes back a record of consent that was entered in error.
    fileprivate var isCorrection: Bool {
        if case .consent(let record) = fact { record.state == .enteredInError } else { false }
    }
}

extension NominalHistory {
    /// Whether any refusal about support stands, for whatever class of recipient; a withdrawal is one.
    var isSupportRefused: Bool {
        consents.contains { key, answer in
            answer.value.state != .given && DutyEvent.isAboutSupport(covers: key.covers, purpose: key.purpose)
        }
    }
}

extension HubTask {
    /// The task that a duty of the agreement orders; nil when there is nothing to reverse.
    fileprivate init?(
        _ order: DutyOrder, about spell: Spell, _ history: NominalHistory, cause: String, raisedAt: Timestamp
    ) {
        let kind: Kind
        switch (order.task.kind, order.isReversal) {
        case (.decideStrand, false): kind = .decideStrand
        case (.decideStrand, true): kind = .decideStrandAgain
        case (.considerGround, false): kind = .considerGround
        case (.considerGround, true), (.exitInterview, _): return nil
        }
        let proposal = order.isReversal ? order.task.proposes.flatMap(Self.reverse) : order.task.proposes
        if order.isReversal && proposal == nil { return nil }
        // By which order is not stated, but that there is one is enough to know that the ground is not open (CLV 8.19).
        if kind == .considerGround && spell.decision.isStatutory == true { return nil }
        self.init(kind, about: spell.id, cause: cause, raisedAt: raisedAt)
        detail = Detail(
            rule: order.rule, to: order.task.to, proposal: order.unknown.isEmpty ? proposal : nil,
            unknown: order.unknown,
            isStatutory: spell.decision.isStatutory, rag: history.rating(in: spell)?.rawValue)
    }

    /// The strand that takes the place of another once the person agrees to be helped (LDS 1.24).
    private static func reverse(_ strand: String) -> String? {
        strand == StrandDecision.Strand.catchAndControl.rawValue
            ? StrandDecision.Strand.rehabilitateAndResettle.rawValue : nil
    }
}
