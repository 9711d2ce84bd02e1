@testable import AgreementEngine

/// An agreement with one thing wrong in one rule, as a slip of the pen would leave it.
///
/// A scenario file that does not notice such a slip does not hold the rule (issue 4, acceptance 1).
struct AgreementMutation {
    /// The rule that was changed.
    var rule: String
    /// What was changed, in words.
    var change: String
    /// The agreement with the change in it.
    var agreement: Agreement
}

extension AgreementMutation {
    /// The scenarios that could come out otherwise than before: those that the rule, as it was or as it is now, is about.
    func concerned(among scenarios: [Scenario], of original: Agreement) -> [Scenario] {
        let rules = [original, agreement].map { $0.only(rule) }
        return scenarios.filter { scenario in rules.contains { $0.concerns(scenario.request) } }
    }
}

extension Agreement {
    /// The agreement with one rule alone, looked up once because there are many scenarios.
    fileprivate func only(_ id: String) -> Agreement {
        var agreement = self
        agreement.permits.removeAll { !$0.id.hasPrefix(id) }
        agreement.guardrails.removeAll { $0.id != id }
        return agreement
    }

    fileprivate func concerns(_ request: DisclosureRequest) -> Bool {
        permits.contains {
            $0.purpose == request.purpose && covers($0.from, $0.to, request) && $0.share.concern(request)
        } || guardrails.contains { covers($0.from, $0.to, request) && $0.share.concern(request) }
    }

    private func covers(_ from: PartySelector, _ to: PartySelector, _ request: DisclosureRequest) -> Bool {
        let (discloser, recipient) = (request.discloser, request.recipient)
        return from.matches(party: discloser.party, role: discloser.role, kind: parties[discloser.party]?.kind)
            && to.matches(party: recipient.party, role: recipient.role, kind: recipient.kind)
    }
}

extension [CategoryPattern] {
    fileprivate func concern(_ request: DisclosureRequest) -> Bool {
        contains { pattern in request.fields.contains { pattern.matches($0.category) } }
    }
}

extension Agreement {
    /// Every agreement that differs from this one by one slip.
    var mutations: [AgreementMutation] {
        permits.indices.flatMap { permitMutations($0) } + guardrails.indices.flatMap { guardrailMutations($0) }
    }

    private func permitMutations(_ index: Int) -> [AgreementMutation] {
        let permit = permits[index]
        func changed(_ change: String, _ apply: (inout Agreement) -> Void) -> AgreementMutation {
            mutation(permit.id, change, apply)
        }
        var mutations = [
            changed("removed") { $0.permits.remove(at: index) },
            changed("turned into a refusal") {
                $0.guardrails.append(
                    Guardrail(
                        id: permit.id, says: permit.says, share: permit.share, from: permit.from, to: permit.to,
                        when: permit.when, source: permit.source))
                $0.permits.remove(at: index)
            },
        ]
        mutations += permit.when.mutations.map { change, when in changed(change) { $0.permits[index].when = when } }
        mutations += permit.share.mutations.map { change, share in changed(change) { $0.permits[index].share = share } }
        mutations += permit.from.mutations(in: self).map { change, from in
            changed("from: " + change) { $0.permits[index].from = from }
        }
        mutations += permit.to.mutations(in: self).map { change, to in
            changed("to: " + change) { $0.permits[index].to = to }
        }
        mutations += permit.obligations.mutations.map { change, then in
            changed(change) { $0.permits[index].obligations = then }
        }
        mutations += purposes.keys.sorted().filter { $0 != permit.purpose }.map { purpose in
            changed("for \(purpose)") { $0.permits[index].purpose = purpose }
        }
        return mutations
    }

