import CanonicalModel
import Formats
import Foundation
import SchemeEngine
import TestSupport
import Testing

/// Grounds to the day, and decisions that nothing undoes.
@Suite("De-selection") struct DeselectionTests {
    private func clear(_ arrest: Timestamp) -> CaseFile {
        var file = CaseFile()
        let start = Timestamp(microseconds: 0)
        file.stays = [CohortStay(id: "s1", cohort: "hcco", from: start)]
        file.events = [CaseEvent(id: "e1", kind: .arrest, occurred: arrest, recorded: arrest)]
        return file
    }

    @Test(
        "Six months clear begin and end with London's days, whatever the hour of the arrest", arguments: [7, 31, 2_026])
    func londonDays(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        for _ in 0..<300 {
            let day = CalendarDate(daysSinceEpoch: Int.random(in: 11_000..<33_000, using: &generator))
            let last = day.adding(days: 1).londonMidnight.microseconds - day.londonMidnight.microseconds - 1
            let within = Int64.random(in: 0...last, using: &generator)
            let file = clear(Timestamp(microseconds: day.londonMidnight.microseconds + within))
            let opening = day.adding(months: 6).londonMidnight
            let before = Timestamp(microseconds: opening.microseconds - 1)
            let codes = [before, opening].map { evaluator.assess(file, now: $0).grounds.map(\.code) }
            #expect(codes == [[], ["six-months-clear"]], "seed \(seed): \(day)")
            #expect(evaluator.assess(file, now: before).next.map { $0 <= opening } == true, "seed \(seed): \(day)")
        }
    }

