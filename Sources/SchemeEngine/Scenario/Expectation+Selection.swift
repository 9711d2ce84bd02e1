import CanonicalModel

extension ExpectationKey {
    /// Candidates and decisions that do not stand.
    static let selection = [
        ExpectationKey(
            "candidates",
            of: ["cohort", "rule", "since", "matrix", "score", "evidence", "intelligence-alone", "nominators"]
        ) { .many($0.candidates.map(\.answer)) },
        ExpectationKey("incomplete", of: ["decision", "missing", "what", "refused"]) {
            .many($0.incomplete.map(\.answer))
        },
        ExpectationKey("statutory") { .truth($0.selection.status?.isStatutory ?? false) },
        ExpectationKey("orders") { .texts($0.selection.status?.orders.map(\.rawValue) ?? []) },
        ExpectationKey("statutory-until") { .text($0.selection.status?.until?.description) },
        ExpectationKey("scores", of: ["matrix", "points", "evidence", "until"]) {
            .many($0.selection.scores.map(\.answer))
        },
        ExpectationKey("memberships", of: ["cohort", "phases", "until", "dormant"]) {
            .many($0.selection.memberships.map(\.answer))
        },
        ExpectationKey("told", of: ["to", "decision", "cohort", "placed", "reason", "lead"]) {
            .many($0.selection.words.map(\.answer))
        },
        ExpectationKey("evidence", of: ["event", "class", "ask-for", "only", "consent", "rules"]) {
            .many($0.selection.evidence.map(\.answer))
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
                "intelligence-alone": .truth(isIntelligenceAlone), "nominators": .texts(nominators),
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

extension MatrixScore {
    fileprivate var answer: SchemeAnswer {
        .record(
            matrix,
            [
                "matrix": .text(matrix), "points": .number(points), "evidence": .texts(evidence),
                "until": .text(until?.description),
            ])
    }
}

extension CohortMembership {
    fileprivate var answer: SchemeAnswer {
        .record(
            cohort,
            [
                "cohort": .text(cohort), "phases": .texts(phases.map(\.cohort)), "until": .text(until?.description),
                "dormant": .truth(isDormant),
            ])
    }
}

extension SelectionWord {
    fileprivate var answer: SchemeAnswer {
        .record(
            audience.rawValue,
            [
                "to": .text(audience.rawValue), "decision": .text(decision), "cohort": .text(cohort),
                "placed": .truth(isPlaced), "reason": .text(reason), "lead": .text(lead),
            ])
    }
}

extension EvidenceItem {
    fileprivate var answer: SchemeAnswer {
        .record(
            event,
            [
                "event": .text(event), "class": .text(evidenceClass.rawValue), "ask-for": .texts(categories),
                "only": only.map { .texts($0) } ?? .nothing, "consent": .truth(needsConsent), "rules": .texts(rules),
            ])
    }
}
