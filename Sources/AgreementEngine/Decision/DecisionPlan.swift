/// What an agreement comes to once notice, parties, purpose and categories are known: for each field the few rules that
/// can still decide it, with what is left of their conditions.
///
/// Plans and rules are classes because a decision walks over them and copies none: copying their arrays took longer
/// than deciding.
final class DecisionPlan: Sendable {
    /// A guardrail or a permit.
    final class Rule: Sendable {
        let id: String
        /// What still has to hold.
        let terms: [Condition]
        /// The terms that ask for one fact, in the same places: looking at a whole condition counts references, and these are
        /// nearly all there are.
        let factTerms: [FactTerm]
        /// For each term, what an officer is told when it alone was missing.
        let hints: [String]
        let asksField: Bool
        let asksConsent: Bool
        /// Whether it lets go what the originator released, so that an officer is told whom to ask.
        let asksOriginator: Bool
        let obligations: Obligations

        fileprivate init(id: String, residue: Condition, obligations: Obligations = Obligations()) {
            self.id = id
            terms = residue.terms
            factTerms = terms.map(FactTerm.init)
            hints = terms.map { "would be permitted by \(id) if \($0)" }
            asksField = residue.asksField
            asksConsent = residue.asksConsent
            asksOriginator = residue.asksOriginator
            self.obligations = obligations
        }
    }

    /// A term that asks for one fact; it asks for none when no word would do.
    struct FactTerm: Sendable {
        let name: FactName
        let mask: FactMask

        fileprivate init(_ term: Condition) {
            if case .fact(let name, let mask) = term {
                (self.name, self.mask) = (name, mask)
            } else {
                (name, mask) = (.message, 0)
            }
        }

        var isFact: Bool { mask != 0 }
    }

    /// The rules of one field, as places in ``rules``, in the order of their ids.
    struct Line: Sendable {
        var isUntelling: Bool
        var guardrails: [Int]
        var permits: [Int]
        /// Permits that a scheme narrowed, as they were: they let nothing go, and bind what goes.
        var binders: [Int] = []
    }

    let rules: [Rule]
    let lines: [Line]
    let kind: PartyKind
    let isPurposeDeclared: Bool
    let recipientSignature: Span?
    let discloserSignature: Span?
    /// A ward councillor is a controller in their own right: a personal undertaking stands for a signature (reference
    /// 2.2, LDS 1.25).
    let isBoundByUndertaking: Bool

    init(_ agreement: Agreement, _ request: DisclosureRequest) {
        let recipient = request.recipient
        kind = agreement.parties[recipient.party]?.kind ?? recipient.kind
        isPurposeDeclared = agreement.purposes[request.purpose] != nil
        recipientSignature = agreement.signature(recipient.party, role: recipient.role)
        discloserSignature = agreement.signature(request.discloser.party, role: request.discloser.role)
        isBoundByUndertaking = agreement.parties[recipient.party] == nil && recipient.kind == .wardCouncillor
        let draft = PlanDraft(agreement, request, kind: kind)
        rules = draft.rules
        lines = draft.lines
    }
}

/// A plan being drawn up.
private struct PlanDraft {
    private let agreement: Agreement
    private let request: DisclosureRequest
    private let kind: PartyKind
    private(set) var rules: [DecisionPlan.Rule] = []
    private(set) var lines: [DecisionPlan.Line]

    init(_ agreement: Agreement, _ request: DisclosureRequest, kind: PartyKind) {
        self.agreement = agreement
        self.request = request
        self.kind = kind
        lines = request.fields.map {
            let isUntelling = request.message.isUntelling && BuiltInRule.untellingCategories.contains($0.category)
            return DecisionPlan.Line(isUntelling: isUntelling, guardrails: [], permits: [])
        }
        addGuardrails()
        addPermits()
        addBinders()
    }

