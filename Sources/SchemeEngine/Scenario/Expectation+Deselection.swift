import CanonicalModel

extension ExpectationKey {
    /// Grounds for de-selection that are open.
    static let deselection = [
        ExpectationKey("grounds", of: ["code", "rule", "since", "evidence"]) { .many($0.grounds.map(\.answer)) }
    ]
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
