import CanonicalModel

/// The partnership that a synthetic area is: its pack, its agreement, and how its panels write their decisions.
///
/// What a panel has to state is written here as an officer knows it and not read from the pack, so that a decision which
/// the pack holds and the generator thought whole shows as a difference of the report from the truth.
public struct AreaScheme: Sendable, Hashable {
    /// The pack's word, and its file's below `Contracts/schemes`.
    public var pack: String
    /// The agreement's file below `Contracts/agreements`.
    public var agreementFile: String
    /// The agreement's name.
    var agreement: String
    /// The police force that runs the hub, and the hub's role.
    var police: String
    var hubRole: String
    /// Who sits with the police.
    var partner: String
    /// The kind of meeting that selects and de-selects.
    var meeting: String
    /// The cohort of those who are no priority offenders.
    var cohort: String
    /// Why people are chosen.
    var reasons: Reasons
    /// Grounds that a panel records without anything having to be computed.
    var grounds: [String]
    /// The ground of a move, which names the area that takes over.
    static let moved = "moved-area"
    /// What a neighbourhood team is told of colours.
    var beat = Beat.everyColour

    /// What a neighbourhood team is told.
    enum Beat: Sendable, Hashable {
        /// Of everybody on its beat, whatever the colour.
        case everyColour
        /// Of amber people; of others only when they were amber before (EVAL App 2, Lancashire).
        case amberOnly
    }

    /// Why a priority offender, and why anybody else, is chosen; words of the pack.
    struct Reasons: Sendable, Hashable {
        var ppo: String
        var other: String
    }
}

extension AreaScheme {
    static let bristol = AreaScheme(
        pack: "bristol-impact", agreementFile: "bristol.yaml", agreement: "avon-somerset-impact",
        police: "avon-somerset-police", hubRole: "impact-team", partner: "avon-somerset-probation",
        meeting: "inter-agency", cohort: "iom", reasons: Reasons(ppo: "ppo-scheme", other: "persistent-concern"),
        grounds: recorded)

    static let lancashire = AreaScheme(
        pack: "lancashire-revolution", agreementFile: "lancashire.yaml", agreement: "lancashire-revolution",
        police: "lancashire-constabulary", hubRole: "revolution-team", partner: "lancashire-probation",
        meeting: "review", cohort: "iom", reasons: Reasons(ppo: "ppo-scheme", other: "local-priority"),
        grounds: recorded,
        beat: .amberOnly)

    static let nottinghamshire = AreaScheme(
        pack: "nottinghamshire-sherwood-plus", agreementFile: "nottinghamshire.yaml",
        agreement: "nottinghamshire-sherwood-plus", police: "nottinghamshire-police", hubRole: "mait",
        partner: "nottinghamshire-probation", meeting: "tactical-advisory-group", cohort: "gom",
        reasons: Reasons(ppo: "ppo-scheme", other: "local-priority"), grounds: recorded)

    static let westMidlands = AreaScheme(
        pack: "west-midlands-idom", agreementFile: "west-midlands.yaml", agreement: "west-midlands-idom",
        police: "west-midlands-police", hubRole: "idom-team", partner: "west-midlands-probation",
        meeting: "one-conversation", cohort: "hccu", reasons: Reasons(ppo: "ppo-scheme", other: "sac"),
        grounds: recorded)

    static let leeds = AreaScheme(
        pack: "leeds-hub", agreementFile: "leeds.yaml", agreement: "leeds-iom-isa", police: "west-yorkshire-police",
        hubRole: "iom-hub", partner: "west-yorkshire-probation", meeting: "case-conference", cohort: "iom",
        reasons: Reasons(ppo: "offending-matrix", other: "nuisance"), grounds: recorded)

    /// One of Cleveland's four schemes.
    static func cleveland(_ pack: String) -> AreaScheme {
        AreaScheme(
            pack: pack, agreementFile: "cleveland.yaml", agreement: "cleveland-iom-sla", police: "cleveland-police",
            hubRole: "iom-team", partner: "probation-trust", meeting: "selection-panel", cohort: "hcco",
            reasons: Reasons(ppo: "sac", other: "hot-spot"), grounds: ["orders-completed"])
    }

    /// The grounds that a panel may record by itself (EVAL 3.1).
    private static let recorded = ["no-longer-immediate-risk", "entered-different-scheme", "recalled-to-custody"]

    /// What a panel writes down of its meeting.
    func panel(on day: CalendarDate, evidence: String? = nil, reason: String? = nil) -> PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date, panel.members) = (meeting, day, [police, partner])
        panel.evidence = [evidence].compactMap(\.self)
        panel.reason = reason
        return panel
    }
}
