/// What changed about the schemes themselves. Their settings are facts of every request (ops/decisions/0025): a word that
/// is changed there changes what goes in the scheme, though every rule stands as it stood.
struct SchemeDifference {
    private let old: Agreement
    private let new: Agreement

    init(from old: Agreement, to new: Agreement) {
        self.old = old
        self.new = new
    }

    /// Each change in a sentence.
    ///
    /// None between a scheme's text and the text of all: which schemes there are is told where the wholes are compared.
    var words: [String] {
        guard (old.narrowedFrom == nil) == (new.narrowedFrom == nil) else { return [] }
        return Set(old.schemes.keys).union(new.schemes.keys).sorted().flatMap { name -> [String] in
            guard let before = old.schemes[name] else { return ["The scheme \(name) is new."] }
            guard let after = new.schemes[name] else { return ["The scheme \(name) is gone."] }
            return changes(name, before, after) + settings(name).filter { !asksFor($0.setting) }.map(\.says)
        }
    }

    /// Changed settings that a permit or a refusal asks for. Which way they go is not worked out.
    var deciding: [String] {
        Set(old.schemes.keys).intersection(new.schemes.keys).sorted().flatMap { name in
            settings(name).filter { asksFor($0.setting) }.map { "\($0.says) Rules ask for it." }
        }
    }

    private func changes(_ name: String, _ before: Agreement.Scheme, _ after: Agreement.Scheme) -> [String] {
        let sizes = before.cohorts == after.cohorts ? [] : ["The cohorts of \(name) have other sizes."]
        let area = before.area == after.area ? [] : ["The area of \(name): \(before.area) becomes \(after.area)."]
        return area + sizes + (before.unites == after.unites ? [] : ["The scheme \(name) unites others than before."])
    }

    private func settings(_ name: String) -> [(setting: String, says: String)] {
        let before = old.schemes[name]?.settings ?? [:]
        let after = new.schemes[name]?.settings ?? [:]
        return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map { setting in
            (setting, "\(setting) of \(name): \(before[setting] ?? "nothing") becomes \(after[setting] ?? "nothing").")
        }
    }

    private func asksFor(_ setting: String) -> Bool {
        [old, new].contains { agreement in
            (agreement.guardrails.map(\.when) + (agreement.permits + agreement.binding).map(\.when)).contains {
                $0.contains { if case .scheme(setting, _) = $0 { true } else { false } }
            }
        }
    }
}
