import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Logging
import Messaging
import RecordStore
import Routing
import SchemeEngine
import TestSupport
import Testing

/// Timers that survive: what falls due happens once, in its order, whenever the broker comes back.
@Suite("What a scheme has due", .timeLimit(.minutes(3)))
struct SchemeSweepTests {
    @Test("Without a scheme nobody has a timer")
    func none() async throws {
        let bench = try CoreBench()
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(701))), user: "hub"))
        #expect(try await bench.store.write { try $0.firstTimer(by: Self.farAway) == nil })
    }

    @Test("A selection under a scheme sets the record's timer, and the sweep moves it on")
    func sets() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(702))), days: 29, user: "hub"))
        let first = try await bench.store.write { try $0.firstTimer(by: Self.farAway)?.due }
        let due = try #require(first)
        await sweeper(bench, at: due).sweep()
        let second = try await bench.store.write { try $0.firstTimer(by: Self.farAway)?.due }
        if let second { #expect(second > due) }
    }

    @Test("After an outage every due thing happens once, and in the order in which it was due")
    func outage() async throws {
        let daily = try await raised(steps: Self.days(40))
        let once = try await raised(steps: [40])
        #expect(!daily.isEmpty, "nothing ever fell due: this proves nothing")
        #expect(Set(once.map(\.key)) == Set(daily.map(\.key)))
        #expect(Set(once.map(\.key)).count == once.count, "a due thing happened twice")
        #expect(once.map(\.raisedAt) == once.map(\.raisedAt).sorted(), "out of its order")
    }

    @Test("A record that cannot be opened waits, and keeps nobody else from their turn")
    func damaged() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        for number in [703, 704] {
            await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(number))), user: "hub"))
        }
        let end = bench.now.adding(seconds: 200 * 86_400)
        try await bench.store.write { try $0.save(timer: bench.now, of: 9_999) }
        await sweeper(bench, at: end).sweep()
        let late = try await bench.store.write { try $0.timer(of: 9_999) }
        #expect(late == end.adding(seconds: 86_400), "it is tried again tomorrow")
        #expect(try await bench.store.write { try $0.firstTimer(by: end) == nil }, "the others had their turn")
    }

    @Test("A scheme that is chosen later has everybody looked at once")
    func chosenLater() async throws {
        let bench = try CoreBench()
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(705))), days: 29, user: "hub"))
        let sweeper = try sweeper(bench, at: bench.now, router: Self.leeds().router)
        await sweeper.sweep()
        #expect(try await bench.store.write { try $0.firstTimer(by: Self.farAway) != nil })
        #expect(try await bench.store.write { try $0.schedule(scheme: "leeds", at: bench.now) } == false)
    }

    @Test("A selection that states too little is held for the hub with what is missing, and tells nobody")
    func held() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        var selection = Self.selection(NominalFixture(706))
        selection.panel = nil
        await bench.deliver(bench.delivery(.selection(selection), user: "hub"))
        #expect(try await bench.notices("npt-headingley").isEmpty)
        let task = try #require(
            try await bench.store.read { try $0.openTasks() }.first { $0.kind == .completeDecision })
        #expect(task.detail?.scheme?.sentence.contains("missing") == true)
    }

    @Test("A feed that fell silent is one task of the desk, with what is asked, until it speaks again")
    func silentFeed() async throws {
        let bench = try CoreBench(partnership: Self.presentDay())
        func arrest(days: Int64) -> Delivery {
            let said = PoliceRecord(
                person: NominalFixture(710).person, kind: .arrest, reference: "C\(days)",
                asOf: bench.now.adding(seconds: days * 86_400))
            return bench.delivery(.police(said), days: days, user: "police-adapter", source: "/police/idiom")
        }
        func late(after hours: Int64) async throws -> [StoredTask] {
            await sweeper(bench, at: bench.now.adding(seconds: hours * 3_600)).sweep()
            return try await bench.store.read { try $0.openTasks() }.filter { $0.detail?.scheme?.kind == "feed-late" }
        }
        #expect(try await late(after: 40).isEmpty, "a feed that never spoke is not late")
        await bench.deliver(arrest(days: 0))
        let heard = try await bench.store.write { try $0.lastHeard()["/police/idiom"] }
        let spoke = try #require(heard).microseconds - bench.now.microseconds
        let hours = spoke / 3_600_000_000
        #expect(try await late(after: hours + 29).isEmpty)
        #expect(try await late(after: hours + 31).map(\.detail?.rule) == ["P-TIM-5"])
        #expect(try await late(after: hours + 200).count == 1)
        try await bench.store.write { store in
            let key = try #require(try store.openDeskTasks(ContentBasedRouter.lateFeedPrefix).first)
            try store.closeTask(key, at: bench.now)
        }
        #expect(try await late(after: hours + 201).isEmpty, "what somebody closed is not raised again for the same silence")
    }

    @Test("What is due at the desk by the calendar is raised once, after however long an outage")
    func calendar() async throws {
        let bench = try CoreBench(partnership: Self.presentDay())
        await sweeper(bench, at: bench.now).sweep()
        #expect(try await bench.store.read { try $0.openTasks() }.isEmpty, "nothing of the time before the scheme")
        for days in [70, 70] as [Int64] { await sweeper(bench, at: bench.now.adding(seconds: days * 86_400)).sweep() }
        let raised = try await bench.store.read { try $0.openTasks() }.filter {
            $0.detail?.scheme?.kind == "monthly-report"
        }
        #expect((2...3).contains(raised.count))
        #expect(Set(raised.map(\.key)).count == raised.count)
    }

    @Test("The owner's deputy closes a task of the desk by a word; nobody's word ends a feed's silence")
    func wordsAtTheDesk() async throws {
        let bench = try CoreBench(partnership: Self.presentDay())
        try await bench.store.write { try $0.saveDeskAsked(bench.now.adding(seconds: -70 * 86_400)) }
        let arrest = PoliceRecord(
            person: NominalFixture(710).person, kind: .arrest, reference: "C1", asOf: bench.now)
        await bench.deliver(bench.delivery(.police(arrest), days: 0, user: "police-adapter", source: "/police/idiom"))
        await sweeper(bench, at: bench.now.adding(seconds: 30 * 86_400)).sweep()
        let tasks = try await bench.store.read { try $0.openTasks() }
        let report = try #require(tasks.first { $0.detail?.scheme?.kind == "monthly-report" })
        let silence = try #require(tasks.first { $0.detail?.scheme?.kind == "feed-late" })
        #expect(report.isDoneByWord && !silence.isDoneByWord)
        for task in [report, silence] {
            let done = TaskDone(task: task.key, outcome: .done, doneBy: "R. Bell", post: "hub-sergeant")
            await bench.deliver(bench.delivery(.taskDone(done), days: 29, user: "hub"))
        }
        let left = Set(try await bench.store.read { try $0.openTasks() }.map(\.key))
        #expect(!left.contains(report.key))
        #expect(left.contains(silence.key))
    }

    @Test("A team that says its list differs raises one task, and one that agrees closes it")
    func rosters() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        func report(_ agrees: Bool, days: Int64) -> Delivery {
            bench.delivery(
                .rosterReported(
                    RosterReport(recipient: "npt-city", agrees: agrees, officer: "PS 2210 Ward", isAsserted: true)),
                days: days, user: "throughgate-console", source: "/throughgate/console")
        }
        await bench.deliver(report(false, days: 0), report(false, days: 1))
        #expect(try await kinds(bench) == [.rosterDiffers])
        await bench.deliver(report(true, days: 2))
        #expect(try await kinds(bench).isEmpty)
    }

    @Test("An imported cohort asks each team once whether its own list is the same")
    func imported() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        for number in [707, 708] {
            var selection = Self.selection(NominalFixture(number))
            selection.alreadyTold = ["npt-headingley", "probation-leeds"]
            await bench.deliver(bench.delivery(.selection(selection), user: "hub"))
        }
        #expect(try await kinds(bench).filter { $0 == .confirmRoster }.count == 1)
    }
}

