import Formats

extension Agreement {
    /// The keys of every obligation that a rule imposes, read from the file as it was signed.
    var obligationKeys: Set<String> {
        let rules = canonical.object?["rules"]?.array ?? []
        let obligations = rules.flatMap { $0.object?["then"]?.array ?? [] }
        return Set(obligations.flatMap { $0.object?.members.map(\.key) ?? [] })
    }
}
