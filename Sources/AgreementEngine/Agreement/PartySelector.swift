/// Which parties a rule speaks of: a list of patterns, or everybody but a list.
public enum PartySelector: Sendable, Hashable {
    /// Nothing said, or "*".
    case anybody
    /// Any of these.
    case oneOf([PartyPattern])
    /// Anybody but these; guardrails only.
    case noneOf([PartyPattern])

    /// Whether a party in a role is meant.
    func matches(party: String, role: String, kind: PartyKind?) -> Bool {
        switch self {
        case .anybody: true
        case .oneOf(let patterns): patterns.contains { $0.matches(party: party, role: role, kind: kind) }
        case .noneOf(let patterns): !patterns.contains { $0.matches(party: party, role: role, kind: kind) }
        }
    }
}

/// "*", "disc", "disc/*", "disc/case-manager", "kind:police" or "kind:police/npt".
public enum PartyPattern: Sendable, Hashable {
    case anybody
    case party(String)
    case partyRole(String, String)
    case kind(PartyKind)
    case kindRole(PartyKind, String)

    /// Reads a pattern; nil when it has another form or names a kind that does not exist.
    init?(_ text: String) {
        if text == "*" {
            self = .anybody
            return
        }
        let isKind = text.hasPrefix("kind:")
        let parts = (isKind ? text.dropFirst("kind:".count) : text[...])
            .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        let role = parts.count == 2 && parts[1] != "*" ? parts[1] : nil
        guard !name.isEmpty, role.map({ !$0.isEmpty }) ?? true else { return nil }
        if isKind {
            guard let kind = PartyKind(rawValue: name) else { return nil }
            self = role.map { .kindRole(kind, $0) } ?? .kind(kind)
        } else {
            self = role.map { .partyRole(name, $0) } ?? .party(name)
        }
    }

    func matches(party: String, role: String, kind: PartyKind?) -> Bool {
        switch self {
        case .anybody: true
        case .party(let name): party == name
        case .partyRole(let name, let wanted): party == name && role == wanted
        case .kind(let wanted): kind == wanted
        case .kindRole(let wanted, let wantedRole): kind == wanted && role == wantedRole
        }
    }
}
