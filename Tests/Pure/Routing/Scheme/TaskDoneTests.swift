import AgreementEngine
import CanonicalModel
import Formats
import Foundation
import Routing
import SchemeEngine
import TestSupport
import Testing

/// What a word that a task is done closes, keeps and is refused for; Leeds' own pack over Leeds' own agreement.
@Suite("The word that a task of the hub is done")
struct TaskDoneTests {
    let router: ContentBasedRouter
    let fixture = NominalFixture(43, postcode: "LS6 3AA")
    let start = Timestamp("2026-06-01T09:00:00Z") ?? Timestamp(microseconds: 0)
    let end = Timestamp("2026-09-01T09:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))),
            scheme: Scheme(
                try SchemePack(yaml: Array(text("schemes/leeds-hub.yaml").utf8)),
                offences: try OffenceClasses(yaml: Array(text("schemes/offences/classes.yaml").utf8))))
    }

    @Test("A word closes a meeting of the desk and never a feed's silence, and says so wherever the task is read")
    func desk() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        let router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))),
            scheme: Scheme(
                try SchemePack(yaml: Array(text("schemes/present-day.yaml").utf8)), offences: OffenceClasses()))
        let silent = try #require(router.lateFeeds(["/police/idiom": start], now: end).first)
        #expect(silent.detail?.scheme?.isDoneByWord == false)
        let meeting = try #require(router.deskTasks(from: start, to: end).first)
        #expect(meeting.detail?.scheme?.isDoneByWord == true)
    }

    // MARK: Closing

    @Test("A word of its owner closes a task of the scheme, and repeated it changes nothing")
    func closes() throws {
        let task = try #require(asked().first)
        let said = word(task)
        let run = route(life + [said])
        #expect(run.last?.closed.contains(task.key) == true)
        let again = try #require(run.last).nominal
        let repeated = router.route(said.accepted(99), into: again, now: end)
        #expect(repeated.closed.isEmpty && repeated.raised.isEmpty)
        #expect(!repeated.nominal.openTasks.contains(task.key))
    }

    @Test("A word of somebody else is kept and closes nothing")
    func stranger() throws {
        let task = try #require(asked().first)
        let nominal = try #require(route(life + [word(task, post: "prison")]).last).nominal
        #expect(nominal.openTasks.contains(task.key))
        #expect(nominal.history.tasksDone.count == 1)
    }

    @Test("A word that comes before its task keeps it from being raised")
    func early() throws {
        let task = try #require(asked().first)
        let raised = route([life[0], word(task)] + life.dropFirst()).flatMap(\.raised).map(\.key)
        #expect(!raised.contains(task.key))
    }

    @Test("The broker's own task closes with a word, and a later message asks again")
    func own() throws {
        let late = HubTask(.disclosureHeld, about: "spell npt-city", cause: "m", raisedAt: start)
        var nominal = Nominal()
        nominal.openTasks = [late.key]
        let done = message(
            .taskDone(
                TaskDone(person: bare, task: late.key, outcome: .done, doneBy: "Sgt Cole", post: "iom-hub-sergeant")),
            after: 5)
        #expect(router.route(done.accepted(1), into: nominal, now: end).closed == [late.key])
    }

    @Test("Words and messages in any order, doubled, leave the same tasks open", arguments: 0..<12)
    func anyOrder(index: UInt64) {
        let seed = 20_261_122 + index
        var random = SeededGenerator(seed: seed)
        let tasks = asked()
        let named = tasks.filter { _ in Bool.random(using: &random) }
        let words = named.map { word($0) } + tasks.map { word($0, post: "a-stranger") }
        let messages = life + words
        let inOrder = open(route(messages))
        // The selection comes first: which teams have flags to take down follows from who was told.
        let shuffled = open(route([life[0]] + (messages + messages).shuffled(using: &random)))
        #expect(inOrder == shuffled, "seed \(seed)")
        #expect(inOrder.isDisjoint(with: named.map(\.key)), "seed \(seed)")
        #expect(inOrder.isSuperset(of: tasks.filter { !named.contains($0) }.map(\.key)), "seed \(seed)")
    }

    // MARK: Refusing

    @Test(
        "What closes no task is refused with the place, the rule and what to do",
        arguments: [
            ("no-such-kind x", TaskDone.Outcome.done, "hub", "task.unknown"),
            ("late-fact x", .done, "prison", "task.not-yours"),
            ("no-known-address x", .done, "hub", "task.ended-otherwise"),
            ("complete-decision x", .done, "hub", "task.ended-otherwise"),
            ("late-fact x", .declined, "hub", "task.outcome"),
            ("late-fact x", .notNeeded, "hub", "task.note-missing"),
        ])
    func refuses(_ key: String, _ outcome: TaskDone.Outcome, _ post: String, _ rule: String) {
        let done = TaskDone(
            task: key, outcome: outcome, note: outcome == .declined ? "x" : nil, doneBy: "Sgt Cole", post: post)
        let verdict = TaskJudge.verdict(done, on: raised(), isOfRecord: true)
        guard case .refused(let problem) = verdict else { return #expect(Bool(false), "\(verdict)") }
        #expect(problem.rule == rule && !problem.path.isEmpty && !problem.remedy.isEmpty)
    }

    @Test("A question of the scheme is refused: its answer closes it")
    func question() throws {
        var detail = HubTask.Detail(rule: "Y-RAG", to: "hub", proposal: nil)
        detail.scheme = SchemeWording(kind: "confirm-colour", sentence: "Confirm.", due: end)
        detail.scheme?.isDoneByWord = false
        let done = TaskDone(task: "scheme-task confirm-colour x", outcome: .done, doneBy: "Sgt Cole", post: "hub")
        guard case .refused(let problem) = TaskJudge.verdict(done, on: raised(detail), isOfRecord: true) else {
            return #expect(Bool(false), "a word confirmed a colour")
        }
        #expect(problem.rule == "task.ended-otherwise")
    }

    @Test("Of somebody on record it is kept until its task comes; of nobody an unknown task is unknown")
    func unknown() {
        let done = TaskDone(task: "late-fact x", outcome: .done, doneBy: "Sgt Cole", post: "hub")
        #expect(TaskJudge.verdict(done, on: nil, isOfRecord: true) == .early)
        #expect(TaskJudge.verdict(done, on: raised(), isOfRecord: true) == .closes)
        #expect(TaskJudge.verdict(done, on: raised(isOpen: false), isOfRecord: true) == .again)
        guard case .refused(let problem) = TaskJudge.verdict(done, on: nil, isOfRecord: false) else {
            return #expect(Bool(false), "taken")
        }
        #expect(problem.rule == "task.unknown")
    }

    @Test(
        "Whatever a word does not close says how it is closed, and every kind has an ending",
        arguments: HubTask.Kind.allCases)
    func endings(kind: HubTask.Kind) {
        let outcomes = HubTask.outcomes(of: kind.rawValue + " x")
        #expect(outcomes.contains(.done))
        #expect(kind.endedBy.map { $0.hasSuffix(".") && $0.count > 20 } ?? true)
    }
}

