import CanonicalModel

/// Decides planned visits by a scheme's rules; the first rule that fits decides (reference 6.6).
struct VisitJudge {
    let facts: ColourCase
    let palette: Palette
    let snapshot: ColourSnapshot?
    /// Whether the person is under statutory supervision, and until when.
    let status: StatutoryStatus
    let now: Timestamp
    private let triggers: [ColourCase.Trigger]

    init(
        _ facts: ColourCase, _ palette: Palette, _ snapshot: ColourSnapshot?, _ status: StatutoryStatus, now: Timestamp
    ) {
        (self.facts, self.palette, self.snapshot) = (facts, palette, snapshot)
        (self.status, self.now) = (status, now)
        let void = facts.void(by: now)
        triggers = facts.triggers.filter { !void.contains($0.id) }
    }

    /// Plans of visits that still stand; somebody never on the scheme is not the scheme's to rule on.
    var visits: [CaseEvent] {
        guard snapshot != nil || !facts.memberships.isEmpty else { return [] }
        let today = LondonTime.day(of: now)
        return facts.events.filter { $0.kind == .visitPlanned && $0.detail.until.map { today <= $0 } ?? true }
    }

    /// The rule that decides a visit, and until when a written necessity lifts it.
    func decide(_ visit: CaseEvent) -> (rule: VisitRule, ruling: VisitRuling) {
        let rule = rule(for: visit)
        let lifted = rule.lifting.flatMap { necessity(for: visit, $0) }
        let ruling = VisitRuling(
            visit: visit.id, outcome: lifted == nil ? rule.outcome : .release, rule: rule.header.id,
            says: rule.header.says,
            until: lifted)
        return (rule, ruling)
    }

    private func rule(for visit: CaseEvent) -> VisitRule {
        guard let rule = palette.visits.first(where: { fits($0.condition, visit) }) else {
            preconditionFailure("A pack whose last visit rule does not fit everything is refused when it is loaded.")
        }
        return rule
    }

    private func fits(_ condition: VisitRule.Condition, _ visit: CaseEvent) -> Bool {
        fitsPerson(condition) && fitsPlan(condition, visit) && fitsHistory(condition)
    }

    private func fitsPerson(_ condition: VisitRule.Condition) -> Bool {
        let isDead = facts.death.map { $0 <= now } ?? false
        return (condition.colours.isEmpty || condition.colours.contains(shown))
            && condition.isDead.map { $0 == isDead } ?? true
            && condition.isConfirmed.map { $0 == snapshot?.isConfirmed } ?? true
            && condition.isStatutory.map { $0 == status.isStatutory } ?? true
    }

    private func fitsPlan(_ condition: VisitRule.Condition, _ visit: CaseEvent) -> Bool {
        let perWeek = visit.detail.perWeek ?? 1
        return condition.perWeekAtLeast.map { perWeek >= $0 } ?? true
            && condition.withinBand.map { $0 == (perWeek <= band) } ?? true
            && condition.aboveOrderUnlessStated.map { perWeek > orderPerWeek ?? $0 } ?? true
            && condition.lastingOverDays.map { days(of: visit) > $0 } ?? true
    }

    private func fitsHistory(_ condition: VisitRule.Condition) -> Bool {
        condition.quietDays.map { !isTriggered(days: $0, condition.quietClasses) } ?? true
            && condition.triggerWithinDays.map { isTriggered(days: $0, []) } ?? true
    }
}

extension VisitJudge {
    /// Off the scheme counts as white: visits stop.
    private var shown: ColourState.Shown { snapshot?.shown ?? .white }

    /// The visits a week of the colour; what is only proposed authorises none above what was decided.
    private var band: Int {
        let decided = ColourState.Shown(snapshot?.risk?.confirmed ?? .amber)
        guard let shown = snapshot?.shown, snapshot?.isConfirmed == true else {
            return palette.rule(decided).visitsPerWeek
        }
        return palette.rule(shown).visitsPerWeek
    }

    /// The visits a week that the order says, where one says.
    private var orderPerWeek: Int? {
        facts.events.last { [.sentence, .supervisionStarted].contains($0.kind) && $0.detail.perWeek != nil }?.detail
            .perWeek
    }

    private func isTriggered(days: Int, _ classes: [String]) -> Bool {
        lastTrigger(classes).map { $0.adding(seconds: Int64(days) * 86_400) > now } ?? false
    }

    private func lastTrigger(_ classes: [String]) -> Timestamp? {
        triggers.last { classes.isEmpty || classes.contains($0.triggerClass) }?.occurred
    }

    /// How long visits go on: to the last day of the plan, or until now where it names none.
    private func days(of visit: CaseEvent) -> Int {
        let last = visit.detail.until ?? LondonTime.day(of: now)
        return last.daysSinceEpoch - LondonTime.day(of: visit.occurred).daysSinceEpoch
    }

    private func necessity(for visit: CaseEvent, _ lifting: VisitRule.Lifting) -> Timestamp? {
        let ends = facts.decisions.filter { $0.rank == lifting.rank && $0.evidence.contains(visit.id) && $0.isOfColour }
            .map { $0.at.adding(seconds: Int64(lifting.days) * 86_400) }
        return ends.filter { $0 > now }.max()
    }

    /// When time alone may change what is decided here.
    var wakes: [Timestamp] {
        let conditions = palette.visits.map(\.condition)
        let quiet = conditions.flatMap { condition in
            [condition.quietDays, condition.triggerWithinDays].compactMap { $0 }.compactMap { days in
                lastTrigger(condition.quietClasses)?.adding(seconds: Int64(days) * 86_400)
            }
        }
        return quiet + [status.until].compactMap { $0 } + visits.flatMap { wakes(of: $0) }
    }

    private func wakes(of visit: CaseEvent) -> [Timestamp] {
        let lifts = palette.visits.compactMap(\.lifting).compactMap { necessity(for: visit, $0) }
        let first = LondonTime.day(of: visit.occurred).daysSinceEpoch
        let long = palette.visits.compactMap(\.condition.lastingOverDays).map { first + $0 + 1 }
        let ends = visit.detail.until.map { [$0.daysSinceEpoch + 1] } ?? long
        return lifts + ends.map { LondonTime.utc(CalendarDate(daysSinceEpoch: $0), secondOfDay: 0) }
    }
}
