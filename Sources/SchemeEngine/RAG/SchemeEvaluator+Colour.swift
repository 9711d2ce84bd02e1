import CanonicalModel

extension SchemeEvaluator {
    /// Adds colours, what they ask of people, and what becomes of planned visits.
    func assessColour(_ view: CaseView, _ assessment: inout SchemeAssessment) {
        let (file, now) = (view.file, view.now)
        guard let rules = pack.rag else { return assessAlarms(file, now, &assessment) }
        let facts = ColourCase(file, rules, dormantFor: pack.deselection.dormancy.first?.end, now)
        assessment.warnings = facts.warnings(rules, at: now)
        guard let palette = rules.palette else {
            assessment.tasks += TaskingTasks(facts, pack.roles, rules, now: now).tasks
            return
        }
        let replay = ColourReplay(facts, rules, palette, now: now)
        let duties = ColourTasks(facts, pack.roles, palette, replay, now: now)
        assessment.tasks += duties.tasks
        for instant in duties.wakes + file.comings + facts.dormancyEnds where instant > now { assessment.wake(at: instant) }
        assessVisits(VisitJudge(facts, palette, replay.last, StatutoryStatus(current: view), now: now), &assessment)
        assessment.colour = replay.last.map { ColourState(replay, $0, file, now: now) }
    }

    private func assessVisits(_ judge: VisitJudge, _ assessment: inout SchemeAssessment) {
        for visit in judge.visits {
            let (rule, ruling) = judge.decide(visit)
            assessment.visits.append(ruling)
            if ruling.outcome != .release, let task = visitTask(rule, ruling, visit) { assessment.tasks.append(task) }
        }
        guard !judge.visits.isEmpty else { return }
        for instant in judge.wakes where instant > judge.now { assessment.wake(at: instant) }
    }

    private func visitTask(_ rule: VisitRule, _ ruling: VisitRuling, _ visit: CaseEvent) -> SchemeTask? {
        rule.tells.map { tells in
            SchemeTask(
                key: "visits-\(ruling.outcome.rawValue) \(visit.id) \(ruling.rule)",
                kind: "visits-\(ruling.outcome.rawValue)",
                sentence: ruling.says, rule: ruling.rule, owner: tells.role,
                deputy: pack.roles.first { $0.id == tells.role }?.deputy, since: visit.known,
                due: visit.known.adding(hours: tells.withinHours), isDoneByWord: true)
        }
    }
}

extension CaseFile {
    /// When stays and custody begin and end, those that are only entered ahead among them.
    fileprivate var comings: [Timestamp] {
        stays.flatMap { [$0.from, $0.until] }.compactMap { $0 }
            + custody.flatMap { [$0.begins, $0.ends] }.compactMap { $0 }
    }
}

extension ColourState {
    /// What a replay ended in.
    init(_ replay: ColourReplay, _ last: ColourSnapshot, _ file: CaseFile, now: Timestamp) {
        let rule = replay.palette.rule(last.shown)
        let owner = rule.isTeam && file.owningTeam == nil ? replay.palette.withoutTeam : rule.owner
        let further = (last.risk?.further ?? []).map {
            FurtherTrigger(event: $0.id, triggerClass: $0.triggerClass, at: $0.occurred)
        }
        self.init(
            confirmed: last.risk?.confirmed, proposed: last.risk?.proposed, shown: last.shown,
            isConfirmed: last.isConfirmed, owner: owner, transitions: replay.transitions,
            visitStop: replay.facts.visitStop(last.shown, at: now), definition: rule.version, intensity: rule.intensity,
            warnings: replay.facts.warnings(replay.rules, at: now), further: further,
            priority: replay.facts.priority(last.shown, replay.palette, at: now))
    }
}

extension ColourCase {
    /// Why nobody may be visited.
    func visitStop(_ shown: ColourState.Shown, at now: Timestamp) -> ColourState.VisitStop? {
        if let death, death <= now { return .dead }
        return shown == .blue ? .inCustody : shown == .white ? .dormant : nil
    }

    /// Who comes first: by risk, and of one risk those in need (EVAL 4.1); whoever may not be visited comes last.
    func priority(_ shown: ColourState.Shown, _ palette: Palette, at now: Timestamp) -> Int {
        let rank = [ColourState.Shown.red: 3, .amber: 2, .green: 1][shown] ?? 0
        guard rank > 0, let need = palette.need else { return 2 * rank }
        let from = now.adding(days: -need.withinDays)
        return 2 * rank + (events.contains { $0.occurred > from && need.pattern.matches($0) } ? 1 : 0)
    }

    /// Warnings that stand on a day; each code once, since it was first given.
    func warnings(_ rules: RAGRules, at now: Timestamp) -> [ColourState.Warning] {
        let today = LondonTime.day(of: now)
        return rules.warnings.compactMap { rule in
            let given = events.filter { $0.detail.alarm == rule.code && $0.detail.until.map { today <= $0 } ?? true }
            let ends = given.map(\.detail.until)
            return given.first.map {
                ColourState.Warning(
                    code: rule.code, rule: rule.header.id, since: $0.occurred,
                    until: ends.contains(nil) ? nil : ends.compactMap { $0 }.max())
            }
        }
    }
}
