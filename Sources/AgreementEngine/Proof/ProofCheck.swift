/// What is proved of an agreement before anyone signs it (reference 3.2; DESIGN decision 8 for the last two).
public enum ProofCheck: String, Sendable, CaseIterable {
    case intelligenceSource = "P1"
    case gateways = "P2"
    case consentBetweenAuthorities = "P3"
    case children = "P4"
    case withdrawal = "P5"
    case unknownFacts = "P6"
    case dates = "P7"
    case liveness = "P9"
    case order = "P10"
    case totality = "P11"
    case localSections = "P12"
    case everyNotice = "P13"
    case obligations = "P14"
    case untelling = "P15"
    case noticeContent = "P16"

    /// What holds when the check is passed.
    public var title: String {
        switch self {
        case .intelligenceSource: "nobody but force intelligence can ever receive the source of intelligence"
        case .gateways: "every permit has a power that is valid between each discloser and recipient"
        case .consentBetweenAuthorities:
            "consent is asked for where it is needed, and not between authorities that may act without it"
        case .children: "nothing about a person under 18 reaches a landlord or a ward councillor"
        case .withdrawal: "refusing, withdrawing or losing consent never lets more go"
        case .unknownFacts: "a stricter marking, or a fact that becomes unknown, never lets more go"
        case .dates: "nothing is permitted outside the agreement's dates"
        case .liveness: "every permit lets something go and every guardrail can refuse"
        case .order: "the order of rules never matters"
        case .totality: "every case has an answer, and the proof's answer is the engine's"
        case .localSections: "what a scheme lets go all schemes do, under no fewer duties"
        case .everyNotice: "every kind of notice has somebody who may receive it, or is excluded with a reason"
        case .obligations: "a decision obliges to what every permit that applied obliges to"
        case .untelling: "whoever may learn that somebody was selected can be told that it ended"
        case .noticeContent: "every kind of notice can carry what it makes no sense without"
        }
    }
}

/// Something that a check found.
public struct ProofFinding: Sendable {
    /// Whether it stops the agreement.
    public enum Severity: String, Sendable {
        /// The agreement must not be signed as it is.
        case failed
        /// A person has to judge.
        case warning
        /// For information.
        case note
    }

    /// The check that found it.
    public var check: ProofCheck
    /// Whether it stops the agreement.
    public var severity: Severity
    /// The fault in a sentence.
    public var says: String
    /// A case that shows it, when there is one.
    public var witness: ProofWitness?
    /// What to do.
    public var remedy: String

    init(
        _ check: ProofCheck, _ says: String, severity: Severity = .failed, witness: ProofWitness? = nil, remedy: String
    ) {
        self.check = check
        self.severity = severity
        self.says = says
        self.witness = witness
        self.remedy = remedy
    }
}

/// A check that looks at every answer to every question, a group of questions at a time.
protocol FieldCheck {
    /// What it decides about.
    static var checks: Set<ProofCheck> { get }
    /// Looks at one group.
    mutating func examine(_ field: ExaminedField)
    /// What was found once every group has been looked at.
    func findings(_ ground: ProofGround) -> [ProofFinding]
}
