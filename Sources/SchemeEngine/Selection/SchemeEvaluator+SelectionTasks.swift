import CanonicalModel

extension SchemeEvaluator {
    /// What open candidates ask somebody to do.
    func tasks(_ found: [CandidateSearch.Found]) -> [SchemeTask] {
        found.compactMap { found in
            guard let form = found.task else { return nil }
            let candidate = found.candidate
            let occasion = "\(candidate.rule) \(candidate.cohort) \(candidate.since)"
            return task(form, found.header, occasion: occasion, since: candidate.since)
        }
    }

    /// A decision that does not stand yet has somebody who sees to it.
    func holds(_ incomplete: [IncompleteDecision], _ decisions: [PanelDecision]) -> [SchemeTask] {
        guard let rule = pack.selection.held else { return [] }
        return decisions.filter { decision in incomplete.contains { $0.decision == decision.id } }
            .map { task(rule.task, rule.header, occasion: $0.id, since: max($0.at, $0.recorded), isDoneByWord: false) }
    }

    /// What decisions that stand ask for, until it is done or the person has left.
    func duties(_ standing: [PanelDecision], _ view: CaseView) -> [SchemeTask] {
        guard view.died == nil else { return [] }
        return pack.selection.duties.flatMap { rule in
            standing.filter { decision in
                rule.scope.holds(for: decision, isStatutory: view.wasStatutory(at: decision))
                    && !standing.contains { $0.at > decision.at && $0.matter.ends }
                    && !view.isDone(by: rule.doneBy, since: decision.at)
            }.map { task(rule.task, rule.header, occasion: $0.id, since: $0.at) }
        }
    }

    /// A choice that rests on police intelligence alone is taken up again with the other agencies (SEL-13).
    func corroborations(_ standing: [PanelDecision], _ view: CaseView) -> [SchemeTask] {
        guard let rule = pack.selection.intelligenceAlone, view.died == nil else { return [] }
        let kinds = Dictionary(view.events.map { ($0.id, $0.kind) }) { first, _ in first }
        return standing.filter { decision in
            guard case .select = decision.matter, !decision.evidence.isEmpty else { return false }
            return decision.evidence.allSatisfy { kinds[$0] == .intelligence }
                && !standing.contains { $0.at > decision.at && ($0.matter.ends || $0.matter == .review) }
        }.map { task(rule.task, rule.header, occasion: $0.id, since: $0.at) }
    }
}

extension CaseView {
    /// The status on the day of a decision.
    fileprivate func wasStatutory(at decision: PanelDecision) -> Bool {
        StatutoryStatus(file, at: decision.at, knownBy: now).isStatutory
    }
}

extension PanelDecision.Matter {
    /// Whether it ends a stay.
    fileprivate var ends: Bool {
        switch self {
        case .deselect, .makeDormant: true
        default: false
        }
    }
}
