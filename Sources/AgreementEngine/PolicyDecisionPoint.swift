/// Decides, for one recipient and one notice, which fields may go, under an agreement.
///
/// Deny is the default and an empty agreement denies. Refusals beat permits, an unknown fact makes a refusal fire and
/// stops a permit, the order of rules never matters, and one thing cannot be switched off: what was told can be untold.
public struct PolicyDecisionPoint: Sendable {
    private let digest: String
    private let validity: Validity
    private let plans: PlanCache
    /// The conditions of the permits that rest on a consent, by the permit's id.
    let onConsent: [String: Condition]
    /// The permits that ask for an emergency override, each with its purpose.
    let onOverride: [String: String]
    let duties: [Agreement.Duty]
    /// The powers of the permits, by the permit's id.
    let powers: [String: [String]]
    /// "leeds-iom-isa 3.1.0", "cleveland-iom-sla 1.6.0 in cleveland-hartlepool": the agreement as people name it.
    public let agreement: String
    /// What the parties signed and the scheme it was narrowed for; nil where the agreement of all decides.
    public let narrowedFrom: Agreement.Whole?
    /// The settings of the scheme that the agreement decides in: facts of every request.
    public let settings: [String: String]

    /// A decision point for an agreement.
    public init(_ agreement: Agreement) {
        digest = agreement.digest
        validity = Validity(agreement)
        plans = PlanCache(agreement)
        duties = agreement.duties
        powers = Dictionary(agreement.permits.map { ($0.id, $0.gateways) }) { first, _ in first }
        narrowedFrom = agreement.narrowedFrom
        settings = agreement.settings
        let scheme = agreement.narrowedFrom.map { " in \($0.scheme)" } ?? ""
        self.agreement = "\(agreement.id) \(agreement.version)\(scheme)"
        let emergencies = agreement.permits.filter(\.when.asksOverride).map { ($0.id, $0.purpose) }
        onOverride = Dictionary(emergencies) { first, _ in first }
        let resting = agreement.permits.filter(\.when.asksConsent).map { ($0.id, $0.when) }
        onConsent = Dictionary(resting) { first, _ in first }
    }

    /// Decides.
    ///
    /// - Parameter request: who would be told what, and every fact the agreement may ask for.
    /// - Returns: the outcome, and each field's fate in the order asked.
    public func decide(_ request: DisclosureRequest) -> DisclosureDecision {
        let plan = plans.plan(for: request)
        var evaluation = Evaluation(plan, request, gate: validity.gate(plan, request))
        var fields = [FieldDecision]()
        fields.reserveCapacity(request.fields.count)
        for index in request.fields.indices { fields.append(evaluation.decide(field: index)) }
        return DisclosureDecision(
            outcome: outcome(request, fields), fields: fields, obligations: evaluation.obligations,
            nearest: evaluation.nearest, isReviewOverdue: validity.isReviewOverdue(at: request.now),
            agreementDigest: digest)
    }

    private func outcome(_ request: DisclosureRequest, _ fields: [FieldDecision]) -> DisclosureDecision.Outcome {
        var goes = false, stays = false, waits = false, untells = false
        var misses = false, missesForNow = false
        for index in fields.indices {
            let reason = fields[index].reason
            if fields[index].effect != .refuse {
                goes = true
                untells = untells || reason == .untelling
                continue
            }
            stays = true
            waits = waits || reason.isHeld
            guard request.fields[index].isRequired else { continue }
            if reason.isHeld { missesForNow = true } else { misses = true }
        }
        // A field that somebody calls required must not be able to silence a stop notice.
        if untells { return stays ? .releaseReduced : .release }
        if misses { return .suppress }
        if missesForNow { return .hold }
        if !goes { return waits ? .hold : .suppress }
        return stays ? .releaseReduced : .release
    }
}