    private mutating func addGuardrails() {
        // By id, so that which of two guardrails is named does not depend on the order of the file.
        for guardrail in agreement.guardrails.sorted(by: { $0.id < $1.id }) {
            guard let residue = residue(guardrail.when, guardrail.from, guardrail.to) else { continue }
            for index in request.fields.indices where guardrail.share.match(request.fields[index]) {
                lines[index].guardrails.append(rules.count)
            }
            rules.append(DecisionPlan.Rule(id: guardrail.id, residue: residue))
        }
    }

    private mutating func addPermits() {
        for permit in agreement.permits.sorted(by: { $0.id < $1.id }) where permit.purpose == request.purpose {
            guard let residue = residue(permit.when, permit.from, permit.to) else { continue }
            for index in request.fields.indices where permit.share.match(request.fields[index]) {
                lines[index].permits.append(rules.count)
            }
            rules.append(DecisionPlan.Rule(id: permit.id, residue: residue, obligations: permit.obligations))
        }
    }

    private mutating func addBinders() {
        for permit in agreement.binding where permit.purpose == request.purpose {
            guard let residue = residue(permit.when, permit.from, permit.to) else { continue }
            for index in request.fields.indices where permit.share.match(request.fields[index]) {
                lines[index].binders.append(rules.count)
            }
            rules.append(DecisionPlan.Rule(id: permit.id, residue: residue, obligations: permit.obligations))
        }
    }

    /// What is left of a rule's condition; nil when the rule is not about these parties or can no longer hold.
    private func residue(_ condition: Condition, _ from: PartySelector, _ to: PartySelector) -> Condition? {
        let discloser = request.discloser
        let recipient = request.recipient
        let discloserKind = agreement.parties[discloser.party]?.kind
        guard from.matches(party: discloser.party, role: discloser.role, kind: discloserKind),
            to.matches(party: recipient.party, role: recipient.role, kind: kind)
        else { return nil }
        return switch condition.folded(message: request.message, kind: kind, role: recipient.role) {
        case .always: .all([])
        case .never: nil
        case .depends(let residue): residue
        }
    }
}

extension [CategoryPattern] {
    fileprivate func match(_ field: DataField) -> Bool { contains { $0.matches(field.category) } }
}

extension Agreement {
    /// When a party's signature counts; nil when it has not signed or has no such role.
    fileprivate func signature(_ party: String, role: String) -> Span? {
        guard let signOff = signOffs[party], parties[party]?.roles.contains(role) ?? false else { return nil }
        return Span(from: signOff.from, until: signOff.until)
    }
}

extension Condition {
    /// A condition after the facts that a plan knows have been put in.
    fileprivate enum Folded {
        case always
        case never
        case depends(Condition)
    }

    fileprivate func folded(message: NoticeKind, kind: PartyKind, role: String) -> Folded {
        func decided(_ isTrue: Bool) -> Folded { isTrue ? .always : .never }
        switch self {
        case .fact(.message, let mask): return decided(mask & (1 << message.ordinal) != 0)
        case .fact(.kind, let mask): return decided(mask & (1 << kind.ordinal) != 0)
        case .role(let roles): return decided(roles.contains(role))
        case .not(let part):
            return switch part.folded(message: message, kind: kind, role: role) {
            case .always: .never
            case .never: .always
            case .depends(let residue): .depends(.not(residue))
            }
        case .all(let parts):
            var residues = [Condition]()
            for part in parts {
                switch part.folded(message: message, kind: kind, role: role) {
                case .always: break
                case .never: return .never
                case .depends(let residue): residues.append(residue)
                }
            }
            return residues.isEmpty ? .always : .depends(.all(residues))
        case .any(let parts):
            var residues = [Condition]()
            for part in parts {
                switch part.folded(message: message, kind: kind, role: role) {
                case .always: return .always
                case .never: break
                case .depends(let residue): residues.append(residue)
                }
            }
            return residues.isEmpty ? .never : .depends(.any(residues))
        case .fact, .onlySource, .asOf, .consent, .riskAssessment, .override, .scheme: return .depends(self)
        }
    }
}
