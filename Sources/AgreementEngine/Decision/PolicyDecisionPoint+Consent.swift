public import CanonicalModel

extension PolicyDecisionPoint {
    /// Whether a rule lets fields go only with the person's consent.
    public func restsOnConsent(_ rule: String) -> Bool { onConsent[rule] != nil }

    /// Whether the consent that a rule rests on stands, whatever else the rule asks (reference 5.4).
    ///
    /// - Parameters:
    ///   - rule: a permit's id. One that this agreement does not have any more rests on nothing that stands.
    ///   - consents: every consent recorded.
    ///   - now: the broker's clock.
    public func consentStands(rule: String, _ consents: Knowable<[Consent]>, now: Timestamp) -> Bool {
        onConsent[rule]?.truthOfConsent(consents, now: now) == .yes
    }
}

extension Condition {
    /// The truth of the part that asks for consent, everything else taken as given.
    fileprivate func truthOfConsent(_ consents: Knowable<[Consent]>, now: Timestamp) -> Truth {
        guard asksConsent else { return .yes }
        switch self {
        case .consent(let question): return question.truth(consents, at: now)
        case .not(let part): return !part.truthOfConsent(consents, now: now)
        case .all(let parts): return parts.reduce(.yes) { min($0, $1.truthOfConsent(consents, now: now)) }
        case .any(let parts):
            // A branch without consent is another basis, which the decision itself judges.
            return parts.filter(\.asksConsent).reduce(.no) { max($0, $1.truthOfConsent(consents, now: now)) }
        case .fact, .role, .onlySource, .asOf, .riskAssessment, .override, .scheme: return .yes
        }
    }
}
