import CanonicalModel

extension ExpectationKey {
    /// Candidates and decisions that do not stand.
    static let selection = [
        ExpectationKey(
            "candidates",
            of: ["cohort", "rule", "since", "matrix", "score", "evidence", "intelligence-alone"]
        ) { .many($0.candidates.map(\.answer)) },
        ExpectationKey("incomplete", of: ["decision", "missing", "what", "refused"]) {
            .many($0.incomplete.map(\.answer))
        },
    ]
}

extension Candidate {
    fileprivate var answer: SchemeAnswer {
        .record(
            cohort,
            [
                "cohort": .text(cohort), "rule": .text(rule), "since": .text(since.description),
                "matrix": .text(matrix), "score": .number(score), "evidence": .texts(evidence),
                "intelligence-alone": .truth(isIntelligenceAlone),
            ])
    }
}

extension IncompleteDecision {
    fileprivate var answer: SchemeAnswer {
        .record(
            decision,
            [
                "decision": .text(decision), "missing": .texts(missing.map(\.rule)),
                "what": .texts(missing.map(\.what)), "refused": .truth(isRefused),
            ])
    }
}
