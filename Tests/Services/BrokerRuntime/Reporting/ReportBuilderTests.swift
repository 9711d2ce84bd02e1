import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Foundation
import Logging
import Messaging
import RecordStore
import Routing
import SchemeEngine
import TestSupport
import Testing

/// November 2026 in a real record, counted by hand.
@Suite("The report's facts from the record", .timeLimit(.minutes(3)))
struct ReportBuilderTests {
    private static let november = ReportMonth(of: CalendarDate(daysSinceEpoch: 20_772))

    // MARK: Strangers

    @Test("Somebody nominated whom nobody knows is a number and nothing else, once however often the item comes")
    func stranger() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let item = Self.nomination(NominalFixture(801), bench)
        await bench.deliver(item, item)
        await bench.deliver(item)
        #expect(try await Self.report(bench).rows(.candidatesProposed).map(\.numerator) == [1])
        #expect(try await bench.store.read { try $0.counts()["nominals"] } == 0)
    }

    @Test("Whoever turns out to be known is counted by their own record, and no more among the strangers")
    func known() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let item = Self.nomination(NominalFixture(802), bench)
        await bench.deliver(item)
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(802))), days: 3, user: "hub"))
        await bench.deliver(item)
        let report = try await Self.report(bench)
        #expect(
            report.rows(.candidatesProposed).filter { $0.row.hasPrefix("not known") }.allSatisfy { $0.numerator == 0 })
        #expect(report.total(.selectedUnknown).numerator == 1)
    }

    @Test("A panel that declines somebody unknown is counted, and so is one that declines somebody known")
    func declined() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(803))), user: "hub"))
        for (number, days) in [(803, Int64(2)), (804, 3), (805, 4)] {
            let decline = CandidateDecline(
                person: NominalFixture(number).withoutAddress, cohort: "iom", decidedBy: "Panel", panel: Self.panel)
            await bench.deliver(bench.delivery(.candidateDeclined(decline), days: days, user: "hub"))
        }
        let rows = try await Self.report(bench).rows(.candidatesDeclined)
        #expect(rows.map(\.row) == ["known to the broker", "not known to the broker"])
        #expect(rows.map(\.numerator) == [1, 2])
    }

    @Test("A loaded cohort was decided before Throughgate: its people were not selected from among strangers")
    func imported() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        var selection = Self.selection(NominalFixture(806))
        selection.alreadyTold = ["npt-headingley"]
        await bench.deliver(bench.delivery(.selection(selection), user: "hub"))
        #expect(try await Self.report(bench).total(.selectedUnknown).numerator == 0)
    }

    @Test("What a sender wrote never gets into the tally: a word that is not the scheme's is 'other'")
    func words() throws {
        let router = try Self.leeds().router
        let bench = try CoreBench()
        var panel = Self.panel
        panel.route = "asked by Jordan Ashworth"
        let decline = CandidateDecline(
            person: NominalFixture(807).person, cohort: "Jordan Ashworth", decidedBy: "Panel", panel: panel)
        let mark = try #require(router.mark(of: bench.message(.candidateDeclined(decline)), now: bench.now))
        #expect((mark.cohort, mark.route) == ("other", "other"))
        #expect(mark.scheme == "leeds-hub")
        #expect(
            router.mark(of: bench.message(.addressChanged(AddressChange(person: decline.person))), now: bench.now)
                == nil)
    }

    // MARK: What the scheme holds

    @Test("A selection that waits has made nobody a member; it is counted as held, and as completed when it stands")
    func held() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        var incomplete = Self.selection(NominalFixture(808))
        incomplete.panel = nil
        await bench.deliver(bench.delivery(.selection(incomplete), user: "hub"))
        let before = try await Self.report(bench)
        #expect(before.total(.joined).numerator == 0)
        #expect(before.rows(.decisionsHeld) == [Figure(.decisionsHeld, row: "selection", 1, of: 1)])
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(808))), days: 1, user: "hub"))
        let after = try await Self.report(bench)
        #expect(after.total(.joined).numerator == 1)
        #expect(after.rows(.decisionsHeld) == [Figure(.decisionsHeld, row: "selection", 1, of: 2)])
        #expect(after.total(.decisionsWaiting).numerator == 0)
    }

    // MARK: Colours

    @Test("The time to confirm runs from the proposal that the scheme stored to the meeting's answer")
    func proposal() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let person = NominalFixture(809)
        await bench.deliver(bench.delivery(.selection(Self.selection(person)), user: "hub"))
        let arrest = PoliceRecord(
            person: person.withoutAddress, kind: .arrest, reference: "C1",
            asOf: bench.now.adding(seconds: -25 * 86_400))
        await bench.deliver(
            bench.delivery(.police(arrest), days: 5, user: "police-adapter", source: "/police/test"),
            bench.delivery(
                .rag(
                    RAGDecision(person: person.withoutAddress, rating: .red, decidedBy: "Sgt Cole", panel: Self.panel)),
                days: 7, user: "hub"))
        let report = try await Self.report(bench)
        #expect(report.rows(.proposals) == [Figure(.proposals, row: "confirmed", 1)])
        #expect(report.total(.proposalTime) == Figure(.proposalTime, 2 * 1_440, of: 1))
        #expect(report.total(.proposalInDay) == Figure(.proposalInDay, 0, of: 1))
    }

    // MARK: Softer outcomes

    @Test("AUD-13 Plans, exit interviews and completed treatment tell softer outcomes")
    func outcomes() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let person = NominalFixture(810)
        await bench.deliver(bench.delivery(.selection(Self.selection(person)), user: "hub"))
        let plan = PlanUpdate(person: person.withoutAddress, actions: [], outcomes: [.inWork, .settledHome])
        let interview = ExitInterview(
            person: person.withoutAddress, cohort: "ppo", interviewedBy: "R. Bell", outcomes: [.calmerLife, .inWork])
        let treatment = TreatmentReport(person: person.withoutAddress, origin: .provider, event: .completed)
        await bench.deliver(
            bench.delivery(.plan(plan), days: 2, user: "partners-hub", source: "/partners/hub"),
            bench.delivery(.exitInterviewed(interview), days: 3, user: "hub"),
            bench.delivery(.treatment(treatment), days: 4, user: "partners-treatment", source: "/partners/treatment"))
        let rows = try await Self.report(bench).rows(.softOutcomes)
        #expect(rows.map(\.row) == ["calmer life", "in work", "settled home", "treatment completed"])
        #expect(rows.map(\.numerator) == [1, 1, 1, 1])
    }

    // MARK: Tasks

    @Test("Tasks of the scheme are read with their kind, their day and their end")
    func tasks() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(811))), days: 29, user: "hub"))
        let end = bench.now.adding(seconds: 200 * 86_400)
        await sweeper(bench, at: end).sweep()
        let input = try await bench.store.read { try ReportBuilder(Self.leeds(), now: end).input($0) }
        #expect(!input.tasks.isEmpty)
        for task in input.tasks {
            #expect(task.raisedAt <= task.dueAt, "\(task)")
            #expect(!task.kind.contains("-"), "\(task.kind)")
        }
    }
}

