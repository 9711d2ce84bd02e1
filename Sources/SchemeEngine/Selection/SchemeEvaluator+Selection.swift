import CanonicalModel

extension SchemeEvaluator {
    /// Adds candidates, incomplete decisions, the tasks that follow, and what they rest on.
    func assessSelection(_ view: CaseView, _ book: DeselectionBook, _ assessment: inout SchemeAssessment) {
        let decisions = view.decisions
        let incomplete = decisions.compactMap { DecisionCheck.lacks($0, pack, view.file, view.now) }
        // A de-selection that is held ends nothing, and is nobody's rejection.
        let held = Set((incomplete + book.incomplete).map(\.decision))
        let standing = decisions.filter { !held.contains($0.id) }
        let search = CandidateSearch(pack, view, decisions: standing)
        let found = search.found
        assessment.candidates += found.map(\.candidate)
        assessment.incomplete += incomplete
        assessment.tasks += tasks(found) + holds(incomplete, decisions) + duties(standing, view)
        assessment.tasks += corroborations(standing, view)
        assessment.selection = findings(search, standing, view)
        for instant in awaited(search, view) { assessment.wake(at: instant) }
    }

    private func findings(
        _ search: CandidateSearch, _ standing: [PanelDecision], _ view: CaseView
    ) -> SelectionFindings {
        var findings = SelectionFindings()
        findings.status = StatutoryStatus(current: view)
        findings.scores = search.scores
        findings.memberships = search.memberships
        findings.words = standing.flatMap(words)
        let cited = search.found.flatMap(\.candidate.evidence) + standing.flatMap(\.evidence)
        findings.evidence = evidence(Set(cited), view)
        return findings
    }

    /// Instants at which time alone changes something: what is known of the future, and what a candidacy turns on.
    private func awaited(_ search: CandidateSearch, _ view: CaseView) -> [Timestamp] {
        let file = view.file
        let events = file.events.map { max($0.occurred, $0.recorded) }
        let decisions = file.decisions.map { max($0.at, $0.recorded) }
        let stays = file.stays.flatMap { [$0.from, $0.until].compactMap(\.self) } + file.custody.compactMap(\.until)
        return (search.turns + events + decisions + stays).filter { $0 > view.now }
    }
}
