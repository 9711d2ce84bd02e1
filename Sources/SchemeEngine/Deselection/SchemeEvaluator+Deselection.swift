import CanonicalModel

extension SchemeEvaluator {
    /// Adds open grounds, decisions that do not stand, what follows from those that do, and dormancy.
    func assessDeselection(_ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment) {
        assessment.incomplete += book.incomplete
        assessment.exits = book.exits
        assessment.grounds = openGrounds(view, book, &assessment)
        addDuties(view, book, &assessment)
        addDormancy(view, book, &assessment)
    }

    private func openGrounds(
        _ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment
    ) -> [OpenGround] {
        var grounds = [String: OpenGround]()
        for stay in book.lasting {
            for rule in pack.deselection.grounds where rule.scope.covers(view, cohort: stay.cohort) {
                let finding = GroundFinding(rule, view, stay)
                if case .opens(let instant) = finding { assessment.wake(at: instant) }
                guard case .open(let since, let evidence) = finding else { continue }
                let ground = OpenGround(code: rule.code, rule: rule.header.id, since: since, evidence: evidence)
                grounds[rule.code] = grounds[rule.code].map { $0.since <= since ? $0 : ground } ?? ground
            }
        }
        return grounds.values.sorted { ($0.since, $0.code) < ($1.since, $1.code) }
    }
}
