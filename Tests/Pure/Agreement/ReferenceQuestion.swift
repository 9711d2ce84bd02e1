@testable import AgreementEngine
import CanonicalModel

extension ReferenceEvaluator {
    /// One field of one request, and what every condition comes to for it.
    struct Question {
        let agreement: Agreement
        let request: DisclosureRequest
        let field: DataField

        /// The agreement knows better than the directory what kind of body a party is.
        private var kind: PartyKind { agreement.parties[request.recipient.party]?.kind ?? request.recipient.kind }

        /// Guardrails about these parties and this field, whatever they ask for.
        var guardrails: [Agreement.Guardrail] {
            agreement.guardrails.filter { $0.share.contains(where: isMeant) && isBetween($0.from, $0.to) }
        }

        /// Permits about these parties, this field and this purpose, whatever they ask for.
        var permits: [Agreement.Permit] {
            agreement.permits.filter {
                $0.purpose == request.purpose && $0.share.contains(where: isMeant) && isBetween($0.from, $0.to)
            }
        }

        private func isMeant(_ pattern: CategoryPattern) -> Bool {
            let words = field.category.split(separator: ".", maxSplits: 1).map(String.init)
            return switch pattern {
            case .everything: true
            case .exactly(let name): name == field.category
            case .family(let prefix): words.count == 2 && words[0] + "." == prefix
            case .suffix(let suffix): words.count == 2 && "." + words[1] == suffix
            }
        }

        private func isBetween(_ from: PartySelector, _ to: PartySelector) -> Bool {
            let discloser = request.discloser
            let recipient = request.recipient
            let discloserKind = agreement.parties[discloser.party]?.kind
            return isSelected(from, discloser.party, discloser.role, discloserKind)
                && isSelected(to, recipient.party, recipient.role, kind)
        }

        private func isSelected(_ selector: PartySelector, _ party: String, _ role: String, _ kind: PartyKind?) -> Bool
        {
            func isOne(_ pattern: PartyPattern) -> Bool {
                switch pattern {
                case .anybody: true
                case .party(party), .partyRole(party, role): true
                case .kind(let wanted): wanted == kind
                case .kindRole(let wanted, role): wanted == kind
                case .party, .partyRole, .kindRole: false
                }
            }
            return switch selector {
            case .anybody: true
            case .oneOf(let patterns): patterns.contains(where: isOne)
            case .noneOf(let patterns): !patterns.contains(where: isOne)
            }
        }
    }
}

// MARK: - Conditions

extension ReferenceEvaluator.Question {
    typealias Answer = ReferenceEvaluator.Answer

    /// What a condition comes to.
    func answer(_ condition: Condition) -> Answer {
        switch condition {
        case .all(let parts): conjunction(parts.map(answer))
        case .any(let parts): disjunction(parts.map(answer))
        case .not(let part): negation(answer(part))
        case .fact(let name, let mask): answer(name, mask)
        case .role(let roles): roles.contains(request.recipient.role) ? .yes : .no
        case .onlySource(let sources): answer(onlySource: sources)
        case .asOf(let days): answer(withinDays: days)
        case .consent(let question): answer(question)
        case .riskAssessment(let question): answer(question)
        case .override(let question): answer(question)
        case .scheme(let name, let words): request.scheme[name].map { words.contains($0) ? .yes : .no } ?? .unknown
        }
    }

    /// One no is enough; short of that, not knowing; a fact that nobody will ever say outweighs one to ask for later.
    private func conjunction(_ answers: [Answer]) -> Answer {
        if answers.contains(.no) { return .no }
        if answers.contains(.unknown) { return .unknown }
        return answers.contains(.unavailable) ? .unavailable : .yes
    }

    private func disjunction(_ answers: [Answer]) -> Answer {
        if answers.contains(.yes) { return .yes }
        if answers.contains(.unavailable) { return .unavailable }
        return answers.contains(.unknown) ? .unknown : .no
    }

    private func negation(_ answer: Answer) -> Answer {
        switch answer {
        case .yes: .no
        case .no: .yes
        case .unknown, .unavailable: answer
        }
    }