extension TaskDoneTests {
    private var bare: Person { fixture.withoutAddress }

    private var panel: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-06-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return panel
    }

    /// A stay, missed appointments, prison and a release: enough for a scheme to ask for something.
    private var life: [CanonicalMessage] {
        [
            message(
                .selection(
                    SelectionDecision(
                        person: fixture.person, cohort: "ppo", isStatutory: true, rag: .amber, decidedBy: "Sgt Cole",
                        panel: panel)), after: 0),
            message(.custody(CustodyMovement(person: bare, kind: .received, establishment: "LEI")), after: 5),
            message(.custody(CustodyMovement(person: bare, kind: .released, establishment: "LEI")), after: 20),
            message(
                .intelligence(
                    IntelligenceItem(
                        person: bare, reference: "INT-1", origin: .forceIntelligence, grading: .none,
                        handling: .conditions, isSignificant: true, alarm: .lifeRisk)), after: 30),
            message(
                .deselection(
                    DeselectionDecision(
                        person: bare, cohort: "ppo", ground: "no-longer-immediate-risk", decidedBy: "Sgt Cole",
                        panel: panel)), after: 60),
        ]
    }

    /// The scheme's tasks that stand after that life and that a word closes.
    private func asked() -> [HubTask] {
        let outcomes = route(life)
        let open = open(outcomes)
        return outcomes.flatMap(\.raised).filter { open.contains($0.key) }
    }

    private func word(_ task: HubTask, post: String? = nil) -> CanonicalMessage {
        message(
            .taskDone(
                TaskDone(
                    person: bare, task: task.key, outcome: .done, doneBy: "R. Bell", post: post ?? task.detail?.to ?? ""
                )),
            after: 90)
    }

    private func raised(_ detail: HubTask.Detail? = nil, isOpen: Bool = true) -> TaskJudge.Raised {
        TaskJudge.Raised(posts: [.init(id: "hub", name: "Hub")], isOpen: isOpen, detail: detail)
    }

    private func open(_ outcomes: [RoutingOutcome]) -> Set<String> {
        let words = Set(outcomes.flatMap(\.raised).filter { $0.detail?.scheme?.isDoneByWord == true }.map(\.key))
        return (outcomes.last?.nominal.openTasks ?? []).filter { $0.hasPrefix("scheme-task ") && words.contains($0) }
    }

    private func message(_ fact: Fact, after days: Int64) -> CanonicalMessage {
        NominalFixture.message(fact, at: start.adding(seconds: days * 86_400))
    }

    /// Routes messages that all arrive at the end.
    private func route(_ messages: [CanonicalMessage]) -> [RoutingOutcome] {
        var outcomes = [RoutingOutcome]()
        for (index, message) in messages.enumerated() {
            outcomes.append(
                router.route(
                    message.accepted(Int64(index + 1)), into: outcomes.last?.nominal ?? Nominal(), now: end))
        }
        return outcomes
    }
}
