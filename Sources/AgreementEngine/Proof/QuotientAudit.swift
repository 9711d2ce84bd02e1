import CanonicalModel

/// Shows on random cases, made of raw facts, that the proof's reduction of facts to classes loses nothing: the engine's
/// answer is the answer of the point that the case lies in.
public struct QuotientAudit: Sendable {
    /// How many cases were tried.
    public private(set) var caseCount = 0
    /// What was found wrong, in words; the first few.
    public private(set) var disagreements: [String] = []

    private static let disagreementLimit = 10

    /// Tries random cases, spread over all sets of rules.
    ///
    /// - Parameters:
    ///   - agreement: whose proof is tried.
    ///   - count: how many cases.
    ///   - seed: the same seed, the same cases.
    public init(of agreement: Agreement, cases count: Int, seed: UInt64) {
        let ground = ProofGround(agreement)
        let point = PolicyDecisionPoint(ground.agreement)
        var generator = ProofGenerator(seed: seed)
        for (index, group) in ground.groups.enumerated() {
            // A group beyond the limits is reported by the proof itself.
            guard let field = try? ExaminedField(group, of: ground) else { continue }
            let share = count * (index + 1) / ground.groups.count - count * index / ground.groups.count
            let facts = RandomFacts(field.space.atoms, purposes: ground.purposes)
            for _ in 0..<share {
                let question = group.questions[Int.random(in: group.questions.indices, using: &generator)]
                var request = ground.request(question)
                facts.draw(into: &request, &generator)
                compare(field, request, point.decide(request))
            }
        }
    }

    private mutating func compare(_ field: ExaminedField, _ request: DisclosureRequest, _ decision: DisclosureDecision)
    {
        caseCount += 1
        let goes = decision.fields.contains { $0.effect != .refuse }
        let point = field.space.point(of: request, isSignatory: !field.group.rules.isBoundByUndertaking)
        if let point, field.releases[point] == goes { return }
        guard disagreements.count < Self.disagreementLimit else { return }
        disagreements.append(
            point == nil
                ? "no point stands for: \(request)"
                : "the engine says that the field \(goes ? "goes" : "stays"): \(request)")
    }
}

extension FactSpace {
    /// The point that a request's facts lie in; nil when there is none, which would be a fault.
    fileprivate func point(of request: DisclosureRequest, isSignatory: Bool) -> Int? {
        var table = FactTable(request, kind: request.recipient.kind, isSignatory: isSignatory)
        table.turn(to: request.fields[0])
        var point = 0
        for (axis, stride) in zip(axes, strides) {
            var bits: (yes: UInt64, no: UInt64) = (0, 0)
            for place in atoms.indices where FactAxis.Name(atoms[place]) == axis.name {
                switch atoms[place].truth(request, table) {
                case .yes: bits.yes |= 1 << UInt64(place)
                case .no: bits.no |= 1 << UInt64(place)
                case .unknown, .unavailable: break
                }
            }
            guard let place = axis.classes.firstIndex(where: { $0.yes == bits.yes && $0.no == bits.no }) else {
                return nil
            }
            point += place * stride
        }
        return point
    }
}

extension Condition {
    /// What a leaf condition comes to for a request; sources, ages and settings written a second time.
    fileprivate func truth(_ request: DisclosureRequest, _ table: FactTable) -> Truth {
        switch self {
        case .fact(let name, let mask): return table[name].truth(in: mask)
        case .consent(let question): return question.truth(request.subject.consents, at: request.now)
        case .riskAssessment(let question): return question.truth(request.subject.riskAssessments, at: request.now)
        case .override(let question): return question.truth(request.override, at: request.now)
        case .scheme(let name, let words):
            guard let word = request.scheme[name] else { return .unknown }
            return words.contains(word) ? .yes : .no
        case .onlySource(let feeds):
            guard case .known(let sources) = request.fields[0].sources, !sources.isEmpty else { return .unknown }
            return Set(sources).isSubset(of: feeds) ? .yes : .no
        case .asOf(let days):
            guard case .known(let asOf) = request.fields[0].asOf else { return .unknown }
            let age = request.now.microseconds - asOf.microseconds
            return age <= Int64(days) * 86_400_000_000 ? .yes : .no
        case .role, .all, .any, .not: return .unknown
        }
    }
}
