import CanonicalModel

extension ExpectationKey {
    /// Grounds for de-selection that are open, what follows from decisions that stand, the dormant list.
    static let deselection = [
        ExpectationKey("grounds", of: ["code", "rule", "since", "evidence"]) { .many($0.grounds.map(\.answer)) },
        ExpectationKey("exits", of: ["decision", "cohort", "grounds", "intelligence-to", "transfer-to", "flags"]) {
            .many($0.exits.map(\.answer))
        },
        ExpectationKey("dormant-review") { .text($0.dormancy?.reviewDue.description) },
        ExpectationKey("dormant-until") { .text($0.dormancy?.ends.description) },
    ]
}

extension ExitState {
    fileprivate var answer: SchemeAnswer {
        .record(
            decision,
            [
                "decision": .text(decision), "cohort": .text(cohort), "grounds": .texts(grounds),
                "intelligence-to": .text(intelligenceNowTo), "transfer-to": .text(transferTo),
                "flags": .texts(flagsToWithdraw),
            ])
    }
}

extension OpenGround {
    fileprivate var answer: SchemeAnswer {
        .record(
            code,
            [
                "code": .text(code), "rule": .text(rule), "since": .text(since.description),
                "evidence": .texts(evidence),
            ])
    }
}
