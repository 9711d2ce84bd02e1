/// What changed in the words that the parties sign: rules that come and go, their sentences and their sources.
struct SentenceDifference {
    private let old: [Rule]
    private let new: [Rule]

    private struct Rule {
        let id: String
        let says: String
        let source: String
    }

    init(from old: Agreement, to new: Agreement) {
        self.old = Self.rules(old)
        self.new = Self.rules(new)
    }

    private static func rules(_ agreement: Agreement) -> [Rule] {
        let guardrails = agreement.guardrails.map { Rule(id: $0.id, says: $0.says, source: $0.source ?? "nothing") }
        let permits = agreement.permits.map { Rule(id: $0.id, says: $0.says, source: $0.source) }
        return guardrails + permits
    }

    /// Each change in a sentence.
    var words: [String] { gone + new.flatMap(changes) }

    private var gone: [String] {
        old.filter { before in !new.contains { $0.id == before.id } }.map { "The rule \($0.id) is gone." }
    }

    private func changes(_ rule: Rule) -> [String] {
        guard let before = old.first(where: { $0.id == rule.id }) else { return ["The rule \(rule.id) is new."] }
        let sentence =
            before.says == rule.says ? [] : ["the sentence of \(rule.id): “\(before.says)” becomes “\(rule.says)”"]
        let source =
            before.source == rule.source ? [] : ["the source of \(rule.id): \(before.source) becomes \(rule.source)."]
        return sentence + source
    }
}
