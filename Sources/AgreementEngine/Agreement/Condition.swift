/// What a rule asks of the facts: the closed vocabulary of reference 4.2, without arithmetic, functions or regular
/// expressions, so that an officer can read it and every case can be enumerated.
public enum Condition: Sendable, Hashable {
    /// Every part.
    case all([Condition])
    /// At least one part (`any:`).
    case any([Condition])
    /// Not the part (`unless:`).
    indirect case not(Condition)
    /// A fact is one of some words.
    case fact(FactName, FactMask)
    /// `recipient.role`
    case role([String])
    /// `data.only-source`
    case onlySource([String])
    /// `data.as-of`: what the field says was known no more than so many days ago.
    case asOf(withinDays: Int)
    /// `consent: { … }`
    case consent(ConsentQuestion)
    /// `risk-assessment: { … }`
    case riskAssessment(RiskAssessmentQuestion)
    /// `override: { … }`
    case override(OverrideQuestion)
    /// `scheme.exit-interviews` and the like: a setting of the scheme is one of some words.
    case scheme(String, [String])
}

/// Words of a fact as a bit each, in the order of their ordinals.
public typealias FactMask = UInt16

/// The facts that an agreement may test against a closed set of words.
public enum FactName: String, Sendable, Hashable, CaseIterable {
    case message
    case ageBand = "subject.age-band"
    case cohort = "subject.cohort"
    case statutory = "subject.statutory"
    case rag = "subject.rag"
    case custody = "custody.status"
    case coversArea = "recipient.covers-area"
    case kind = "recipient.kind"
    case signatory = "recipient.signatory"
    case previouslyNotified = "recipient.previously-notified"
    case handling = "data.handling"
    case youthRecord = "data.youth-record"
    case mappa = "mappa.status"
    case undertaking = "recipient.undertaking"
    case vetted = "recipient.vetted"
    case spent = "data.spent"
    case originatorRelease = "originator.release"
    case clearedBy = "text.cleared-by"
    case selectionRoute = "selection.route"
    case transferInProgress = "transfer.in-progress"

    /// The fact's words in the order of their bits; nil for a fact that is true or false.
    var words: [String]? {
        switch self {
        case .message: NoticeKind.allCases.map(\.rawValue)
        case .ageBand: AgeBand.allCases.map(\.rawValue)
        case .cohort: CohortType.allCases.map(\.rawValue)
        case .statutory: StatutoryStatus.allCases.map(\.rawValue)
        case .rag: RiskColour.allCases.map(\.rawValue)
        case .custody: CustodyPlace.allCases.map(\.rawValue)
        case .kind: PartyKind.allCases.map(\.rawValue)
        case .handling: HandlingCode.allCases.map(\.rawValue)
        case .mappa: MappaStatus.allCases.map(\.rawValue)
        case .undertaking: Undertaking.allCases.map(\.rawValue)
        case .originatorRelease, .clearedBy: Presence.allCases.map(\.rawValue)
        case .selectionRoute: SelectionRoute.allCases.map(\.rawValue)
        case .coversArea, .signatory, .previouslyNotified, .youthRecord, .vetted, .spent, .transferInProgress: nil
        }
    }

    /// Whether the fact belongs to the field and not to the person or the recipient.
    var isOfField: Bool {
        switch self {
        case .handling, .youthRecord, .spent, .originatorRelease, .clearedBy: true
        default: false
        }
    }
}

extension Condition {
    /// Whether any part satisfies a test.
    func contains(_ test: (Condition) -> Bool) -> Bool {
        if test(self) { return true }
        return switch self {
        case .all(let parts), .any(let parts): parts.contains { $0.contains(test) }
        case .not(let part): part.contains(test)
        case .fact, .role, .onlySource, .asOf, .consent, .riskAssessment, .override, .scheme: false
        }
    }

    /// Whether the person's consent has a part in it.
    var asksConsent: Bool { contains { if case .consent = $0 { true } else { false } } }

    /// Whether an emergency override has a part in it.
    var asksOverride: Bool { contains { if case .override = $0 { true } else { false } } }

    /// Whether the originator's release has a part in it.
    var asksOriginator: Bool {
        contains { if case .fact(.originatorRelease, _) = $0 { true } else { false } }
    }

    /// Whether it can come out differently for two fields of one notice.
    var asksField: Bool {
        contains {
            switch $0 {
            case .fact(let name, _): name.isOfField
            case .onlySource, .asOf: true
            default: false
            }
        }
    }

    /// The parts that all have to hold.
    var terms: [Condition] {
        switch self {
        case .all(let parts): parts.flatMap(\.terms)
        default: [self]
        }
    }
}

extension Condition: CustomStringConvertible {
    /// The condition as an officer would say it: "subject.cohort were ppo or iom".
    public var description: String {
        switch self {
        case .all(let parts): parts.map(\.description).joined(separator: " and ")
        case .any(let parts): "(" + parts.map(\.description).joined(separator: " or ") + ")"
        case .not(let part): "it were not that " + part.description
        case .fact(let name, let mask): name.rawValue + " were " + name.spelling(of: mask)
        case .role(let roles): "recipient.role were " + roles.joined(separator: " or ")
        case .onlySource(let sources): "data.only-source were " + sources.joined(separator: " or ")
        case .asOf(let days): "data.as-of were within \(days) days"
        case .consent(let question):
            "consent (\(question.covers), \(question.purpose), \(question.with)) were "
                + question.states.map(\.rawValue).joined(separator: " or ")
        case .riskAssessment(let question): question.description
        case .override(let question): question.description
        case .scheme(let name, let words): name + " were " + words.joined(separator: " or ")
        }
    }
}

extension FactName {
    fileprivate func spelling(of mask: FactMask) -> String {
        let words = words ?? ["false", "true"]
        return words.indices.filter { mask & (1 << $0) != 0 }.map { words[$0] }.joined(separator: " or ")
    }
}
