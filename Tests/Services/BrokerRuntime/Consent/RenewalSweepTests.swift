@testable import BrokerRuntime
import CanonicalModel
import GRDB
import Logging
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

@Suite("Consents are renewed before they run out", .timeLimit(.minutes(2)))
struct RenewalSweepTests {
    @Test("The sweep raises one task a stay when a consent has four weeks left, and not before")
    func sweep() async throws {
        let bench = try CoreBench()
        let fixture = NominalFixture(501)
        let selected = SelectionDecision(person: fixture.person, cohort: "iom", decidedBy: "Panel")
        let given = ConsentRecord(
            person: fixture.withoutAddress, covers: "engagement.*", purpose: "resettle", with: "vcs", state: .given,
            recordedBy: "R. Bell", expiresAt: bench.now.adding(seconds: 60 * 86_400))
        await bench.deliver(
            bench.delivery(.selection(selected), user: "hub"), bench.delivery(.consent(given), days: 1, user: "hub"))
        await sweeper(bench, at: bench.now.adding(seconds: 31 * 86_400)).sweep()
        #expect(try await kinds(bench).isEmpty)
        let due = sweeper(bench, at: bench.now.adding(seconds: 32 * 86_400))
        await due.sweep()
        await due.sweep()
        #expect(try await kinds(bench) == [.renewConsent])
        #expect(try await bench.store.read { try $0.outbox() }.count { $0.type == "task.raised.v1" } == 1)
    }

    @Test("Consents that an earlier version recorded are renewed too")
    func recordedEarlier() async throws {
        let lives = try await ConsentLives(511)
        let end = lives.bench.now.adding(seconds: 60 * 86_400)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress, expiresAt: end), day: 1)
        let folder = try TemporaryFolder("earlier")
        let path = try lives.copied(folder)
        let file = try DatabaseQueue(path: path + "/store.sqlite")
        try await file.write { try $0.execute(sql: "DELETE FROM consent; DELETE FROM meta WHERE key = 'consents'") }
        try file.close()
        let store = try SQLiteRecord(path: path + "/store.sqlite", keys: MasterKey(file: path + "/master.key"))
        await lives.sweeper(store, at: end).sweep()
        #expect(try await store.read { try $0.openTasks().map(\.kind) }.contains(.renewConsent))
    }

    @Test("A record that leaves another by a division has its own consents renewed")
    func divided() async throws {
        let lives = try await ConsentLives(521)
        let end = lives.bench.now.adding(seconds: 60 * 86_400)
        await lives.say(lives.merged, day: 1)
        await lives.say(ConsentLives.consent(.given, lives.other.withoutAddress, expiresAt: end), day: 2)
        await lives.say(lives.split, day: 3)
        await lives.sweeper(lives.bench.store, at: end).sweep()
        let renewals = try await lives.bench.store.read { try $0.openTasks() }.filter { $0.kind == .renewConsent }
        #expect(renewals.count == 1)
    }

    @Test("One record that cannot be opened does not keep the others' consents from being renewed")
    func damaged() async throws {
        let lives = try await ConsentLives(531)
        let end = lives.bench.now.adding(seconds: 60 * 86_400)
        for fixture in [lives.one, lives.other] {
            await lives.say(ConsentLives.consent(.given, fixture.withoutAddress, expiresAt: end), day: 1)
        }
        let folder = try TemporaryFolder("damaged")
        let path = try lives.copied(folder)
        let file = try DatabaseQueue(path: path + "/store.sqlite")
        try await file.write { try $0.execute(sql: "UPDATE nominal SET wrapped = x'00' WHERE id = 1") }
        try file.close()
        let store = try SQLiteRecord(path: path + "/store.sqlite", keys: MasterKey(file: path + "/master.key"))
        await lives.sweeper(store, at: end).sweep()
        #expect(try await store.read { try $0.openTasks().map(\.kind) }.contains(.renewConsent))
        let due = try await store.write { try $0.duePrompts(by: end, limit: 9).map(\.nominal) }
        #expect(due.isEmpty, "what cannot be opened waits, or a hundred of its kind would keep out all others")
    }

    @Test("A consent that was given for later lets go on its day what waited for it, once, and the ledger keeps that it did")
    func begins() async throws {
        let lives = try await ConsentLives(541)
        let begins = lives.bench.now.adding(seconds: 10 * 86_400)
        await lives.say(ConsentLives.consent(.given, lives.one.withoutAddress, from: begins), day: 1)
        await lives.sweeper(lives.bench.store, at: begins.adding(seconds: -1)).sweep()
        #expect(try await lives.bench.notices(ConsentLives.disc).isEmpty)
        let due = lives.sweeper(lives.bench.store, at: begins)
        await due.sweep()
        await due.sweep()
        let told = try await lives.bench.notices(ConsentLives.disc)
        #expect(told.count == 1)
        let waiting = try await lives.bench.store.read { try $0.outbox() }
        #expect(waiting.count { $0.messageID == told.first?.id } == 1)
        let kept = try await lives.bench.store.write { store in
            try store.nominals(with: lives.one.person.identifiers).flatMap { number in
                try store.nominal(number).ledger.entries.filter { $0.key.recipient == ConsentLives.disc }.values
            }
        }
        #expect(kept.compactMap(\.notice) == told.map(\.id))
    }

    private func kinds(_ bench: CoreBench) async throws -> [HubTask.Kind] {
        try await bench.store.read { try $0.openTasks().map(\.kind) }
    }

    private func sweeper(_ bench: CoreBench, at now: Timestamp) -> RenewalSweep {
        RenewalSweep(
            router: bench.fetches.router, hub: bench.hub, store: bench.store, relay: bench.relay, clock: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
