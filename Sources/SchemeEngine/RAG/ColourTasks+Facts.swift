import CanonicalModel

extension ColourTasks {
    /// News of a white name goes to the panel and not to the beat, which was told to stop (DES-11, DES-12).
    mutating func askPanel(_ dormancy: PanelDecision) {
        let void = facts.void(by: now)
        let answered = facts.decisions.last(where: \.answersReturn)?.at ?? dormancy.at
        let news = facts.triggers.filter { $0.known > dormancy.known && $0.known > answered && !void.contains($0.id) }
        guard let first = news.min(by: { ($0.known, $0.id) < ($1.known, $1.id) }) else { return }
        let rule = palette.white
        add(
            "returns-from-white", "\(dormancy.id) \(first.id)",
            "There is news of a dormant name: bring it back to the table.",
            rule.header, rule.role, since: first.known, due: first.known.adding(hours: rule.withinHours))
    }

    /// The colour is assessed before the release, and after it where nobody did.
    mutating func askRelease(_ shown: ColourSnapshot) {
        guard let period = shown.custody ?? shown.unassessedRelease else { return }
        let plan = facts.plannedRelease(in: period, knownBy: now)
        let ahead = facts.releaseAhead(in: period, palette, knownBy: now)
        guard let since = ahead ?? shown.unassessedRelease?.ends else { return }
        guard !facts.rates.contains(where: { $0.at >= since }) else { return }
        let rule = palette.release
        let day = LondonTime.day(of: since)
        let due =
            plan.map { LondonTime.utc($0.day, secondOfDay: 0) }
            ?? LondonTime.utc(CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 1), secondOfDay: 0)
        add(
            "assess-before-release", "\(shown.anchor) \(period.from) \(plan.map { "\($0.day)" } ?? "unplanned")",
            "Assess the colour for the release; until then it shows amber or higher.", rule.header, rule.role,
            since: since,
            due: max(due, since))
    }

    /// Somebody was cleared: a decision fell with it, or nobody can say of what.
    mutating func askCleared(_ shown: ColourSnapshot) {
        let duty = palette.confirmation
        for word in facts.withdrawals where !facts.isLookedAt(since: word.known, by: now) {
            if word.isUnclear {
                add(
                    "say-what-was-cleared", word.id,
                    "Say which trigger falls: the message that cleared the person names none.",
                    word.rule, duty.role, since: word.known, due: word.known.adding(hours: duty.withinHours))
            } else if shown.risk?.fallen.contains(where: { facts.isFelled($0, by: word) }) == true {
                add(
                    "decide-colour-again", word.id, "What the colour rested on was taken back: decide it again.",
                    word.rule, duty.role, since: word.known, due: word.known.adding(hours: duty.withinHours))
            }
        }
    }

    /// Somebody was cleared after they left: no colour changes any more, and those who were alerted still have to hear
    /// of it.
    mutating func askUncorrected() {
        let duty = palette.confirmation
        let corrected = Set(replay.transitions.flatMap(\.corrects))
        let standing = replay.transitions.filter { !corrected.contains($0.key) }
        for word in facts.withdrawals where !facts.isLookedAt(since: word.known, by: now) {
            let gone = Set(facts.triggers.filter(word.takesBack).map(\.id))
            guard standing.contains(where: { !gone.isDisjoint(with: $0.causes) }) else { continue }
            add(
                "correct-alerts", word.id, "Tell everyone who was alerted that what they were told was taken back.",
                word.rule, duty.role, since: word.known, due: word.known.adding(hours: duty.withinHours),
                isDoneByWord: true)
        }
    }

    /// What comes after its period was closed goes to the reviewer, not to the beat (6.5, "Order").
    mutating func askLate() {
        let void = facts.void(by: now)
        for trigger in facts.triggers where !void.contains(trigger.id) && facts.isLate(trigger, by: now) {
            let rule = palette.late
            add(
                "late-item", trigger.id,
                "It came after the colour was decided, and might have changed that decision: look again.",
                rule.header, rule.role, since: trigger.known, due: trigger.known.adding(hours: rule.withinHours),
                isDoneByWord: true)
        }
    }

    /// What a trigger owes the person besides, such as an offer to come back (RAG-12).
    mutating func askOffers() {
        let void = facts.void(by: now)
        var asked = Set<String>()
        for trigger in facts.triggers where !void.contains(trigger.id) {
            guard let asks = trigger.asks, !facts.isTakenUp(since: trigger.occurred),
                facts.membership(at: now).map({ $0.from <= trigger.occurred }) == true, asked.insert(asks.kind).inserted
            else { continue }
            add(
                asks.kind, trigger.id, asks.sentence, trigger.rule, asks.role, since: trigger.known,
                due: trigger.known.adding(hours: asks.withinHours), isDoneByWord: true)
        }
    }
}

extension PanelDecision {
    /// Whether the panel answered news of a dormant name.
    fileprivate var answersReturn: Bool {
        switch matter {
        case .select, .decline, .makeDormant, .deselect, .review: true
        default: false
        }
    }
}

extension ColourCase {
    /// Whether a decision fell because of a word that took triggers back.
    fileprivate func isFelled(_ rate: Rate, by word: Withdrawal) -> Bool {
        triggers.contains { trigger in
            word.takesBack(trigger)
                && (rate.evidence.isEmpty ? trigger.occurred <= rate.at : rate.evidence.contains(trigger.id))
        }
    }

    /// Whether a trigger came after the decision that closed its period, might have changed it, and nobody has looked
    /// since.
    fileprivate func isLate(_ trigger: Trigger, by now: Timestamp) -> Bool {
        guard let standing = rates.last(where: { $0.at < trigger.known }), trigger.occurred <= standing.at,
            let membership = membership(at: standing.at), membership.from <= trigger.occurred,
            trigger.raises > standing.rating
        else { return false }
        return !isLookedAt(since: trigger.known, by: now)
    }

    /// Whether the person came back, or somebody went to see them.
    fileprivate func isTakenUp(since instant: Timestamp) -> Bool {
        let answers: [CaseEvent.Kind] = [.agreedToSupport, .appointmentAttended, .visitMade, .plan]
        return events.contains { answers.contains($0.kind) && $0.occurred > instant }
    }
}
