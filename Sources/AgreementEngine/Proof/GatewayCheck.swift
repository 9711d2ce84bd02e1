/// P2 and P3: each permit's power is valid for each pair of parties, and consent is asked for where the law puts it
/// (reference 2.2, 2.3).
struct GatewayCheck {
    private let ground: ProofGround

    init(_ ground: ProofGround) { self.ground = ground }

    var findings: [ProofFinding] {
        ground.agreement.permits.flatMap { permit in
            unserved(permit) + consentBetweenAuthorities(permit) + specialCategories(permit)
        } + unknownGateways
    }

    private func pairs(of permit: Agreement.Permit) -> [(from: ProofRole, to: ProofRole)] {
        let recipients = ground.recipients.filter { permit.to.matches($0) && permit.when.admits($0) }
        return ground.disclosers.filter { permit.from.matches($0) }.flatMap { from in
            recipients.filter { $0 != from }.map { (from, $0) }
        }
    }

    // MARK: P2

    private func unserved(_ permit: Agreement.Permit) -> [ProofFinding] {
        let entries = permit.gateways.compactMap(GatewayTable.entry)
        // One that rests on nothing the table knows is found below.
        guard !entries.isEmpty else { return [] }
        var found = [ProofFinding]()
        var contractors = Set<String>()
        var pairsWithout = [(from: ProofRole, to: ProofRole)]()
        for (from, to) in pairs(of: permit) {
            let serving = entries.filter { $0.objection(from: from, to: to, permit) == nil }
            if serving.isEmpty { pairsWithout.append((from, to)) }
            if !serving.isEmpty, serving.allSatisfy({ $0.isUnderContract(from, to) }) {
                contractors.insert(from.name + " to " + to.name)
            }
        }
        if let first = pairsWithout.first { found.append(unserved(permit, entries, first, pairsWithout)) }
        if !contractors.isEmpty { found.append(contract(permit, contractors.sorted())) }
        return found
    }

    private func unserved(
        _ permit: Agreement.Permit, _ entries: [GatewayTable.Entry], _ first: (from: ProofRole, to: ProofRole),
        _ all: [(from: ProofRole, to: ProofRole)]
    ) -> ProofFinding {
        let pairs = all.map { $0.from.name + " to " + $0.to.name }
        let reasons = entries.compactMap { $0.objection(from: first.from, to: first.to, permit) }
        return ProofFinding(
            .gateways,
            "\(permit.id) has no power for \(pairs.abridged). " + reasons.map { $0 + "." }.joined(separator: " "),
            witness: ground.release(by: permit, from: first.from, to: first.to),
            remedy: "Name a power that is valid between them, or take the pair out of the rule.")
    }

    private func contract(_ permit: Agreement.Permit, _ pairs: [String]) -> ProofFinding {
        ProofFinding(
            .gateways,
            "\(permit.id) rests, for \(pairs.abridged), on a power that covers a charity or treatment service only as "
                + "a contractor of probation or prison.",
            severity: .warning, remedy: "Check that there is such a contract, or name another power.")
    }

    private var unknownGateways: [ProofFinding] {
        let used = Set(ground.agreement.permits.flatMap(\.gateways))
        let known = GatewayTable.entries.map(\.id).joined(separator: ", ")
        return used.filter { GatewayTable.entry($0) == nil }.sorted().map { gateway in
            let permits = ground.agreement.permits.filter { $0.gateways.contains(gateway) }.map(\.id)
            return ProofFinding(
                .gateways,
                "The power \(gateway) is not in the table of powers, so nothing shows that it serves "
                    + "\(permits.abridged).",
                remedy: "Use one that the table knows: \(known). A new power has to be added to the table first.")
        }
    }

    // MARK: P3

    /// Purposes that are not law enforcement; every other one counts as such, so that a new name is not let off.
    private static let otherPurposes: Set<String> = [
        "resettle", "reassure-public", "scrutiny", "research", "evaluate", "support", "safeguard",
    ]

    private func consentBetweenAuthorities(_ permit: Agreement.Permit) -> [ProofFinding] {
        guard permit.when.asksConsent, !Self.otherPurposes.contains(permit.purpose) else { return [] }
        let pairs = pairs(of: permit).filter { $0.from.isCompetentAuthority && $0.to.isCompetentAuthority }
        guard let first = pairs.first else { return [] }
        return [
            ProofFinding(
                .consentBetweenAuthorities,
                "\(permit.id) asks for consent between competent authorities (\(first.from.name) to \(first.to.name)) "
                    + "for \(permit.purpose), a law-enforcement purpose.",
                witness: ground.release(by: permit, from: first.from, to: first.to),
                remedy: "Leave the consent out: a person whom the law supervises is not free to refuse (reference 2.3)."
            )
        ]
    }

    private static let safeguards: Set<String> = ["safeguarding", "protect-life"]

