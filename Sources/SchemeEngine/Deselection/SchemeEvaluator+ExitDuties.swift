import CanonicalModel

extension SchemeEvaluator {
    /// Adds what people have to do around a de-selection.
    func addDuties(_ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment) {
        for duty in pack.deselection.duties {
            switch duty.beginning {
            case .ground: addBefore(duty, view, book, &assessment)
            case .deselection: for ending in book.endings { addAfter(duty, view, ending, &assessment) }
            }
        }
    }

    /// Before the case is closed; a review after the ground opened is the panel's answer to it.
    private func addBefore(
        _ duty: ExitDuty, _ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment
    ) {
        let looked = view.decisions.last { $0.matter == .review }?.at
        for ground in assessment.grounds where duty.follows(from: [ground.code]) {
            guard looked.map({ $0 < ground.since }) ?? true, let stay = book.lasting.last else { continue }
            let occasion = "\(stay.id) \(ground.code)"
            guard !view.isDone(by: duty.doneBy, since: ground.since) else { continue }
            let area = duty.isTransfer ? view.last(.moved)?.detail.area : nil
            assessment.add(task(duty, occasion, area, since: ground.since))
        }
    }

    private func addAfter(
        _ duty: ExitDuty, _ view: CaseView, _ ending: DeselectionBook.Ending, _ assessment: inout SchemeAssessment
    ) {
        let decision = ending.decision
        guard duty.follows(from: ending.grounds), !view.isSelectedAgain(after: decision) else { return }
        guard !duty.isMet(by: decision, view),
            !view.isDone(by: duty.doneBy, since: decision.at)
        else { return }
        let area = duty.isTransfer ? decision.transferTo ?? view.last(.moved)?.detail.area : nil
        assessment.add(task(duty, ending.stay.id, area, since: decision.at))
    }

    private func task(_ duty: ExitDuty, _ occasion: String, _ area: String?, since: Timestamp) -> SchemeTask {
        TaskMaker(pack: pack).task(
            duty.task, occasion, ask: area.map { "\(duty.ask) Receiving area: \($0)." } ?? duty.ask, rule: duty.header,
            owner: duty.owner, since: since, due: duty.within.after(since))
    }
}

extension ExitDuty {
    /// Whether the decision itself, or a confirmation, has done it.
    fileprivate func isMet(by decision: PanelDecision, _ view: CaseView) -> Bool {
        if let flag { return view.isWithdrawn(flag.rawValue, after: decision.at) }
        return !points.isEmpty && points.allSatisfy { decision.exitRecord.contains($0) }
    }
}

extension CaseView {
    /// Whether the person is back on a cohort: what was left to do when they went is done with.
    fileprivate func isSelectedAgain(after decision: PanelDecision) -> Bool {
        decisions.contains { later in
            guard later.at > decision.at, case .select = later.matter else { return false }
            return true
        }
    }
}
