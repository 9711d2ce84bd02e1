internal import AgreementEngine
public import CanonicalModel

extension ContentBasedRouter {
    /// What follows for one of the people that a record turned out to hold: their ledger, the withdrawal of every notice about
    /// the wrong person, and whatever has to be told again.
    ///
    /// - Parameters:
    ///   - accepted: the decision that showed it.
    ///   - part: this person's history, the ledger that their records had alone, and their open tasks.
    ///   - united: the ledger of the record that is divided.
    ///   - tellings: every traced notice of that record, oldest first.
    ///   - records: this person's records.
    ///   - doubted: acceptance numbers of messages that turned out to be about somebody else.
    ///   - former: stays that are nobody's any more, because their selection turned out to be about somebody else.
    ///   - abandoned: the names of such stays, old ones too.
    ///   - now: the core's clock.
    public func divide(
        _ accepted: AcceptedMessage, part: Nominal, from united: ToldLedger, _ tellings: [TracedTelling],
        records: Set<Int64>, doubted: Set<Int64> = [], former: [Spell] = [], abandoned: Set<String> = [], now: Timestamp
    ) -> (outcome: RoutingOutcome, division: LedgerDivision) {
        let responsible = responsible(for: part.history)
        let part = readNow(part, now: now)
        let division = LedgerDivision(
            part, from: united, tellings, records: records, doubted: doubted, abandoned: abandoned,
            responsible: responsible)
        var outcome = RoutingOutcome(nominal: part, fate: .separated)
        outcome.nominal.ledger = division.ledger
        for telling in division.wrong {
            withdraw(telling, &outcome, former, cause: accepted.message.id, responsible: responsible, now: now)
        }
        _ = outcome.nominal.gatherTellings()
        importTellings(&outcome)
        retract(&outcome, responsible: responsible, cause: accepted.message.id, now: now)
        settle(&outcome, touched: nil, responsible: responsible, cause: accepted.message.id, now: now)
        let late = lateFact(accepted.message, part.history, now: now)
        let assessment = assessment(of: outcome.nominal, now: now)
        raiseTasks(&outcome, accepted.message, late: late, nil, assessment, responsible: responsible, now: now)
        if !division.wrong.isEmpty {
            for kind in [HubTask.Kind.followWithdrawals, .assessBreach] {
                let task = HubTask(kind, about: accepted.message.key, cause: accepted.message.id, raisedAt: now)
                if outcome.nominal.openTasks.insert(task.key).inserted { outcome.raised.append(task) }
            }
        }
        outcome.fate = .separated
        return (outcome, division)
    }

    /// Withdraws one notice: a `notice.recalled` that supersedes it and is itself to be acknowledged.
    private func withdraw(
        _ telling: TracedTelling, _ outcome: inout RoutingOutcome, _ former: [Spell], cause: String,
        responsible: Set<String>, now: Timestamp
    ) {
        let (key, history) = (telling.key, outcome.nominal.history)
        let spells = history.spells + former
        guard let spell = spells.first(where: { $0.members.contains(key.spell) }),
            let entry = outcome.nominal.ledger[key]
        else { return }
        let difference = Difference(
            spell: spell, recipient: key.recipient, topic: key.topic, kind: .recalled, value: entry.value)
        guard let recipient = directory.recipient(key.recipient) else {
            outcome.unreachable.append(difference)
            return
        }
        let content = NoticeContent(withdrawing: telling.fields, history, spell)
        let request = request(
            .recalled, content, to: recipient, history, spell, coversArea: responsible.contains(recipient.id), now: now)
        let decision = decisionPoint.decide(request)
        var disclosure = self.disclosure(difference, request, decision, history)
        if decision.outcome == .release || decision.outcome == .releaseReduced {
            let revision = entry.revision + 1
            let id = Notice.id(
                spell: key.spell, recipient: key.recipient, kind: .recalled, topic: key.topic, revision: revision)
            var after = entry
            (after.revision, after.notice) = (revision, id)
            (after.ticket, after.held) = ([:], [:])
            set(key, after, &outcome)
            disclosure.notice = Notice(
                id: id, kind: .recalled, recipient: key.recipient, spell: key.spell, topic: key.topic,
                revision: revision,
                supersedes: telling.notice, cause: cause, decidedAt: now,
                acknowledgeBy: decision.obligations.acknowledgeWithinHours.map {
                    now.adding(seconds: Int64($0) * 3_600)
                },
                fields: released(content, decision))
        }
        outcome.disclosures.append(disclosure)
    }
}
