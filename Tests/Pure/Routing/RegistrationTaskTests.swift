import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// Probation ends or takes back a cohort registration: a person decides, and no team is told by itself.
@Suite("Registrations and the panel")
struct RegistrationTaskTests {
    let router: ContentBasedRouter
    let fixture = NominalFixture(42, postcode: "LS6 3AA")
    let start = Timestamp("2026-11-01T09:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))))
    }

    func message(_ fact: Fact, after days: Int64) -> CanonicalMessage {
        NominalFixture.message(fact, at: start.adding(seconds: days * 86_400))
    }

    func selected(after days: Int64 = 0) -> CanonicalMessage {
        message(.selection(SelectionDecision(person: fixture.person, cohort: "iom", decidedBy: "Panel")), after: days)
    }

    func deselected(after days: Int64) -> CanonicalMessage {
        message(
            .deselection(
                DeselectionDecision(
                    person: fixture.withoutAddress, cohort: "iom", ground: "six-months-clear", decidedBy: "Panel")),
            after: days)
    }

    func registered(_ kind: Registration.Kind, _ class: RegisterClass = .iom, after days: Int64) -> CanonicalMessage {
        let register = Registration.Register(code: "CODE", class: `class`)
        return message(
            .registration(Registration(person: fixture.withoutAddress, kind: kind, register: register)), after: days)
    }

    func moved(_ kind: CustodyMovement.Kind, after days: Int64, admission: CustodyMovement.Admission? = nil)
        -> CanonicalMessage
    {
        message(
            .custody(CustodyMovement(person: fixture.withoutAddress, kind: kind, admission: admission)), after: days)
    }

    func run(_ messages: [CanonicalMessage]) -> RouterRun {
        var run = RouterRun()
        for (index, message) in messages.enumerated() {
            let before = run.outcomes.last?.nominal ?? Nominal()
            run.outcomes.append(router.route(message.accepted(Int64(index + 1)), into: before, now: start))
        }
        return run
    }

    func openTasks(_ messages: [CanonicalMessage]) -> Set<String> {
        Set(run(messages).outcomes.last?.nominal.openTasks.map { String($0.prefix { $0 != " " }) } ?? [])
    }

    // MARK: The task

    @Test(
        "the end of an IOM or PPO registration asks the panel; what was deleted is asked in other words",
        arguments: [
            (Registration.Kind.removed, RegisterClass.iom, HubTask.Kind.deselectRegistrationEnded),
            (.removed, .ppo, .deselectRegistrationEnded), (.retracted, .iom, .reviewRegistrationRetracted),
            (.retracted, .ppo, .reviewRegistrationRetracted),
        ])
    func raised(kind: Registration.Kind, class: RegisterClass, task: HubTask.Kind) {
        let run = run([selected(), registered(kind, `class`, after: 1)])
        #expect(run.outcomes.last?.raised.map(\.kind) == [task])
        #expect(run.outcomes.last?.fate == .recorded)
        #expect(run.told("npt-headingley") == [.selection])
    }

