public import CanonicalModel

/// A consent as it stands: a condition of sharing, never a power (reference 0.1).
public struct Consent: Sendable, Hashable {
    /// The data category it covers ("engagement.*").
    public var covers: String
    /// The purpose it is for.
    public var purpose: String
    /// The class of recipient it is with.
    public var with: String
    /// Given, refused or withdrawn, by the person.
    public var state: ConsentState
    /// "written" or "spoken".
    public var form: String?
    /// When the person decided: of two decisions the later one stands.
    public var decidedAt: Timestamp
    /// When it lapses by itself.
    public var expiresAt: Timestamp?

    /// Puts a consent together.
    public init(
        covers: String, purpose: String, with: String, state: ConsentState, form: String? = nil, decidedAt: Timestamp,
        expiresAt: Timestamp? = nil
    ) {
        self.covers = covers
        self.purpose = purpose
        self.with = with
        self.state = state
        self.form = form
        self.decidedAt = decidedAt
        self.expiresAt = expiresAt
    }

    /// The consent of a canonical message.
    ///
    /// One entered in error is nobody's answer; handed in all the same, it counts as never sought.
    public init(_ record: ConsentRecord, decidedAt: Timestamp, expiresAt: Timestamp? = nil) {
        let state: ConsentState =
            switch record.state {
            case .enteredInError: .notSought
            case .given: .given
            case .refused: .refused
            case .withdrawn: .withdrawn
            }
        self.init(
            covers: record.covers, purpose: record.purpose, with: record.with, state: state, form: record.form,
            decidedAt: decidedAt, expiresAt: expiresAt)
    }
}

extension Consent {
    /// Whether another consent about the same thing stands instead; total, so that the order of records never matters.
    fileprivate func yields(to other: Consent) -> Bool {
        if other.decidedAt != decidedAt { return other.decidedAt > decidedAt }
        if other.state != state { return other.state.ordinal > state.ordinal }
        if other.expiresAt != expiresAt {
            return other.expiresAt.map { new in expiresAt.map { new < $0 } ?? true } ?? false
        }
        return (other.form ?? "") < (form ?? "")
    }
}

/// What became of a consent (reference 5.1); of the person's own three, the more restrictive comes later.
public enum ConsentState: String, FactWord {
    case given, refused, withdrawn, expired
    case notSought = "not-sought"

    /// The word's place among all cases.
    public var ordinal: Int {
        switch self {
        case .given: 0
        case .refused: 1
        case .withdrawn: 2
        case .expired: 3
        case .notSought: 4
        }
    }
}

/// `consent: { covers, for, with, state, form }`: what a rule asks of the person's consents.
public struct ConsentQuestion: Sendable, Hashable {
    /// The data category that has to be covered.
    public var covers: String
    /// The purpose it has to be for.
    public var purpose: String
    /// The class of recipient it has to be with; no class stands for another (reference 5.2).
    public var with: String
    /// The states that satisfy the rule.
    public var states: [ConsentState]
    /// The form it has to have, when the rule cares.
    public var form: String?
}

extension ConsentQuestion {
    /// The state that stands for this question, and the form it has.
    ///
    /// The later decision wins, and at the same instant the more restrictive one (reference 5.2).
    func standing(among consents: [Consent], at now: Timestamp) -> (state: ConsentState, form: String?) {
        var standing: Consent?
        for consent in consents where isAnswered(by: consent) {
            if standing.map({ $0.yields(to: consent) }) ?? true { standing = consent }
        }
        guard let standing else { return (.notSought, nil) }
        let hasLapsed = standing.state == .given && standing.expiresAt.map { $0 <= now } ?? false
        return (hasLapsed ? .expired : standing.state, standing.form)
    }

    private func isAnswered(by consent: Consent) -> Bool {
        consent.with == with && consent.purpose == purpose
            && (consent.covers == covers || CategoryPattern(consent.covers).isFamily(of: covers))
    }

    /// Whether the person's consents satisfy the rule.
    func truth(_ consents: Knowable<[Consent]>, at now: Timestamp) -> Truth {
        switch consents {
        case .unknown(let reason): return Truth(reason)
        case .known(let consents):
            let (state, given) = standing(among: consents, at: now)
            guard states.contains(state) else { return .no }
            guard let form, state != .notSought else { return .yes }
            return given.map { $0 == form ? .yes : .no } ?? .unknown
        }
    }
}
