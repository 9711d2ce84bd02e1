import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import Foundation
import GRDB
import Logging
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// One person's life with the real core: selected, told of, de-selected, and what officers order about the record.
struct RecordLife {
    let bench: CoreBench
    let fixture: NominalFixture
    static let team = "npt-headingley"

    init(_ number: Int) throws {
        bench = try CoreBench()
        fixture = NominalFixture(number)
    }

    /// Delivers a fact of the hub.
    ///
    /// - Returns: its message's id.
    @discardableResult
    func say(_ fact: Fact, day: Int64) async -> String {
        let message = bench.message(fact, days: day)
        await bench.deliver(bench.delivery(message, user: "hub"))
        return message.id
    }

    func select(day: Int64 = 0, rag: RAGRating = .amber) async -> String {
        await say(
            .selection(
                SelectionDecision(
                    person: fixture.person, cohort: "iom", isStatutory: true, rag: rag, decidedBy: "Panel")),
            day: day)
    }

    func deselect(day: Int64 = 2) async -> String {
        await say(
            .deselection(
                DeselectionDecision(
                    person: fixture.withoutAddress, cohort: "iom", ground: "no-offending", decidedBy: "Panel")),
            day: day)
    }

    @discardableResult
    func order(
        _ kind: RecordOrder.Kind, item: String? = nil, reason: RecordOrder.Reason = .unlawful,
        reviewBy: CalendarDate? = nil, day: Int64
    ) async -> String {
        await say(
            .ordered(
                RecordOrder(
                    kind, person: fixture.withoutAddress, item: item, reason: reason, authority: .controller,
                    owner: kind == .reviewStarted ? "H. Marsh" : nil, reviewBy: reviewBy, decidedBy: "J. Officer")),
            day: day)
    }

    /// Everybody acknowledges everything that was told, and RabbitMQ takes over whatever waits.
    func acknowledgeAll(day: Int64) async throws {
        try await sendAll()
        for recipient in try CoreBench.leeds().directory.recipients {
            for notice in try await bench.notices(recipient.id) where notice.acknowledgement == nil {
                let fact = Fact.acknowledged(
                    NoticeAcknowledgement(
                        notice: notice.id, recipient: recipient.id, officer: "PC 7 Reader", isAsserted: true))
                await bench.deliver(
                    bench.delivery(fact, days: day, user: "throughgate-console", source: "/throughgate/console"))
            }
        }
        try await sendAll()
    }

    /// RabbitMQ takes over whatever waits.
    func sendAll() async throws {
        let (waiting, now) = (try await bench.store.read { try $0.outbox().map(\.sequence) }, bench.now)
        try await bench.store.write { try $0.confirm(waiting, at: now) }
    }

    func item(_ id: String) async throws -> StoredItem {
        try #require(try await bench.store.read { try $0.item(id) })
    }

    func told(_ recipient: String = team) async throws -> [StoredNotice] {
        try await bench.notices(recipient).sorted { $0.sequence < $1.sequence }
    }

    func tasks() async throws -> [HubTask.Kind] { try await bench.store.read { try $0.openTasks().map(\.kind) } }

    /// The wrapped keys as they lie in the file.
    func wrappedKeys() async throws -> [Data] {
        let file = try DatabaseQueue(path: bench.storePath)
        return try await file.read {
            try Data.fetchAll($0, sql: "SELECT wrapped FROM nominal WHERE length(wrapped) > 0")
        }
    }

    /// Whether bytes are anywhere in the files of the record.
    func isInFiles(_ bytes: Data) throws -> Bool {
        try ["", "-wal"].contains { ending in
            guard FileManager.default.fileExists(atPath: bench.storePath + ending) else { return false }
            return try Data(contentsOf: URL(fileURLWithPath: bench.storePath + ending)).range(of: bytes) != nil
        }
    }

    func sweeper(_ retention: Agreement.Retention?, at now: Timestamp) -> RetentionSweep {
        RetentionSweep(
            retention: retention, router: bench.fetches.router, hub: bench.hub, store: bench.store, relay: bench.relay,
            clock: { now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// The record as a backup made now, in a folder of its own; the ledger of erasures is not part of it.
    func backup(_ name: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder(name)
        for file in ["store.sqlite", "store.sqlite-wal", "master.key"]
        where FileManager.default.fileExists(atPath: bench.folder + "/" + file) {
            try FileManager.default.copyItem(atPath: bench.folder + "/" + file, toPath: folder.path + "/" + file)
        }
        return folder
    }
}