    @Test("the two tasks do not say the same")
    func wording() {
        #expect(
            HubTask.Kind.deselectRegistrationEnded.sentence != HubTask.Kind.reviewRegistrationRetracted.sentence)
    }

    @Test("another register, an entry that stands, and somebody on no cohort ask nobody anything")
    func notRaised() {
        for entry in [
            registered(.removed, .officerSafety, after: 1), registered(.retracted, .mappa, after: 1),
            registered(.added, after: 1), registered(.updated, after: 1),
        ] { #expect(openTasks([selected(), entry]).isEmpty) }
        #expect(openTasks([registered(.removed, after: 1)]).isEmpty)
        #expect(openTasks([selected(), deselected(after: 1), registered(.removed, after: 2)]).isEmpty)
    }

    @Test("a registration that had ended before the selection asks nothing")
    func before() { #expect(openTasks([selected(after: 2), registered(.removed, after: 1)]).isEmpty) }

    @Test("a PPO entry closed because an IOM entry replaces it asks nothing in the end")
    func replaced() {
        #expect(
            openTasks([selected(), registered(.removed, .ppo, after: 1), registered(.added, .iom, after: 2)]).isEmpty)
    }

    @Test("the panel settles it either way: by the de-selection, or by selecting again")
    func settled() {
        let ended = [selected(), registered(.removed, after: 1)]
        #expect(openTasks(ended) == ["deselect-registration-ended"])
        #expect(openTasks(ended + [deselected(after: 2)]).isEmpty)
        #expect(openTasks(ended + [selected(after: 2)]).isEmpty)
    }

    @Test("repetition and order of messages change neither the history nor what is asked")
    func anyOrder() {
        let messages = [
            selected(), registered(.added, after: 1), registered(.removed, after: 2),
            registered(.retracted, .ppo, after: 3),
            moved(.departed, after: 4),
        ]
        let wanted = openTasks(messages)
        #expect(wanted == ["review-registration-retracted", "confirm-departure"])
        for rotation in 0..<messages.count {
            let rotated = Array(messages[rotation...] + messages[..<rotation])
            #expect(openTasks(rotated + rotated.reversed()) == wanted)
        }
    }

    // MARK: Departures that nobody explains

    @Test("a departure without a code tells no team anything and asks a person")
    func departure() {
        let run = run([selected(), moved(.received, after: 1, admission: .other), moved(.departed, after: 2)])
        #expect(run.told("npt-headingley") == [.selection, .custody])
        #expect(run.outcomes.last?.raised.map(\.kind) == [.confirmDeparture])
        #expect(run.outcomes.last?.nominal.history.custody.status == .unknown)
    }

    @Test("when the code comes the task is settled, and a release is told once whichever family was first")
    func bothFamilies() {
        let inside = [selected(), moved(.received, after: 1, admission: .other)]
        let uncodedFirst = run(inside + [moved(.departed, after: 2), moved(.released, after: 2)])
        let codedFirst = run(inside + [moved(.released, after: 2), moved(.departed, after: 3)])
        for run in [uncodedFirst, codedFirst] {
            #expect(run.notices(to: "npt-headingley").compactMap { $0.value("custody") } == ["in-custody", "released"])
            #expect(run.outcomes.last?.nominal.openTasks.isEmpty == true)
        }
    }

    @Test("a departure that only closed a merged booking is settled by the reception under the number that was kept")
    func mergedBooking() {
        let departed = [selected(), moved(.received, after: 1, admission: .other), moved(.departed, after: 2)]
        #expect(openTasks(departed) == ["confirm-departure"])
        #expect(openTasks(departed + [moved(.received, after: 3)]).isEmpty)
    }

    @Test("a death under a departure is no release, and asks for the end of the stay instead")
    func death() {
        let messages = [
            selected(), moved(.received, after: 1, admission: .other), moved(.departed, after: 2),
            message(.died(Death(person: fixture.withoutAddress)), after: 2),
        ]
        #expect(!run(messages).notices.contains { $0.value("custody") == "released" })
        #expect(openTasks(messages) == ["deselect-deceased"])
    }

    @Test("an abscond or a removal that a code told is not forgotten for a departure without one")
    func codeStands() {
        for (kind, status) in [
            (CustodyMovement.Kind.absconded, CustodyStatus.unlawfullyAtLarge), (.removed, .removed),
            (.hospitalised, .inHospital), (.released, .released),
        ] {
            let run = run([selected(), moved(kind, after: 1), moved(.departed, after: 2)])
            #expect(run.outcomes.last?.nominal.history.custody.status == status)
            #expect(run.outcomes.last?.nominal.openTasks.isEmpty == true)
        }
    }

    @Test("the second family's reception leaves a recall standing and is not told again")
    func recallStands() {
        let run = run([selected(), moved(.received, after: 1, admission: .recall), moved(.received, after: 2)])
        #expect(run.notices(to: "npt-headingley").compactMap { $0.value("custody") } == ["recalled"])
    }
}
