@testable import AgreementEngine
import CanonicalModel

/// The decision as reference 3.4 and DESIGN decisions 8, 10 and 11 tell it, slow and plain.
///
/// It walks over the agreement as loaded, rule after rule and field after field. It shares with the engine the values it
/// is handed and nothing else: no plan, no folding, no table of bits, no cache and none of the engine's logic, so that an
/// error has to be made twice to go unseen.
struct ReferenceEvaluator {
    /// What a condition comes to.
    ///
    /// `unavailable` is unknown too, but asking later may end it.
    enum Answer {
        case yes, no, unknown, unavailable
    }

    /// What the reference says about one field.
    struct Field {
        var effect: FieldDecision.Effect
        /// Every rule that the engine may name: which one it names is a matter of presentation.
        var rules: Set<String>
        var reasons: Set<ReasonCode>
        /// Permits that would apply but for one thing.
        var nearPermits: Set<String> = []
    }

    /// What the reference says about a notice.
    struct Verdict {
        var outcome: DisclosureDecision.Outcome
        var fields: [Field]
        var obligations: Obligations
        var isReviewOverdue: Bool
    }

    let agreement: Agreement

    func decide(_ request: DisclosureRequest) -> Verdict {
        var applied = [Agreement.Permit](), untells = false
        let fields = request.fields.map { decide($0, request, &applied, &untells) }
        return Verdict(
            outcome: outcome(request, fields, untells: untells), fields: fields,
            obligations: obligations(applied, request, untells: untells),
            isReviewOverdue: request.now.date > agreement.review.due)
    }

    private func decide(
        _ field: DataField, _ request: DisclosureRequest, _ applied: inout [Agreement.Permit], _ untells: inout Bool
    ) -> Field {
        let question = Question(agreement: agreement, request: request, field: field)
        let gate = Gate(agreement: agreement, request: request).closed
        let permits = question.permits.filter { question.answer($0.when) == .yes }
        if isUntelling(field, request) {
            untells = true
            if gate == nil { applied += permits }
            return Field(effect: .permit, rules: ["builtin.what-was-told-can-be-untold"], reasons: [.untelling])
        }
        if let gate { return Field(effect: .refuse, rules: [gate.rule], reasons: [gate.reason]) }
        if let refused = guardrail(question) { return refused }
        guard permits.isEmpty else {
            applied += permits
            return permitted(permits, question, request)
        }
        return unpermitted(question)
    }

    /// DESIGN decision 8: to whoever was told, and no more than who it is, that it is over and what to cease.
    private func isUntelling(_ field: DataField, _ request: DisclosureRequest) -> Bool {
        [.deselection, .stopVisits, .recalled].contains(request.message) && request.recipient.previouslyNotified
            && ["identity.core", "cohort.status", "npt.stop-list"].contains(field.category)
    }

    /// A guardrail fires when it is true or when nobody knows that it is not (decision 10).
    private func guardrail(_ question: Question) -> Field? {
        let answers = question.guardrails.map { (rule: $0, answer: question.answer($0.when)) }
        for firm in [Answer.yes, .unknown, .unavailable] {
            let fired = answers.filter { $0.answer == firm }.map(\.rule)
            guard !fired.isEmpty else { continue }
            return Field(
                effect: .refuse, rules: Set(fired.map(\.id)),
                reasons: Set(fired.map { reason(of: $0, firm, question) }))
        }
        return nil
    }

    private func reason(of rule: Agreement.Guardrail, _ answer: Answer, _ question: Question) -> ReasonCode {
        switch answer {
        case .unknown: .guardrailFactUnknown
        case .unavailable: .factUnavailable
        case .yes, .no: question.mentions(rule.when, Question.isOriginatorRelease) ? .originatorConditions : .guardrail
        }
    }

    /// Decision 11: what rests on consent alone is not pushed, because it could not be called back.
    private func permitted(_ permits: [Agreement.Permit], _ question: Question, _ request: DisclosureRequest) -> Field {
        let outright = permits.filter { !question.mentions($0.when, Question.isConsent) }
        if outright.isEmpty && request.delivery == .pushed {
            return Field(effect: .onRequest, rules: Set(permits.map(\.id)), reasons: [.consentCheckedAtFetch])
        }
        return Field(
            effect: .permit, rules: Set((outright.isEmpty ? permits : outright).map(\.id)), reasons: [.permitted])
    }

    /// Nothing permits: held if a permit only waits for somebody who cannot be asked now, refused if not.
    private func unpermitted(_ question: Question) -> Field {
        let waiting = question.permits.filter { question.answer($0.when) == .unavailable }
        let near = question.permits.filter(question.isNear)
        let nearPermits = Set(near.map(\.id))
        guard waiting.isEmpty else {
            return Field(
                effect: .refuse, rules: Set(waiting.map(\.id)), reasons: [.factUnavailable], nearPermits: nearPermits)
        }
        let reasons = Set(near.map(question.reasonNear)).subtracting([.noRulePermits])
        return Field(
            effect: .refuse, rules: ["builtin.deny-by-default"], reasons: reasons.isEmpty ? [.noRulePermits] : reasons,
            nearPermits: nearPermits)
    }

