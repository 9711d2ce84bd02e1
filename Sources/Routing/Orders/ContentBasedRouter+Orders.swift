internal import AgreementEngine
public import CanonicalModel

/// What follows from an order about the record itself.
extension ContentBasedRouter {
    /// Takes back what may not be used for now: everything of a restricted record, the topic of a restricted item, or a notice
    /// that went astray.
    ///
    /// The recipients have to restrict it too (Data Protection Act 2018 s.48(9)), so every one that holds it is told. What was
    /// told is then uncertain in the ledger: when the restriction is lifted it is told again, and its end is told whatever
    /// happens.
    func obey(_ accepted: AcceptedMessage, _ outcome: inout RoutingOutcome, responsible: Set<String>, now: Timestamp) {
        let taken: [(key: ToldLedger.Key, entry: ToldLedger.Entry)]
        switch accepted.message.fact {
        case .ordered(let order) where order.kind == .restricted: taken = restricted(outcome.nominal)
        case .misdirected(let report): taken = astray(report, outcome.nominal)
        default: return
        }
        for (key, entry) in taken {
            takeBack(key, entry, &outcome, responsible: responsible, cause: accepted.message.id, now: now)
        }
    }

    /// A record after an item of it was found to be inaccurate: every holder is told what stands instead, or that nothing does.
    ///
    /// - Parameters:
    ///   - accepted: the order.
    ///   - item: the id of the item's message.
    ///   - history: of the record without the item.
    ///   - nominal: the record with it.
    ///   - now: the core's clock.
    public func rectify(
        _ accepted: AcceptedMessage, item: String, history: NominalHistory, nominal: consuming Nominal, now: Timestamp
    ) -> RoutingOutcome {
        // Read anew: a record that was folded since the last start has no reading of what was told.
        let before = readNow(nominal, now: now).history
        var outcome = RoutingOutcome(nominal: nominal, fate: .recorded)
        outcome.nominal.history = history
        _ = outcome.nominal.history.fold(accepted)
        // A history that was folded anew has no reading: without one whoever stops visits would be told to begin again.
        var touched: Topic?
        let assessment = read(&outcome.nominal, &touched, now: accepted.message.seen(at: now))
        let responsible = responsible(for: outcome.nominal.history)
        outcome.tellings += outcome.nominal.doubt(before, topic: before.topic(ofItem: item))
        let cause = accepted.message.id
        retract(&outcome, responsible: responsible, cause: cause, now: now)
        for (key, entry) in outcome.nominal.colourless(before, before.topic(ofItem: item)) {
            takeBack(key, entry, &outcome, responsible: responsible, cause: cause, now: now)
        }
        look(&outcome, assessment, touched: nil, responsible: responsible, cause: cause, now: now)
        let source = HubTask(.tellSource, about: accepted.message.key, cause: cause, raisedAt: now)
        raiseTasks(
            &outcome, accepted.message, late: [source], nil, assessment, responsible: responsible, now: now)
        if !outcome.notices.isEmpty { outcome.fate = .notified }
        return outcome
    }

    private func restricted(_ nominal: Nominal) -> [(key: ToldLedger.Key, entry: ToldLedger.Entry)] {
        let (isWhole, topics) = (nominal.history.isRestricted, nominal.history.restrictedTopics)
        return nominal.ledger.entries.filter { key, entry in
            (isWhole || topics.contains(key.topic)) && entry.isHeld(as: key.topic)
        }
        .sorted { $0.key.order < $1.key.order }.map { ($0.key, $0.value) }
    }

    /// The place of the notice in the ledger, if it is the last word there: what followed it corrected it already.
    private func astray(
        _ report: MisdirectionReport, _ nominal: Nominal
    ) -> [(key: ToldLedger.Key, entry: ToldLedger.Entry)] {
        nominal.ledger.entries.filter { key, entry in
            key.recipient == report.recipient && entry.notice == report.notice && entry.isHeld(as: key.topic)
        }
        .map { ($0.key, $0.value) }
    }

