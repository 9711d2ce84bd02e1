extension PartySelector {
    /// Who is meant: "the IOM hub of West Yorkshire Police".
    ///
    /// - Parameter parties: the agreement's; a kind is followed by the parties that are of it today, so that a new party
    ///   changes the rendering of every rule that it comes under.
    func english(_ parties: [String: Agreement.Party]) -> String {
        switch self {
        case .anybody: "anybody"
        case .oneOf(let patterns): Phrase.any(patterns.map { $0.english(parties) })
        case .noneOf(let patterns): "anybody but " + Phrase.all(patterns.map { $0.english(parties) })
        }
    }
}

extension PartyPattern {
    fileprivate func english(_ parties: [String: Agreement.Party]) -> String {
        switch self {
        case .anybody: "anybody"
        case .party(let party): parties.spelling(of: party)
        case .partyRole(let party, let role): "the \(Phrase.plain(role)) of \(parties.spelling(of: party))"
        case .kind(let kind): "any \(kind.english)" + Self.members(parties) { $0.kind == kind }
        case .kindRole(let kind, let role):
            "the \(Phrase.plain(role)) of any \(kind.english)"
                + Self.members(parties) { $0.kind == kind && $0.roles.contains(role) }
        }
    }

    private static func members(
        _ parties: [String: Agreement.Party], _ isMeant: (Agreement.Party) -> Bool
    ) -> String {
        let names = parties.filter { isMeant($0.value) }.keys.sorted().map(parties.spelling)
        return names.isEmpty ? "" : " (now \(Phrase.all(names)))"
    }
}

extension [String: Agreement.Party] {
    /// A party's name in quotes and its key, or its key where it has none; no other party reads like it.
    func spelling(of party: String) -> String {
        self[party]?.name.map { "\(Phrase.quoted($0)) (\(party))" } ?? party
    }
}
