import CanonicalModel

extension SchemeEvaluator {
    /// Adds cycles, reviews and meetings.
    func assessTiming(_ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment) {
        assessment.calendar = pack.timing.calendar.compactMap { $0.next(after: view.now) }
        addActions(view, &assessment)
        SchemeDesk(pack).add(lateFeeds: view.file.feeds, view.now, &assessment)
        // A rhythm that asks after the dead helps nobody.
        guard view.died == nil else { return }
        for stay in book.lasting {
            for instant in view.turningPoints { assessment.wake(at: instant) }
            for rhythm in pack.timing.rhythms { add(rhythm, view, stay, &assessment) }
            for duty in pack.timing.duties { add(duty, view, stay, &assessment) }
            addAddress(view, stay, &assessment)
            addWindow(view, stay, &assessment)
        }
    }

    private func addAddress(_ view: CaseView, _ stay: CohortStay, _ assessment: inout SchemeAssessment) {
        guard view.file.hasAddress, view.file.owningTeam == nil, !view.isInCustody else { return }
        let moved = view.last(.moved).map(\.occurred) ?? stay.from
        let released = view.file.custody.compactMap(\.until).filter { $0 <= view.now }.max() ?? stay.from
        let since = max(moved, released, stay.from)
        for rule in pack.timing.addresses {
            assessment.add(
                TaskMaker(pack: pack).task(
                    "find-team", "\(stay.id) \(since)", ask: rule.ask, rule: rule.header, owner: rule.owner,
                    since: since, due: rule.within.after(since), isDoneByWord: false))
        }
    }

    private func addWindow(_ view: CaseView, _ stay: CohortStay, _ assessment: inout SchemeAssessment) {
        for rule in pack.timing.windows where stay.from < rule.from.londonMidnight {
            let since = rule.from.londonMidnight
            assessment.add(
                TaskMaker(pack: pack).task(
                    "check-date", stay.id, ask: rule.ask, rule: rule.header, owner: rule.owner, since: since,
                    due: rule.within.after(since)))
        }
    }

    /// Actions outlive a stay: what a meeting agreed is done or struck off, never forgotten.
    private func addActions(_ view: CaseView, _ assessment: inout SchemeAssessment) {
        guard let rule = pack.timing.actions.first else { return }
        for action in view.events where action.kind == .action {
            let asked = task(action, rule)
            assessment.add(asked)
            guard action.detail.party == nil || action.detail.until == nil, !view.isSaidDone(asked, pack.roles) else {
                continue
            }
            assessment.add(completion(action, rule))
        }
    }

    private func task(_ action: CaseEvent, _ rule: ActionRule) -> SchemeTask {
        let due = action.detail.until.map { $0.adding(days: 1).londonMidnight } ?? rule.within.after(action.occurred)
        return TaskMaker(pack: pack).task(
            "action", action.id, ask: "Do what the meeting agreed, and say when it is done.", rule: rule.header,
            owner: action.detail.party ?? rule.owner, since: action.occurred, due: due)
    }

    private func completion(_ action: CaseEvent, _ rule: ActionRule) -> SchemeTask {
        TaskMaker(pack: pack).task(
            "complete-action", action.id, ask: "Say who owns this action and by which day.", rule: rule.header,
            owner: rule.owner, since: action.occurred, due: Interval(1, .workingDays).after(action.occurred),
            isDoneByWord: false)
    }
}

extension CalendarRhythm {
    /// The next occasion after an instant, today's included.
    fileprivate func next(after now: Timestamp) -> CalendarEntry? {
        days.next(after: now.londonDay.adding(days: -1)).map { CalendarEntry(kind: task, day: $0, rule: header.id) }
    }
}