    private func guardrailMutations(_ index: Int) -> [AgreementMutation] {
        let guardrail = guardrails[index]
        func changed(_ change: String, _ apply: (inout Agreement) -> Void) -> AgreementMutation {
            mutation(guardrail.id, change, apply)
        }
        var mutations = [
            changed("removed") { $0.guardrails.remove(at: index) },
            changed("turned into a permit") { $0.turn(guardrail, at: index) },
        ]
        mutations += guardrail.when.mutations.map { change, when in
            changed(change) { $0.guardrails[index].when = when }
        }
        mutations += guardrail.share.mutations.map { change, share in
            changed(change) { $0.guardrails[index].share = share }
        }
        mutations += guardrail.to.mutations(in: self).map { change, to in
            changed("to: " + change) { $0.guardrails[index].to = to }
        }
        return mutations
    }

    private mutating func turn(_ guardrail: Guardrail, at index: Int) {
        guardrails.remove(at: index)
        for purpose in purposes.keys.sorted() {
            permits.append(
                Permit(
                    id: "\(guardrail.id)-\(purpose)", says: guardrail.says, from: guardrail.from, to: guardrail.to,
                    share: guardrail.share, purpose: purpose, gateways: [], when: guardrail.when,
                    obligations: Obligations(), source: ""))
        }
    }

    private func mutation(_ rule: String, _ change: String, _ apply: (inout Agreement) -> Void) -> AgreementMutation {
        var agreement = self
        apply(&agreement)
        return AgreementMutation(rule: rule, change: change, agreement: agreement)
    }
}

extension Condition {
    /// Every condition with one part of it dropped, turned round or loosened.
    fileprivate var mutations: [(String, Condition)] {
        switch self {
        case .all(let parts): Self.mutations(of: parts, inside: Condition.all)
        case .any(let parts): Self.mutations(of: parts, inside: Condition.any)
        case .not(let part):
            [("'unless' dropped: \(part)", .all([])), ("'unless' turned round: \(part)", part)]
                + part.mutations.map { ("unless: " + $0, .not($1)) }
        case .fact(let name, let mask): Self.mutations(of: name, mask)
        case .role, .onlySource, .scheme: [("turned round: \(self)", .not(self))]
        case .asOf(let days): [("loosened: \(self)", .asOf(withinDays: days + 1))]
        case .consent(let question): question.mutations.map { ($0, .consent($1)) }
        case .riskAssessment(let question): question.mutations.map { ($0, .riskAssessment($1)) }
        case .override(let question): question.mutations.map { ($0, .override($1)) }
        }
    }

    private static func mutations(
        of parts: [Condition], inside whole: ([Condition]) -> Condition
    ) -> [(String, Condition)] {
        parts.indices.flatMap { index in
            var fewer = parts
            let part = fewer.remove(at: index)
            // A condition of one part is the part itself; dropping an alternative of one leaves nothing to choose from.
            let dropped = [("dropped: \(part)", fewer.isEmpty ? Condition.all([]) : whole(fewer))]
            return dropped
                + part.mutations.map { change, part in
                    var parts = parts
                    parts[index] = part
                    return (change, whole(parts))
                }
        }
    }

    private static func mutations(of name: FactName, _ mask: FactMask) -> [(String, Condition)] {
        let places = (0..<(name.words?.count ?? 2)).map { FactMask(1) << FactMask($0) }
        let fewer = places.filter { mask & $0 != 0 && mask != $0 }
        let everything = places.reduce(0, |)
        return fewer.map { ("a word less: \(Condition.fact(name, mask & $0)) alone", .fact(name, mask & ~$0)) }
            + [("turned round: \(Condition.fact(name, mask))", .fact(name, everything & ~mask))]
    }
}

extension ConsentQuestion {
    fileprivate var mutations: [(String, ConsentQuestion)] {
        var refused = self
        refused.states += [.refused, .withdrawn, .expired, .notSought].filter { !states.contains($0) }
        var anyForm = self
        anyForm.form = nil
        var elsewhere = self
        elsewhere.with = with == "vcs" ? "housing" : "vcs"
        var other = self
        other.covers = covers == "plan.*" ? "risk.*" : "plan.*"
        return [("any state of consent", refused), ("consent with another class", elsewhere), ("other consent", other)]
            + (form == nil ? [] : [("consent in any form", anyForm)])
    }
}

