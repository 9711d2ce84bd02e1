/// The rules that can still decide one field once notice, parties, purpose and category are known: many questions come
/// to the same few rules, and are proved together.
struct FieldRules: Sendable, Hashable {
    /// A guardrail or a permit, and what is left of its condition.
    struct Rule: Sendable, Hashable {
        var id: String
        var condition: Condition
    }

    var guardrails: [Rule]
    var permits: [Rule]
    /// Permits that a scheme narrowed, as they were: they let nothing go, and what goes keeps their duties.
    var binders: [Rule]
    /// Whether the field goes to whoever was told, come what may (DESIGN decision 8).
    var isUntelling: Bool
    /// Whether the recipient is bound by a personal undertaking and not by a signature.
    var isBoundByUndertaking: Bool

    /// What the engine itself would look at for one field of a plan.
    init(_ plan: DecisionPlan, field index: Int) {
        func rules(_ places: [Int]) -> [Rule] {
            places.map { Rule(id: plan.rules[$0].id, condition: .all(plan.rules[$0].terms)) }
        }
        guardrails = rules(plan.lines[index].guardrails)
        permits = rules(plan.lines[index].permits)
        binders = rules(plan.lines[index].binders)
        isUntelling = plan.lines[index].isUntelling
        isBoundByUndertaking = plan.isBoundByUndertaking
    }

    static let told = Condition.fact(.previouslyNotified, 2)
    static let undertook = Condition.fact(.undertaking, 1 << FactMask(Undertaking.signed.ordinal))

    /// Every condition that has a say.
    var conditions: [Condition] {
        (guardrails + permits + binders).map(\.condition) + (isUntelling ? [Self.told] : [])
            + (isBoundByUndertaking ? [Self.undertook] : [])
    }
}

/// ``FieldRules`` as bit tests over a space of facts.
struct CompiledField: Sendable {
    let guardrails: [BitRule]
    let permits: [BitRule]
    let binders: [BitRule]
    private let told: UInt64
    private let undertook: UInt64

    /// - Throws: a ``ProofLimit``.
    init(_ rules: FieldRules, in space: FactSpace) throws(ProofLimit) {
        guardrails = try Self.compiled(rules.guardrails, space)
        permits = try Self.compiled(rules.permits, space)
        binders = try Self.compiled(rules.binders, space)
        told = rules.isUntelling ? space.bit(FieldRules.told) : 0
        undertook = rules.isBoundByUndertaking ? space.bit(FieldRules.undertook) : 0
    }

    private static func compiled(
        _ rules: [FieldRules.Rule], _ space: FactSpace
    ) throws(ProofLimit) -> [BitRule] {
        var compiled = [BitRule]()
        for rule in rules { compiled.append(try BitRule(id: rule.id, rule.condition, space.atoms)) }
        return compiled
    }

    /// Whether the field goes, or may be fetched.
    func releases(_ yes: UInt64, _ no: UInt64) -> Bool { untells(yes) || isLetGo(yes, no) }

    /// Whether the built-in rule lets it go.
    func untells(_ yes: UInt64) -> Bool { yes & told != 0 }

    /// Whether the agreement's own rules let it go.
    func isLetGo(_ yes: UInt64, _ no: UInt64) -> Bool {
        isBound(yes) && !isRefused(yes, no) && isPermitted(yes, no)
    }

    /// Whether the recipient is bound at all.
    func isBound(_ yes: UInt64) -> Bool { yes & undertook == undertook }

    func isRefused(_ yes: UInt64, _ no: UInt64) -> Bool {
        for rule in guardrails where rule.isPossible(yes, no) { return true }
        return false
    }

    func isPermitted(_ yes: UInt64, _ no: UInt64) -> Bool {
        for rule in permits where rule.isTrue(yes, no) { return true }
        return false
    }
}

extension FactSpace {
    /// The bit of a leaf condition; none when nothing asks for it.
    func bit(_ atom: Condition) -> UInt64 { atoms.firstIndex(of: atom).map { 1 << UInt64($0) } ?? 0 }
}
