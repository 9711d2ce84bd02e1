import CanonicalModel

extension SchemeEvaluator {
    /// Adds the present occasion of a rhythm, unless it was seen to.
    func add(_ rhythm: PersonRhythm, _ view: CaseView, _ stay: CohortStay, _ assessment: inout SchemeAssessment) {
        let days = rhythm.days(view, stay, ladder: pack.roles.ladder(of: rhythm.owner))
        if rhythm.start != .lastDone { assessment.wake(at: days.next(after: view.today)?.londonMidnight) }
        guard rhythm.scope.covers(view, cohort: stay.cohort) else { return }
        guard let day = days.last(on: view.today), day > stay.from.londonDay else {
            return assessment.wake(at: days.next(after: view.today)?.londonMidnight)
        }
        let occasion = "\(stay.id) \(day)"
        guard !rhythm.isDone(view, since: day.londonMidnight) else { return }
        let due = rhythm.within.after(day.londonMidnight)
        assessment.add(
            TaskMaker(pack: pack).task(
                rhythm.task, occasion, ask: rhythm.ask, rule: rhythm.header, owner: rhythm.owner,
                since: day.londonMidnight, due: due))
        addOverdue(rhythm, view, occasion, due, &assessment)
    }

    private func addOverdue(
        _ rhythm: PersonRhythm, _ view: CaseView, _ occasion: String, _ due: Timestamp,
        _ assessment: inout SchemeAssessment
    ) {
        guard let overdue = rhythm.overdue else { return }
        let since = overdue.after.after(due)
        guard since <= view.now else { return assessment.wake(at: since) }
        assessment.add(
            TaskMaker(pack: pack).task(
                "\(rhythm.task)-overdue", occasion, ask: "This is overdue: \(rhythm.ask)", rule: rhythm.header,
                owner: overdue.owner, since: since, due: since))
    }

    /// Adds what has to follow from something, unless it was seen to.
    func add(_ duty: TimedDuty, _ view: CaseView, _ stay: CohortStay, _ assessment: inout SchemeAssessment) {
        guard duty.scope.covers(view, cohort: stay.cohort) else { return }
        for beginning in duty.beginnings(view, stay) {
            guard beginning.since <= view.now else { assessment.wake(at: beginning.since); continue }
            let occasion = "\(stay.id) \(beginning.day)"
            guard !view.isDone(by: duty.doneBy, since: beginning.counts) else { continue }
            assessment.add(
                TaskMaker(pack: pack).task(
                    duty.task, occasion, ask: duty.ask, rule: duty.header, owner: duty.owner, since: beginning.since,
                    due: duty.within.after(beginning.counts)))
        }
    }
}

extension PersonRhythm {
    /// The days on which it comes round for one stay.
    fileprivate func days(_ view: CaseView, _ stay: CohortStay, ladder: [String]) -> RhythmDays {
        let first: CalendarDate
        switch start {
        case .stay: first = stay.from.londonDay
        case .day(let day): first = day
        case .lastDone: first = (lastDone(view, stay, ladder) ?? stay.from).londonDay
        }
        // What is late since it was last done stays one task: only the first interval counts.
        return RhythmDays(
            first: start == .lastDone ? once(first) : first,
            every: start == .lastDone ? Interval(100_000, .days) : every,
            isOnWorkingDays: isOnWorkingDays, start: start == .stay ? 1 : 0)
    }

    private func once(_ first: CalendarDate) -> CalendarDate { every.day(1, from: first) ?? first }

    private func lastDone(_ view: CaseView, _ stay: CohortStay, _ ladder: [String]) -> Timestamp? {
        let events = view.events.filter { event in
            doneBy.contains(event.kind) || TaskWord(event)?.isAbout(task, of: stay, ladder: ladder) ?? false
        }
        let reviews = isDoneByReview ? view.reviews : []
        return (events.map(\.occurred) + reviews).filter { $0 >= stay.from }.max()
    }

    /// Whether an occasion was seen to.
    fileprivate func isDone(_ view: CaseView, since: Timestamp) -> Bool {
        if isDoneByReview, view.reviews.contains(where: { $0 >= since }) { return true }
        return view.isDone(by: doneBy, since: since)
    }
}

extension CaseView {
    /// When somebody was looked at again and stayed.
    fileprivate var reviews: [Timestamp] { decisions.filter { $0.matter == .review }.map(\.at) }
}

extension TimedDuty {
    /// One occasion: when it is asked for, and from when what was done counts.
    fileprivate struct Occasion {
        var since: Timestamp
        var counts: Timestamp
        var day: CalendarDate { counts.londonDay }
    }

    fileprivate func beginnings(_ view: CaseView, _ stay: CohortStay) -> [Occasion] {
        switch beginning {
        case .selection: [Occasion(since: stay.from, counts: stay.from)]
        case .release: releases(view, stay)
        case .day(let day): [max(day.londonMidnight, stay.from)].map { Occasion(since: $0, counts: $0) }
        case .events(let kinds): events(view, stay, kinds)
        }
    }

    private func releases(_ view: CaseView, _ stay: CohortStay) -> [Occasion] {
        let past = view.file.custody.compactMap(\.until).filter { $0 >= stay.from && $0 <= view.now }.max()
        let planned = view.isInCustody ? view.last(.releasePlanned) : nil
        let ahead = planned.flatMap { plan in
            plan.detail.until.flatMap { day in
                day >= view.today ? Occasion(since: max(plan.occurred, stay.from), counts: day.londonMidnight) : nil
            }
        }
        return [past.map { Occasion(since: $0, counts: $0.londonDay.londonMidnight) }, ahead].compactMap(\.self)
    }

    private func events(_ view: CaseView, _ stay: CohortStay, _ kinds: [CaseEvent.Kind]) -> [Occasion] {
        let instants = view.events.filter { kinds.contains($0.kind) && $0.occurred >= stay.from }.map(\.occurred)
        return Dictionary(instants.map { ($0.londonDay, $0) }, uniquingKeysWith: max).values.sorted()
            .map { Occasion(since: $0, counts: $0) }
    }
}
