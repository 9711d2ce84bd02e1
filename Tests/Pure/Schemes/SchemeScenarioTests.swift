import CanonicalModel
import Formats
import SchemeEngine
import Testing

/// Scenario files: read strictly, compared in words.
@Suite("The language of a scheme's scenarios") struct SchemeScenarioTests {
    private static let whole = """
        format: "iom-scheme-scenarios/1"
        scheme: "cleveland-hartlepool"
        scenarios:
          - name: "everything that can be given"
            covers: ["DES-02", "DIF-CLV"]
            given:
              born: "1988-03-01"
              died: null
              owning-team: "npt-headland"
              supervised: false
              events:
                - { kind: "arrest", at: "2026-01-10T09:00:00Z", offence: "burglary-dwelling", reference: "R1" }
                - { id: "x", kind: "drug-test", at: "2026-01-11T09:00:00Z", recorded: "2026-01-12T09:00:00Z",
                    outcome: "positive", party: "dip", significant: true, statutory: false, per-week: 2, score: 7,
                    until: "2026-05-01", days: 30 }
              custody: [ { from: "2026-02-01T00:00:00Z", until: "2026-03-01T00:00:00Z" } ]
              stays: [ { id: "s1", cohort: "hcco", from: "2025-11-01T10:00:00Z" } ]
              decisions:
                - { select: "hcco", at: "2025-11-01T10:00:00Z", by: "Sgt Cole", route: "cycle", evidence: ["e1"],
                    meeting: { kind: "selection-panel", date: "2025-11-01", members: ["police"], dissent: ["probation"] },
                    lead: "probation", lead-role: "responsible-officer", agreed-by-person: true, rank: "inspector" }
                - { rate: "red", at: "2026-01-12T10:00:00Z" }
                - { deselect: "hcco", grounds: ["moved"], at: "2026-01-13T10:00:00Z" }
                - { make-dormant: "hcco", grounds: ["quiet"], at: "2026-01-14T10:00:00Z" }
                - { change-cohort: { from: "ppo", to: "hcco" }, at: "2026-01-15T10:00:00Z" }
                - { decline: "hcco", at: "2026-01-16T10:00:00Z" }
                - { strand: "catch-and-control", lead: "police", at: "2026-01-17T10:00:00Z" }
                - { review: true, at: "2026-01-18T10:00:00Z" }
            at: "2026-07-09T12:00:00Z"
            expect: { shown: null }
        """

    private func file(_ text: String) throws -> SchemeScenarioFile {
        try SchemeScenarioFile(yaml: Array(text.utf8), for: "cleveland-hartlepool")
    }

