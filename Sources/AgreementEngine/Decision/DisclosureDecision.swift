/// What the agreement says to a ``DisclosureRequest``: the outcome, each field's fate with its rule, and the duties.
public struct DisclosureDecision: Sendable, Hashable {
    /// What the enforcement point does with the notice.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Every field goes, or may be fetched.
        case release
        /// Some fields go. Nothing may show the recipient that others were left out.
        case releaseReduced = "release-reduced"
        /// A fact is unavailable or the agreement is suspended: decide again later.
        case hold
        /// Nothing goes.
        case suppress
    }

    /// What to do with the notice.
    public var outcome: Outcome
    /// Each field in the order asked.
    public var fields: [FieldDecision]
    /// What the recipient and the broker owe: of every permit that applied, the most restrictive.
    public var obligations: Obligations
    /// The permit that came nearest to a field that was refused, and the one fact that would have changed it.
    ///
    /// For officers of the broker only: it would tell a recipient what it must not know exists.
    public var nearest: String?
    /// Whether the agreement's review is overdue, which every decision under it has to say.
    public var isReviewOverdue: Bool
    /// The digest of the agreement decided under.
    public var agreementDigest: String
}

/// What becomes of one field, and by which rule.
public struct FieldDecision: Sendable, Hashable {
    /// What the enforcement point does with the field.
    public enum Effect: String, Sendable, Hashable, CaseIterable {
        /// It goes.
        case permit
        /// It stays.
        case refuse
        /// A claim ticket goes; the field is decided again when it is fetched (DESIGN decision 11).
        case onRequest = "on-request"
    }

    /// The field's name.
    public var name: String
    /// Its data category.
    public var category: String
    /// What becomes of it.
    public var effect: Effect
    /// The id of the rule that decided: a permit or guardrail of the agreement, or one of ``BuiltInRule``.
    public var rule: String
    /// Why, as a code.
    public var reason: ReasonCode
}

/// Why a field goes or stays, as a stable code for audit, metrics and tasks.
public enum ReasonCode: String, Sendable, Hashable, CaseIterable {
    case permitted
    /// Told before, so it can be untold.
    case untelling
    /// Permitted if consent still stands when it is fetched.
    case consentCheckedAtFetch = "consent-checked-at-fetch"
    case guardrail
    /// A guardrail that the originator's recorded release would lift.
    case originatorConditions = "originator-conditions"
    /// A guardrail fired because a fact it asks for is unknown.
    case guardrailFactUnknown = "guardrail-fact-unknown"
    case noRulePermits = "no-rule-permits"
    /// A permit failed only because a fact is unknown.
    case factUnknown = "fact-unknown"
    /// A fact cannot be asked for now.
    case factUnavailable = "fact-unavailable"
    /// A permit failed only because no risk assessment says so.
    case riskAssessmentMissing = "risk-assessment-missing"
    case consentNotSought = "consent-not-sought"
    case consentRefused = "consent-refused"
    case consentWithdrawn = "consent-withdrawn"
    case consentExpired = "consent-expired"
    case agreementSuspended = "agreement-suspended"
    case agreementNotInForce = "agreement-not-in-force"
    case agreementOutsideDates = "agreement-outside-effective-dates"
    case agreementReviewOverdue = "agreement-review-overdue"
    case recipientNotSignatory = "not-a-signatory"
    case discloserNotSignatory = "discloser-not-a-signatory"
    case unknownPurpose = "unknown-purpose"

    /// Whether deciding again later may end otherwise.
    public var isHeld: Bool { self == .factUnavailable || self == .agreementSuspended }

    init(_ state: ConsentState) {
        switch state {
        case .refused: self = .consentRefused
        case .withdrawn: self = .consentWithdrawn
        case .expired: self = .consentExpired
        case .notSought: self = .consentNotSought
        case .given: self = .noRulePermits
        }
    }
}

/// Rules that no agreement can switch off.
public enum BuiltInRule: String, Sendable, Hashable, CaseIterable {
    /// DESIGN decision 8.
    case untelling = "builtin.what-was-told-can-be-untold"
    /// What no rule permits stays.
    case denyByDefault = "builtin.deny-by-default"
    /// Only an agreement in force, within its dates, permits anything.
    case agreementInForce = "builtin.agreement-in-force"
    /// Only parties that have signed disclose and receive.
    case signatoriesOnly = "builtin.signatories-only"
    /// A review overdue beyond its grace cuts off parties that act under no statute.
    case reviewInGrace = "builtin.review-in-grace"
    /// A purpose the agreement does not declare permits nothing.
    case declaredPurpose = "builtin.declared-purpose"

    /// The only categories that untelling may carry; a reason is never among them (guardrail G6).
    static let untellingCategories: Set<String> = ["identity.core", "cohort.status", "npt.stop-list"]
}
