internal import AgreementEngine
internal import CanonicalModel

extension ContentBasedRouter {
    /// Takes back what rests on a consent that does not stand any more, and nothing else (reference 5.4).
    ///
    /// What was fetched is to be used no longer, erased, and its erasure confirmed; a claim ticket that nobody fetched is
    /// stopped if it has not left. What was done before stays lawful.
    func retract(_ outcome: inout RoutingOutcome, responsible: Set<String>, cause: String, now: Timestamp) {
        let resting = outcome.nominal.ledger.entries.filter { !$0.value.held.isEmpty || !$0.value.ticket.isEmpty }
        for (key, entry) in resting.sorted(by: { $0.key.order < $1.key.order }) {
            if !entry.held.isEmpty {
                stopUse(key, entry, &outcome, responsible: responsible, cause: cause, now: now)
            } else if !isAnyStanding(entry.ticket, outcome.nominal.history, now: now), let notice = entry.notice {
                outcome.tickets.append((key, notice))
            }
        }
    }

    /// Whether the consent of any of some fields still stands; one that lapsed was never taken back.
    private func isAnyStanding(_ fields: [String: String], _ history: NominalHistory, now: Timestamp) -> Bool {
        let consents = history.answersIgnoringExpiry(at: now)
        return fields.values.contains { decisionPoint.consentStands(rule: $0, consents, now: now) }
    }

    /// The fields that a recipient holds and may not use any more.
    ///
    /// Their consent was taken back, or suspended by a union of records, and no other basis lets them go. A consent that merely
    /// lapsed takes nothing back.
    private func lost(
        _ key: ToldLedger.Key, _ entry: ToldLedger.Entry, _ history: NominalHistory, now: Timestamp
    ) -> [String] {
        let consents = history.answersIgnoringExpiry(at: now)
        let gone = entry.held.filter { !decisionPoint.consentStands(rule: $0.value, consents, now: now) }.keys
        guard !gone.isEmpty else { return [] }
        let still = fetchable(key.topic.kind, key, history, now: now)?.decision.rules(of: .permit) ?? [:]
        return gone.filter { still[$0] == nil }.sorted()
    }

    private func stopUse(
        _ key: ToldLedger.Key, _ entry: ToldLedger.Entry, _ outcome: inout RoutingOutcome, responsible: Set<String>,
        cause: String, now: Timestamp
    ) {
        let history = outcome.nominal.history
        let scope = lost(key, entry, history, now: now)
        guard !scope.isEmpty, let spell = history.spells.first(where: { $0.members.contains(key.spell) }) else {
            return
        }
        // Only the ticket itself is withdrawn: a de-selection told since stands, and so does what it told.
        let isTicket = !entry.ticket.isEmpty
        let difference = Difference(
            spell: spell, recipient: key.recipient, topic: key.topic, kind: .recalled,
            value: isTicket ? key.topic.uncertain : entry.value)
        guard let recipient = directory.recipient(key.recipient) else {
            outcome.unreachable.append(difference)
            return
        }
        let content = NoticeContent(stopping: scope, history, spell, isNamed: entry.isNamed)
        let request = request(
            .recalled, content, to: recipient, history, spell, coversArea: responsible.contains(recipient.id), now: now)
        let decision = decisionPoint.decide(request)
        var disclosure = self.disclosure(difference, request, decision, history)
        if decision.outcome == .release || decision.outcome == .releaseReduced {
            let notice = stopNotice(key, entry, content, decision, cause: cause, now: now)
            var after = ToldLedger.Entry(
                revision: notice.revision, value: difference.value, notice: isTicket ? notice.id : entry.notice,
                isNamed: entry.isNamed, held: entry.held)
            for field in scope { after.held[field] = nil }
            set(key, after, &outcome)
            disclosure.notice = notice
        }
        outcome.disclosures.append(disclosure)
    }

    private func stopNotice(
        _ key: ToldLedger.Key, _ entry: ToldLedger.Entry, _ content: NoticeContent, _ decision: DisclosureDecision,
        cause: String, now: Timestamp
    ) -> Notice {
        let revision = entry.revision + 1
        return Notice(
            id: Notice.id(
                spell: key.spell, recipient: key.recipient, kind: .recalled, topic: key.topic, revision: revision),
            kind: .recalled, recipient: key.recipient, spell: key.spell, topic: key.topic, revision: revision,
            supersedes: entry.ticket.isEmpty ? nil : entry.notice, cause: cause, decidedAt: now,
            acknowledgeBy: decision.obligations.acknowledgeWithinHours.map { now.adding(seconds: Int64($0) * 3_600) },
            fields: released(content, decision))
    }
}

extension Topic {
    /// The notice that tells of the topic: what a fetch of it would be decided as.
    fileprivate var kind: NoticeKind {
        switch self {
        case .standing, .cohort: .selection
        case .rag, .override: .ragEscalation
        case .custody: .custody
        case .hearing, .warrant: .courtResult
        }
    }

    /// What the ledger says of a topic once its telling was taken back: it is told again as soon as a rule permits it, and its
    /// end is told whatever happens.
    fileprivate var uncertain: String {
        self == .standing ? Standing.confused.rawValue : ToldLedger.recalledValue
    }
}
