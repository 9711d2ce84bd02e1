/// Between whom each legal power is valid (reference 2.2), by the ids that agreements use.
///
/// A power that is not in the table is not judged; the check says so. Laws change: each entry names what it rests on.
enum GatewayTable {
    /// A legal power.
    struct Entry: Sendable {
        let id: String
        /// The law.
        let law: String
        /// Between whom it is valid, for a reader.
        let validBetween: String
        /// The paragraph it rests on.
        let source: String
        /// Who may disclose; anybody when nil.
        var disclosers: Set<PartyKind>?
        /// Who may receive; anybody when nil.
        var recipients: Set<PartyKind>?
        /// One end at least has to be one of these; nothing is asked when nil.
        var oneEnd: Set<PartyKind>?
        var isWithinOneParty = false
        /// The only categories it covers; every category when nil.
        var categories: [CategoryPattern]?
        var demand: Demand?
        /// Kinds of body that it covers only under a contract with the other end.
        var underContract: Set<PartyKind> = []
    }

    /// What a rule has to ask before it may rest on a power.
    enum Demand: Sendable {
        case managedUnderMAPPA
        case emergencyOverride
    }

    private static let correctional: Set<PartyKind> = [.probation, .prison]
    /// Local authorities run youth offending teams (Crime and Disorder Act 1998 s.39).
    private static let council: Set<PartyKind> = [.localAuthority, .yot]

    static let entries: [Entry] = [
        Entry(
            id: "CDA-s115", law: "Crime and Disorder Act 1998 s.115",
            validBetween: "anybody to police, a council (youth offending teams too), probation or a health body",
            source: "reference 2.2 [S15]", recipients: council.union([.police, .probation, .health])),
        Entry(
            id: "CDA-s17A", law: "Crime and Disorder Act 1998 s.17A; SI 2007/1831 reg 2",
            validBetween: "responsible authorities, depersonalised figures only; never a named person",
            source: "reference 2.2 [S3]", disclosers: council.union([.police, .probation, .health]),
            recipients: council.union([.police, .probation, .health]),
            categories: [.exactly("statistics.depersonalised")]),
        Entry(
            id: "OMA-s14", law: "Offender Management Act 2007 s.14",
            validBetween: "probation or prison at one end, and a listed person or their contractor at the other",
            source: "reference 2.2 [S4]", disclosers: offenderManagement, recipients: offenderManagement,
            oneEnd: correctional, underContract: [.vcs, .treatment]),
        Entry(
            id: "CJA-s325", law: "Criminal Justice Act 2003 s.325",
            validBetween:
                "MAPPA's responsible authorities and bodies with a duty to co-operate, of a person under MAPPA",
            source: "reference 2.2 [S16]", disclosers: mappa, recipients: mappa, oneEnd: correctional.union([.police]),
            demand: .managedUnderMAPPA),
        Entry(
            id: "policing", law: "Common-law policing purpose",
            validBetween: "the police to anybody, where necessary and proportionate",
            source: "reference 2.2 [S17], [S18]",
            disclosers: [.police]),
        Entry(
            id: "safeguarding", law: "Children Act 1989 s.47, 2004 s.11; Care Act 2014",
            validBetween: "children's or adults' services of a council, or a health body, at one end",
            source: "reference 2.2 [M]", oneEnd: [.localAuthority, .health]),
        Entry(
            id: "protect-life", law: "Common-law duty to protect life",
            validBetween: "anybody, in a rule that an officer's emergency override opens",
            source: "reference 2.2 [S19]",
            demand: .emergencyOverride),
        Entry(
            id: "internal", law: "Same controller", validBetween: "roles of one and the same party",
            source: "reference 2.2 [S20]", isWithinOneParty: true),
    ]

    private static let offenderManagement: Set<PartyKind> = [
        .probation, .prison, .police, .localAuthority, .yot, .emProvider, .treatment, .vcs,
    ]
    private static let mappa: Set<PartyKind> = [
        .police, .probation, .prison, .yot, .localAuthority, .health, .emProvider, .landlord,
    ]

    static func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }
}

extension GatewayTable.Entry {
    /// Whether the power is valid between two ends; nil when it is, and otherwise why not.
    func objection(from discloser: ProofRole, to recipient: ProofRole, _ permit: Agreement.Permit) -> String? {
        if isWithinOneParty && discloser.party != recipient.party { return between }
        if let disclosers, !disclosers.contains(discloser.kind) { return between }
        if let recipients, !recipients.contains(recipient.kind) { return between }
        if let oneEnd, !oneEnd.contains(discloser.kind) && !oneEnd.contains(recipient.kind) { return between }
        if let categories, !permit.share.allSatisfy(categories.contains) { return "\(law) covers \(validBetween)" }
        return demand.flatMap { permit.asks($0) ? nil : "\(law) covers only \(validBetween)" }
    }

    private var between: String { "\(law) is valid between: \(validBetween)" }

    /// Whether the power covers one of the ends only as the other's contractor.
    func isUnderContract(_ discloser: ProofRole, _ recipient: ProofRole) -> Bool {
        underContract.contains(discloser.kind) || underContract.contains(recipient.kind)
    }
}

extension Agreement.Permit {
    /// Whether the permit applies only where the demand is met.
    fileprivate func asks(_ demand: GatewayTable.Demand) -> Bool {
        when.alternatives.allSatisfy { literals in
            literals.contains { literal in
                switch (demand, literal) {
                case (.managedUnderMAPPA, .fact(.mappa, 1)), (.emergencyOverride, .override): true
                default: false
                }
            }
        }
    }
}

extension Condition {
    /// The ways in which the condition can hold: in each, every one of the questions has to be answered with yes.
    var alternatives: [[Condition]] { alternatives(isNegated: false) }

    private func alternatives(isNegated: Bool) -> [[Condition]] {
        switch self {
        case .not(let part): return part.alternatives(isNegated: !isNegated)
        case .all(let parts) where !isNegated, .any(let parts) where isNegated:
            return parts.reduce([[]]) { heads, part in
                let tails = part.alternatives(isNegated: isNegated)
                // Beyond the limit only what is certain is kept: fewer questions can only make a check stricter.
                guard heads.count * tails.count <= ProofLimit.cubes else { return [[]] }
                return heads.flatMap { head in tails.map { head + $0 } }
            }
        case .any(let parts), .all(let parts): return parts.flatMap { $0.alternatives(isNegated: isNegated) }
        default: return [isNegated ? [] : [self]]
        }
    }
}
