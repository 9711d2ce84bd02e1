import CanonicalModel
import SchemeEngine
import Testing

/// What holds of selection for every pack and whatever happened.
@Suite("Properties of selection") struct SelectionPropertyTests {
    private static let cases = 20
    /// When everything that a random case holds is known.
    private static let late = Timestamp(microseconds: 1_790_000_000_000_000)

    /// What selection says of a case, without what other areas add.
    private struct Answer: Equatable {
        var candidates: [Candidate]
        var incomplete: [IncompleteDecision]
        var findings: SelectionFindings
        var tasks: [SchemeTask]

        init(_ assessment: SchemeAssessment) {
            candidates = assessment.candidates
            incomplete = assessment.incomplete
            findings = assessment.selection
            tasks = assessment.tasks.filter { $0.rule.contains("-SEL-") }
        }
    }

    /// Runs a property over seeds; a failure names its pack and seed.
    private func forEachCase(_ file: String, _ property: (SchemePack, inout RandomSelectionCase, UInt64) throws -> Void)
        throws
    {
        let pack = try SchemeFolder.pack(file)
        let first = UInt64.random(in: 0..<UInt64.max / 2)
        for seed in first..<first + UInt64(Self.cases) {
            var random = RandomSelectionCase(seed: seed, cohorts: pack.cohorts.cohorts.map(\.cohort))
            try property(pack, &random, seed)
        }
    }

    @Test("Neither order nor repetition of what arrives matters", arguments: try SchemeFolder.packFiles())
    func orderAndRepetition(file: String) throws {
        try forEachCase(file) { pack, random, seed in
            let (now, evaluator) = (random.hour(), SchemeEvaluator(pack))
            let plain = Answer(evaluator.assess(random.file, now: now))
            let other = Answer(evaluator.assess(random.shuffledAndDoubled(), now: now))
            #expect(plain == other, "\(pack.id), seed \(seed)")
        }
    }

    @Test("No score, however high, selects anybody (SEL-22)", arguments: try SchemeFolder.packFiles())
    func scoresSelectNobody(file: String) throws {
        try forEachCase(file) { pack, random, seed in
            var case_ = random.file
            case_.decisions = []
            #expect(SchemeEvaluator(pack).assess(case_, now: Self.late).selection.memberships == [], "seed \(seed)")
            let scores = case_.events.filter { $0.kind == .riskAssessed }.map(\.id)
            var decision = PanelDecision(
                id: "d", matter: .select(cohort: random.cohort()), at: random.hour(), recorded: Self.late,
                decidedBy: "Sgt Cole")
            (decision.evidence, decision.route, decision.leadRole) = (scores, "cycle", "responsible-officer")
            (decision.lead, decision.isAgreedByPerson) = ("probation", true)
            case_.decisions = [decision]
            let assessment = SchemeEvaluator(pack).assess(case_, now: Self.late)
            #expect(assessment.incomplete.contains { $0.decision == "d" }, "\(pack.id), seed \(seed)")
            #expect(assessment.selection.memberships == [], "\(pack.id), seed \(seed)")
        }
    }

    @Test(
        "Statutory status keeps nobody from the table and nobody off a cohort (SEL-16)",
        arguments: try SchemeFolder.packFiles())
    func statutoryStatusBlocksNothing(file: String) throws {
        try forEachCase(file) { pack, random, seed in
            var (one, other) = (random.file, random.file)
            for index in one.decisions.indices { one.decisions[index].leadRole = "responsible-officer" }
            other.decisions = one.decisions
            (one.isSupervised, other.isSupervised) = (true, false)
            let evaluator = SchemeEvaluator(pack)
            let (with, without) = (evaluator.assess(one, now: Self.late), evaluator.assess(other, now: Self.late))
            #expect(with.candidates == without.candidates, "\(pack.id), seed \(seed)")
            #expect(with.selection.memberships == without.selection.memberships, "\(pack.id), seed \(seed)")
            // An order that a court made counts no more than one that probation reports.
            let order = CaseEvent(
                id: "order", kind: .sentence, occurred: one.events[0].occurred, recorded: one.events[0].recorded)
            var sentenced = one
            sentenced.events.append(order)
            sentenced.events[sentenced.events.count - 1].detail.order = "suspended-sentence-order"
            let refused = evaluator.assess(sentenced, now: Self.late).incomplete.filter(\.isRefused).map(\.decision)
            #expect(refused == with.incomplete.filter(\.isRefused).map(\.decision), "\(pack.id), seed \(seed)")
        }
    }

    @Test(
        "To take an event away never raises a score, unless it took something back or superseded it",
        arguments: try SchemeFolder.packFiles())
    func removalNeverRaisesAScore(file: String) throws {
        try forEachCase(file) { pack, random, seed in
            let evaluator = SchemeEvaluator(pack)
            let now = random.hour()
            let before = evaluator.assess(random.file, now: now).selection.scores
            for event in random.file.events where !Self.takesBack(event.kind) {
                var less = random.file
                less.events.removeAll { $0.id == event.id }
                let after = evaluator.assess(less, now: now).selection.scores
                #expect(
                    zip(before, after).allSatisfy { $0.points >= $1.points }, "\(pack.id), seed \(seed), \(event.id)")
            }
        }
    }

    private static func takesBack(_ kind: CaseEvent.Kind) -> Bool {
        [.disposal, .courtResult, .mistakenIdentity, .riskAssessed, .youthAssessed].contains(kind)
    }

    @Test(
        "Until the next instant that an assessment names, time alone changes no candidate",
        arguments: try SchemeFolder.packFiles())
    func nothingChangesBeforeNext(file: String) throws {
        try forEachCase(file) { pack, random, seed in
            let (now, later, evaluator) = (random.hour(), random.hour(), SchemeEvaluator(pack))
            let assessment = evaluator.assess(random.file, now: now)
            guard later > now, assessment.next.map({ later < $0 }) ?? true else { return }
            let then = evaluator.assess(random.file, now: later)
            #expect(then.candidates == assessment.candidates, "\(pack.id), seed \(seed), \(now) to \(later)")
            #expect(then.selection.memberships == assessment.selection.memberships, "\(pack.id), seed \(seed)")
        }
    }

    @Test("Nothing that comes to light later unmakes a decision that stood", arguments: try SchemeFolder.packFiles())
    func laterFactsUnmakeNothing(file: String) throws {
        try forEachCase(file) { pack, random, seed in
            let evaluator = SchemeEvaluator(pack)
            let before = Set(evaluator.assess(random.file, now: Self.late).incomplete.map(\.decision))
            var more = random.file
            var event = random.event("later")
            guard event.kind != .mistakenIdentity else { return }
            event.recorded = Self.late.adding(seconds: -1)
            more.events.append(event)
            let after = Set(evaluator.assess(more, now: Self.late).incomplete.map(\.decision))
            let selections = more.decisions.filter { if case .select = $0.matter { true } else { false } }.map(\.id)
            #expect(after.intersection(selections).isSubset(of: before), "\(pack.id), seed \(seed)")
        }
    }
}
