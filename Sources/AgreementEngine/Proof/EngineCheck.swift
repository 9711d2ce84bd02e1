import CanonicalModel

/// P7, P10, P11, P14 and the engine's half of P15: the decision point itself is asked about every point.
///
/// The other checks look at bit tests. This one shows that the bit tests say what the engine says, so that what they
/// prove holds of the decisions that the broker will take.
struct EngineCheck: FieldCheck {
    /// Makes a decision point of an agreement.
    typealias Maker = @Sendable (Agreement) -> @Sendable (DisclosureRequest) -> DisclosureDecision

    /// The checks that only the engine can pass; its half of P15 is looked at with them.
    static let checks: Set<ProofCheck> = [.dates, .order, .totality, .obligations]

    /// How many findings of one check are worth reading.
    private static let findingLimit = 5
    private static let shuffleSeed: UInt64 = 20_261_121

    private let decide: @Sendable (DisclosureRequest) -> DisclosureDecision
    private let decideShuffled: @Sendable (DisclosureRequest) -> DisclosureDecision
    private let decideInOtherStates: [(state: String, decide: @Sendable (DisclosureRequest) -> DisclosureDecision)]
    private let permits: [String: Agreement.Permit]
    private let binding: [String: Agreement.Permit]
    private var found: [ProofFinding] = []
    private(set) var decisionCount = 0

    init(_ ground: ProofGround, _ maker: Maker) {
        decide = maker(ground.agreement)
        decideShuffled = maker(ground.agreement.shuffled(seed: Self.shuffleSeed))
        decideInOtherStates = ground.agreement.lapsed.map { ($0.state, maker($0.agreement)) }
        permits = Dictionary(ground.agreement.permits.map { ($0.id, $0) }) { first, _ in first }
        binding = Dictionary(ground.agreement.binding.map { ($0.id, $0) }) { first, _ in first }
    }

    mutating func examine(_ field: ExaminedField) {
        var found = self
        field.space.forEachPoint { point, yes, no in found.examine(field, point, yes, no) }
        self = found
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] { found }

    private mutating func examine(_ field: ExaminedField, _ point: Int, _ yes: UInt64, _ no: UInt64) {
        let request = field.ground.request(field.group.questions[0], field.space.settings(at: point))
        let decision = decide(request)
        decisionCount += 2
        compare(decision, field, point, yes, no)
        if decideShuffled(request) != decision {
            report(.order, field, point, "The same rules in another order decide otherwise.")
        }
        if field.compiled.untells(yes) { lapse(field, request, point) }
        if field.compiled.isLetGo(yes, no) && !field.compiled.untells(yes) { leaveDates(field, point) }
    }

    /// P11 and P14.
    private mutating func compare(
        _ decision: DisclosureDecision, _ field: ExaminedField, _ point: Int, _ yes: UInt64, _ no: UInt64
    ) {
        guard decision.fields.count == 1, decision.agreementDigest == field.ground.agreement.digest else {
            return report(.totality, field, point, "The engine gives no answer about the field.")
        }
        let goes = decision.fields[0].effect != .refuse
        if goes != field.releases[point] {
            report(
                .totality, field, point,
                "The field \(goes ? "goes" : "stays") by the engine and \(goes ? "stays" : "goes") by the proof."
            )
        }
        if decision.obligations != ObviousObligations.union(field, permits, binding, yes, no).obligations {
            report(
                .obligations, field, point, "The decision does not oblige to what the permits that applied oblige to.")
        }
    }

    /// P7: the day before the first and the day after the last; facts keep their age.
    private mutating func leaveDates(_ field: ExaminedField, _ point: Int) {
        for instant in field.ground.agreement.instantsOutside {
            let request = field.ground.request(
                field.group.questions[0], field.space.settings(at: point), at: instant)
            decisionCount += 1
            if decide(request).fields.contains(where: { $0.effect != .refuse }) {
                report(
                    .dates, field, point,
                    "On \(instant.date.description) the field goes, outside the agreement's dates.")
            }
        }
    }

    /// P15: whoever was told is untold in whatever state the agreement is.
    private mutating func lapse(_ field: ExaminedField, _ request: DisclosureRequest, _ point: Int) {
        for (state, decide) in decideInOtherStates {
            decisionCount += 1
            if decide(request).fields.contains(where: { $0.effect != .permit }) {
                report(.untelling, field, point, "Whoever was told is not told that it ended \(state).")
            }
        }
    }

    private mutating func report(_ check: ProofCheck, _ field: ExaminedField, _ point: Int, _ says: String) {
        guard found.count(where: { $0.check == check }) < Self.findingLimit else { return }
        found.append(
            ProofFinding(
                check, says, witness: field.witness(at: point, shouldGo: check == .untelling),
                remedy: "This is a fault of the broker and not of the agreement: report it with the case."))
    }
}

extension Agreement {
    /// The same rules in another order.
    func shuffled(seed: UInt64) -> Agreement {
        var generator = ProofGenerator(seed: seed)
        var agreement = self
        agreement.permits.shuffle(using: &generator)
        agreement.guardrails.shuffle(using: &generator)
        return agreement
    }

    /// The same rules in every state in which none of them permits anything.
    fileprivate var lapsed: [(state: String, agreement: Agreement)] {
        let states = Status.allCases.filter { !$0.permits }.map { status in
            ("while the agreement is \(status.rawValue)", changed { $0.status = status })
        }
        let unsigned = changed { $0.signOffs = [:] }
        let expired = changed { $0.effectiveUntil = CalendarDate(daysSinceEpoch: $0.effectiveFrom.daysSinceEpoch - 1) }
        return states + [("without any signature", unsigned), ("after the agreement expired", expired)]
    }

    private func changed(_ change: (inout Agreement) -> Void) -> Agreement {
        var agreement = self
        change(&agreement)
        return agreement
    }

    /// The last instant before the agreement's dates and the first after them.
    fileprivate var instantsOutside: [Timestamp] {
        let before = effectiveFrom.startOfDay.adding(seconds: -1)
        let after = effectiveUntil.map { $0.startOfDay.adding(seconds: 86_400) }
        return [before] + (after.map { [$0] } ?? [])
    }
}

/// SplitMix64: the same order on every machine.
struct ProofGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
