import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Crypto
import Foundation
import Logging
import Messaging
import RecordStore
import Routing
import SchemeEngine
import TestSupport
import Testing

/// What the record keeps of colours: each change with its fate, the scheme that led to it, and who has not read it.
@Suite("Colours on record", .timeLimit(.minutes(3)))
struct ColourRecordTests {
    @Test("A change of colour is stored with its fate and logged, and its alert names it and the scheme")
    func stored() async throws {
        let (bench, number) = try await alerted(801)
        let kept = try await bench.store.read { try $0.transitions(of: number) }
        #expect(kept.map(\.fate).sorted() == ["alerted", "own-notice"])
        let alerted = try #require(kept.first { $0.fate == "alerted" })
        let digest = try #require(try Self.leeds().scheme?.pack.digest)
        #expect(Set(kept.map(\.scheme)) == [digest])
        #expect(try await bench.audited(#""what":"colour-changed""#) == 2)
        let alert = try #require(try await bench.notices("npt-headingley").first { $0.kind == "rag-escalation" })
        let directory = try Self.leeds().directory
        let said = try #require(try await bench.store.read { try Explanation($0, directory: directory).why(alert.id) })
        #expect(said.contains("The scheme leeds-hub 1.0.0 (digest \(digest)) led to it."), "\(said)")
        #expect(said.contains("It tells the change of colour \(alerted.id)."), "\(said)")
    }

    @Test("The log says nothing of which colour it was")
    func silent() async throws {
        let (bench, _) = try await alerted(802)
        let log = try await bench.store.read { try $0.auditLog() }.map { String(decoding: $0.record, as: UTF8.self) }
        let changes = log.filter { $0.contains(#""what":"colour-changed""#) }
        #expect(!changes.isEmpty)
        for word in ["red", "amber", "green", "blue", "white", "life-risk"] {
            #expect(!changes.contains { $0.contains("\"\(word)\"") || $0.contains("/\(word)/") }, "\(word)")
        }
    }

    @Test("Nobody who reads the log finds a change of colour by guessing at what it is made of")
    func unguessed() async throws {
        let (bench, number) = try await alerted(805)
        let nominal = try await bench.store.write { try $0.nominal(number) }
        let log = try await bench.store.read { try $0.auditLog() }.map { String(decoding: $0.record, as: UTF8.self) }
        #expect(nominal.listed.count == 2)
        for key in nominal.listed.keys {
            let plain = UUIDText.version8(Array(SHA256.hash(data: Array("transition \(key)".utf8))))
            let name = try await bench.store.write { $0.name(ofTransition: key) }
            #expect(!log.contains { $0.contains(plain) })
            #expect(log.contains { $0.contains(name) })
        }
    }

    @Test("What a division ended is empty, takes the place of nothing that stands, and stands anew as what it is then")
    func ended() async throws {
        let (bench, _) = try await alerted(806)
        let at = bench.now
        let change = ColourState.Transition(
            key: "s/alarm/none/red/m", at: at, from: nil, to: .red, triggers: [], isConfirmed: false)
        let (divided, standing) = try await bench.store.write { store in
            let (divided, standing) = (try store.openNominal(at: at), try store.openNominal(at: at))
            for number in [divided, standing] {
                _ = try store.save(ListedTransition(change, .alerted), of: number, item: 1, scheme: "one", at: at)
            }
            return (divided, standing)
        }
        try await bench.store.write { try $0.endTransitions(of: divided, at: at) }
        #expect(try await bench.store.read { try $0.transitions(of: divided) }.map(\.isKept) == [false])
        try await bench.store.write { store in
            let late = ListedTransition(change, .folded(into: "s/correction/red/amber/n"))
            _ = try store.save(late, of: divided, item: 2, scheme: "two", at: at.adding(seconds: 60))
        }
        let again = try #require(try await bench.store.read { try $0.transitions(of: divided) }.first)
        #expect(again.fate == "folded" && again.folded != nil && again.scheme == "two" && again.listed > at)
        let listed = try await bench.store.write { store in
            try store.endTransitions(of: divided, at: at)
            try store.unite(divided, into: standing)
            store.cool(standing)
            return try store.nominal(standing).listed
        }
        #expect(listed == [change.key: at])
    }

    @Test("An alert that nobody reads climbs by timers, and an acknowledgement closes every task of it at once")
    func unread() async throws {
        let (bench, _) = try await alerted(803)
        let alert = try #require(try await bench.notices("npt-headingley").first { $0.kind == "rag-escalation" })
        await sweeper(bench, at: bench.now.adding(seconds: 3 * 3_600)).sweep()
        #expect(
            Set(try await waiting(bench).map(\.owner)) == ["npt", "neighbourhood-sergeant", "neighbourhood-inspector"])
        await bench.deliver(
            bench.delivery(
                .acknowledged(
                    NoticeAcknowledgement(
                        notice: alert.id, recipient: "npt-headingley", officer: "PC 4127 Ellis", isAsserted: true)),
                days: 30, user: "throughgate-console", source: "/throughgate/console"))
        #expect(try await waiting(bench).isEmpty)
        await sweeper(bench, at: bench.now.adding(seconds: 5 * 3_600)).sweep()
        #expect(try await waiting(bench).isEmpty, "they do not come back")
    }

    @Test("What was listed and what is unread is known again after a restart: nothing is told twice")
    func restarted() async throws {
        let (bench, number) = try await alerted(804)
        let before = try await bench.notices("npt-headingley").count
        let failed = await #expect(throws: (any Error).self) {
            // A transaction that fails forgets what it touched; the record is read again from the disk.
            try await bench.store.write { store in
                _ = try store.take(number)
                throw StoreError(.database, "as if the process had stopped")
            }
        }
        #expect(failed != nil)
        let nominal = try await bench.store.write { try $0.nominal(number) }
        #expect(nominal.listed.count == 2)
        #expect(nominal.unread.count >= 1)
        await sweeper(bench, at: bench.now.adding(seconds: 60)).sweep()
        #expect(try await bench.notices("npt-headingley").count == before)
        #expect(try await bench.audited(#""what":"colour-changed""#) == 2)
    }

