import CanonicalModel
import Formats
import PoliceTranslation
import Testing

/// Who may be told hangs on the grade: P only by a whole 3x5x2 grade, C by anything else (agreement reference 2.7).
@Suite("Intelligence") struct IntelligenceTests {
    private func translate(_ changes: [String: String]) -> Translation {
        PoliceFixture.translate(PoliceFixture.row("intelligence", changes))
    }

    private func grade(_ source: String, _ assessment: String, _ handling: String) -> [String: String] {
        ["source_evaluation": source, "intelligence_assessment": assessment, "handling_code": handling]
    }

    @Test("a whole 3x5x2 grade is believed (ISH-10)", arguments: ["1", "2", "3"], ["A", "B", "C", "D", "E"])
    func whole(source: String, assessment: String) {
        for handling in IntelligenceItem.Handling.allCases {
            let item = translate(grade(source, assessment, handling.rawValue)).intelligence
            #expect(item?.handling == handling)
            #expect(item?.grading == .current)
            #expect(item?.sourceEvaluation?.rawValue == source)
            #expect(item?.assessment?.rawValue == assessment)
        }
    }

    @Test(
        "anything less is handled under conditions",
        arguments: [
            ("", "", "", IntelligenceItem.Grading.none), ("1", "A", "", .none), ("", "", "P", .none),
            ("1", "", "P", .none),
            ("", "A", "P", .none), ("4", "A", "P", .none), ("1", "F", "P", .none), ("1", "A", "Q", .none),
            ("E", "4", "P", .none), ("B", "2", "1", .legacy), ("E", "5", "5", .legacy), ("B", "2", "", .legacy),
            ("1", "A", "1", .legacy),
        ])
    func conditions(source: String, assessment: String, handling: String, grading: IntelligenceItem.Grading) {
        let translation = translate(grade(source, assessment, handling))
        #expect(translation.intelligence?.handling == .conditions)
        #expect(translation.intelligence?.grading == grading)
        #expect(translation.intelligence?.sourceEvaluation == nil)
        #expect(translation.rules == [grading == .legacy ? "police.legacy-grade" : "police.no-grade"])
    }

    @Test("text travels only when its sender says that it is sanitised", arguments: ["", "false", "no"])
    func unsanitised(flag: String) {
        let translation = translate(grade("1", "A", "P").merging(["summary": "Canary", "sanitised": flag]) { $1 })
        #expect(translation.intelligence != nil)
        #expect(translation.intelligence?.summary == nil)
        #expect(translation.rules == ["police.not-sanitised"])
        #expect(translation.messages.allSatisfy { !JSONValue.object($0.json).encodedString.contains("Canary") })
    }

    @Test("sanitised text keeps its lines and has a limit")
    func text() {
        let graded = grade("1", "A", "C").merging(["sanitised": "true"]) { $1 }
        let lines = translate(graded.merging(["summary": "One.\nTwo \"three\", four."]) { $1 })
        #expect(lines.intelligence?.summary == "One.\nTwo \"three\", four.")
        let full = String(repeating: "x", count: IntelligenceItem.maxSummaryBytes)
        #expect(translate(graded.merging(["summary": full]) { $1 }).intelligence?.summary == full)
        #expect(translate(graded.merging(["summary": full + "x"]) { $1 }).rules == ["police.length"])
    }

    @Test("what a neighbourhood team sends back says which team (ISH-10)")
    func fromTeam() {
        let origin = ["origin": "neighbourhood-team"]
        #expect(translate(origin).outcome == .rejected)
        let translation = translate(origin.merging(["team": "npt-headingley"]) { $1 })
        #expect(translation.messages.map(\.source) == ["/police/neighbourhood"])
        #expect(translation.intelligence?.team == "npt-headingley")
    }
}
