@testable import AgreementEngine
import CanonicalModel
import Glibc
import TestSupport
import Testing

/// The engine and the ``ReferenceEvaluator`` give the same answers (issue 4, acceptance 4).
///
/// 48,000 requests in a normal run; `THROUGHGATE_DIFFERENTIAL=1000000 swift test -c release --filter Differential` makes
/// a million, and `THROUGHGATE_SEED=7` starts from another seed.
@Suite("Engine against reference") struct DifferentialTests {
    private static let requestsAnAgreement = 100
    private static let agreementsABatch = 80
    private static let seeds: [UInt64] = {
        let wanted = setting("THROUGHGATE_DIFFERENTIAL") ?? 48_000
        let batches = UInt64(max(1, wanted / (requestsAnAgreement * agreementsABatch)))
        let first = UInt64(setting("THROUGHGATE_SEED") ?? 1) &* 1_000_000
        return (0..<batches).map { first + $0 }
    }()

    private static func setting(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

    @Test("engine and reference agree on random requests over random agreements")
    func agree() async throws {
        let seen = try await withThrowingTaskGroup(of: Coverage.self) { group in
            for seed in Self.seeds { group.addTask { try Self.compare(seed) } }
            return try await group.reduce(into: Coverage()) { $0.unite($1) }
        }
        #expect(seen.missing.isEmpty, "never met, so never compared: \(seen.missing)")
    }

    private static func compare(_ seed: UInt64) throws -> Coverage {
        var random = SeededGenerator(seed: seed)
        var seen = Coverage()
        for _ in 0..<agreementsABatch {
            let drawn = RandomAgreement(&random)
            let agreement = try Agreement(yaml: drawn.yaml)
            try #require(agreement.permits == drawn.permits, "seed \(seed): loaded otherwise\n\(drawn.yaml)")
            try #require(agreement.guardrails == drawn.guardrails, "seed \(seed): loaded otherwise\n\(drawn.yaml)")
            var comparison = Comparison(agreement, &random)
            for _ in 0..<requestsAnAgreement {
                let request = comparison.requests.next()
                let differences = comparison.differences(request, &seen, &random)
                try #require(differences.isEmpty, "\(report(seed, drawn, request, differences))")
            }
        }
        return seen
    }

    private static func report(
        _ seed: UInt64, _ drawn: RandomAgreement, _ request: DisclosureRequest, _ differences: [String]
    ) -> String {
        "seed \(seed)\n\(differences.joined(separator: "\n"))\n\(request)\n\(drawn.yaml)"
    }
}

/// What a run came across; a differential test that never meets a reason has not compared it.
private struct Coverage {
    private var outcomes = Set<DisclosureDecision.Outcome>()
    private var reasons = Set<ReasonCode>()

    mutating func note(_ decision: DisclosureDecision) {
        outcomes.insert(decision.outcome)
        reasons.formUnion(decision.fields.map(\.reason))
    }

    mutating func unite(_ other: Coverage) {
        outcomes.formUnion(other.outcomes)
        reasons.formUnion(other.reasons)
    }

    var missing: [String] {
        Set(DisclosureDecision.Outcome.allCases).subtracting(outcomes).map(\.rawValue).sorted()
            + Set(ReasonCode.allCases).subtracting(reasons).map(\.rawValue).sorted()
    }
}

/// The two sides for one agreement.
private struct Comparison {
    let engine: PolicyDecisionPoint
    /// The same agreement with its rules in another order.
    let shuffled: PolicyDecisionPoint
    let reference: ReferenceEvaluator
    var requests: RandomRequest

    init(_ agreement: Agreement, _ random: inout SeededGenerator) {
        var other = agreement
        other.permits.shuffle(using: &random)
        other.guardrails.shuffle(using: &random)
        engine = PolicyDecisionPoint(agreement)
        shuffled = PolicyDecisionPoint(other)
        reference = ReferenceEvaluator(agreement: agreement)
        requests = RandomRequest(SeededGenerator(seed: random.next()))
    }

    func differences(
        _ request: DisclosureRequest, _ seen: inout Coverage, _ random: inout SeededGenerator
    ) -> [String] {
        let decision = engine.decide(request)
        seen.note(decision)
        var differences = differences(decision, reference.decide(request))
        guard Int.random(in: 0..<4, using: &random) == 0 else { return differences }
        if shuffled.decide(request) != decision { differences.append("another order of rules gives another answer") }
        var turned = request
        turned.fields.shuffle(using: &random)
        if !isSame(engine.decide(turned), decision) {
            differences.append("another order of fields gives another answer")
        }
        return differences
    }

    private func differences(_ decision: DisclosureDecision, _ wanted: ReferenceEvaluator.Verdict) -> [String] {
        var differences = [String]()
        func compare<Value: Equatable>(_ what: String, _ got: Value, _ wanted: Value) {
            if got != wanted { differences.append("\(what): the engine says \(got), the reference \(wanted)") }
        }
        compare("outcome", decision.outcome, wanted.outcome)
        compare("obligations", decision.obligations, wanted.obligations)
        compare("review overdue", decision.isReviewOverdue, wanted.isReviewOverdue)
        compare("fields", decision.fields.count, wanted.fields.count)
        for (field, wanted) in zip(decision.fields, wanted.fields) {
            compare(field.name, field.effect, wanted.effect)
            if !wanted.rules.contains(field.rule) { compare(field.name, [field.rule], wanted.rules.sorted()) }
            if !wanted.reasons.contains(field.reason) { compare(field.name, [field.reason], Array(wanted.reasons)) }
        }
        if !isNearestRight(decision, wanted) {
            compare("nearest", decision.nearest ?? "none", wanted.fields.flatMap(\.nearPermits).joined(separator: ", "))
        }
        return differences
    }

    /// What is named has to lack one thing only, and something is named whenever a refused field has such a permit.
    private func isNearestRight(_ decision: DisclosureDecision, _ wanted: ReferenceEvaluator.Verdict) -> Bool {
        let near = Set(wanted.fields.flatMap(\.nearPermits))
        guard let nearest = decision.nearest else {
            return wanted.fields.allSatisfy { $0.nearPermits.isEmpty || $0.reasons == [.factUnavailable] }
        }
        return near.contains { nearest.hasPrefix("would be permitted by \($0) if ") }
    }

    /// Which refused field's nearest permit is told first may follow the order of fields; nothing else may.
    private func isSame(_ one: DisclosureDecision, _ other: DisclosureDecision) -> Bool {
        one.outcome == other.outcome && one.obligations == other.obligations && Set(one.fields) == Set(other.fields)
            && one.isReviewOverdue == other.isReviewOverdue && one.agreementDigest == other.agreementDigest
    }
}
