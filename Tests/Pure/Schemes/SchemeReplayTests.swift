import CanonicalModel
import Formats
import SchemeEngine
import Testing

/// What a draft of a scheme would have said otherwise.
@Suite("A draft of a scheme over history") struct SchemeReplayTests {
    private static let from = Timestamp("2026-01-01T00:00:00Z") ?? Timestamp(microseconds: 0)
    private static let until = Timestamp("2026-12-31T00:00:00Z") ?? Timestamp(microseconds: 0)

    /// When everything that a random case holds is known, and some timers have run.
    private static let half = Timestamp("2026-07-15T00:00:00Z") ?? Timestamp(microseconds: 0)

    private func life(
        _ file: CaseFile, _ inForce: SchemePack, _ draft: SchemePack, until: Timestamp = until
    ) -> LifeReplay {
        LifeReplay(of: file, from: Self.from, until: until, inForce: inForce, draft: draft)
    }

    private func differences(
        _ file: CaseFile, _ inForce: SchemePack, _ draft: SchemePack, _ kind: SchemeFinding.Kind
    ) -> [LifeComparison.Difference] {
        life(file, inForce, draft).comparison.differences.filter { $0.subject.kind == kind }
    }

    private func event(
        _ id: String, _ kind: CaseEvent.Kind, _ at: String, recorded: String? = nil, offence: String? = nil
    ) throws -> CaseEvent {
        let occurred = try #require(Timestamp(at))
        var event = CaseEvent(id: id, kind: kind, occurred: occurred, recorded: occurred)
        if let recorded { event.recorded = try #require(Timestamp(recorded)) }
        event.detail.offence = offence
        return event
    }

    private func burglar(recorded: String? = nil) throws -> CaseFile {
        var file = CaseFile()
        file.born = CalendarDate(year: 1990, month: 5, day: 1)
        file.events = [
            try event("a1", .arrest, "2026-02-01T10:00:00Z", offence: "burglary-dwelling"),
            try event("a2", .arrest, "2026-03-01T10:00:00Z", recorded: recorded, offence: "burglary-dwelling"),
            try event("a3", .arrest, "2026-04-01T10:00:00Z", offence: "burglary-dwelling"),
            try event("a4", .arrest, "2026-05-01T10:00:00Z", offence: "burglary-dwelling"),
        ]
        return file
    }

    private func member(cohort: String = "hcco") throws -> CaseFile {
        var file = CaseFile()
        file.born = CalendarDate(year: 1990, month: 5, day: 1)
        file.stays = [CohortStay(id: "s1", cohort: cohort, from: try #require(Timestamp("2026-01-05T10:00:00Z")))]
        return file
    }

    // MARK: What differs

    @Test("A lower threshold makes the same person a candidate earlier, by the event that reaches it")
    func lowerScore() throws {
        let inForce = try SchemeFolder.pack("leeds-hub.yaml")
        let draft = try DraftPack.of("leeds-hub.yaml", ("threshold: 40", "threshold: 20"))
        let found = try #require(try differences(burglar(), inForce, draft, .candidate).first)
        #expect(found.side == .otherwise && found.subject.name == "iom")
        #expect(found.inForce?.from == Timestamp("2026-05-01T10:00:00Z"))
        #expect(found.draft?.from == Timestamp("2026-03-01T10:00:00Z"))
        #expect(found.draft?.rule == "Y-SEL-matrix" && found.draft?.evidence == ["a1", "a2"])
        #expect(found.draft?.note == "24 points by west-yorkshire/2009")
    }

    @Test("Only what was recorded by then counts: a report that came late makes nobody a candidate before it came")
    func late() throws {
        let inForce = try SchemeFolder.pack("leeds-hub.yaml")
        let draft = try DraftPack.of("leeds-hub.yaml", ("threshold: 40", "threshold: 20"))
        let file = try burglar(recorded: "2026-03-20T08:00:00Z")
        #expect(
            differences(file, inForce, draft, .candidate).first?.draft?.from == Timestamp("2026-03-20T08:00:00Z"))
    }

    @Test("A threshold that nobody reaches leaves a candidate only in force")
    func higherScore() throws {
        let inForce = try SchemeFolder.pack("leeds-hub.yaml")
        let draft = try DraftPack.of("leeds-hub.yaml", ("threshold: 40", "threshold: 400"))
        let found = try differences(burglar(), inForce, draft, .candidate)
        #expect(found.map(\.side) == [.onlyInForce])
        #expect(found.first?.draft == nil)
    }

    @Test("Points that change nothing for anybody are no difference")
    func pointsAlone() throws {
        let inForce = try SchemeFolder.pack("leeds-hub.yaml")
        let draft = try DraftPack.of("leeds-hub.yaml", ("points: 12", "points: 13"))
        #expect(try differences(burglar(), inForce, draft, .candidate) == [])
    }

    @Test("A ground that opens after three months instead of six is met by time alone, three months earlier")
    func ground() throws {
        let file = "cleveland-hartlepool.yaml"
        let inForce = try SchemeFolder.pack(file)
        let draft = try DraftPack.of(file, ("      months: 6\n", "      months: 3\n"))
        let found = try #require(try differences(member(), inForce, draft, .ground).first)
        #expect(found.subject.name == "six-months-clear")
        #expect(found.draft?.from == Timestamp("2026-04-04T23:00:00Z"), "midnight of 5 April in London's summer")
        #expect(found.inForce?.from == Timestamp("2026-07-04T23:00:00Z"))
    }

    @Test("A decision that states too little for the draft is held only under it, with the rule and what is missing")
    func held() throws {
        let file = "leeds-hub.yaml"
        let inForce = try SchemeFolder.pack(file)
        let draft = try DraftPack.of(
            file, ("needs: { meeting-or-exception: [\"case-conference\"] }", "needs: { meeting: [\"iom-panel\"] }"))
        var case_ = try burglar()
        let at = try #require(Timestamp("2026-05-10T10:00:00Z"))
        var decision = PanelDecision(id: "d1", matter: .select(cohort: "iom"), at: at, recorded: at, decidedBy: "Cole")
        decision.meeting = .init(kind: "case-conference", date: at.date, members: ["police", "probation"])
        (decision.evidence, decision.route, decision.reason) = (["a1", "a2"], "cycle", "short-sentence")
        (decision.lead, decision.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        case_.decisions = [decision]
        let found = try #require(differences(case_, inForce, draft, .held).first)
        #expect(found.side == .onlyDraft && found.subject.name == "d1")
        #expect(found.draft?.rule == "Y-SEL-conference" && found.draft?.from == at)
    }

    @Test("A trigger that the draft gives another colour escalates only under the draft, and an alarm alike under both")
    func colour() throws {
        let file = "lancashire-revolution.yaml"
        let inForce = try SchemeFolder.pack(file)
        let draft = try DraftPack.of(
            file,
            (
                "class: \"arrest\"\n      on: [\"arrest\"]\n      raises: \"red\"",
                "class: \"arrest\"\n      on: [\"arrest\"]\n      raises: \"amber\""
            ))
        var case_ = try member(cohort: "iom")
        let rated = try #require(Timestamp("2026-01-06T10:00:00Z"))
        case_.decisions = [
            PanelDecision(id: "d1", matter: .rate(.green), at: rated, recorded: rated, decidedBy: "Cole")
        ]
        case_.events = [try event("a1", .arrest, "2026-06-01T10:00:00Z", offence: "burglary-dwelling")]
        let found = differences(case_, inForce, draft, .colourUp)
        #expect(found.map(\.side) == [.onlyDraft, .onlyInForce])
        #expect(found.map(\.subject.name) == ["amber, proposal", "red, proposal"])
        #expect(found.last?.inForce?.rule == "R-ARREST" && found.last?.inForce?.evidence == ["a1"])
        case_.events[0].detail.alarm = "life-risk"
        let alarmed = life(case_, inForce, draft).comparison
        #expect(alarmed.alike.contains { $0.kind == .colourUp && $0.name.hasSuffix("alarm") })
    }

    @Test("Tasks of one kind are one subject: how often each pack asks, and the first time that it is otherwise")
    func tasks() throws {
        let file = "lancashire-revolution.yaml"
        let inForce = try SchemeFolder.pack(file)
        let draft = try DraftPack.of(file, ("within-hours: 72", "within-hours: 24"))
        var case_ = try member(cohort: "iom")
        let rated = try #require(Timestamp("2026-02-06T10:00:00Z"))
        case_.decisions = [PanelDecision(id: "d1", matter: .rate(.red), at: rated, recorded: rated, decidedBy: "Cole")]
        let found = differences(case_, inForce, draft, .task)
        #expect(!found.isEmpty)
        for difference in found {
            #expect(difference.side == .otherwise && difference.times.inForce == difference.times.draft)
            #expect(difference.draft?.says != difference.inForce?.says)
        }
    }

    // MARK: What does not

    @Test(
        "The same pack under another name differs nowhere, whatever happened", arguments: try SchemeFolder.packFiles())
    func samePack(file: String) throws {
        let pack = try SchemeFolder.pack(file)
        var draft = pack
        (draft.name, draft.version, draft.digest) = ("Draft", "9.9.9", "0")
        let first = UInt64.random(in: 0..<UInt64.max / 2)
        for seed in first..<first + 3 {
            let cohorts = pack.cohorts.cohorts.map(\.cohort)
            let life = life(RandomSelectionCase(seed: seed, cohorts: cohorts).file, pack, draft, until: Self.half)
            #expect(life.comparison.differences == [], "\(file), seed \(seed)")
            #expect(life.looks >= 2, "\(file), seed \(seed)")
        }
    }

    @Test(
        "Neither order nor repetition of what is on record changes a report", arguments: try SchemeFolder.packFiles())
    func shuffled(file: String) throws {
        let pack = try SchemeFolder.pack(file)
        let other = try SchemeFolder.pack(file == "leeds-hub.yaml" ? "bristol-impact.yaml" : "leeds-hub.yaml")
        let first = UInt64.random(in: 0..<UInt64.max / 2)
        for seed in first..<first + 2 {
            var random = RandomSelectionCase(seed: seed, cohorts: pack.cohorts.cohorts.map(\.cohort))
            let (plain, mixed) = (random.file, random.shuffledAndDoubled())
            #expect(
                report(plain, pack, other).lines == report(mixed, pack, other).lines, "\(file), seed \(seed)")
            var rhythm = try RandomCase(seed: seed, days: 60)
            let (one, two) = (rhythm.file, rhythm.shuffledAndDoubled())
            #expect(report(one, pack, other).lines == report(two, pack, other).lines, "\(file), seed \(seed)")
        }
    }

    private func report(_ file: CaseFile, _ inForce: SchemePack, _ draft: SchemePack) -> SchemeReplayReport {
        var report = SchemeReplayReport(inForce: inForce, draft: draft, from: Self.from, until: Self.until)
        report.add(life(file, inForce, draft, until: Self.half), of: "17")
        return report
    }

    /// The looks come when knowledge or time changes something; somebody who looks at any hour must find nothing else.
    @Test(
        "At whatever hour somebody looks, the replay says what the scheme says then",
        arguments: try SchemeFolder.packFiles())
    func nothingIsMissed(file: String) throws {
        let (pack, seed) = (try SchemeFolder.pack(file), UInt64.random(in: 0..<UInt64.max))
        var random = RandomSelectionCase(seed: seed, cohorts: pack.cohorts.cohorts.map(\.cohort))
        let (case_, evaluator) = (random.file, SchemeEvaluator(pack))
        let full = life(case_, pack, pack, until: Self.half).inForce
        for _ in 0..<40 {
            let hour = random.hour()
            guard hour >= Self.from else { continue }
            let now = evaluator.assess(Self.known(case_, by: hour), now: hour)
            let wanted =
                now.candidates.map { SchemeFinding.Subject(.candidate, $0.cohort) }
                + now.grounds.map { SchemeFinding.Subject(.ground, $0.code) }
                + now.incomplete.map { SchemeFinding.Subject(.held, $0.decision) }
                + now.tasks.map { SchemeFinding.Subject(.task, $0.kind) }
            let said = full.filter { finding in
                finding.occasions.contains { $0.from <= hour && ($0.until.map { hour < $0 } ?? true) }
            }.map(\.subject)
            let colourless = said.filter { ![.colourUp, .colourDown, .colourOtherwise].contains($0.kind) }
            #expect(colourless == Set(wanted).sorted(), "\(file), seed \(seed), \(hour)")
        }
    }

    /// What was recorded by an instant, told without the code that is tried.
    private static func known(_ file: CaseFile, by hour: Timestamp) -> CaseFile {
        var known = file
        known.events.removeAll { $0.recorded > hour }
        known.decisions.removeAll { $0.recorded > hour }
        known.custody = file.custody.filter { $0.from <= hour }.map { period in
            CustodyPeriod(from: period.from, until: period.until.flatMap { $0 > hour ? nil : $0 })
        }
        return known
    }
}