    private func outcome(
        _ request: DisclosureRequest, _ fields: [Field], untells: Bool
    ) -> DisclosureDecision.Outcome {
        let refused = zip(request.fields, fields).filter { $0.1.effect == .refuse }
        let heldReasons: Set<ReasonCode> = [.factUnavailable, .agreementSuspended]
        func isHeld(_ field: Field) -> Bool { field.reasons.isSubset(of: heldReasons) }
        if refused.isEmpty { return request.fields.isEmpty ? .suppress : .release }
        if untells { return .releaseReduced }
        let required = refused.filter(\.0.isRequired)
        if required.contains(where: { !isHeld($0.1) }) { return .suppress }
        if !required.isEmpty { return .hold }
        if refused.count < fields.count { return .releaseReduced }
        return refused.contains { isHeld($0.1) } ? .hold : .suppress
    }
}

extension ReferenceEvaluator {
    /// The union of what every permit that applied obliges to; where two say how much, the less.
    private func obligations(
        _ applied: [Agreement.Permit], _ request: DisclosureRequest, untells: Bool
    ) -> Obligations {
        var all = applied.map(\.obligations)
        if untells {
            var own = Obligations()
            own.acknowledgeWithinHours = 24
            own.withdrawFlags = request.message == .deselection
            all.append(own)
        }
        var sum = Obligations()
        sum.acknowledgeWithinHours = all.compactMap(\.acknowledgeWithinHours).min()
        sum.chaseAfterHours = all.compactMap(\.chaseAfterHours).min()
        sum.reportAfterHours = all.compactMap(\.reportAfterHours).min()
        sum.reviewWithinHours = all.compactMap(\.reviewWithinHours).min()
        sum.retainDays = all.compactMap(\.retainDays).min()
        sum.eraseLocalCopyDays = all.compactMap(\.eraseLocalCopyDays).min()
        sum.onward = all.contains { $0.onward == .never } ? .never : all.compactMap(\.onward).first
        sum.deliver = all.contains { $0.deliver == .inPerson } ? .inPerson : all.compactMap(\.deliver).first
        sum.retainUntilDeselected = all.contains { $0.retainUntilDeselected }
        sum.withdrawFlags = all.contains { $0.withdrawFlags }
        sum.stopOnWithdrawal = all.contains { $0.stopOnWithdrawal }
        sum.caveats = Set(all.flatMap(\.caveats)).sorted()
        sum.minimise = Set(all.flatMap(\.minimise)).sorted()
        sum.notify = Set(all.flatMap(\.notify)).sorted()
        return sum
    }
}

extension ReferenceEvaluator {
    /// What has to hold before any rule is asked, in the order in which it is said to fail.
    private struct Gate {
        let agreement: Agreement
        let request: DisclosureRequest

        var closed: (rule: String, reason: ReasonCode)? {
            let today = request.now.date
            if agreement.status == .suspended { return ("builtin.agreement-in-force", .agreementSuspended) }
            if ![.inForce, .underRefresh].contains(agreement.status) {
                return ("builtin.agreement-in-force", .agreementNotInForce)
            }
            if today < agreement.effectiveFrom || agreement.effectiveUntil.map({ today > $0 }) ?? false {
                return ("builtin.agreement-in-force", .agreementOutsideDates)
            }
            if agreement.purposes[request.purpose] == nil { return ("builtin.declared-purpose", .unknownPurpose) }
            if !isRecipientBound(today) { return ("builtin.signatories-only", .recipientNotSignatory) }
            if !hasSigned(request.discloser.party, request.discloser.role, today) {
                return ("builtin.signatories-only", .discloserNotSignatory)
            }
            return isCutOff(today) ? ("builtin.review-in-grace", .agreementReviewOverdue) : nil
        }

        private func hasSigned(_ party: String, _ role: String, _ today: CalendarDate) -> Bool {
            guard let signOff = agreement.signOffs[party], let known = agreement.parties[party] else { return false }
            return known.roles.contains(role) && signOff.from <= today && signOff.until.map { today <= $0 } ?? true
        }

        /// A ward councillor is no party; a personal undertaking binds them (LDS 1.25).
        private func isRecipientBound(_ today: CalendarDate) -> Bool {
            let recipient = request.recipient
            if agreement.parties[recipient.party] == nil && recipient.kind == .wardCouncillor {
                return recipient.undertaking == .known(.signed)
            }
            return hasSigned(recipient.party, recipient.role, today)
        }

        private func isCutOff(_ today: CalendarDate) -> Bool {
            guard let days = agreement.review.suspendNonStatutoryAfterDays else { return false }
            let kind = agreement.parties[request.recipient.party]?.kind ?? request.recipient.kind
            let overdue = today.daysSinceEpoch - agreement.review.due.daysSinceEpoch
            return overdue > days && [.treatment, .vcs, .landlord, .wardCouncillor].contains(kind)
        }
    }
}
