import CanonicalModel

/// The answer to a ``PractitionerQuestion``, category by category, in words.
///
/// Two people may read it. An officer of the broker sees why. A recipient sees yes or no and, when it was never told of the
/// person, the same words as about a person nobody knows (DESIGN decision 17).
public struct PractitionerAnswer: Sendable {
    /// The answer as a whole.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        case yes, partly, no
        /// A fact cannot be asked for at the moment.
        case notNow = "not now"
    }

    /// What stands about consent (reference 2.3 (d)): it must not seem to be asked for where it is not.
    public enum ConsentNote: String, Sendable, Hashable, CaseIterable {
        case notNeeded = "not needed"
        case given
        case missing
    }

    /// One category's answer.
    public struct Line: Sendable {
        /// The category.
        public var category: String
        /// What the agreement says of it.
        public var decision: FieldDecision
        /// The deciding rule's sentence; nil for a built-in rule.
        public var sentence: String?
        /// What stands about consent.
        public var consent: ConsentNote
        /// The nearest permit and the one fact that would change the answer.
        public var nearest: String?
        /// What whoever receives it owes.
        public var obligations: Obligations
    }

    /// The question.
    public let question: PractitionerQuestion
    /// The kind of notice it was asked as.
    public let message: NoticeKind
    /// The lines in the order asked.
    public let lines: [Line]

    /// Decides the question.
    ///
    /// It is decided as a fetch: a practitioner asks about this moment, and a consent is looked at now.
    /// - Parameters:
    ///   - question: what is asked.
    ///   - facts: what is known.
    ///   - agreement: the agreement.
    ///   - hub: who tells when the question does not say.
    ///   - message: the kind of notice it would travel in.
    public init(
        _ question: PractitionerQuestion, facts: GivenFacts, under agreement: Agreement, hub: Discloser,
        message: NoticeKind = .selection
    ) {
        self.question = question
        self.message = message
        let point = PolicyDecisionPoint(agreement)
        lines = question.categories.map { category in
            let decision = point.decide(Self.request(question, category, facts, hub, message, agreement))
            return Line(decision, under: agreement, question)
        }
    }

    /// The answer as a whole.
    public var verdict: Verdict {
        let permitted = lines.count { $0.decision.effect != .refuse }
        if permitted == lines.count { return .yes }
        if permitted > 0 { return .partly }
        return lines.contains { $0.decision.reason.isHeld } ? .notNow : .no
    }

    private static func request(
        _ question: PractitionerQuestion, _ category: String, _ facts: GivenFacts, _ hub: Discloser,
        _ message: NoticeKind, _ agreement: Agreement
    ) -> DisclosureRequest {
        let recipient = question.recipient
        // What no record says of a field is taken as for a fact that the hub knows; the answer says so.
        let field = DataField(
            name: category, category: category, required: false, sources: .known(["hub"]),
            isYouthRecord: facts.subject.ageBand == .known(.adult)
                ? .known(false) : .unknown("recorded as a child or not"))
        return DisclosureRequest(
            message: message, discloser: question.discloser ?? hub,
            recipient: RecipientFacts(
                id: "\(recipient.party)/\(recipient.role)", party: recipient.party, role: recipient.role,
                kind: agreement.parties[recipient.party]?.kind ?? .vcs, coversArea: facts.coversArea,
                previouslyNotified: facts.previouslyNotified, undertaking: facts.undertaking, isVetted: facts.isVetted),
            subject: facts.subject, fields: [field], purpose: question.purpose, now: facts.now, delivery: .fetched,
            override: facts.override, scheme: agreement.settings.merging(facts.scheme) { $1 })
    }
}

extension PractitionerAnswer.Line {
    fileprivate init(
        _ decision: DisclosureDecision, under agreement: Agreement, _ question: PractitionerQuestion
    ) {
        guard let field = decision.fields.first else { preconditionFailure("A question has one field a request.") }
        category = field.category
        self.decision = field
        sentence = agreement.sentence(ofRule: field.rule)
        nearest = decision.nearest
        obligations = decision.obligations
        consent = Self.consent(field, agreement)
    }

    private static func consent(_ field: FieldDecision, _ agreement: Agreement) -> PractitionerAnswer.ConsentNote {
        switch field.reason {
        case .consentNotSought, .consentRefused, .consentWithdrawn, .consentExpired: return .missing
        case .permitted, .consentCheckedAtFetch:
            let permit = agreement.permits.first { $0.id == field.rule }
            return permit?.when.asksConsent ?? false ? .given : .notNeeded
        default: return .notNeeded
        }
    }
}
