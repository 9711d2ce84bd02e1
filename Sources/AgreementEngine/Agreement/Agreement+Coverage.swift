extension Agreement {
    /// The data categories that the parties have not decided about: in no permit, and in no guardrail that names them.
    ///
    /// Nothing of them could leave anyway. They are listed because forgetting to decide is no decision: an adapter must not
    /// publish what no agreement knows (issue "Contracts").
    public var undecidedCategories: [String] { CategoryVocabulary.all.filter { !decides(about: $0) } }

    /// "*" covers everything and so decides nothing: the guardrail about parties that did not sign is written with it.
    private func decides(about category: String) -> Bool {
        (permits.flatMap(\.share) + guardrails.flatMap(\.share)).contains {
            $0 != .everything && $0.matches(category)
        }
    }
}