extension SchemeSweepTests {
    private static let farAway = Timestamp("2030-01-01T00:00:00Z") ?? Timestamp(microseconds: 0)

    private static func days(_ count: Int64) -> [Int64] { Array(1...count) }

    private static func leeds() throws -> Partnership {
        let contracts = RepositoryRoot.path + "/Contracts/"
        return try Partnership(
            agreementFile: contracts + "agreements/leeds.yaml", directoryFile: contracts + "directory/leeds.yaml",
            scheme: SchemeFiles(contracts + "schemes/leeds-hub.yaml"))
    }

    private static func presentDay() throws -> Partnership {
        let contracts = RepositoryRoot.path + "/Contracts/"
        return try Partnership(
            agreementFile: contracts + "agreements/leeds.yaml", directoryFile: contracts + "directory/leeds.yaml",
            scheme: SchemeFiles(contracts + "schemes/present-day.yaml"))
    }

    static func selection(_ fixture: NominalFixture) -> SelectionDecision {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-11-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return SelectionDecision(
            person: fixture.person, cohort: "ppo", isStatutory: true, rag: .amber, decidedBy: "Sgt Cole", panel: panel)
    }

    /// What is raised when the sweep comes on some days after a selection, in the order in which it was raised.
    private func raised(steps: [Int64]) async throws -> [(key: String, raisedAt: Timestamp)] {
        let bench = try CoreBench(partnership: Self.leeds())
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(709))), user: "hub"))
        for day in steps { await sweeper(bench, at: bench.now.adding(seconds: day * 86_400)).sweep() }
        return try await bench.store.read { try $0.openTasks() }.compactMap { task in
            task.detail?.scheme.map { ("\(task.kind) \($0.kind) \($0.due)", task.raisedAt) }
        }.sorted { $0.raisedAt < $1.raisedAt }
    }

    private func kinds(_ bench: CoreBench) async throws -> [HubTask.Kind] {
        try await bench.store.read { try $0.openTasks().map(\.kind) }
    }

    private func sweeper(_ bench: CoreBench, at now: Timestamp, router: ContentBasedRouter? = nil) -> SchemeSweep {
        SchemeSweep(
            router: router ?? bench.fetches.router, scheme: "leeds", hub: bench.hub, store: bench.store,
            relay: bench.relay, clock: { now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
