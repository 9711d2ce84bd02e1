extension AgreementDifference {
    /// What an officer reads.
    ///
    /// - Parameter limit: how many changes of a kind are told; the rest is counted.
    public func report(limit: Int) -> [String] {
        [verdict.words + (verdict == .narrower && asksForALook ? Self.other : "")]
            + part("WIDER", wider.map(Self.lines), limit)
            + part("NARROWER", narrower.map(Self.lines), limit)
            + part("OBLIGATIONS", obligations.map { ["  \($0.word)  \($0.says)"] }, limit)
            + part("SIGNATURES, DATES, POWERS AND DUTIES (they let nothing go)", validity.map { ["  " + $0] }, limit)
            + part("RULES, SENTENCES AND SOURCES", sentences.map { ["  " + $0] }, limit)
            + part("NOT COMPARED", notCompared.map { ["  " + $0] }, limit)
    }

    private static let other = " BUT what stands under it changed too: read it."

    private var wider: [Change] { changes.filter { $0.direction == .wider } }
    private var narrower: [Change] { changes.filter { $0.direction == .narrower } }

    private func part(_ title: String, _ items: [[String]], _ limit: Int) -> [String] {
        if items.isEmpty { return [] }
        let rest = items.count > limit ? ["  … and \(items.count - limit) more"] : []
        return ["", title] + items.prefix(limit).joined() + rest
    }

    private static func lines(_ change: Change) -> [String] {
        let facts = change.witness.facts
        return [
            "  \(change.says)",
            "      \(change.because), in \(change.count) cases; the first: \(change.witness.question)",
            "      \(facts.isEmpty ? "whatever the facts" : facts.joined(separator: "; "))",
        ]
    }
}

extension AgreementDifference.Verdict {
    fileprivate var words: String {
        switch self {
        case .equal: "EQUAL: the new version lets exactly the same go."
        case .equalInWhatGoes:
            "EQUAL IN WHAT GOES, BUT what stands under it changed: read it before anybody signs or takes it over."
        case .narrower: "NARROWER: the new version lets less go, or obliges to more, and nowhere the reverse."
        case .wider: "WIDER: the new version lets more go, or obliges to less, and nowhere the reverse."
        case .both: "WIDER AND NARROWER: the new version lets more go in some cases and less in others."
        }
    }
}

extension AgreementDifference.ObligationChange {
    fileprivate var word: String {
        if isWeaker { return isStronger ? "other   " : "weaker  " }
        return "stronger"
    }
}