    private func answer<Value>(_ fact: Knowable<Value>, _ isTrue: (Value) -> Bool) -> Answer {
        switch fact {
        case .known(let value): isTrue(value) ? .yes : .no
        case .unknown(.notStated): .unknown
        case .unknown(.unavailable): .unavailable
        }
    }

    private func word<Word: FactWord>(_ fact: Knowable<Word>, _ mask: FactMask) -> Answer {
        answer(fact) { value in
            Word.allCases.enumerated().contains { $0.element == value && mask & (1 << $0.offset) != 0 }
        }
    }

    private func truth(_ fact: Knowable<Bool>, _ mask: FactMask) -> Answer { answer(fact) { mask & ($0 ? 2 : 1) != 0 } }

    private func answer(_ name: FactName, _ mask: FactMask) -> Answer {
        let (subject, recipient) = (request.subject, request.recipient)
        return switch name {
        case .message: word(.known(request.message), mask)
        case .ageBand: word(subject.ageBand, mask)
        case .cohort: word(subject.cohort, mask)
        case .statutory: word(subject.statutory, mask)
        case .rag: word(subject.rag, mask)
        case .custody: word(subject.custody, mask)
        case .mappa: word(subject.mappa, mask)
        case .selectionRoute: word(subject.selectionRoute, mask)
        case .transferInProgress: truth(subject.isTransferInProgress, mask)
        case .kind: word(.known(kind), mask)
        case .undertaking: word(recipient.undertaking, mask)
        case .coversArea: truth(recipient.coversArea, mask)
        case .vetted: truth(recipient.isVetted, mask)
        case .previouslyNotified: truth(.known(recipient.previouslyNotified), mask)
        case .signatory: truth(.known(agreement.parties[recipient.party] != nil), mask)
        case .handling: word(field.handling, mask)
        case .youthRecord: truth(field.isYouthRecord, mask)
        case .spent: truth(field.isSpent, mask)
        case .originatorRelease: word(field.originatorRelease, mask)
        case .clearedBy: word(field.clearedBy, mask)
        }
    }

    /// A field from nowhere is not known to be from anywhere (guardrail G8).
    private func answer(onlySource wanted: [String]) -> Answer {
        if field.sources == .known([]) { return .unknown }
        return answer(field.sources) { Set($0).isSubset(of: wanted) }
    }

    private func answer(withinDays days: Int) -> Answer {
        answer(field.asOf) { request.now.microseconds - $0.microseconds <= Int64(days) * 86_400_000_000 }
    }

    /// Reference 5.2: the later decision stands, of two at one instant the more restrictive; a lapsed one is expired.
    private func answer(_ question: ConsentQuestion) -> Answer {
        guard case .known(let consents) = request.subject.consents else {
            return answer(request.subject.consents) { _ in true }
        }
        let about = consents.filter { consent in
            consent.with == question.with && consent.purpose == question.purpose && covers(consent, question.covers)
        }
        guard let standing = about.sorted(by: stands).first else {
            return question.states.contains(.notSought) ? .yes : .no
        }
        let hasLapsed = standing.state == .given && standing.expiresAt.map { request.now >= $0 } ?? false
        guard question.states.contains(hasLapsed ? .expired : standing.state) else { return .no }
        // What was never sought has no form.
        guard let form = question.form, standing.state != .notSought else { return .yes }
        return standing.form.map { $0 == form ? .yes : .no } ?? .unknown
    }

    private func covers(_ consent: Consent, _ wanted: String) -> Bool {
        if consent.covers == wanted { return true }
        guard consent.covers.hasSuffix(".*") else { return false }
        return wanted.hasPrefix(consent.covers.dropLast(1))
    }

    private func stands(_ one: Consent, _ other: Consent) -> Bool {
        if one.decidedAt != other.decidedAt { return one.decidedAt > other.decidedAt }
        let order: [ConsentState] = [.notSought, .expired, .withdrawn, .refused, .given]
        let places = [one, other].map { order.firstIndex(of: $0.state) ?? 0 }
        if places[0] != places[1] { return places[0] < places[1] }
        if one.expiresAt != other.expiresAt {
            return (one.expiresAt?.microseconds ?? .max) < (other.expiresAt?.microseconds ?? .max)
        }
        return (one.form ?? "") < (other.form ?? "")
    }

