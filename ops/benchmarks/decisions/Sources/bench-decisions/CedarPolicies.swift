import AgreementEngine

/// An agreement as Cedar policies that give the same answers.
///
/// Cedar has no third truth value: what we call unknown is an attribute that is not there. A permit asks `context has x`
/// first; a forbid fires when it is not there. Which consent stands, and how old an override is, Cedar cannot work out, so
/// that the request brings it ready (CedarRequests); this is in Cedar's favour.
struct CedarPolicies {
    let text: String

    init(_ agreement: Agreement) {
        let forbids = agreement.guardrails.map { guardrail in
            Self.policy(
                "forbid", guardrail.id, "action", from: guardrail.from, to: guardrail.to, share: guardrail.share,
                when: CedarCondition.mayHold(guardrail.when), unless: Self.untelling)
        }
        let permits = agreement.permits.map { permit in
            Self.policy(
                "permit", permit.id, "action == Action::\"\(permit.purpose)\"", from: permit.from, to: permit.to,
                share: permit.share, when: CedarCondition.holds(permit.when), unless: nil)
        }
        text = ([Self.signatories, Self.untellingPermit] + forbids + permits).joined(separator: "\n")
    }

    private static let untelling =
        #"["deselection", "stop-visits", "recalled"].contains(context["message"]) "#
        + #"&& context["recipient.previously-notified"] == "true" && resource in Group::"untelling""#

    private static let untellingPermit =
        #"@id("untelling") permit (principal, action, resource in Group::"untelling") when { "# + untelling + " };"

    private static let signatories =
        #"@id("signatories") forbid (principal, action, resource) "#
        + #"unless { principal in Group::"signed" && context["discloser"] in Group::"signed" } unless { "# + untelling
        + " };"

    private static func policy(
        _ effect: String, _ id: String, _ action: String, from: PartySelector, to: PartySelector,
        share: [CategoryPattern], when: String?, unless: String?
    ) -> String {
        let resources = share.map(entity)
        // A single party or category goes into the head, as Cedar's guide advises; several have to be a condition.
        let principal = singleHead(to)
        let isSingle = resources.count == 1
        let resource = isSingle ? (resources[0].map { "resource in \($0)" } ?? "resource") : "resource"
        var clauses = [String]()
        if principal == nil, let clause = clause(to, "principal") { clauses.append("when { \(clause) }") }
        if let clause = clause(from, #"context["discloser"]"#) { clauses.append("when { \(clause) }") }
        if !isSingle, !resources.contains(nil) {
            clauses.append("when { resource in [\(resources.compactMap { $0 }.joined(separator: ", "))] }")
        }
        if let when { clauses.append("when { \(when) }") }
        if let unless { clauses.append("unless { \(unless) }") }
        return #"@id("\#(id)") \#(effect) (\#(principal ?? "principal"), \#(action), \#(resource)) "#
            + clauses.joined(separator: " ") + ";"
    }

    private static func singleHead(_ selector: PartySelector) -> String? {
        guard case .oneOf(let patterns) = selector, patterns.count == 1 else { return nil }
        return entity(patterns[0]).map { "principal in \($0)" }
    }

    private static func clause(_ selector: PartySelector, _ who: String) -> String? {
        func isOne(_ patterns: [PartyPattern]) -> String {
            "\(who) in [\(patterns.compactMap(entity).joined(separator: ", "))]"
        }
        return switch selector {
        case .anybody: nil
        case .oneOf(let patterns): isOne(patterns)
        case .noneOf(let patterns): "!(\(isOne(patterns)))"
        }
    }

    private static func entity(_ pattern: PartyPattern) -> String? {
        switch pattern {
        case .anybody: nil
        case .party(let name): "Party::\"\(name)\""
        case .partyRole(let party, let role): "Role::\"\(party)/\(role)\""
        case .kind(let kind): "Kind::\"\(kind.rawValue)\""
        case .kindRole(let kind, let role): "KindRole::\"\(kind.rawValue)/\(role)\""
        }
    }

    private static func entity(_ pattern: CategoryPattern) -> String? {
        switch pattern {
        case .everything: nil
        case .family(let prefix): "Family::\"\(prefix)\""
        case .suffix(let suffix): "Suffix::\"\(suffix)\""
        case .exactly(let name): "Category::\"\(name)\""
        }
    }
}
