public import AgreementEngine
private import CanonicalModel
private import SchemeEngine

/// One thing a recipient should know and has not been told: the difference between the fold and the told ledger.
public struct Difference: Sendable, Hashable {
    /// The stay.
    public var spell: Spell
    /// Whom to tell.
    public var recipient: String
    /// About what.
    public var topic: Topic
    /// With which notice.
    public var kind: NoticeKind
    /// The ledger's value afterwards.
    public var value: String
    /// Whether it puts right what an earlier alert said: nothing new happened.
    public var isCorrection = false
}

extension Difference {
    /// Whether it is told under an emergency override; what takes it back is told like everything that untells.
    var isEmergency: Bool { topic.isOverride && kind != .recalled }
}

extension Nominal {
    /// What a change of colour that has its turn before the one that stands tells whoever has the person on its list.
    ///
    /// Who has yet to be told of the selection, or that the person is not theirs any more, was not to hear of it; but what always
    /// alerts is told before the stop.
    ///
    /// - Parameters:
    ///   - responsible: the recipients whose area covers the nominal's address now.
    ///   - teams: those of them that are neighbourhood teams.
    func alertDifferences(responsible: Set<String>, teams: Set<String>) -> [Difference] {
        spells.filter(\.isOpen).flatMap { spell in
            let isKept = isKept(by: teams, spell)
            return ledger.recipients(toldOf: spell.id).flatMap { recipient -> [Difference] in
                let told = ledger.standing(of: recipient, in: spell.id)
                let should = standing(spell, told: told, isResponsible: responsible.contains(recipient))
                if told == .active, should == .active { return update(spell, recipient, .rag) }
                let isTheirs = told == .active || !isKept || responsible.contains(recipient)
                guard should == .stopped, history.reading.areVisitsStopped, history.death == nil, told != nil, isTheirs,
                    history.reading.alert?.isAlarm ?? false
                else { return [] }
                return update(spell, recipient, .rag)
            }
        }
    }

    /// Everything that somebody should know and has not been told.
    ///
    /// - Parameters:
    ///   - responsible: the recipients whose area covers the nominal's address now.
    ///   - teams: those of them that are neighbourhood teams; nil for all.
    ///   - touched: the only topic that changed since the ledger last agreed; nil looks at everything. A court sends most of
    ///     the messages and each concerns one hearing, so comparing every hearing ever would make a long history slow.
    /// - Returns: the differences, in a fixed order: spells by start, recipients by id, standing first.
    public func differences(
        responsible: Set<String>, teams: Set<String>? = nil, touched: Topic? = nil
    ) -> [Difference] {
        spells.flatMap { spell in
            let told = ledger.recipients(toldOf: spell.id)
            let isKept = isKept(by: teams ?? responsible, spell)
            return responsible.union(told).sorted().flatMap {
                differences(spell, recipient: $0, isResponsible: responsible.contains($0), isKept: isKept, touched: touched)
            }
        }
    }

    private func differences(
        _ spell: Spell, recipient: String, isResponsible: Bool, isKept: Bool, touched: Topic?
    ) -> [Difference] {
        let told = ledger.standing(of: recipient, in: spell.id)
        let should = standing(spell, told: told, isResponsible: isResponsible)
        if should != told, let should {
            return [Difference(spell: spell, recipient: recipient, topic: .standing, kind: should.notice, value: should.rawValue)]
                + (should == .active ? [] : recalls(spell, recipient))
        }
        guard should == .active else {
            guard should == .stopped, history.reading.areVisitsStopped, history.death == nil else {
                return recalls(spell, recipient)
            }
            let isTheirs = isResponsible || !isKept
            guard isResponsible else {
                return whileStopped(spell, recipient, isTheirs: isTheirs, []) + recalls(spell, recipient)
            }
            // Whoever still hears of the courts is told what stands instead; to withdraw it besides would say that nothing does.
            return whileStopped(
                spell, recipient, isTheirs: isTheirs,
                courtTopics(spell, recipient).filter { touched == nil || touched == $0 })
        }
        return touched.map { update(spell, recipient, $0) } ?? updates(spell, recipient)
    }

    /// Whoever stops visits because of custody still hears of custody, for the day of release is when they begin again, and of
    /// what always alerts, and that what alerted was taken back: a correction reaches whoever was alerted (DESIGN decision 16).
    /// An alarm from before the prison had its turn then: whoever was not to hear of it does not hear of it because of a prison.
    /// A team whose area somebody left hears of no new one, unless no team that was told of the stay has the address now: an
    /// alarm that reached no team would be the worst silence. The courts' results come where the recipient is responsible: a
    /// bail or a sentence decides that day, and the missing flow of court results is why a hub exists (LDS 1.18).
    private func whileStopped(
        _ spell: Spell, _ recipient: String, isTheirs: Bool, _ courts: [Topic]
    ) -> [Difference] {
        let isDue = history.reading.alert.map { alert in
            alert.isCorrection || alert.isAlarm && isTheirs && (!alert.isKnown || isOpen(alert, spell, recipient))
        } ?? false
        return update(spell, recipient, .custody) + (isDue ? update(spell, recipient, .rag) : [])
            + courts.flatMap { update(spell, recipient, $0) }
    }