    @Test("What is given becomes a case file, with names and times of learning where none are given")
    func given() throws {
        let scenario = try #require(try file(Self.whole).scenarios.first)
        #expect(scenario.covers == ["DES-02", "DIF-CLV"] && scenario.now.description == "2026-07-09T12:00:00Z")
        let file = scenario.file
        #expect(file.born?.description == "1988-03-01" && file.died == nil && file.isSupervised == false)
        #expect(file.owningTeam == "npt-headland" && file.hasAddress)
        #expect(file.events.map(\.id) == ["e1", "x"] && file.events[0].recorded == file.events[0].occurred)
        let detail = file.events[1].detail
        #expect(detail.isSignificant == true && detail.isStatutory == false && detail.perWeek == 2 && detail.score == 7)
        #expect(detail.until?.description == "2026-05-01" && detail.days == 30 && detail.party == "dip")
        #expect(file.custody.count == 1 && file.stays.map(\.cohort) == ["hcco"])
        #expect(
            file.decisions.map(\.matter) == [
                .select(cohort: "hcco"), .rate(.red), .deselect(cohort: "hcco", grounds: ["moved"]),
                .makeDormant(cohort: "hcco", grounds: ["quiet"]), .changeCohort(from: "ppo", to: "hcco"),
                .decline(cohort: "hcco"), .strand(.catchAndControl, lead: "police"), .review,
            ])
        #expect(file.decisions.map(\.id) == (1...8).map { "d\($0)" })
        let first = file.decisions[0]
        #expect(first.meeting?.members == ["police"] && first.meeting?.dissent == ["probation"])
        #expect(first.lead == "probation" && first.leadRole == "responsible-officer" && first.isAgreedByPerson == true)
        #expect(first.evidence == ["e1"] && first.route == "cycle" && first.rank == "inspector")
    }

    @Test("An address that no team covers is not the same as no address")
    func addresses() throws {
        let uncovered = try file(Self.whole.replacing("\"npt-headland\"", with: "null")).scenarios[0].file
        #expect(uncovered.hasAddress && uncovered.owningTeam == nil)
        let unknown = try file(Self.whole.replacing("owning-team: \"npt-headland\"", with: "")).scenarios[0].file
        #expect(!unknown.hasAddress)
    }

    @Test(
        "What a scenario cannot mean is refused where it stands",
        arguments: [
            ("supervised: false", "supervized: false", "policy.unknown-key", "/given/supervized"),
            ("kind: \"arrest\"", "kind: \"arest\"", "policy.unknown-word", "/given/events/0/kind"),
            ("offence: \"burglary", "offense: \"burglary", "policy.unknown-key", "/given/events/0/offense"),
            ("rate: \"red\"", "rate: \"blue\"", "policy.unknown-word", "/given/decisions/1/rate"),
            ("{ rate: \"red\",", "{ rate: \"red\", select: \"hcco\",", "scenario.one-matter", "/given/decisions/1"),
            ("{ review: true,", "{ review: false,", "scenario.one-matter", "/given/decisions/7"),
            ("\"DES-02\"", "\"DES-2\"", "policy.kind", "/scenarios/0/covers/0"),
            ("at: \"2026-07-09T12:00:00Z\"", "at: \"2026-07-09\"", "policy.kind", "/scenarios/0/at"),
            ("{ shown: null }", "{ shone: null }", "policy.unknown-key", "/expect/shone"),
            ("{ shown: null }", "{ shown: { is: null } }", "policy.kind", "/expect/shown"),
            ("{ shown: null }", "{ grounds: [ { what: \"x\" } ] }", "policy.unknown-key", "/expect/grounds/0/what"),
            ("{ shown: null }", "{}", "scenario.expects-nothing", "/scenarios/0/expect"),
            ("{ shown: null }", "{ tasks-exclude: [] }", "policy.kind", "/expect/tasks-exclude"),
            ("born: \"1988-03-01\"", "born: \"1988-02-30\"", "policy.kind", "/given/born"),
            ("scheme: \"cleveland-hartlepool\"", "scheme: \"leeds-hub\"", "policy.kind", "/scheme"),
        ])
    func refused(before: String, after: String, rule: String, place: String) throws {
        let text = Self.whole.replacing(before, with: after, maxReplacements: 1)
        try #require(text != Self.whole)
        let error = #expect(throws: FormatError.self) { try file(text) }
        #expect(error?.rule == rule, "\(error?.message ?? "")")
        #expect(error?.path.hasPrefix("line ") == true && error?.path.hasSuffix(place) == true, "\(error?.path ?? "")")
    }

    @Test("Two scenarios of one name are refused")
    func sameName() throws {
        let again = Self.whole + "\n" + Self.whole.split(separator: "scenarios:\n")[1]
        let error = #expect(throws: FormatError.self) { try file(again) }
        #expect(error?.rule == "scenario.given-twice")
    }

    @Test("What the scheme says otherwise is told in words, with the instant where there are several")
    func differences() throws {
        let pack = try SchemeFolder.pack("cleveland-hartlepool.yaml")
        let wrong = "expect: { grounds: [\"never-heard-of\", { code: \"nor-this\", since: \"2026-01-01T00:00:00Z\" }] }"
        let text = Self.whole.replacing("expect: { shown: null }", with: wrong)
        let result = try file(text).scenarios[0].result(under: pack)
        #expect(!result.isMet)
        let expected = "grounds: expected never-heard-of, { code nor-this; since 2026-01-01T00:00:00Z }, got "
        #expect(result.differences.count == 1 && result.differences[0].hasPrefix(expected), "\(result.differences)")
        let later =
            text + "\n    then: [ { at: \"2026-08-01T12:00:00Z\", expect: { tasks-include: [\"no-such-task\"] } } ]"
        let both = try file(later).scenarios[0].result(under: pack).differences
        #expect(both.count == 2 && both[0].hasPrefix("at 2026-07-09T12:00:00Z: grounds: expected"))
        #expect(
            both.last?.hasPrefix("at 2026-08-01T12:00:00Z: tasks-include: expected no-such-task among others") == true)
    }
}
