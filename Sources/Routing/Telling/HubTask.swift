public import CanonicalModel

/// Something a person at the hub has to settle; it has an owner, a deadline and a deputy (DESIGN decision 18).
public struct HubTask: Sendable, Hashable {
    /// What kind of task.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No address is known, so no neighbourhood team can be told. Due in an hour (issue "Schemes", DES-05).
        case noKnownAddress = "no-known-address"
        /// Somebody on a cohort died; the panel has to end the spell.
        case deselectDeceased = "deselect-deceased"
        /// Probation took somebody on a cohort off its IOM or PPO register; the panel has to decide on the spell.
        case deselectRegistrationEnded = "deselect-registration-ended"
        /// Probation deleted, as an error, the IOM or PPO entry of somebody on a cohort.
        case reviewRegistrationRetracted = "review-registration-retracted"
        /// Somebody on a cohort left a prison and no feed says how.
        case confirmDeparture = "confirm-departure"
        /// An item is probably about somebody known.
        case settleIdentity = "settle-identity"
        /// A hub decision named nobody the broker can identify.
        case supplyIdentifier = "supply-identifier"
        /// A fact about a stay that has ended arrived late.
        case lateFact = "late-fact"
        /// After a merge one person has two open stays on one cohort.
        case twoOpenSpells = "two-open-spells"
        /// A de-selection ended no stay.
        case deselectionEndsNothing = "deselection-ends-nothing"
        /// Somebody should be told and the agreement holds or refuses it.
        case disclosureHeld = "disclosure-held"

        /// A record does not hold together: two people's evidence meets in it.
        case identityAttention = "identity-attention"
        /// Records were united; consents given under one of them do not stand until the person is asked again.
        case askConsentAgain = "ask-consent-again"
        /// Notices about the wrong person were withdrawn: see that each withdrawal is acknowledged.
        case followWithdrawals = "follow-withdrawals"
        /// Somebody took back, split, merged or settled what the record does not know, or cannot tell apart.
        case identityDecisionOpen = "identity-decision-open"

        /// Consent to share for support was refused or withdrawn; a named officer decides the strand.
        case decideStrand = "decide-strand"
        /// Somebody who had refused it gave it; a named officer decides the strand again.
        case decideStrandAgain = "decide-strand-again"
        /// Consent to share for support was refused or withdrawn, which may be a ground for de-selection.
        case considerGround = "consider-ground"
        /// A consent runs out within four weeks, or has run out.
        case renewConsent = "renew-consent"
        /// A duty of the agreement demands that something is stated.
        case meetRequirement = "meet-requirement"
        /// An officer opened an emergency override; somebody else reviews it.
        case reviewOverride = "review-override"
        /// Something was released under an emergency override; whoever owns the information is told.
        case tellOwner = "tell-owner"
        /// An officer opened an emergency override and nothing left under it.
        case overrideToldNobody = "override-told-nobody"
        /// Somebody reviewed an override, or corrected an answer about consent, that nobody knows of the person.
        case namesNothing = "names-nothing"
        /// Only the originator's conditions keep an item of intelligence from somebody.
        case askOriginator = "ask-originator"
        /// Notices about the wrong person were sent, which is a personal data breach until somebody has assessed it.
        case assessBreach = "assess-breach"
        /// A record, or an item of it, is restricted; somebody has to settle what it was restricted for.
        case settleRestriction = "settle-restriction"
        /// An item was rectified: whoever it came from has to be told (Data Protection Act 2018 s.48(7)).
        case tellSource = "tell-source"
        /// An order to erase somebody cannot be carried out yet.
        case erasureRefused = "erasure-refused"
        /// The day came by which somebody looks whether a review still needs a record.
        case lookAtReview = "look-at-review"

        /// A rule of the scheme asks for something; ``Detail/scheme`` says what, of whom and by when.
        case schemeTask = "scheme-task"
        /// A decision states too little to stand by the scheme's rules; it waits for the rest.
        case completeDecision = "complete-decision"
        /// Somebody is a candidate: the panel is to consider them.
        case considerCandidate = "consider-candidate"
        /// A cohort was imported: the team is to say whether its own list agrees.
        case confirmRoster = "confirm-roster"
        /// A team's own list is not the one it was told.
        case rosterDiffers = "roster-differs"
        /// A team was told to take flags down and has not confirmed it.
        case confirmFlags = "confirm-flags"