    @Test("Nobody is white for ever: the end of the dormant list ends the colour at the same instant")
    func white() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("leeds-hub.yaml"))
        let at = try #require(Timestamp("2024-02-10T09:00:00Z"))
        var file = clear(at.adding(seconds: -400 * 86_400))
        file.stays[0].until = at
        let meeting = PanelDecision.Meeting(kind: "case-conference", date: at.londonDay, members: ["disc"])
        file.decisions = [
            PanelDecision(
                id: "d1", matter: .makeDormant(cohort: "hcco", grounds: ["no-longer-immediate-risk"]), at: at,
                recorded: at, decidedBy: "Sgt Cole", meeting: meeting)
        ]
        let ends = try #require(evaluator.assess(file, now: at).dormancy).ends
        let before = evaluator.assess(file, now: ends.adding(seconds: -1))
        #expect(before.colour?.shown == .white && before.next == ends)
        let after = evaluator.assess(file, now: ends)
        #expect(after.colour == nil && after.dormancy == nil)
        #expect(after.tasks.map(\.kind).contains("dormancy-ended"))
        #expect(!after.tasks.map(\.kind).contains("returns-from-white"))
    }

    @Test("A name that the panel took off the dormant list is dormant no longer")
    func taken() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("leeds-hub.yaml"))
        let at = try #require(Timestamp("2024-02-10T09:00:00Z"))
        var file = clear(at.adding(seconds: -400 * 86_400))
        file.stays[0].until = at
        let meeting = PanelDecision.Meeting(kind: "case-conference", date: at.londonDay, members: ["disc"])
        let grounds = ["no-longer-immediate-risk"]
        let matters: [PanelDecision.Matter] = [
            .makeDormant(cohort: "hcco", grounds: grounds), .deselect(cohort: "hcco", grounds: grounds),
        ]
        file.decisions = matters.enumerated().map { index, matter in
            let on = at.adding(seconds: Int64(index) * 86_400)
            return PanelDecision(
                id: "d\(index)", matter: matter, at: on, recorded: on, decidedBy: "Sgt Cole", meeting: meeting)
        }
        let first = evaluator.assess(file, now: at.adding(seconds: 60))
        #expect(first.dormancy != nil && first.colour?.shown == .white)
        let second = evaluator.assess(file, now: at.adding(seconds: 2 * 86_400))
        #expect(second.dormancy == nil && second.colour == nil)
    }

    @Test("Each team that was told takes its own flag down, and says so for itself")
    func flags() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("leeds-hub.yaml"))
        let at = try #require(Timestamp("2024-02-10T09:00:00Z"))
        var file = clear(at.adding(seconds: -400 * 86_400))
        file.stays[0].until = at
        file.flagHolders = ["npt-2", "npt-1"].map { FlagHolder(stay: "s1", recipient: $0) }
        let meeting = PanelDecision.Meeting(kind: "case-conference", date: at.londonDay, members: ["disc"])
        file.decisions = [
            PanelDecision(
                id: "d1", matter: .deselect(cohort: "hcco", grounds: ["no-longer-immediate-risk"]), at: at,
                recorded: at, decidedBy: "Sgt Cole", meeting: meeting)
        ]
        func asked(_ file: CaseFile) -> [String] {
            evaluator.assess(file, now: at.adding(seconds: 3 * 86_400)).tasks.filter { $0.kind == "withdraw-flag" }
                .map(\.key)
        }
        #expect(asked(file) == ["withdraw-flag s1 npt-1", "withdraw-flag s1 npt-2"])
        var word = CaseEvent(id: "f1", kind: .flagsWithdrawn, occurred: at.adding(seconds: 86_400), recorded: at)
        (word.detail.reference, word.detail.party) = ("iom-flag", "npt-1")
        file.events.append(word)
        #expect(asked(file) == ["withdraw-flag s1 npt-2"])
        #expect(evaluator.assess(file, now: at.adding(seconds: 3 * 86_400)).exits.first?.flagsToWithdraw == ["iom-flag"])
        file.flagHolders[0].isConfirmed = true
        #expect(asked(file).isEmpty)
        #expect(evaluator.assess(file, now: at.adding(seconds: 3 * 86_400)).exits.first?.flagsToWithdraw == [])
    }

    @Test("What comes to light afterwards does not undo a panel's decision")
    func late() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        let arrest = try #require(Timestamp("2026-01-10T09:00:00Z"))
        let at = try #require(Timestamp("2026-07-10T09:00:00Z"))
        var file = clear(arrest)
        file.decisions = [
            PanelDecision(
                id: "d1", matter: .deselect(cohort: "hcco", grounds: ["six-months-clear"]), at: at, recorded: at,
                decidedBy: "Sgt Cole",
                meeting: .init(kind: "panel", date: at.londonDay, members: ["cleveland-police", "probation-trust"]))
        ]
        let late = at.adding(seconds: 86_400)
        file.events.append(
            CaseEvent(id: "e2", kind: .arrest, occurred: arrest.adding(seconds: 86_400), recorded: late))
        let assessment = evaluator.assess(file, now: late)
        #expect(assessment.exits.map(\.decision) == ["d1"] && assessment.incomplete.isEmpty)
        #expect(assessment.grounds.isEmpty)
    }

    @Test("A held decision ends no stay: the grounds stay open and the person stays on the cohort")
    func held() throws {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        let at = try #require(Timestamp("2026-07-10T09:00:00Z"))
        var file = clear(try #require(Timestamp("2026-01-10T09:00:00Z")))
        file.decisions = [
            PanelDecision(
                id: "d1", matter: .deselect(cohort: "hcco", grounds: ["six-months-clear"]), at: at, recorded: at,
                decidedBy: "Sgt Cole")
        ]
        let assessment = evaluator.assess(file, now: at)
        #expect(assessment.exits.isEmpty && assessment.incomplete.map(\.decision) == ["d1"])
        #expect(assessment.grounds.map(\.code) == ["six-months-clear"] && assessment.strand != nil)
    }

    @Test(
        "A section that could mean something else is refused where it stands",
        arguments: [
            ("flag: \"iom-flag\"", "flag: \"violence-marker\"", "policy.unknown-word"),
            ("opens: \"clear\"", "opens: \"clearly\"", "policy.unknown-word"),
            ("      months: 6\n", "", "policy.missing-key"),
            ("review: \"6 months\"", "review: \"60 minutes\"", "policy.kind"),
            ("every: \"6 months\"", "every: \"half a year\"", "policy.kind"),
            ("within: \"60 minutes\"", "within: \"soon\"", "policy.kind"),
            ("needs: \"meeting\"", "needs: \"meeting\"\n      veto: true", "policy.unknown-key"),
        ])
    func refused(before: String, after: String, rule: String) throws {
        let text = String(decoding: try SchemeFolder.bytes("cleveland-hartlepool.yaml"), as: UTF8.self)
        let start = try #require(text.range(of: "\ndeselection:")).lowerBound
        let section = String(text[start...])
        let changed = section.replacing(before, with: after, maxReplacements: 1)
        try #require(changed != section, "\(before) is not in the pack")
        let error = #expect(throws: FormatError.self) {
            try SchemePack(yaml: Array((text[..<start] + changed).utf8))
        }
        #expect(error?.rule == rule, "\(error?.rule ?? "") \(error?.path ?? "")")
    }
}
