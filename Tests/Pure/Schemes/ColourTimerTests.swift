import CanonicalModel
import SchemeEngine
import Testing

/// What time alone does to colours: each due thing once, in order, after an outage too.
@Suite("Colours and the clock") struct ColourTimerTests {
    private static let start = Timestamp(microseconds: 1_767_607_200_000_000)

    /// Somebody on the scheme from 5 January 2026, 10:00.
    private static func file(_ change: (inout CaseFile) -> Void) -> CaseFile {
        var file = CaseFile()
        file.owningTeam = "npt-1"
        file.hasAddress = true
        file.stays = [CohortStay(id: "s1", cohort: "ppo", from: start)]
        change(&file)
        return file
    }

    /// The keys of tasks of a kind in the order in which they first came, woken at each instant that the engine names.
    private static func keys(_ kind: String, _ file: CaseFile, from: Timestamp, until: Timestamp) throws -> [String] {
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("lancashire-revolution.yaml"))
        var (now, keys) = (from, [String]())
        while now <= until {
            let assessment = evaluator.assess(file, now: now)
            keys += assessment.tasks.filter { $0.kind == kind && !keys.contains($0.key) }.map(\.key)
            guard let next = assessment.next else { break }
            try #require(next > now)
            now = next
        }
        return keys
    }

    @Test("A broker that was down for a week and wakes at each instant it had noted finds every day's assessment once")
    func outage() throws {
        let keys = try Self.keys(
            "daily-assessment", Self.file { _ in }, from: Self.start, until: Self.start.adding(seconds: 7 * 86_400))
        #expect(keys == (5...12).map { "daily-assessment s1 2026-01-\($0 < 10 ? "0" : "")\($0)" })
    }

    @Test(
        "Days are London's: the assessment before a release is due at midnight there, winter and summer",
        arguments: [
            ("2026-03-29", "2026-03-29T00:00:00Z"), ("2026-03-30", "2026-03-29T23:00:00Z"),
            ("2026-10-25", "2026-10-24T23:00:00Z"), ("2026-10-26", "2026-10-26T00:00:00Z"),
            ("2028-02-29", "2028-02-29T00:00:00Z"),
        ])
    func release(day: String, due: String) throws {
        let planned = Self.start.adding(seconds: 3 * 86_400)
        var plan = CaseEvent(id: "plan", kind: .releasePlanned, occurred: planned, recorded: planned)
        let releaseDay = try #require(CalendarDate(day))
        plan.detail.until = releaseDay
        let file = Self.file {
            $0.custody = [CustodyPeriod(from: Self.start.adding(seconds: 86_400))]
            $0.events = [plan]
        }
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        let eve = releaseDay.startOfDay.adding(seconds: -86_400)
        let tasks = evaluator.assess(file, now: eve).tasks.filter { $0.kind == "assess-before-release" }
        #expect(tasks.map(\.due) == [try #require(Timestamp(due))])
    }

    @Test("The engine names each instant at which a colour, its proposal or its assessment falls due")
    func next() throws {
        let arrest = Self.start.adding(seconds: 86_400)
        let file = Self.file {
            $0.events = [CaseEvent(id: "e1", kind: .arrest, occurred: arrest, recorded: arrest)]
        }
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        for due in [arrest.adding(seconds: 600), arrest.adding(seconds: 86_400)] {
            let next = try #require(evaluator.assess(file, now: due.adding(seconds: -1)).next)
            #expect(next == due)
        }
    }

    @Test("A correction by the sender takes the trigger back and corrects whoever was alerted to it")
    func corrected() throws {
        let (seen, mended) = (Self.start.adding(seconds: 86_400), Self.start.adding(seconds: 2 * 86_400))
        var first = CaseEvent(id: "e1", kind: .intelligence, occurred: seen, recorded: seen)
        first.detail.isSignificant = true
        var second = first
        (second.recorded, second.detail.isSignificant) = (mended, false)
        let green = PanelDecision(
            id: "d1", matter: .rate(.green), at: Self.start, recorded: Self.start, decidedBy: "Sgt Cole")
        let file = Self.file { ($0.events, $0.decisions) = ([first, second], [green]) }
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        let before = try #require(evaluator.assess(file, now: mended.adding(seconds: -1)).colour)
        let after = try #require(evaluator.assess(file, now: mended).colour)
        #expect(before.shown == .amber && after.shown == .green)
        let correction = try #require(after.transitions.last)
        #expect(correction.kind == .correction && correction.corrects == [before.transitions.last?.key])
    }

    @Test("Somebody who is cleared after they left changes no colour, but whoever was alerted is told")
    func clearedLater() throws {
        let (seen, cleared) = (Self.start.adding(seconds: 86_400), Self.start.adding(seconds: 9 * 86_400))
        var arrest = CaseEvent(id: "e1", kind: .arrest, occurred: seen, recorded: seen)
        var disposal = CaseEvent(id: "e2", kind: .disposal, occurred: cleared, recorded: cleared)
        (arrest.detail.reference, disposal.detail.reference) = ("r1", "r1")
        disposal.detail.outcome = "no-further-action"
        let file = Self.file {
            $0.events = [arrest, disposal]
            $0.stays[0].until = Self.start.adding(seconds: 5 * 86_400)
        }
        let evaluator = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml"))
        let before = evaluator.assess(file, now: cleared.adding(seconds: -1))
        let after = evaluator.assess(file, now: cleared)
        #expect(before.colour == nil && after.colour == nil)
        #expect(
            !before.tasks.contains { $0.kind == "correct-alerts" }
                && after.tasks.contains { $0.kind == "correct-alerts" })
    }
}