extension RiskAssessmentQuestion {
    fileprivate var mutations: [(String, RiskAssessmentQuestion)] {
        var older = self
        older.ageDaysAtMost += 1
        var against = self
        against.outcome = outcome == .share ? .doNotShare : .share
        return [("an assessment a day older", older), ("an assessment that says the opposite", against)]
    }
}

extension OverrideQuestion {
    fileprivate var mutations: [(String, OverrideQuestion)] {
        var older = self
        older.ageHoursAtMost += 1
        var lower = self
        lower.rankAtLeast = .constable
        return [("an override an hour older", older), ("an override by a constable", lower)]
    }
}

extension [CategoryPattern] {
    /// One category dropped, or widened to its family.
    fileprivate var mutations: [(String, [CategoryPattern])] {
        indices.flatMap { index in
            var fewer = self
            let pattern = fewer.remove(at: index)
            var changes = [("without \(pattern)", fewer)]
            if case .exactly(let category) = pattern, let dot = category.firstIndex(of: ".") {
                changes.append(("\(category) widened to its family", fewer + [.family(String(category[...dot]))]))
            }
            return changes
        }
    }
}

extension PartySelector {
    /// One party dropped, or widened: a role to its party, a role of a kind to the kind, a party to everybody.
    fileprivate func mutations(in agreement: Agreement) -> [(String, PartySelector)] {
        switch self {
        case .anybody: []
        case .oneOf(let patterns): Self.mutations(of: patterns, in: agreement).map { ($0, .oneOf($1)) }
        case .noneOf(let patterns): Self.mutations(of: patterns, in: agreement).map { ($0, .noneOf($1)) }
        }
    }

    private static func mutations(
        of patterns: [PartyPattern], in agreement: Agreement
    ) -> [(String, [PartyPattern])] {
        patterns.indices.flatMap { index in
            var fewer = patterns
            let pattern = fewer.remove(at: index)
            return [("without \(pattern)", fewer)]
                + (pattern.wider(in: agreement).map { [("\(pattern) widened", fewer + [$0])] } ?? [])
        }
    }
}

extension PartyPattern {
    /// Nil where nobody is added: the role is the only one of its party.
    fileprivate func wider(in agreement: Agreement) -> PartyPattern? {
        switch self {
        case .anybody: nil
        case .party, .kind: .anybody
        case .partyRole(let party, _):
            agreement.parties[party].map { $0.roles.count > 1 ? .party(party) : .anybody } ?? .anybody
        case .kindRole(let kind, _):
            agreement.parties.values.filter { $0.kind == kind }.flatMap(\.roles).count > 1 ? .kind(kind) : .anybody
        }
    }
}

extension Obligations {
    /// One obligation dropped.
    fileprivate var mutations: [(String, Obligations)] {
        let drops: [(String, (inout Obligations) -> Void)] = [
            ("acknowledge-within-hours", { $0.acknowledgeWithinHours = nil }),
            ("chase-after-hours", { $0.chaseAfterHours = nil }), ("report-after-hours", { $0.reportAfterHours = nil }),
            ("review-within-hours", { $0.reviewWithinHours = nil }), ("retain-days", { $0.retainDays = nil }),
            ("retain", { $0.retainUntilDeselected = false }),
            ("erase-local-copy-days", { $0.eraseLocalCopyDays = nil }), ("onward", { $0.onward = nil }),
            ("deliver", { $0.deliver = nil }), ("withdraw-flags", { $0.withdrawFlags = false }),
            ("stop-on-withdrawal", { $0.stopOnWithdrawal = false }), ("caveat", { $0.caveats = [] }),
            ("minimise", { $0.minimise = [] }), ("notify", { $0.notify = [] }),
        ]
        return drops.compactMap { name, drop in
            var fewer = self
            drop(&fewer)
            return fewer == self ? nil : ("without \(name)", fewer)
        }
    }
}