extension ReportBuilderTests {
    private static func leeds() throws -> Partnership {
        let contracts = RepositoryRoot.path + "/Contracts/"
        return try Partnership(
            agreementFile: contracts + "agreements/leeds.yaml", directoryFile: contracts + "directory/leeds.yaml",
            scheme: SchemeFiles(contracts + "schemes/leeds-hub.yaml"))
    }

    private static func report(_ bench: CoreBench) async throws -> MonthlyReport {
        let (partnership, now) = (try leeds(), bench.now)
        let input = try await bench.store.read { try ReportBuilder(partnership, now: now).input($0) }
        let settings = ReportSettings(scheme: "Leeds", fixedOn: november.first, begins: november.first)
        return MonthlyReport(input, month: november, settings: settings)
    }

    private static func nomination(_ fixture: NominalFixture, _ bench: CoreBench) -> Delivery {
        let nomination = Nomination(
            person: fixture.withoutAddress, cohort: "iom", nominatedBy: "west-yorkshire-police", reason: "matrix")
        return bench.delivery(.nomination(nomination), days: 1, user: "police-adapter", source: "/police/test")
    }

    private static var panel: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-11-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return panel
    }

    private static func selection(_ fixture: NominalFixture) -> SelectionDecision {
        SelectionDecision(
            person: fixture.person, cohort: "ppo", isStatutory: true, rag: .amber, decidedBy: "Sgt Cole", panel: panel)
    }

    private func sweeper(_ bench: CoreBench, at now: Timestamp) -> SchemeSweep {
        SchemeSweep(
            router: bench.fetches.router, scheme: "leeds", hub: bench.hub, store: bench.store, relay: bench.relay,
            clock: { now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