    private func answer(_ question: RiskAssessmentQuestion) -> Answer {
        answer(request.subject.riskAssessments) { assessments in
            let made = assessments.filter { $0.purpose == question.purpose && $0.madeAt <= request.now }
            guard let latest = made.map(\.madeAt).max() else { return false }
            // Of two at one instant, "do not share" stands.
            let says = made.filter { $0.madeAt == latest }
            let outcome: DisclosureRiskAssessment.Outcome =
                says.contains { $0.outcome == .doNotShare } ? .doNotShare : .share
            let age = request.now.microseconds - latest.microseconds
            return outcome == question.outcome && age <= Int64(question.ageDaysAtMost) * 86_400_000_000
        }
    }

    private func answer(_ question: OverrideQuestion) -> Answer {
        answer(request.override) { override in
            guard let override, override.hasReason else { return false }
            let ranks = EmergencyOverride.Rank.allCases
            let age = request.now.microseconds - override.madeAt.microseconds
            return ranks.drop { $0 != question.rankAtLeast }.contains(override.rank) && age >= 0
                && age < Int64(question.ageHoursAtMost) * 3_600_000_000
        }
    }
}

// MARK: - What a rule rests on

extension ReferenceEvaluator.Question {
    static func isConsent(_ condition: Condition) -> Bool { if case .consent = condition { true } else { false } }

    static func isOriginatorRelease(_ condition: Condition) -> Bool {
        if case .fact(.originatorRelease, _) = condition { true } else { false }
    }

    /// Whether a condition mentions something in a part that the notice and its parties have not already settled.
    func mentions(_ condition: Condition, _ test: (Condition) -> Bool) -> Bool {
        guard settled(condition) == .unknown else { return false }
        if test(condition) { return true }
        return switch condition {
        case .all(let parts), .any(let parts): parts.contains { mentions($0, test) }
        case .not(let part): mentions(part, test)
        default: false
        }
    }

    /// What a condition comes to when only the notice, the recipient's kind and its role are known.
    private func settled(_ condition: Condition) -> Answer {
        switch condition {
        case .all(let parts): conjunction(parts.map(settled))
        case .any(let parts): disjunction(parts.map(settled))
        case .not(let part): negation(settled(part))
        case .fact(.message, _), .fact(.kind, _), .role: answer(condition)
        default: .unknown
        }
    }

    /// The things that a permit asks for, each of which has to hold.
    private func terms(_ condition: Condition) -> [Condition] {
        if case .all(let parts) = condition { parts.flatMap(terms) } else { [condition] }
    }

    /// Whether a permit lacks one thing only, and one that another fact could give.
    func isNear(_ permit: Agreement.Permit) -> Bool {
        let lacking = terms(permit.when).filter { answer($0) != .yes }
        return lacking.count == 1 && settled(permit.when) != .no
    }

    /// Why a permit that lacks one thing does not apply.
    func reasonNear(_ permit: Agreement.Permit) -> ReasonCode {
        guard let lacking = terms(permit.when).first(where: { answer($0) != .yes }) else { return .noRulePermits }
        let come = self.answer(lacking)
        if case .consent(let question) = lacking, case .known = request.subject.consents {
            return reason(consent: question)
        }
        if case .riskAssessment = lacking, come == .no { return .riskAssessmentMissing }
        return come == .no ? .noRulePermits : .factUnknown
    }

    /// The state that a question finds, by asking for each state in turn.
    private func reason(consent question: ConsentQuestion) -> ReasonCode {
        let codes: [(ConsentState, ReasonCode)] = [
            (.refused, .consentRefused), (.withdrawn, .consentWithdrawn), (.expired, .consentExpired),
            (.notSought, .consentNotSought),
        ]
        for (state, code) in codes {
            var asked = question
            asked.states = [state]
            asked.form = nil
            if answer(asked) == .yes { return code }
        }
        return .noRulePermits
    }
}
