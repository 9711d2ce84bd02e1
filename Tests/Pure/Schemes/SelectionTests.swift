import CanonicalModel
import Formats
import SchemeEngine
import Testing

/// What selection says beyond scenarios: counts, comparisons, and what a pack may not say.
@Suite("Selection") struct SelectionTests {
    @Test("Scores of two matrices, or of two versions, are never compared (SEL-07)")
    func mixedMatrices() throws {
        let scores = ["leeds/1", "leeds/1", "leeds/2"].enumerated().map { number, matrix in
            MatrixScore(matrix: matrix, points: 10 * number, evidence: [], until: nil)
        }
        #expect(try MatrixScore.ranked(Array(scores.prefix(2))).map(\.points) == [10, 0])
        #expect(rule { () throws(FormatError) in _ = try MatrixScore.ranked(scores) } == "scheme.matrices-mixed")
    }

    @Test("Whom a panel considered and did not select is counted as the panel's log has it (SEL-09)")
    func notSelected() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("nottinghamshire-sherwood-plus.yaml"))
        let (start, end) = (try instant("2026-04-01T00:00:00Z"), try instant("2026-07-01T00:00:00Z"))
        var files = [CaseFile]()
        for number in 1...7 {
            var file = CaseFile()
            file.events = [
                CaseEvent(
                    id: "e", kind: .arrest, occurred: try instant("2026-05-0\(number)T09:00:00Z"), recorded: start)
            ]
            file.events[0].recorded = file.events[0].occurred
            file.events[0].detail.offence = "robbery"
            // Of seven arrested, four were declined in the quarter, one after it, one without evidence; one waits.
            if number < 7 {
                file.decisions = [try decline(number < 5 || number == 6 ? "2026-06-10" : "2026-07-10", number)]
            }
            if number == 6 { file.decisions[0].evidence = [] }
            files.append(file)
        }
        let count = NotSelected(files, under: evaluator, from: start, until: end)
        #expect(count == NotSelected(declined: 4, waiting: 3))
        #expect(NotSelected(files.reversed(), under: evaluator, from: start, until: end) == count)
    }

    private func decline(_ day: String, _ number: Int) throws -> PanelDecision {
        let at = try instant(day + "T10:00:00Z")
        var decision = PanelDecision(
            id: "d\(number)", matter: .decline(cohort: "gom"), at: at, recorded: at, decidedBy: "Sgt Cole")
        decision.evidence = ["e"]
        return decision
    }

    @Test("A voluntary body's panel papers lack intelligence, and its own items are there (SEL-11)")
    func panelPapers() throws {
        let file = try #require(try SchemeFolder.scenarios(of: "leeds-hub.yaml").first { $0.covers.contains("SEL-11") })
            .file
        let now = try instant("2026-06-01T12:00:00Z")
        let items = SchemeEvaluator(try SchemeFolder.pack("leeds-hub.yaml")).assess(file, now: now).selection.evidence
        let shown = { (kind: String, party: String) in
            items.filter { $0.mayBeAsked(kind: kind, party: party) }.map(\.event)
        }
        #expect(shown("police", "west-yorkshire-police") == ["e1", "e2", "e4"])
        #expect(shown("probation", "west-yorkshire-probation") == ["e2", "e3", "e4"])
        #expect(shown("vcs", "disc") == ["e2", "e4"])
        #expect(items.filter(\.needsConsent).map(\.event) == ["e2"])
    }

    @Test("What a cohort is resourced for is a figure and turns nobody away (SEL-09)")
    func capacity() throws {
        let cohorts = try SchemeFolder.pack("cleveland-middlesbrough.yaml").cohorts
        #expect(cohorts["ppo"]?.capacity == 40 && cohorts["hcco"]?.capacity == 100 && cohorts["hcco"]?.officers == 1)
        let redcar = try SchemeFolder.pack("cleveland-redcar-and-cleveland.yaml").cohorts
        #expect(redcar["ppo"]?.capacity == 30 && redcar["hcco"]?.capacity == 35 && redcar["ppo"]?.officers == 2)
    }

    @Test(
        "What a pack may not say is refused where it stands",
        arguments: [
            (
                "needs: { evidence: true, decided-by: true }", "needs: { evidence: true, veto: \"police\" }",
                "scheme.unequal-voice"
            ),
            ("selection:\n", "selection:\n  weight-by-agency: true\n", "scheme.unequal-voice"),
            (
                "on: [\"select\", \"decline\"]\n      needs: { evidence", "statutory: true\n      needs: { evidence",
                "scheme.statutory-entry"
            ),
            ("cohort: \"iom\"\n      threshold", "cohort: \"ion\"\n      threshold", "scheme.undeclared-word"),
            ("except-routes: [\"import\"]", "except-routes: [\"imprt\"]", "scheme.undeclared-word"),
            (
                "owner: \"hub-coordinator\"\n        within: \"7 days\"",
                "owner: \"hub-cordinator\"\n        within: \"7 days\"", "scheme.undeclared-word"
            ),
            ("decided-by: true }", "decided-by: false }", "policy.kind"),
            ("within: \"3 months\"", "within: \"3 moons\"", "policy.kind"),
            ("points: 12", "points: -12", "policy.kind"),
        ])
    func refusals(text: String, change: String, refusal: String) throws {
        let pack = String(decoding: try SchemeFolder.bytes("leeds-hub.yaml"), as: UTF8.self)
        let changed = pack.replacing(text, with: change, maxReplacements: 1)
        guard changed != pack else {
            // Leeds has no duty that leaves imports out: the word is tried where Bristol has it.
            let bristol = String(decoding: try SchemeFolder.bytes("bristol-impact.yaml"), as: UTF8.self)
            try #require(bristol.contains(text))
            #expect(self.rule(of: bristol.replacing(text, with: change)) == refusal)
            return
        }
        #expect(self.rule(of: changed) == refusal)
    }

    private func rule(of pack: String) -> String? {
        rule { () throws(FormatError) in _ = try SchemePack(yaml: Array(pack.utf8)) }
    }

    private func rule(_ body: () throws(FormatError) -> Void) -> String? {
        do { try body() } catch { return error.rule }
        return nil
    }

    private func instant(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }
}