        /// How long the owner has.
        public var dueWithinSeconds: Int64 {
            switch self {
            case .noKnownAddress, .overrideToldNobody: 3_600
            case .confirmDeparture: 4 * 3_600
            case .deselectRegistrationEnded, .reviewRegistrationRetracted: 24 * 3_600
            case .settleIdentity, .supplyIdentifier, .disclosureHeld, .deselectionEndsNothing, .identityDecisionOpen: 4 * 3_600
            case .identityAttention, .followWithdrawals, .askOriginator, .namesNothing: 4 * 3_600
            // Agreement reference 4.6, scenario 15.
            case .reviewOverride: 72 * 3_600
            case .tellOwner: 24 * 3_600
            case .deselectDeceased, .twoOpenSpells: 24 * 3_600
            case .lateFact, .askConsentAgain, .decideStrand, .decideStrandAgain, .considerGround, .meetRequirement: 72 * 3_600
            // Data Protection Act 2018 s.67(1): the Commissioner is told within 72 hours of our becoming aware.
            case .assessBreach, .erasureRefused, .tellSource: 72 * 3_600
            case .lookAtReview: 7 * 24 * 3_600
            // One month for requests of the person, by the shortest month (s.54).
            case .settleRestriction: 28 * 24 * 3_600
            case .renewConsent: 14 * 24 * 3_600
            case .schemeTask, .completeDecision, .rosterDiffers: 72 * 3_600
            case .considerCandidate, .confirmRoster, .confirmFlags: 14 * 24 * 3_600
            }
        }

