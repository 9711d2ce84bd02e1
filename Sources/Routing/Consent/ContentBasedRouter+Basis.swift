internal import AgreementEngine
internal import CanonicalModel

extension ContentBasedRouter {
    /// A decision about one telling, with everything the record of disclosures has to say of it.
    func disclosure(
        _ difference: Difference, _ request: DisclosureRequest, _ decision: DisclosureDecision,
        _ history: NominalHistory
    ) -> RoutingOutcome.Disclosure {
        RoutingOutcome.Disclosure(
            difference: difference, request: request, decision: decision, notice: nil,
            consentEpoch: history.consentEpoch, basis: basis(decision, request, history))
    }

    /// On what a decision rests.
    func basis(
        _ decision: DisclosureDecision, _ request: DisclosureRequest, _ history: NominalHistory
    ) -> RoutingOutcome.Basis {
        let rests = decision.rules(of: .permit).values.contains { decisionPoint.restsOnOverride($0) }
        return RoutingOutcome.Basis(
            agreement: decisionPoint.agreement, purpose: request.purpose,
            powers: decisionPoint.powers(of: decision),
            override: rests ? history.override(for: request.recipient.id, at: request.now)?.key : nil)
    }
}
