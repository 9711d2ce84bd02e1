import CanonicalModel

/// One request being decided under one plan; a rule that does not ask about the field is evaluated once for all fields.
struct Evaluation {
    private let plan: DecisionPlan
    private let request: DisclosureRequest
    private let gate: Validity.Gate?
    private var facts: FactTable
    private var verdicts: [Verdict]
    private(set) var nearest: String?
    private var isUntelling = false

    /// What is known so far about a rule of the plan.
    private struct Verdict {
        var isFinal = false
        var truth = Truth.yes
        var hasApplied = false
        /// The one term that does not hold, when it is only one.
        var missing: Int?
    }

    init(_ plan: DecisionPlan, _ request: DisclosureRequest, gate: Validity.Gate?) {
        self.plan = plan
        self.request = request
        self.gate = gate
        facts = FactTable(request, kind: plan.kind, isSignatory: !plan.isBoundByUndertaking)
        verdicts = [Verdict](repeating: Verdict(), count: plan.rules.count)
    }

    /// Decides one field.
    mutating func decide(field index: Int) -> FieldDecision {
        facts.turn(to: request.fields[index])
        if plan.lines[index].isUntelling && request.recipient.previouslyNotified {
            isUntelling = true
            if gate == nil {
                _ = permit(index)
                bind(index)
            }
            return decision(index, .permit, BuiltInRule.untelling.rawValue, .untelling)
        }
        if let gate { return decision(index, .refuse, gate.rule.rawValue, gate.reason) }
        if let refusal = refusal(index) { return refusal }
        guard let permit = permit(index) else { return defaultRefusal(index) }
        bind(index)
        return permit
    }

    /// A field that goes keeps the duties of every permit that a scheme narrowed and that would have applied.
    private mutating func bind(_ index: Int) {
        for place in plan.lines[index].binders where verdict(ofRule: place, for: index).truth == .yes {
            verdicts[place].hasApplied = true
        }
    }

    /// What every permit that applied obliges to, and the untelling itself.
    var obligations: Obligations {
        var obligations = Obligations()
        if isUntelling {
            obligations.acknowledgeWithinHours = Self.untellingAcknowledgedWithinHours
            obligations.withdrawFlags = request.message == .deselection
        }
        for (index, verdict) in verdicts.enumerated() where verdict.hasApplied {
            obligations.merge(plan.rules[index].obligations)
        }
        return obligations
    }

    /// CLV 8.23, L4 and C3: a named officer acknowledges within a day, whatever the agreement leaves out.
    private static let untellingAcknowledgedWithinHours = 24

    private func decision(
        _ index: Int, _ effect: FieldDecision.Effect, _ rule: String, _ reason: ReasonCode
    ) -> FieldDecision {
        FieldDecision(
            name: request.fields[index].name, category: request.fields[index].category, effect: effect, rule: rule,
            reason: reason)
    }

    /// The guardrail that fires: one known to be true before one that is only not known to be false.
    private mutating func refusal(_ index: Int) -> FieldDecision? {
        var worst = (truth: Truth.no, place: 0)
        for place in plan.lines[index].guardrails {
            let truth = verdict(ofRule: place, for: index).truth
            if truth.severity > worst.truth.severity { worst = (truth, place) }
        }
        switch worst.truth {
        case .no: return nil
        case .yes:
            let rule = plan.rules[worst.place]
            return decision(index, .refuse, rule.id, rule.asksOriginator ? .originatorConditions : .guardrail)
        case .unknown: return decision(index, .refuse, plan.rules[worst.place].id, .guardrailFactUnknown)
        case .unavailable: return decision(index, .refuse, plan.rules[worst.place].id, .factUnavailable)
        }
    }

    /// The permit that lets the field go; one that does not rest on consent before one that does.
    private mutating func permit(_ index: Int) -> FieldDecision? {
        var outright: Int?
        var onConsent: Int?
        for place in plan.lines[index].permits where verdict(ofRule: place, for: index).truth == .yes {
            verdicts[place].hasApplied = true
            if plan.rules[place].asksConsent { onConsent = onConsent ?? place } else { outright = outright ?? place }
        }
        if let outright { return decision(index, .permit, plan.rules[outright].id, .permitted) }
        guard let onConsent else { return nil }
        // What is pushed cannot be called back when the person withdraws consent (DESIGN decision 11).
        return request.delivery == .fetched
            ? decision(index, .permit, plan.rules[onConsent].id, .permitted)
            : decision(index, .onRequest, plan.rules[onConsent].id, .consentCheckedAtFetch)
    }

