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
            consentEpoch: history.consentEpoch, basis: basis(decision, of: difference.topic, request))
    }

    /// On what a decision rests.
    func basis(
        _ decision: DisclosureDecision, of topic: Topic, _ request: DisclosureRequest
    ) -> RoutingOutcome.Basis {
        let rests = decision.rules(of: .permit).values.contains { decisionPoint.restsOnOverride($0) }
        return RoutingOutcome.Basis(
            agreement: decisionPoint.agreement, narrowedFrom: decisionPoint.narrowedFrom, purpose: request.purpose,
            powers: decisionPoint.powers(of: decision),
            override: rests ? topic.override : nil)
    }
}
