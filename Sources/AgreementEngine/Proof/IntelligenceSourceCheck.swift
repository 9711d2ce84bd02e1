/// P1: nobody but force intelligence can ever receive `intelligence.source` (EVAL 3.4).
///
/// Force intelligence is a police role that calls itself so: "divisional-intel", "force-intel".
struct IntelligenceSourceCheck: FieldCheck {
    static let checks: Set<ProofCheck> = [.intelligenceSource]

    private static let category = "intelligence.source"
    private var found: [ProofFinding] = []
    private var named = Set<String>()

    mutating func examine(_ field: ExaminedField) {
        guard let point = field.firstRelease() else { return }
        for question in field.group.questions where field.ground.category(question) == Self.category {
            let recipient = field.ground.recipient(question)
            if Self.isForceIntelligence(recipient) || !named.insert(recipient.name).inserted { continue }
            found.append(
                ProofFinding(
                    .intelligenceSource,
                    "\(recipient.name) can receive what could identify the source of intelligence.",
                    witness: field.witness(question, at: point, shouldGo: false),
                    remedy: "Add a guardrail on intelligence.source that spares the force intelligence role only."))
        }
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] { found }

    private static func isForceIntelligence(_ role: ProofRole) -> Bool {
        role.kind == .police && role.role.split(separator: "-").contains { $0 == "intel" || $0 == "intelligence" }
    }
}
