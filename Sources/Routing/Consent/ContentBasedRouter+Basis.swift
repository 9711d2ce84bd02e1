internal import AgreementEngine

extension ContentBasedRouter {
    /// A decision about one telling, with everything the record of disclosures has to say of it.
    func disclosure(
        _ difference: Difference, _ request: DisclosureRequest, _ decision: DisclosureDecision,
        to recipient: PartnershipDirectory.Recipient, _ history: NominalHistory
    ) -> RoutingOutcome.Disclosure {
        RoutingOutcome.Disclosure(
            difference: difference, request: request, decision: decision, notice: nil,
            consentEpoch: history.consentEpoch, basis: basis(decision, to: recipient))
    }

    /// On what a decision rests.
    func basis(_ decision: DisclosureDecision, to recipient: PartnershipDirectory.Recipient) -> RoutingOutcome.Basis {
        RoutingOutcome.Basis(
            agreement: decisionPoint.agreement, purpose: recipient.purpose, powers: decisionPoint.powers(of: decision))
    }
}
