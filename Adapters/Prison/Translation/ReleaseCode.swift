import CanonicalModel

/// What a NOMIS movement reason code means under `reason: RELEASED`; the first row that holds the code wins.
///
/// A code in no row is refused. A row is added with its source, never from what a code looks like.
enum ReleaseCode {
    /// Where a row's meaning was read.
    enum Source {
        /// feeds.md 0.4 and 1.2, from `application-prisoner-movement.yml` and `MovementReasonCodes.kt`.
        case probationIntegration
        /// A fixture in the corpus whose note says that it is a release.
        case fixture
        /// General knowledge of NOMIS, not looked up: to be confirmed against the domain MOVE_RSN before production.
        case unconfirmed
    }

    /// One row.
    struct Row {
        let codes: [String]
        let meaning: ReleaseReason.Meaning
        let source: Source
    }

    static let table: [Row] = [
        Row(codes: ["DEC"], meaning: .died, source: .probationIntegration),
        Row(codes: ["MRG"], meaning: .administrativeMerge, source: .fixture),
        Row(codes: ["UAL", "UAL_ECL"], meaning: .movement(.absconded), source: .probationIntegration),
        Row(codes: ["HO", "HP", "HQ"], meaning: .movement(.hospitalised), source: .probationIntegration),
        Row(codes: ["ETR", "DD", "DE", "DL"], meaning: .movement(.removed), source: .probationIntegration),
        // End-of-custody supervised licence.
        Row(codes: ["ECSL"], meaning: .movement(.released), source: .probationIntegration),
        // Non-custodial sentence; home detention curfew.
        Row(codes: ["NCS", "HD"], meaning: .movement(.released), source: .fixture),
        // Conditional and automatic release in their forms, end of custody licence, curfew for other groups, bail, life and
        // parole licence, non-parole release, acquittal, fine paid, sentence expired.
        Row(
            codes: [
                "AR", "BL", "CE", "CR", "CRE", "DA", "ECL", "HC", "HE", "HU", "LL", "NG", "NP", "PD", "PX", "SC", "SE",
            ],
            meaning: .movement(.released), source: .unconfirmed),
    ]

    /// The row of a code; nil when none holds it.
    static func row(_ code: String) -> Row? { table.first { $0.codes.contains(code) } }

    /// The meaning of a code; nil when no row holds it.
    static func meaning(_ code: String) -> ReleaseReason.Meaning? { row(code)?.meaning }
}
