import CanonicalModel

/// What NDelius's register codes are about.
///
/// A code in no row is kept and told to an operator. A row is added with its source, never from what a code looks like.
enum RegisterCode {
    /// One row.
    struct Row {
        let codes: [String]
        let `class`: RegisterClass
    }

    /// feeds.md 2.1: reference data of hmpps-tier, the probation integration services and the assessments service.
    static let table: [Row] = [
        Row(codes: ["IIOM"], class: .iom),
        Row(codes: ["APPO"], class: .ppo),
        // Weapons; ViSOR; risk to staff.
        Row(codes: ["WEAP", "AVIS", "AV2S", "AV2S2"], class: .officerSafety),
        // Low, medium, high, very high.
        Row(codes: ["RLRH", "RMRH", "RHRH", "RVHR"], class: .riskOfSeriousHarm),
        Row(codes: ["MAPP"], class: .mappa),
        // Risk to children, child protection, child concerns; risk to a vulnerable adult; suicide or self-harm.
        Row(codes: ["RCCO", "RCPR", "RCHD", "RVAD", "ALSH"], class: .safeguarding),
        // Perpetrator, victim; multi-agency risk assessment conference.
        Row(codes: ["ADVP", "ADVV", "IMAR"], class: .domesticAbuse),
        // Gangs; outstanding warrant or summons; serious further offence; organised crime; duplicate records; four registers
        // whose names are not public.
        Row(
            codes: ["STRG", "WRSM", "ASFO", "REG26", "KDUP", "DOFF", "REG15", "REG16", "REG17", "REG22"],
            class: .other),
    ]

    /// What a code's register is about; nil when no row holds it.
    static func `class`(of code: String) -> RegisterClass? { table.first { $0.codes.contains(code) }?.class }
}