    /// Health and substance data to or from a body that is no competent authority.
    private func specialCategories(_ permit: Agreement.Permit) -> [ProofFinding] {
        let shared = permit.specialCategories
        guard !shared.isEmpty else { return [] }
        for (from, to) in pairs(of: permit) where !from.isCompetentAuthority || !to.isCompetentAuthority {
            if Self.isSafeguarded(permit, from, to) { continue }
            guard let category = shared.first(where: { !permit.asksConsent(to: $0, with: to.kind) }) else { continue }
            return [withoutConsent(permit, category, from, to)]
        }
        return []
    }

    /// A power to safeguard stands in for consent only where it is valid itself.
    private static func isSafeguarded(_ permit: Agreement.Permit, _ from: ProofRole, _ to: ProofRole) -> Bool {
        permit.gateways.filter(safeguards.contains).compactMap(GatewayTable.entry).contains {
            $0.objection(from: from, to: to, permit) == nil
        }
    }

    private func withoutConsent(
        _ permit: Agreement.Permit, _ category: String, _ from: ProofRole, _ to: ProofRole
    ) -> ProofFinding {
        ProofFinding(
            .consentBetweenAuthorities,
            "\(permit.id) lets \(category) pass between \(from.name) and \(to.name) without the person's consent "
                + "to that category, for \(permit.purpose), with that kind of recipient.",
            witness: ground.release(by: permit, from: from, to: to) { $0 == category },
            remedy: "Ask for a given consent that covers \(category), for \(permit.purpose), with the class that "
                + "\(to.name) belongs to, or rest the rule on safeguarding or protect-life where they are valid "
                + "(reference 2.3, 5.2).")
    }
}

extension Condition {
    /// Whether the condition leaves room for a recipient: what it says of kind and role.
    func admits(_ recipient: ProofRole) -> Bool {
        alternatives.contains { literals in
            literals.allSatisfy { literal in
                switch literal {
                case .fact(.kind, let mask): mask & (1 << FactMask(recipient.kind.ordinal)) != 0
                case .role(let roles): roles.contains(recipient.role)
                default: true
                }
            }
        }
    }

    /// Whether this asks for a consent to a category and takes nothing but a given one.
    fileprivate func isConsentGiven(to category: String, for purpose: String, with kind: PartyKind) -> Bool {
        guard case .consent(let question) = self else { return false }
        return question.states == [.given] && question.purpose == purpose
            && CategoryPattern(question.covers).matches(category) && kind.consentClasses.contains(question.with)
    }
}

extension String {
    /// Health and substance use are special categories (UK GDPR art. 9).
    fileprivate var isSpecialCategory: Bool { hasPrefix("health.") || hasPrefix("substance.") }
}

extension PartyKind {
    /// The classes of recipient that a consent can name and that a body of this kind belongs to (reference 5.2).
    fileprivate var consentClasses: Set<String> {
        switch self {
        case .police, .probation, .prison, .yot, .emProvider: ["criminal-justice"]
        case .localAuthority, .landlord: ["housing"]
        case .health, .treatment: ["treatment"]
        case .vcs: ["vcs"]
        case .wardCouncillor: ["ward-councillor"]
        }
    }
}

extension Agreement.Permit {
    fileprivate var specialCategories: [String] {
        CategoryVocabulary.withNarrative.filter { category in
            category.isSpecialCategory && share.contains { $0.matches(category) }
        }
    }

    /// Whether the permit never applies without consent to the category, for its own purpose and with its recipient.
    fileprivate func asksConsent(to category: String, with kind: PartyKind) -> Bool {
        when.alternatives.allSatisfy { alternative in
            alternative.contains { $0.isConsentGiven(to: category, for: purpose, with: kind) }
        }
    }
}

extension [String] {
    /// The first few, and how many more.
    var abridged: String {
        let limit = 3
        return prefix(limit).joined(separator: ", ") + (count > limit ? " and \(count - limit) more" : "")
    }
}

extension ProofGround {
    /// A case in which a permit lets a category go between two roles; nil when there is none.
    func release(
        by permit: Agreement.Permit, from: ProofRole, to: ProofRole, where isMeant: (String) -> Bool = { _ in true }
    ) -> ProofWitness? {
        for group in groups where group.rules.permits.contains(where: { $0.id == permit.id }) {
            let question = group.questions.first {
                discloser($0) == from && recipient($0) == to && isMeant(category($0))
            }
            guard let question, let field = try? ExaminedField(group, of: self),
                let rule = field.compiled.permits.first(where: { $0.id == permit.id })
            else { continue }
            let point = field.firstRelease { point in
                let (yes, no) = field.space.bits(at: point)
                return rule.isTrue(yes, no) && !field.compiled.untells(yes)
            }
            if let point { return field.witness(question, at: point, shouldGo: false) }
        }
        return sample(of: permit)
    }
}
