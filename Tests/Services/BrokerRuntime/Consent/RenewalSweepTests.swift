@testable import BrokerRuntime
import CanonicalModel
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

    private func kinds(_ bench: CoreBench) async throws -> [HubTask.Kind] {
        try await bench.store.read { try $0.openTasks().map(\.kind) }
    }

    private func sweeper(_ bench: CoreBench, at now: Timestamp) -> RenewalSweep {
        RenewalSweep(
            router: bench.fetches.router, hub: bench.hub, store: bench.store, relay: bench.relay, clock: { now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
