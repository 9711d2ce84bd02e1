import CanonicalModel

extension SchemeEvaluator {
    /// Adds candidates, incomplete decisions, the tasks that follow, and what they rest on.
    func assessSelection(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
        let decisions = file.decided(by: now)
        let incomplete = decisions.compactMap { DecisionCheck(decision: $0, pack: pack, file: file, now: now).result }
        let held = Set(incomplete.map(\.decision))
        let standing = decisions.filter { !held.contains($0.id) }
        let search = CandidateSearch(pack, file, decisions: standing, now: now)
        let found = search.found
        assessment.candidates += found.map(\.candidate)
        assessment.incomplete += incomplete
        assessment.tasks += tasks(found) + holds(incomplete, decisions) + duties(standing, file, now)
        assessment.tasks += corroborations(standing, file, now)
        assessment.selection = findings(search, standing, file, now)
        for instant in awaited(search, file, now) { assessment.wake(at: instant) }
    }

    private func findings(
        _ search: CandidateSearch, _ standing: [PanelDecision], _ file: CaseFile, _ now: Timestamp
    ) -> SelectionFindings {
        var findings = SelectionFindings()
        findings.status = StatutoryStatus(current: file, now)
        findings.scores = search.scores
        findings.memberships = search.memberships
        findings.words = standing.flatMap(words)
        let cited = search.found.flatMap(\.candidate.evidence) + standing.flatMap(\.evidence)
        findings.evidence = evidence(Set(cited), file, now)
        return findings
    }

    /// Instants at which time alone changes something: what is known of the future, and what a candidacy turns on.
    private func awaited(_ search: CandidateSearch, _ file: CaseFile, _ now: Timestamp) -> [Timestamp] {
        let events = file.events.map { max($0.occurred, $0.recorded) }
        let decisions = file.decisions.map { max($0.at, $0.recorded) }
        let stays = file.stays.flatMap { [$0.from, $0.until].compactMap(\.self) } + file.custody.compactMap(\.until)
        return (search.turns + events + decisions + stays).filter { $0 > now }
    }
}
