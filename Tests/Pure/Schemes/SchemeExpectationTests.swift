import CanonicalModel
import Testing

@testable import SchemeEngine

/// What `expect` means, key by key, held against an assessment that says something under each.
@Suite("What a scenario expects") struct SchemeExpectationTests {
    private static let noon = Timestamp(microseconds: 1_767_225_600_000_000)

    private static let change = ColourState.Transition(
        key: "k", kind: .custody, at: noon, from: nil, to: .blue, triggers: ["custody"], causes: [],
        method: .policeIntelligence, isConfirmed: false, corrects: [])

    private static let assessment: SchemeAssessment = {
        var assessment = SchemeAssessment()
        assessment.candidates = [Candidate(cohort: "hcco", rule: "C1", since: noon, score: 12, evidence: ["e1", "e2"])]
        assessment.incomplete = [
            IncompleteDecision(
                decision: "d1", missing: [.init(rule: "C2", what: "the meeting's date")], isRefused: true)
        ]
        assessment.grounds = [
            OpenGround(code: "clear", rule: "C3", since: noon, evidence: []),
            OpenGround(code: "moved", rule: "C4", since: noon, evidence: ["e2"]),
        ]
        assessment.colour = ColourState(
            confirmed: .amber, proposed: .red, shown: .blue, isConfirmed: true, owner: "npt", transitions: [change],
            definition: "d", intensity: "i", warnings: [], further: [])
        assessment.strand = StrandState(strand: .catchAndControl, lead: "police", proposed: nil, rule: "C5")
        assessment.tasks = ["review", "review", "exit-interview"].enumerated().map { number, kind in
            SchemeTask(
                key: "t\(number)", kind: kind, sentence: "Do.", rule: "C6", owner: number == 0 ? "hub" : "npt",
                since: noon, due: noon.adding(seconds: 60))
        }
        assessment.next = noon
        return assessment
    }()

    private func differences(_ expect: String) throws -> [String] {
        let text = """
            format: "iom-scheme-scenarios/1"
            scheme: "any"
            scenarios: [ { name: "n", covers: [], given: {}, at: "2026-01-01T00:00:00Z", expect: \(expect) } ]
            """
        let file = try SchemeScenarioFile(yaml: Array(text.utf8))
        return try #require(file.scenarios.first).result { _, _ in Self.assessment }.differences
    }

    @Test(
        "It is met by what the scheme says, in any order, a record by its headline or by the members given",
        arguments: [
            "{ grounds: [\"moved\", \"clear\"] }",
            "{ grounds: [ { code: \"clear\", rule: \"C3\", evidence: [] }, \"moved\" ] }",
            "{ candidates: [\"hcco\"] }",
            "{ candidates: [ { score: 12, matrix: null, evidence: [\"e2\", \"e1\"], intelligence-alone: false } ] }",
            "{ incomplete: [ { decision: \"d1\", missing: [\"C2\"], what: [\"the meeting's date\"], refused: true } ] }",
            "{ shown: \"blue\", confirmed: \"amber\", proposed: \"red\", owner: \"npt\" }",
            "{ transitions: [ { to: \"blue\", from: null, triggers: [\"custody\"], confirmed: false } ] }",
            "{ strand: \"catch-and-control\", lead: \"police\", strand-proposed: null, strand-rule: \"C5\" }",
            "{ tasks: [\"review\", \"exit-interview\", \"review\"] }",
            // "review" alone fits both reviews: it must leave the hub's to the fuller wish.
            "{ tasks: [\"review\", { kind: \"review\", owner: \"hub\" }, \"exit-interview\"] }",
            "{ tasks-include: [ { owner: \"npt\", due: \"2026-01-01T00:01:00Z\" } ], tasks-exclude: [\"induction\"] }",
            "{ next: \"2026-01-01T01:00:00+01:00\" }",
        ])
    func met(expect: String) throws { #expect(try differences(expect) == []) }

    @Test(
        "It is not met by anything else, and says which key",
        arguments: [
            ("{ grounds: [\"moved\"] }", "grounds: expected moved, got { code clear; evidence none;"),
            ("{ grounds: [\"moved\", \"moved\"] }", "grounds: expected moved, moved, got"),
            ("{ grounds: [] }", "grounds: expected none, got"),
            ("{ candidates: [ { score: 13 } ] }", "candidates: expected { score 13 }, got"),
            ("{ incomplete: [ { refused: false } ] }", "incomplete: expected { refused false }, got"),
            ("{ shown: \"red\" }", "shown: expected red, got blue"),
            ("{ shown: null }", "shown: expected nothing, got blue"),
            ("{ shown: [\"blue\"] }", "shown: expected blue, got blue"),
            ("{ owner: \"hub\" }", "owner: expected hub, got npt"),
            ("{ transitions: [] }", "transitions: expected none, got"),
            ("{ strand-proposed: \"catch-and-control\" }", "strand-proposed: expected catch-and-control, got nothing"),
            ("{ tasks: [\"review\", \"exit-interview\"] }", "tasks: expected review, exit-interview, got"),
            ("{ tasks-include: [\"induction\"] }", "tasks-include: expected induction among others, got"),
            ("{ tasks-include: [\"review\", \"review\", \"review\"] }", "tasks-include: expected"),
            ("{ tasks-exclude: [ { owner: \"hub\" } ] }", "tasks-exclude: expected none of these, got"),
            ("{ next: \"2026-01-01T00:00:01Z\" }", "next: expected 2026-01-01T00:00:01Z, got 2026-01-01T00:00:00Z"),
        ])
    func unmet(expect: String, words: String) throws {
        let found = try differences(expect)
        #expect(found.count == 1 && found[0].hasPrefix(words), "\(found)")
    }
}