    /// No permit applied: whether one waits for a fact, and which one lacked only one.
    private mutating func defaultRefusal(_ index: Int) -> FieldDecision {
        var reason = ReasonCode.noRulePermits
        for place in plan.lines[index].permits {
            let verdict = verdict(ofRule: place, for: index)
            if verdict.truth == .unavailable { return decision(index, .refuse, plan.rules[place].id, .factUnavailable) }
            guard reason == .noRulePermits, let missing = verdict.missing else { continue }
            nearest = nearest ?? plan.rules[place].hints[missing]
            reason = self.reason(for: plan.rules[place].terms[missing], verdict.truth)
        }
        return decision(index, .refuse, BuiltInRule.denyByDefault.rawValue, reason)
    }

    private func reason(for term: Condition, _ truth: Truth) -> ReasonCode {
        if case .consent(let question) = term, case .known(let consents) = request.subject.consents {
            return ReasonCode(question.standing(among: consents, at: request.now).state)
        }
        if case .riskAssessment = term, truth == .no { return .riskAssessmentMissing }
        return truth == .no ? .noRulePermits : .factUnknown
    }

    // MARK: Conditions

    private mutating func verdict(ofRule place: Int, for index: Int) -> Verdict {
        if verdicts[place].isFinal { return verdicts[place] }
        let rule = plan.rules[place]
        var verdict = Verdict(isFinal: !rule.asksField, hasApplied: verdicts[place].hasApplied)
        for (number, term) in rule.factTerms.enumerated() {
            let truth =
                term.isFact ? facts[term.name].truth(in: term.mask) : truth(of: rule.terms[number], for: index)
            if truth == .yes { continue }
            verdict.missing = verdict.truth == .yes ? number : nil
            verdict.truth = min(verdict.truth, truth)
            // Nothing that follows can change a rule that lacks two things and is known not to hold.
            if verdict.truth == .no && verdict.missing == nil { break }
        }
        verdicts[place] = verdict
        return verdict
    }

    private func truth(of condition: Condition, for index: Int) -> Truth {
        switch condition {
        case .fact(let name, let mask): facts[name].truth(in: mask)
        case .consent(let question): question.truth(request.subject.consents, at: request.now)
        case .onlySource(let sources): request.fields[index].truth(ofOnlySource: sources)
        case .asOf(let days): request.fields[index].truth(ofAgeWithin: days, at: request.now)
        case .role(let roles): Truth(roles.contains(request.recipient.role))
        case .riskAssessment(let question): question.truth(request.subject.riskAssessments, at: request.now)
        case .override(let question): question.truth(request.override, at: request.now)
        case .scheme(let name, let words): request.scheme[name].map { Truth(words.contains($0)) } ?? .unknown
        case .not(let part): !truth(of: part, for: index)
        case .all(let parts): parts.reduce(.yes) { min($0, truth(of: $1, for: index)) }
        case .any(let parts): parts.reduce(.no) { max($0, truth(of: $1, for: index)) }
        }
    }
}

extension Truth {
    /// How firmly a guardrail refuses: for good when known, for good when nobody will say, for now when nobody can be
    /// asked.
    fileprivate var severity: Int {
        switch self {
        case .no: 0
        case .unavailable: 1
        case .unknown: 2
        case .yes: 3
        }
    }
}

extension DataField {
    /// Whether what the field says was known no more than so many days before an instant (ISH-04); an age nobody knows is
    /// unknown, and a time to come counts as now.
    fileprivate func truth(ofAgeWithin days: Int, at now: Timestamp) -> Truth {
        switch asOf {
        case .unknown(let reason): Truth(reason)
        case .known(let asOf): Truth(asOf >= now.adding(seconds: -Int64(days) * 86_400))
        }
    }

    /// Whether every source the field is known from is one of these; a field from nowhere is not known to be from
    /// anywhere.
    fileprivate func truth(ofOnlySource wanted: [String]) -> Truth {
        switch sources {
        case .unknown(let reason): Truth(reason)
        case .known(let sources): sources.isEmpty ? .unknown : Truth(sources.allSatisfy(wanted.contains))
        }
    }
}
