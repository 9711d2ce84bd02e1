import CanonicalModel

extension SchemeEvaluator {
    /// Adds strand and lead, and the tasks that propose others.
    func assessStrand(_ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment) {
        guard view.died == nil, let stay = book.lasting.first else { return }
        let rules = pack.strands
        let decided = view.decidedStrand(since: stay.from)
        let start = rules.starts.first { $0.scope.covers(view, cohort: stay.cohort) }
        let current = decided?.strand ?? start?.strand
        var state = StrandState(
            strand: current, lead: lead(view, stay, decided), rule: decided == nil ? start?.header.id : nil)
        addProposals(view, stay, current, decided?.decision, &state, &assessment)
        if view.isInCustody, let forced = rules.custody.first {
            (state.strand, state.lead, state.rule) = (forced.strand, forced.lead, forced.header.id)
        }
        addHandovers(view, stay, &assessment)
        assessment.strand = state
    }

    /// A kept lead, else the one that was decided last, else the one that the scheme gives such a case.
    private func lead(_ view: CaseView, _ stay: CohortStay, _ decided: CaseView.DecidedStrand?) -> String? {
        let rules = pack.strands.leads.filter { $0.scope.covers(view, cohort: stay.cohort) }
        if let kept = rules.first(where: { $0.isKept }) { return kept.lead }
        return view.decidedLead(since: stay.from)?.lead ?? rules.first?.lead
    }

    private func addProposals(
        _ view: CaseView, _ stay: CohortStay, _ current: StrandDecision.Strand?, _ last: PanelDecision?,
        _ state: inout StrandState, _ assessment: inout SchemeAssessment
    ) {
        for rule in pack.strands.proposals where rule.scope.covers(view, cohort: stay.cohort) {
            guard rule.strand != current, !(rule.isSuspendedInCustody && view.isInCustody) else { continue }
            guard let since = view.setOff(rule, stay, current, after: last) else { continue }
            if state.proposed == nil { (state.proposed, state.rule) = (rule.strand, rule.header.id) }
            // One question for the officer however much happened since the last decision.
            let occasion = "\(stay.id) \(rule.strand.rawValue) after \(last?.id ?? stay.id)"
            assessment.add(
                TaskMaker(pack: pack).task(
                    "decide-strand", occasion, ask: "\(rule.ask) \(view.facts)", rule: rule.header, owner: rule.owner,
                    since: since, due: rule.within.after(since)))
        }
    }

    private func addHandovers(_ view: CaseView, _ stay: CohortStay, _ assessment: inout SchemeAssessment) {
        guard let end = view.endOfSupervision, end >= stay.from else { return }
        for rule in pack.strands.handovers {
            let occasion = "\(stay.id) \(end.londonDay)"
            if rule.isDoneByLead, view.decidedLead(since: end) != nil { continue }
            guard !view.isDone(by: rule.doneBy, since: end) else { continue }
            assessment.add(
                TaskMaker(pack: pack).task(
                    rule.task, occasion, ask: rule.ask, rule: rule.header, owner: rule.owner, since: end,
                    due: rule.within.after(end)))
        }
    }
}