    @Test("Which scheme decides, and from when, is logged once, and so is that none does any more")
    func inForce() async throws {
        let (scheme, none) = (try Self.leeds(), try CoreBench.leeds())
        let bench = try CoreBench(partnership: scheme)
        for partnership in [scheme, scheme, none, none, scheme] {
            try bench.store.writeAtStart { try partnership.record(schemeInForceIn: $0, at: bench.now) }
        }
        #expect(try await bench.audited(#""what":"scheme-in-force""#) == 2)
        #expect(try await bench.audited(#""what":"scheme-ended""#) == 1)
        #expect(try await bench.audited(#""schemeName":"leeds-hub""#) == 2)
        let digest = try #require(scheme.scheme?.pack.digest)
        #expect(try await bench.audited(digest) >= 2)
    }
}

extension ColourRecordTests {
    private static func leeds() throws -> Partnership {
        let contracts = RepositoryRoot.path + "/Contracts/"
        return try Partnership(
            agreementFile: contracts + "agreements/leeds.yaml", directoryFile: contracts + "directory/leeds.yaml",
            scheme: SchemeFiles(contracts + "schemes/leeds-hub.yaml"))
    }

    /// Somebody who was selected, and of whom an alarm was told.
    private func alerted(_ number: Int) async throws -> (bench: CoreBench, number: Int64) {
        let bench = try CoreBench(partnership: Self.leeds())
        let fixture = NominalFixture(number)
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-11-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        let selection = SelectionDecision(
            person: fixture.person, cohort: "ppo", isStatutory: true, decidedBy: "Sgt Cole", panel: panel)
        let alarm = IntelligenceItem(
            person: fixture.withoutAddress, reference: "INT-1", origin: .forceIntelligence, grading: .none,
            handling: .conditions, isSignificant: true, alarm: .lifeRisk)
        await bench.deliver(bench.delivery(.selection(selection), days: 28, user: "hub"))
        await bench.deliver(
            bench.delivery(.intelligence(alarm), days: 29, user: "police-adapter", source: "/police/niche"))
        let notices = try await bench.notices("npt-headingley")
        return (bench, try #require(notices.first).nominal)
    }

    private func waiting(_ bench: CoreBench) async throws -> [(owner: String, kind: String)] {
        try await bench.store.read { try $0.openTasks() }.compactMap { task in
            task.detail?.scheme?.kind == "unread-alert" ? (task.owner, "unread-alert") : nil
        }
    }

    private func sweeper(_ bench: CoreBench, at now: Timestamp) -> SchemeSweep {
        SchemeSweep(
            router: bench.fetches.router, scheme: "leeds", hub: bench.hub, store: bench.store,
            relay: bench.relay, clock: { now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
