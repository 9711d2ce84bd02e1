/// What can be proved of an agreement before anyone signs it: every question that it can be asked, answered for every
/// combination of facts that its rules tell apart (ops/decisions/0013).
///
/// Nothing is sampled. Rules of an agreement are read as if it were signed and in force.
public struct AgreementProof: Sendable {
    /// Makes a decision point of an agreement; a test may hand in a faulty one.
    public typealias DecisionMaker = @Sendable (Agreement) -> @Sendable (DisclosureRequest) -> DisclosureDecision

    /// What was found, in the order of the checks.
    public let findings: [ProofFinding]
    /// How many questions there are: discloser, recipient, notice, purpose and category.
    public let questionCount: Int
    /// How many different sets of rules they come to.
    public let groupCount: Int
    /// How many combinations of facts were looked at, over all sets of rules.
    public let pointCount: Int
    /// For how many questions with raw facts, each value of a fact for itself, those combinations stand.
    public let rawPointCount: Int
    /// How many decisions the engine was asked for.
    public let decisionCount: Int

    /// Whether nothing stands against signing.
    public var holds: Bool { !findings.contains { $0.severity == .failed } }

    /// Proves an agreement.
    ///
    /// - Parameters:
    ///   - agreement: of any status, signed or not.
    ///   - wanted: the checks that are made.
    ///   - maker: the engine.
    public init(
        of agreement: Agreement, only wanted: Set<ProofCheck> = Set(ProofCheck.allCases),
        decidedBy maker: @escaping DecisionMaker = { agreement in
            let point = PolicyDecisionPoint(agreement)
            return { point.decide($0) }
        }
    ) {
        let ground = ProofGround(agreement)
        let all: [any FieldCheck] = [
            IntelligenceSourceCheck(), ChildCheck(), MonotonyCheck(), LivenessCheck(), UntellingCheck(),
            NoticeContentCheck(),
        ]
        var checks = all.filter { !type(of: $0).checks.isDisjoint(with: wanted) }
        var engine = EngineCheck(ground, maker)
        var isWhole = true
        let asksEngine = !wanted.isDisjoint(with: EngineCheck.checks)
        var findings = GatewayCheck(ground).findings + agreement.widenings()
        var (points, rawPoints) = (0, 0)
        let spaces: [FactSpace?]
        do throws(ProofLimit) {
            spaces = try Self.spaces(ground)
        } catch {
            (spaces, isWhole) = ([], false)
            findings.append(Self.beyondAll(error))
        }
        for (group, space) in zip(ground.groups, spaces) {
            do throws(ProofLimit) {
                let field = try Self.examined(group, ground, space)
                points += field.space.count
                rawPoints += field.space.rawCount * group.questions.count
                for index in checks.indices { checks[index].examine(field) }
                if asksEngine { engine.examine(field) }
            } catch {
                findings.append(Self.beyond(error, group, ground))
            }
        }
        // Checks that have seen nothing would find that nothing is ever permitted.
        if isWhole { findings += checks.flatMap { $0.findings(ground) } + engine.findings(ground) }
        self.findings = Self.inOrder(findings).filter { wanted.contains($0.check) || $0.check == .totality }
        questionCount = ground.groups.reduce(0) { $0 + $1.questions.count }
        groupCount = ground.groups.count
        pointCount = points
        rawPointCount = rawPoints
        decisionCount = engine.decisionCount
    }

    /// The facts of every group, within what a proof may cost in total; nil for a group that is beyond the limits by
    /// itself.
    private static func spaces(_ ground: ProofGround) throws(ProofLimit) -> [FactSpace?] {
        var budget = ProofBudget()
        var spaces = [FactSpace?]()
        for group in ground.groups {
            let space = try? ground.space(of: group)
            if let space { try budget.spend(on: space) }
            spaces.append(space)
        }
        return spaces
    }

    private static func examined(
        _ group: ProofGround.Group, _ ground: ProofGround, _ space: FactSpace?
    ) throws(ProofLimit) -> ExaminedField {
        guard let space else { return try ExaminedField(group, of: ground) }
        return try ExaminedField(group, of: ground, space)
    }

    private static func beyondAll(_ limit: ProofLimit) -> ProofFinding {
        ProofFinding(
            .totality, "Nothing is proved but the powers, because \(limit.says).",
            remedy: "Ask fewer questions in rules that are about every category, above all about consents in a form.")
    }

    private static func beyond(_ limit: ProofLimit, _ group: ProofGround.Group, _ ground: ProofGround) -> ProofFinding {
        let rules = (group.rules.guardrails + group.rules.permits).map(\.id).abridged
        let category = ground.category(group.questions[0])
        return ProofFinding(
            .totality, "What becomes of \(category) is not proved, because \(limit.says) (\(rules)).",
            remedy: "Split the rules, or ask fewer questions in each: an officer could not follow them either.")
    }

    private static func inOrder(_ findings: [ProofFinding]) -> [ProofFinding] {
        let order = ProofCheck.allCases
        return order.flatMap { check in findings.filter { $0.check == check } }
    }
}