    /// Whether an alarm that an earlier look listed may still have to be told to whoever stops visits because of prison: nobody
    /// has decided a lower colour since, and it came in this prison, or the colour that they were told was taken back.
    private func isOpen(_ alert: SchemeReading.Alert, _ spell: Spell, _ recipient: String) -> Bool {
        if let decided = history.colour(in: spell), alert.at < decided.stamp.occurred, decided.value.rating < alert.rating {
            return false
        }
        let told = ledger[ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .rag)]?.value
        return history.isOfThisPrison(alert) || told == ToldLedger.recalledValue
    }

    /// Whether a team that has the address now was told of a stay.
    private func isKept(by teams: Set<String>, _ spell: Spell) -> Bool {
        teams.contains { ledger.standing(of: $0, in: spell.id) != nil }
    }

    /// What a recipient should believe. Whoever was told of the selection is told of the end, wherever the nominal lives
    /// and whatever became of the recipient since (the promise; CLV 8.23).
    func standing(_ spell: Spell, told: Standing?, isResponsible: Bool) -> Standing? {
        guard spell.isOpen else { return told == nil ? nil : .ended }
        if isResponsible && history.death == nil && !history.reading.areVisitsStopped { return .active }
        return told == nil ? nil : .stopped
    }

    /// Colour, custody and court results that changed since the recipient was told.
    private func updates(_ spell: Spell, _ recipient: String) -> [Difference] {
        let all = [.cohort, .rag, .custody] + courtTopics(spell, recipient)
        return all.flatMap { update(spell, recipient, $0) }
    }

    /// Hearings, warrants, and what was told of and is no more.
    private func courtTopics(_ spell: Spell, _ recipient: String) -> [Topic] {
        history.hearings.keys.sorted().map { Topic.hearing($0.text) } + history.warrants.keys.sorted().map { Topic.warrant($0) }
            + vanished(spell, recipient)
    }

    /// What a recipient was told of and no report is about any more: an item that turned out to be another's takes its hearing
    /// with it.
    private func vanished(_ spell: Spell, _ recipient: String) -> [Topic] {
        ledger.entries.keys.filter { key in
            key.spell == spell.id && key.recipient == recipient && !history.hasReport(about: key.topic)
        }
        .map(\.topic).sorted { $0.text < $1.text }
    }

    /// The difference in one topic, if there is one.
    private func update(_ spell: Spell, _ recipient: String, _ topic: Topic) -> [Difference] {
        let told = ledger[ToldLedger.Key(spell: spell.id, recipient: recipient, topic: topic)]?.value
        guard let (value, kind) = current(topic, spell, told: told), value != told else { return [] }
        if kind == .ragEscalation && history.isRiseKept(in: spell) { return [] }
        let isCorrection = topic == .rag && kind != .recalled && history.putsRight(told, in: spell)
        return [
            Difference(
                spell: spell, recipient: recipient, topic: topic, kind: kind, value: value, isCorrection: isCorrection)
        ]
    }

    /// What a topic says now, and with which notice it is told; nil when there is nothing to say within the spell.
    func current(_ topic: Topic, _ spell: Spell, told: String?) -> (value: String, kind: NoticeKind)? {
        switch topic {
        case .standing: return nil
        case .cohort: return spell.changed == nil ? nil : (spell.cohort, .selection)
        case .rag:
            // A selection that reaffirms a stay without a colour takes none back; a rectified colour is taken back by the order.
            guard let (rating, value, _) = history.toldColour(in: spell) else {
                // What a scheme alerted rested on something that is no more: nobody decided it, so no reaffirmation keeps it.
                return ToldLedger.isAlert(told) ? Self.nothingLeft(of: told) : nil
            }
            if history.reading.hasColours && !isAlertNews(to: told, spell, rating) { return nil }
            // The same colour, now confirmed, is told as what it was told as before: a rise.
            let before = told.flatMap(ToldLedger.rating)
            let isRise = before.map { $0 < rating || $0 == rating && !history.putsRight(told, in: spell) } ?? true
            return (value, isRise ? .ragEscalation : .ragReduction)
        case .custody:
            let status = history.custody.status
            guard status == .unknown else { return (status.rawValue, .custody) }
            // Gone, nobody says how, is no reason to take anything back; no movement at all is.
            return history.movements.isEmpty ? Self.nothingLeft(of: told) : nil
        case .hearing(let text):
            let key = NominalHistory.HearingKey(text: text)
            return courtWord(key.flatMap { history.hearings[$0]?.digest }, of: key?.date, spell, told: told)
        case .warrant(let key):
            let report = history.warrants[key]?.standing
            return courtWord(report?.digest, of: report?.stamp.occurred.date, spell, told: told)
        case .override:
            let content = NoticeContent(.ragEscalation, topic, history, spell)
            return content.values.isEmpty ? nil : (content.digest, .ragEscalation)
        }
    }

    /// Whether a scheme's last change of colour is news to somebody who was told this.
    ///
    /// Each transition is told once, and no colour without one: the selection itself told the first. That a colour which it told
    /// was decided is no news either.
    private func isAlertNews(to told: String?, _ spell: Spell, _ rating: RAGRating) -> Bool {
        guard let alert = history.alert(in: spell) else { return false }
        if alert.late != nil { return true }
        if told == rating.rawValue && alert.isPlain { return false }
        let believed = told.flatMap(ToldLedger.rating)
        if alert.isHollow { return believed.map { $0 != rating } ?? false }
        guard let heard = ToldLedger.transition(of: told) else { return true }
        if heard == alert.transition { return false }
        // Who heard of one that is listed no more was told of no other, but may believe what is true all the same.
        let isMissed = !alert.isKnown || history.reading.earlier.contains(heard)
        return isMissed || believed != rating || ToldLedger.isUnconfirmed(told) != alert.isUnconfirmed
    }

    /// What a court's word says now.
    ///
    /// One from before the stay is told to nobody; but whoever was told of another is told what stands instead, whatever its
    /// day, and that nothing does where nothing does (DESIGN decision 16).
    private func courtWord(
        _ digest: String?, of day: CalendarDate?, _ spell: Spell, told: String?
    ) -> (value: String, kind: NoticeKind)? {
        guard let digest, let day else { return Self.nothingLeft(of: told) }
        return Self.isTold(told) || day >= spell.start.date ? (digest, .courtResult) : nil
    }

    /// Whoever was told of what nobody says any more is told that it is withdrawn.
    private static func nothingLeft(of told: String?) -> (value: String, kind: NoticeKind)? {
        isTold(told) ? (ToldLedger.recalledValue, .recalled) : nil
    }

    /// Whether what the ledger says of a topic is something that a recipient has.
    private static func isTold(_ value: String?) -> Bool {
        value.map { $0 != ToldLedger.recalledValue && $0 != ToldLedger.unsentValue } ?? false
    }

    /// Court results told to somebody who is no longer kept informed and that are now wrong (DESIGN decision 3).
    private func recalls(_ spell: Spell, _ recipient: String) -> [Difference] {
        ledger.entries.compactMap { key, entry -> (Topic, String)? in
            guard key.spell == spell.id, key.recipient == recipient, entry.value != ToldLedger.recalledValue,
                entry.value != ToldLedger.unsentValue
            else { return nil }
            switch key.topic {
            case .hearing(let hearing):
                let report = NominalHistory.HearingKey(text: hearing).flatMap { history.hearings[$0] }
                return report?.digest == entry.value ? nil : (key.topic, hearing)
            case .warrant(let warrant):
                return history.warrants[warrant]?.standing?.digest == entry.value ? nil : (key.topic, warrant)
            case .standing, .cohort, .rag, .custody, .override: return nil
            }
        }
        .sorted { $0.1 < $1.1 }
        .map {
            Difference(
                spell: spell, recipient: recipient, topic: $0.0, kind: .recalled, value: ToldLedger.recalledValue)
        }
    }
}

extension NominalHistory {
    /// Whether an alert came to be after the prison began that the person is in.
    fileprivate func isOfThisPrison(_ alert: SchemeReading.Alert) -> Bool {
        custodyPeriods.last.map { $0.from <= alert.at } ?? true
    }

    /// Whether anything is known of a hearing or a warrant; of every other topic something always is.
    fileprivate func hasReport(about topic: Topic) -> Bool {
        switch topic {
        case .standing, .cohort, .rag, .custody, .override: true
        case .hearing(let text): HearingKey(text: text).map { hearings[$0] != nil } ?? false
        case .warrant(let key): warrants[key]?.standing != nil
        }
    }
}

extension Standing {
    /// The notice that brings a recipient to this standing.
    var notice: NoticeKind {
        switch self {
        case .active: .selection
        case .stopped: .stopVisits
        case .ended: .deselection
        case .confused: preconditionFailure("Nobody should be confused; a record's standing is never that.")
        }
    }
}
