import CanonicalModel

extension SchemeEvaluator {
    /// Adds the life of an entry on the dormant list: looked at again when due, over when its time is.
    func addDormancy(_ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment) {
        guard let rule = pack.deselection.dormancy.first, let entry = view.dormantEntry(book) else { return }
        let ends = rule.end.after(entry.decision.at)
        let state = DormancyState(
            cohort: entry.stay.cohort, since: entry.decision.at, reviewDue: reviewDue(rule, view, entry), ends: ends,
            rule: rule.header.id)
        guard view.now < ends else { return addEnd(rule, view, entry, state, &assessment) }
        assessment.dormancy = state
        assessment.wake(at: ends)
        guard state.reviewDue <= view.now else { return assessment.wake(at: min(state.reviewDue, ends)) }
        addReview(rule, view, entry, state, &assessment)
    }

    private func reviewDue(_ rule: DormancyRule, _ view: CaseView, _ entry: DeselectionBook.Ending) -> Timestamp {
        let looked = view.decisions.last { $0.matter == .review && $0.at >= entry.decision.at }?.at
        return rule.review.after(looked ?? entry.decision.at)
    }

    private func addReview(
        _ rule: DormancyRule, _ view: CaseView, _ entry: DeselectionBook.Ending, _ state: DormancyState,
        _ assessment: inout SchemeAssessment
    ) {
        let occasion = "\(entry.stay.id) \(state.reviewDue.londonDay)"
        let task = TaskMaker(pack: pack).task(
            "dormancy-review", occasion,
            ask: "Look again at whether this name has to stay on the dormant list. It comes off on "
                + "\(state.ends.londonDay).",
            rule: rule.header, owner: rule.owner, since: state.reviewDue, due: rule.within.after(state.reviewDue))
        assessment.add(task)
    }

    /// The name is off the list by itself; that it is off the paper too is for a person to see to.
    private func addEnd(
        _ rule: DormancyRule, _ view: CaseView, _ entry: DeselectionBook.Ending, _ state: DormancyState,
        _ assessment: inout SchemeAssessment
    ) {
        let task = TaskMaker(pack: pack).task(
            "dormancy-ended", entry.stay.id,
            ask: "This name's time on the dormant list is over: take it off every copy.",
            rule: rule.header, owner: rule.owner, since: state.ends, due: rule.within.after(state.ends))
        assessment.add(task)
    }
}

extension CaseView {
    /// The entry on the dormant list; none once somebody was selected again, or has died.
    fileprivate func dormantEntry(_ book: DeselectionBook) -> DeselectionBook.Ending? {
        guard died == nil, let entry = book.endings.last(where: { $0.isDormant }) else { return nil }
        let isBack = decisions.contains { later in
            guard later.at >= entry.decision.at, case .select = later.matter else { return false }
            return true
        }
        return isBack || book.lasting.contains { $0.from >= entry.decision.at } ? nil : entry
    }
}
