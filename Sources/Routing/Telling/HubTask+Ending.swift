public import CanonicalModel

/// How tasks end: by somebody's word, or by the fact that they ask for.
extension HubTask {
    /// The kind that a key names; nil when it names none.
    public static func kind(of key: String) -> Kind? {
        key.split(separator: " ", maxSplits: 1).first.flatMap { Kind(rawValue: String($0)) }
    }

    /// The words by which a task may end.
    public static func outcomes(of key: String) -> [TaskDone.Outcome] {
        guard let kind = kind(of: key) else { return [] }
        guard kind == .schemeTask else { return kind.outcomes }
        let words = key.split(separator: " ")
        return words.count > 1 && asksThePerson.contains(String(words[1])) ? TaskDone.Outcome.allCases : kind.outcomes
    }

    /// What schemes ask for that somebody may not want: kinds of the shipped packs (reference DES-15, RAG-12, SEL-28).
    private static let asksThePerson: Set<String> = [
        "care-plan", "daily-contact", "exit-interview", "exit-plan", "exit-plan-after", "induction", "informal-review",
        "introductory-letter", "joint-visit", "offer-re-engagement", "offer-support-on-release", "plan-revisit",
        "release-link",
        "seek-consent", "weekly-contact",
    ]
}

extension HubTask.Kind {
    /// The fact that ends it, and how to record it; nil when a named person's word that it is done ends it.
    public var endedBy: String? {
        switch self {
        case .noKnownAddress: "Record the address: `throughgate hub address`."
        case .deselectDeceased, .deselectRegistrationEnded, .reviewRegistrationRetracted:
            "Record what the panel decides: `throughgate hub deselect`, or `hub select` to keep the stay."
        case .confirmDeparture: "The prison's next report ends it; ask the prison for one."
        case .settleIdentity, .supplyIdentifier, .identityAttention:
            "Say whose it is: `throughgate identity settle`, `hub merge` or `hub split`."
        case .askConsentAgain, .renewConsent: "Record the person's answer: `throughgate hub consent`."
        case .reviewOverride: "Record the review: `throughgate hub review-override`."
        case .assessBreach: "Record the assessment: `throughgate hub assess-breach`."
        case .settleRestriction: "Lift the restriction or rectify: `throughgate hub lift-restriction`, `hub rectify`."
        case .lookAtReview: "Release the hold, or hold it to a later day: `throughgate hub release-hold`."
        case .completeDecision: "Record the decision again with what is missing."
        case .considerCandidate: "Record what the panel decides: `throughgate hub select` or `hub decline`."
        case .confirmRoster, .rosterDiffers: "The team's own word that its list agrees ends it."
        case .confirmFlags: "The team's own word that the flags are down ends it."
        case .lateFact, .twoOpenSpells, .deselectionEndsNothing, .disclosureHeld, .followWithdrawals,
            .identityDecisionOpen, .decideStrand, .decideStrandAgain, .considerGround, .meetRequirement, .tellOwner,
            .overrideToldNobody, .namesNothing, .askOriginator, .tellSource, .erasureRefused, .schemeTask:
            nil
        }
    }

    /// The words by which it may end. Who has a right to be told is told, or somebody says why that was not possible.
    fileprivate var outcomes: [TaskDone.Outcome] {
        switch self {
        case .tellOwner, .tellSource, .followWithdrawals, .overrideToldNobody: [.done, .notPossible]
        case .lateFact, .deselectionEndsNothing, .namesNothing: [.done, .notNeeded]
        default: [.done, .notNeeded, .notPossible]
        }
    }
}

extension TaskDone.Outcome {
    /// The outcome in words, for lists and forms.
    public var sentence: String {
        switch self {
        case .done: "Done"
        case .declined: "The person did not want it"
        case .notNeeded: "Not needed: say why"
        case .notPossible: "Not possible: say why"
        }
    }

    /// How it ended, for a timeline.
    public var past: String {
        switch self {
        case .done: "done"
        case .declined: "the person did not want it"
        case .notNeeded: "not needed"
        case .notPossible: "not possible"
        }
    }
}

extension HubTask {
    /// What a key asks for, in a word or two: "exit interview".
    public static func name(of key: String) -> String {
        let words = key.split(separator: " ")
        let isOfScheme = kind(of: key) == .schemeTask && words.count > 1
        return (words.dropFirst(isOfScheme ? 1 : 0).first.map(String.init) ?? key).replacing("-", with: " ")
    }
}
