extension PractitionerAnswer {
    /// The whole answer for an officer of the broker: every category with its rule, its reason and what would change it.
    public func textForOfficer() -> [String] {
        [headline] + lines.flatMap(Self.words) + [footnote]
    }

    /// What the recipient itself may read.
    ///
    /// - Parameter isOnItsList: whether the recipient has been told of this person and not yet of the end. Whoever has not
    ///   gets the words that everybody gets about anybody: they may not even know that there is something to know.
    public func textForRecipient(isOnItsList: Bool) -> [String] {
        guard isOnItsList else { return Self.textAboutNobody(question) }
        let lines = lines.map { line in
            line.decision.effect == .refuse
                ? "  \(line.category): no." : "  \(line.category): yes. Consent: \(line.consent.rawValue).\(line.owed)"
        }
        return [headline] + lines + ["What may not be seen, and why, the hub can explain."]
    }

    /// The words for a person nobody knows, one that is not on the cohort, and one that the asker may not know of.
    public static func textAboutNobody(_ question: PractitionerQuestion) -> [String] {
        [
            "\(question.recipient.party)/\(question.recipient.role) has not been told of this person, so that there is no answer "
                + "about them.",
            "This is the answer for everybody who is not on your list, whether the partnership knows of them or not.",
            "If you need to share or to know something about them, ask the hub.",
        ]
    }

    private var headline: String {
        let who = "\(question.recipient.party)/\(question.recipient.role)"
        let asked = "as part of a \(message.rawValue) notice, for \(question.purpose)"
        return switch verdict {
        case .yes: "Yes: \(who) may see all of it, \(asked)."
        case .partly: "Partly: \(who) may see some of it, \(asked)."
        case .no: "No: \(who) may see none of it, \(asked)."
        case .notNow: "Not now: something that the answer rests on cannot be asked for at the moment; ask again later."
        }
    }

    private var footnote: String {
        "Taken as known: the item comes from the hub, and about an adult it was not recorded as a child. "
            + "An intelligence item or a spent conviction is decided by its own marking when it is shared."
    }

    private static func words(_ line: Line) -> [String] {
        let isPermitted = line.decision.effect != .refuse
        var texts = ["  \(line.category): \(isPermitted ? "yes" : "no"), \(line.decision.reason.sentence)"]
        if let sentence = line.sentence { texts.append("      \(line.decision.rule) says: \(sentence)") }
        texts.append("      Consent: \(line.consentWords).\(isPermitted ? line.owed : "")")
        if !isPermitted, let nearest = line.nearest { texts.append("      Nearest: \(nearest).") }
        return texts
    }
}

extension PractitionerAnswer.Line {
    fileprivate var consentWords: String {
        guard consent == .missing else { return consent.rawValue }
        return switch decision.reason {
        case .consentRefused: "missing (the person refused)"
        case .consentWithdrawn: "missing (the person withdrew it)"
        case .consentExpired: "missing (it has lapsed; that is ours to renew)"
        default: "missing (nobody has asked the person)"
        }
    }

    /// What the recipient owes in return.
    fileprivate var owed: String {
        var parts = [String]()
        if let hours = obligations.acknowledgeWithinHours { parts.append("acknowledge within \(hours) hours") }
        if obligations.onward == .never { parts.append("do not pass it on") }
        if obligations.onward == .askFirst { parts.append("ask before you pass it on") }
        if let days = obligations.retainDays { parts.append("keep it no longer than \(days) days") }
        if obligations.retainUntilDeselected { parts.append("keep it no longer than the de-selection") }
        if let days = obligations.eraseLocalCopyDays { parts.append("erase copies on devices within \(days) days") }
        if obligations.stopOnWithdrawal { parts.append("stop using it when the person withdraws consent") }
        if obligations.deliver == .inPerson { parts.append("hand it over in person") }
        if obligations.deliver == .byDirection { parts.append("by direction of a supervisor") }
        parts += obligations.caveats
        return parts.isEmpty ? "" : " Then: \(parts.joined(separator: "; "))."
    }
}

extension ReasonCode {
    /// The reason as one would say it.
    var sentence: String {
        switch self {
        case .permitted: "a rule permits it."
        case .untelling: "what was told can be taken back."
        case .consentCheckedAtFetch: "and the person's consent is looked at again when it is fetched."
        case .guardrail: "it is always refused."
        case .originatorConditions: "it is refused until the originator releases it."
        case .guardrailFactUnknown: "it is always refused unless a fact that nobody has said is known."
        case .noRulePermits: "no rule permits it."
        case .factUnknown: "a fact that the permit needs is not known."
        case .factUnavailable: "not now: a fact cannot be asked for at the moment."
        case .riskAssessmentMissing: "no risk assessment of late says that it may be shared."
        case .consentNotSought: "the person has not been asked for consent."
        case .consentRefused: "the person refused consent."
        case .consentWithdrawn: "the person withdrew consent."
        case .consentExpired: "the person's consent has lapsed."
        case .agreementSuspended: "not now: the agreement is suspended."
        case .agreementNotInForce: "the agreement is not in force."
        case .agreementOutsideDates: "the agreement is not in force on this day."
        case .agreementReviewOverdue: "the agreement's review is so long overdue that this body receives nothing."
        case .recipientNotSignatory: "the recipient has not signed the agreement."
        case .discloserNotSignatory: "who would tell it has not signed the agreement."
        case .unknownPurpose: "the agreement has no such purpose."
        }
    }
}