        /// What is asked, in a sentence.
        public var sentence: String {
            switch self {
            case .noKnownAddress: "No neighbourhood team covers the address on record. Find the address and record it."
            case .deselectDeceased: "A death was reported. Teams were told to stop visits; the panel has to end the stay."
            case .deselectRegistrationEnded:
                "Probation ended the IOM or PPO registration. No team was told. De-select, or select again to keep the stay."
            case .reviewRegistrationRetracted:
                "Probation deleted the IOM or PPO registration as an error. Review what the selection rested on; de-select, or select again."
            case .confirmDeparture:
                "A prison says that this person left, not how: released, dead or at large. Ask the prison; nobody was told."
            case .settleIdentity: "An item is probably about this person. Say whose it is, or that it is nobody's."
            case .supplyIdentifier: "A decision names nobody the broker can identify. Supply a PNC, CRO, prison or case number."
            case .lateFact: "A fact about a stay that has ended arrived late. Decide whether it changes anything."
            case .twoOpenSpells: "Two records were united and both were selected. Decide which stay goes on."
            case .deselectionEndsNothing:
                "A de-selection ended no stay: it names another cohort or a time before the selection. Nobody was told."
            case .identityAttention:
                "Evidence about two people meets in one record. Look at `throughgate identity attention`; merge, split or settle."
            case .askConsentAgain:
                "Records were united. A consent given under one of them does not stand until the person is asked again."
            case .followWithdrawals:
                "Notices about the wrong person were withdrawn. See that every withdrawal is acknowledged."
            case .identityDecisionOpen:
                "A decision about identity names nothing that the broker knows, nothing it can change, or several things. Check what it names."
            case .meetRequirement:
                "The agreement demands that something is stated. State it in the record of the decision, or say why not."
            case .reviewOverride:
                "An emergency override was opened. Review it: `throughgate hub review-override`. Nobody reviews their own."
            case .tellOwner:
                "Information left under an emergency override. Tell whoever owns it what left, to whom and why."
            case .overrideToldNobody:
                "An emergency override was opened and nobody was told: the agreement refuses it, it came after its day, or the person was never on a cohort. If it cannot wait, ring the recipient. `throughgate why` says more."
            case .namesNothing:
                "A review or a correction names an override or an answer that is not known of this person. It changed nothing. Check the id and the person, and record it again."
            case .askOriginator:
                "Intelligence was held back by its originator's conditions alone. Ask them: `throughgate hub release-intelligence`."
            case .decideStrand:
                "Consent to share for support was refused or withdrawn. Decide the strand, and offer support again. Nothing moves by itself; a statutory lead agency stays."
            case .decideStrandAgain:
                "Consent to share for support, refused before, was given. Decide the strand again. Nothing moves by itself; a statutory lead agency stays."
            case .considerGround:
                "Consent to share for support was refused or withdrawn. The panel may consider it as a ground; for somebody supervised by statute it is none."
            case .renewConsent:
                "A consent runs out within four weeks, or has. Ask the person to renew it. If it lapses, that is our failure and no refusal."
            case .assessBreach:
                "Notices about the wrong person, or to the wrong recipient, were sent. Assess the breach: unless there is no risk, the Commissioner is told by the time this task is due."
            case .schemeTask: "A rule of the scheme asks for something."
            case .completeDecision:
                "A decision of the panel states too little to stand by the scheme's rules. Record it again with what is missing."
            case .considerCandidate: "Consider at the panel. A score or a trigger makes a candidate, never a selection."
            case .confirmRoster:
                "A cohort was imported. Ask the team whether the list it works from is the same, and record its answer."
            case .rosterDiffers: "A team's own list is not the one it was told. Compare the two with the team."
            case .confirmFlags: "A team was told to take flags down and has not confirmed it. Ask the team."
            case .settleRestriction:
                "A record is restricted: nothing but stops and withdrawals is told. Settle what it was restricted for, tell the person, then lift the restriction or rectify."
            case .tellSource:
                "An item was inaccurate and counts no more. Tell the body that it came from, so that it can put its own record right."
            case .erasureRefused:
                "Somebody cannot be erased yet: a stay is told, an end is not acknowledged or not sent, or a review needs the record. `throughgate record retention` says which. Settle that and order it again."
            case .lookAtReview:
                "A review has kept a record from being erased until today. Ask whether it still needs it: start it again with a later day, or end it."
            case .disclosureHeld: "A recipient should be told and the agreement does not settle whether. Decide, or amend it."
            }
        }
    }

    /// Unique while open: the same need never raises two tasks.
    public var key: String
    /// What kind.
    public var kind: Kind
    /// The message that raised it.
    public var cause: String
    /// When it was raised.
    public var raisedAt: Timestamp
    /// What a duty of the agreement says besides; nil for the broker's own tasks.
    public var detail: Detail?

    /// What the owner of a task that a duty raised has to see.
    public struct Detail: Sendable, Hashable {
        /// The duty's id.
        public var rule: String
        /// Whose it is, "west-yorkshire-police/iom-hub".
        public var to: String
        /// What the agreement proposes; nil when a fact it depends on is not known.
        public var proposal: String?
        /// The facts that nobody knows.
        public var unknown: [String]
        /// Whether the person is supervised by statute; the lead agency does not change then.
        public var isStatutory: Bool?
        /// The colour.
        public var rag: String?
        /// What the scheme asks for; nil for a task that no rule of a scheme raised.
        public var scheme: SchemeWording?

        /// Puts a detail together.
        public init(
            rule: String, to: String, proposal: String?, unknown: [String] = [], isStatutory: Bool? = nil,
            rag: String? = nil, scheme: SchemeWording? = nil
        ) {
            self.scheme = scheme
            self.rule = rule
            self.to = to
            self.proposal = proposal
            self.unknown = unknown
            self.isStatutory = isStatutory
            self.rag = rag
        }

        /// The detail in a sentence or two.
        public var sentence: String {
            if let scheme { return "\(scheme.sentence) By \(rule)." }
            var parts = [proposal.map { "Proposed: \($0)." } ?? "Nothing is proposed."]
            if !unknown.isEmpty { parts.append("Not known, so find out first: \(unknown.joined(separator: ", ")).") }
            switch isStatutory {
            case .some(true): parts.append("Supervised by statute: the lead agency does not change.")
            case .some(false): parts.append("Not supervised by statute.")
            case .none: parts.append("Whether supervised by statute is not known.")
            }
            parts.append(rag.map { "Risk: \($0)." } ?? "No risk colour decided.")
            return parts.joined(separator: " ") + " By \(rule)."
        }
    }

    /// What is asked, in a sentence that names nobody.
    public var sentence: String { detail?.scheme?.sentence ?? kind.sentence }

    /// When the owner has to have settled it.
    public var dueBy: Timestamp { detail?.scheme?.due ?? raisedAt.adding(seconds: kind.dueWithinSeconds) }

    /// A task for a subject (a spell or a message).
    public init(_ kind: Kind, about subject: String, cause: String, raisedAt: Timestamp) {
        key = "\(kind.rawValue) \(subject)"
        self.kind = kind
        self.cause = cause
        self.raisedAt = raisedAt
    }

    /// What a task is about, found again from its key: a stay, a message or a record, by its whole name.
    ///
    /// A refused disclosure is about a stay and a recipient, a demand about a stay and a rule, each one word; the stay is what
    /// it goes with.
    public static func subject(of key: String) -> String {
        let words = key.split(separator: " ", omittingEmptySubsequences: false)
        let second = [Kind.disclosureHeld, .meetRequirement].map(\.rawValue)
        let hasRecipient = words.first.map { second.contains(String($0)) } ?? false
        return words.dropFirst().dropLast(hasRecipient ? 1 : 0).joined(separator: " ")
    }
}
