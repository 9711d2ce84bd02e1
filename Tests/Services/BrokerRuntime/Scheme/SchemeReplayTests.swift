import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import Logging
import Messaging
import RecordStore
import Routing
import SchemeEngine
import TestSupport
import Testing

/// A draft tried over the records that a broker holds.
@Suite("A draft of a scheme over the record", .timeLimit(.minutes(3)))
struct SchemeReplayOverRecordTests {
    private static let pack = RepositoryRoot.path + "/Contracts/schemes/leeds-hub.yaml"

    @Test("A decision that would have waited under the draft is named by record, with the rule and the first instant")
    func held() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let selected = bench.message(.selection(Self.selection(NominalFixture(721))))
        await bench.deliver(bench.delivery(selected, user: "hub"))
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(722), cohort: "iom")), user: "hub"))
        let report = try await replay(bench, draft: Self.demandingAnotherMeeting())
        #expect(report.records == 2 && report.people.map(\.record) == ["1", "2"])
        let found = try #require(report.people.first?.differences.first { $0.subject.kind == .held })
        #expect(found.side == .onlyDraft && found.subject.name == selected.key)
        #expect(found.draft?.rule == "Y-SEL-conference" && found.draft?.from == selected.time)
        #expect(report.tallies[.held]?.apart == [.onlyDraft: 2])
    }

    @Test("A report names nobody and reads the same twice")
    func nameless() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        let fixture = NominalFixture(723)
        await bench.deliver(bench.delivery(.selection(Self.selection(fixture)), user: "hub"))
        let (one, two) = (
            try await replay(bench, draft: Self.demandingAnotherMeeting()),
            try await replay(bench, draft: Self.demandingAnotherMeeting())
        )
        #expect(!one.people.isEmpty && one.lines == two.lines && one.json == two.json)
        let text = one.lines.joined(separator: "\n") + String(decoding: one.json.encoded(), as: UTF8.self)
        let family = try #require(fixture.person.name?.family)
        #expect(!text.localizedCaseInsensitiveContains(family))
    }

    @Test("The scheme in force, tried as its own draft, says nothing otherwise; who was erased is only counted")
    func same() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(724))), user: "hub"))
        let scheme = try #require(try Self.leeds().scheme)
        let report = try await replay(bench, draft: scheme, erased: 7)
        #expect(report.people.isEmpty && report.records == 1 && report.erased == 1 && report.looks > 2)
    }

    /// The oracle is the broker itself: what its sweep raised, day by day, with a clock that stops where the replay stops.
    @Test("What the replay says of the scheme in force is what the broker asked for, at the instants at which it did")
    func asTheBroker() async throws {
        let bench = try CoreBench(partnership: Self.leeds())
        await bench.deliver(bench.delivery(.selection(Self.selection(NominalFixture(725))), days: 29, user: "hub"))
        let end = bench.now.adding(seconds: 60 * 86_400)
        await sweeper(bench, at: end).sweep()
        let raised = try await bench.store.read { try $0.tasks(about: 1) }.filter { $0.kind == .schemeTask }
        let life = try #require(try await bench.store.read { try $0.life(of: 1) })
        let scheme = try #require(try Self.leeds().scheme)
        var view = LifeReplay(inForce: scheme.pack, draft: scheme.pack)
        var history = NominalHistory()
        for fact in life.facts { _ = history.fold(fact) }
        var own = SchemeHindsight(scheme, directory: try Self.leeds().directory).view(of: history)
        let begin = try #require(life.facts.first?.message.recordedTime)
        view.add(from: begin, until: end.adding(seconds: 1)) {
            own.assessment(at: $0)
        } draft: { _ in
            SchemeAssessment()
        }
        let tasks = view.inForce.filter { $0.subject.kind == .task }
        #expect(raised.count > 1, "nothing ever fell due: this proves nothing")
        #expect(
            raised.compactMap { $0.detail?.scheme?.kind }.sorted()
                == tasks.flatMap { task in task.occasions.map { _ in task.subject.name } }.sorted())
        let swept = raised.map(\.raisedAt).filter { $0 > bench.now }
        #expect(Set(swept).isSubset(of: tasks.flatMap(\.occasions).map(\.from)))
    }

    @Test("A draft of another agreement is refused; one that lies alone is tried with the table of classes in force")
    func drafts() throws {
        let (partnership, folder) = (try Self.leeds(), try TemporaryFolder("draft"))
        let alone = folder.path + "/draft.yaml"
        try Data(contentsOf: URL(fileURLWithPath: Self.pack)).write(to: URL(fileURLWithPath: alone))
        let draft = try #require(try SchemeFiles(alone).draft(for: partnership))
        #expect(draft.offences == partnership.scheme?.offences && draft.offences.names.isEmpty == false)
        let other = SchemeFiles(RepositoryRoot.path + "/Contracts/schemes/cleveland-stockton.yaml")
        #expect(throws: (any Error).self) { try other.draft(for: partnership) }
    }
}

extension SchemeReplayOverRecordTests {
    private static func leeds() throws -> Partnership {
        let contracts = RepositoryRoot.path + "/Contracts/"
        return try Partnership(
            agreementFile: contracts + "agreements/leeds.yaml", directoryFile: contracts + "directory/leeds.yaml",
            scheme: SchemeFiles(pack))
    }

    private static func demandingAnotherMeeting() throws -> Scheme {
        let text = try String(contentsOfFile: pack, encoding: .utf8)
        let draft = text.replacing(
            "needs: { meeting-or-exception: [\"case-conference\"] }", with: "needs: { meeting: [\"iom-panel\"] }")
        try #require(draft != text)
        let offences = try #require(try leeds().scheme?.offences)
        return Scheme(try SchemePack(yaml: Array(draft.utf8)), offences: offences)
    }

    private static func selection(_ fixture: NominalFixture, cohort: String = "ppo") -> SelectionDecision {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-11-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", cohort == "ppo" ? "division" : "short-sentence")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return SelectionDecision(
            person: fixture.person, cohort: cohort, isStatutory: true, rag: .amber, decidedBy: "Sgt Cole", panel: panel)
    }

    private func replay(_ bench: CoreBench, draft: Scheme, erased: Int64? = nil) async throws -> SchemeReplayReport {
        let partnership = try Self.leeds()
        var replay = SchemeReplay(
            inForce: try #require(partnership.scheme), draft: draft, directory: partnership.directory,
            from: bench.now.adding(seconds: -60 * 86_400), until: bench.now)
        let lives = try await bench.store.read { reader in try reader.people().map { ($0, try reader.life(of: $0)) } }
        for (record, life) in lives { replay.add(life, of: record) }
        if let erased { replay.add(nil, of: erased) }
        return replay.report
    }

    private func sweeper(_ bench: CoreBench, at now: Timestamp) -> SchemeSweep {
        SchemeSweep(
            router: bench.fetches.router, scheme: "leeds", hub: bench.hub, store: bench.store, relay: bench.relay,
            clock: { now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