    private func takeBack(
        _ key: ToldLedger.Key, _ entry: ToldLedger.Entry, _ outcome: inout RoutingOutcome, responsible: Set<String>,
        cause: String, now: Timestamp
    ) {
        var after = entry
        after.value = key.topic == .standing ? Standing.confused.rawValue : ToldLedger.recalledValue
        let standing = ToldLedger.Key(spell: key.spell, recipient: key.recipient, topic: .standing)
        // What a selection told besides is taken back with the selection.
        let isBundled = key.topic != .standing && entry.notice == nil
        if isBundled && outcome.nominal.history.isRestricted && outcome.nominal.ledger[standing] != nil {
            return set(key, after, &outcome)
        }
        guard let spell = outcome.nominal.spells.first(where: { $0.id == key.spell || $0.members.contains(key.spell) })
        else { return }
        let history = outcome.nominal.history
        let difference = Difference(
            spell: spell, recipient: key.recipient, topic: key.topic, kind: .recalled, value: after.value)
        guard let recipient = directory.recipient(key.recipient) else {
            outcome.unreachable.append(difference)
            return set(key, after, &outcome)
        }
        let isNamed = outcome.nominal.ledger.isNamed(to: key.recipient, in: key.spell)
        let content = NoticeContent(.recalled, key.topic, history, spell, isNamed: isNamed)
        let request = request(
            .recalled, content, to: recipient, history, spell, coversArea: responsible.contains(recipient.id), now: now)
        let decision = decisionPoint.decide(request)
        var disclosure = self.disclosure(difference, request, decision, history)
        if decision.outcome == .release || decision.outcome == .releaseReduced {
            let revision = entry.revision + 1
            let id = Notice.id(
                spell: key.spell, recipient: key.recipient, kind: .recalled, topic: key.topic, revision: revision)
            (after.revision, after.notice, after.ticket, after.held, after.replaced) = (revision, id, [:], [:], nil)
            disclosure.notice = Notice(
                id: id, kind: .recalled, recipient: key.recipient, spell: key.spell, topic: key.topic,
                revision: revision,
                supersedes: entry.notice, cause: cause, decidedAt: now,
                acknowledgeBy: decision.obligations.acknowledgeWithinHours.map {
                    now.adding(seconds: Int64($0) * 3_600)
                },
                fields: released(content, decision))
        }
        set(key, after, &outcome)
        outcome.disclosures.append(disclosure)
    }
}

extension ToldLedger.Entry {
    /// Whether a recipient has something by this entry that it may use: one that was told to stop has been told.
    fileprivate func isHeld(as topic: Topic) -> Bool {
        topic == .standing
            ? value == Standing.active.rawValue
            : value != ToldLedger.recalledValue && value != ToldLedger.unsentValue
    }
}

extension Nominal {
    /// What recipients have of a colour where none is left, after the item was rectified that decided it or that the scheme
    /// derived it from.
    fileprivate func colourless(_ before: NominalHistory, _ topic: Topic?) -> [(
        key: ToldLedger.Key, entry: ToldLedger.Entry
    )] {
        let bare = spells.filter { spell in
            history.toldColour(in: spell) == nil && (topic == .rag || before.toldColour(in: spell) != nil)
        }
        return ledger.entries.filter { key, entry in
            key.topic == .rag && entry.isHeld(as: .rag) && bare.contains { $0.members.contains(key.spell) }
        }
        .sorted { $0.key.order < $1.key.order }.map { ($0.key, $0.value) }
    }

    /// Makes uncertain what recipients were told that the record says no more, so that what stands is told to each of them.
    ///
    /// - Parameters:
    ///   - before: the history with the item that turned out to be wrong.
    ///   - topic: what the item was told under; nil when it said who the person is.
    fileprivate mutating func doubt(
        _ before: NominalHistory, topic: Topic?
    ) -> [(key: ToldLedger.Key, entry: ToldLedger.Entry)] {
        let isSomebodyElse =
            before.name?.value != history.name?.value || before.dateOfBirth?.value != history.dateOfBirth?.value
            || before.verifiedPNC != history.verifiedPNC
        var changed = [(key: ToldLedger.Key, entry: ToldLedger.Entry)]()
        for (key, entry) in ledger.entries.sorted(by: { $0.key.order < $1.key.order }) {
            var after = entry
            if key.topic == .standing {
                guard isSomebodyElse, Standing(rawValue: entry.value) != nil else { continue }
                after.value = Standing.confused.rawValue
            } else {
                // The same word may have come with another date or place; what stands is told anew, if anything does. A colour is
                // no more than its word.
                guard key.topic == topic, key.topic != .rag,
                    let spell = spells.first(where: { $0.members.contains(key.spell) }),
                    current(key.topic, spell, told: entry.value)?.value == entry.value
                else { continue }
                after.value = ToldLedger.recalledValue
            }
            ledger[key] = after
            changed.append((key, after))
        }
        return changed
    }
}
