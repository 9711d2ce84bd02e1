import CanonicalModel

extension ColourTasks {
    /// A proposal waits for a named person; after its hours it goes to the supervisor (DESIGN decision 16).
    mutating func askConfirmation(_ risk: RiskWalk, _ shown: ColourSnapshot) {
        guard let proposed = risk.proposed, let first = risk.proposers.first else { return }
        let rule = palette.confirmation
        let due = first.known.adding(hours: rule.withinHours)
        let name = "\(shown.anchor) \(first.id)"
        add(
            "confirm-colour", name, "Confirm or refuse \(proposed.rawValue), which is proposed and authorises nothing.",
            rule.header, rule.role, since: first.known, due: due)
        add(
            "unconfirmed-colour", name,
            "Nobody confirmed or refused \(proposed.rawValue) in \(rule.withinHours) hours: decide.",
            rule.header, supervisor(of: rule.role), since: due, due: due.adding(hours: rule.withinHours))
    }

    /// Prison settles the questions of risk until the release, but no alarm that comes in it or that nobody has answered: where
    /// no team is to hear of it, the hub is all that does. A recall is settled by the prison itself.
    mutating func askAlarms(_ risk: RiskWalk, _ shown: ColourSnapshot) {
        guard let prison = shown.custody?.begins else { return }
        let (void, rule) = (facts.void(by: now), palette.confirmation)
        for alarm in facts.triggers where alarm.isAlarm && alarm.kind != .recall && !void.contains(alarm.id) {
            let isOpen = prison <= alarm.known || risk.proposers.contains { $0.id == alarm.id }
            guard isOpen, !facts.isLookedAt(since: alarm.known, by: now) else { continue }
            let since = max(alarm.known, prison)
            add(
                // By the item and not by the report, which a feed may send again.
                "look-at-alarm", "\(shown.anchor) \(alarm.source.detail.reference ?? alarm.id)",
                "An alarm (\(alarm.triggerClass)) concerns somebody in prison: see that whoever has to know does.", rule.header,
                rule.role, since: since, due: since.adding(hours: rule.withinHours), isDoneByWord: true)
        }
    }

    /// Amber is a question: somebody answers it in time, or it is reported (RAG-02).
    mutating func askAssessment(_ shown: ColourSnapshot) {
        let rule = palette.rule(shown.shown)
        guard let assessment = rule.assessment else { return }
        let looked = facts.decisions.last { $0.isOfColour }?.at
        let since = max(shownSince, looked ?? shownSince)
        let due = since.adding(days: assessment.days)
        let name = "\(shown.anchor) \(since)"
        let colour = shown.shown.rawValue
        add(
            "assess-\(colour)", name, "Assess whether \(colour) moves up or down.", rule.header, assessment.role,
            since: since,
            due: due)
        add(
            "\(colour)-overdue", name,
            "\(colour.capitalizedWord) has stood for \(assessment.days) days without an assessment.",
            rule.header, supervisor(of: assessment.role), since: due, due: due.adding(days: 1))
    }

    /// Since when the shown colour has been shown.
    private var shownSince: Timestamp {
        if let window = replay.window { return window.opened }
        return replay.transitions.last { $0.from != $0.to }?.at ?? now
    }

    /// Ups and downs too quick to follow: a person looks (6.5).
    mutating func askFlapping(_ risk: RiskWalk, _ shown: ColourSnapshot) {
        guard let first = risk.unheard.first else { return }
        let rule = palette.flap
        add(
            "colour-flapping", "\(shown.anchor) \(first.id)",
            "\(rule.changes) changes of colour in \(rule.days) days: nothing more is proposed until somebody decides.",
            rule.header, rule.role, since: first.known, due: first.known.adding(hours: rule.withinHours))
    }

    /// After the dwell a colour may come down, and only by a decision.
    mutating func askDown(_ risk: RiskWalk, _ shown: ColourSnapshot) {
        guard let confirmed = risk.confirmed, confirmed > .green, risk.proposed == nil, risk.waiting == nil,
            palette.rule(shown.shown).assessment == nil, !facts.isLookedAt(since: risk.dwellEnd, by: now)
        else { return }
        let rule = palette.dwell
        add(
            "review-down", "\(shown.anchor) \(risk.dwellEnd)",
            "\(rule.days) days without a trigger: decide whether \(confirmed.rawValue) comes down.", rule.header,
            rule.role,
            since: risk.dwellEnd, due: risk.dwellEnd.adding(days: rule.decideWithinDays))
    }

    /// An assessment every day, where the scheme makes one; each day's is a task of its own.
    mutating func askDaily(_ shown: ColourSnapshot) {
        guard let rule = palette.daily else { return }
        let today = LondonTime.day(of: now)
        let start = LondonTime.utc(today, secondOfDay: 0)
        wakes.append(LondonTime.utc(CalendarDate(daysSinceEpoch: today.daysSinceEpoch + 1), secondOfDay: 0))
        guard !facts.isLookedAt(since: start, by: now) else { return }
        add(
            "daily-assessment", "\(shown.anchor) \(today)", "Assess today's colour.", rule.header, rule.role,
            since: start, due: LondonTime.utc(today, secondOfDay: rule.hour * 3_600))
    }

    /// What has to be on record for the colour that stands (RAG-01, RAG-06).
    mutating func askBases(_ risk: RiskWalk) {
        guard let rate = facts.rates.last(where: { $0.id == risk.decision }) else { return }
        let void = facts.void(by: now)
        for rule in palette.bases where rule.colours.contains(rate.rating) {
            let from = rate.at.adding(days: -rule.withinDays)
            let isThere = facts.events.contains {
                $0.occurred >= from && rule.pattern.matches($0) && !void.contains($0.id)
            }
            guard !isThere else { continue }
            add(
                "record-basis", "\(rate.id) \(rule.header.id)",
                "Put on record what \(rate.rating.rawValue) rests on: \(rule.what).",
                rule.header, rule.role, since: rate.known, due: rate.known.adding(hours: rule.withinHours))
        }
    }
}

extension String {
    /// A word at the beginning of a sentence.
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
