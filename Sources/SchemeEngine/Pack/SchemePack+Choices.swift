/// What a form may offer: the scheme's own words, each with its rule's sentence.
extension SchemePack {
    /// A word of the scheme and what it means.
    public struct Choice: Sendable, Hashable {
        /// The word ("six-months-clear").
        public let code: String
        /// What it means, in the rule's sentence.
        public let words: String
    }

    /// Grounds for de-selection.
    public var groundChoices: [Choice] {
        deselection.grounds.map { Choice(code: $0.code, words: $0.header.says) }
    }

    /// Ways by which somebody comes to a panel.
    public var routeChoices: [Choice] { selection.routes.map { Choice(code: $0.route, words: $0.header.says) } }

    /// Cohorts.
    public var cohortChoices: [Choice] { cohorts.cohorts.map { Choice(code: $0.cohort, words: $0.name) } }

    /// The sentence of a rule, whatever its section; its id where the pack has none such.
    public func sentence(ofRule id: String) -> String { sentences[id] ?? id }

    /// Whether a rule of the scheme asks for flags to be taken down after a de-selection.
    public var asksForFlags: Bool { deselection.duties.contains { $0.flag != nil } }

    /// Every class of offence that a rule speaks of.
    public var offenceClasses: Set<String> {
        let inputs = selection.matrices.flatMap(\.inputs).flatMap(\.test.offences)
        return Set(inputs + selection.candidates.flatMap(\.offences) + selection.elsewhere.flatMap(\.offences))
    }
}

extension CandidateRule {
    fileprivate var offences: [String] {
        if case .events(let test, _, _) = trigger { test.offences } else { [] }
    }
}
