import AgreementEngine
import CanonicalModel
import Formats
import Foundation
import GRDB
@testable import RecordStore
import Routing
import TestSupport
import Testing

@Suite("The record")
struct RecordStoreTests {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }
    let now = Timestamp("2026-11-20T12:00:00Z") ?? Timestamp(microseconds: 0)

    init() throws { temporary = try TemporaryFolder("store") }

    var keys: MasterKey { get throws { try MasterKey(file: folder + "/master.key") } }
    func open() throws -> SQLiteRecord { try SQLiteRecord(path: folder + "/store.sqlite", keys: keys) }

    @Test("A commit is durable: WAL with synchronous=FULL, whatever GRDB sets while opening")
    func durability() async throws {
        let durability = try await open().durability()
        #expect(durability.journal == "wal")
        #expect(durability.synchronous == 2)
    }

    @Test("A notice's place in the outbox is found by an index, however much waits there")
    func outboxIsIndexed() async throws {
        let store = try open()
        let plan = try await store.read { reader in
            try Row.fetchAll(
                reader.database,
                sql: "EXPLAIN QUERY PLAN SELECT o.seq FROM notice n JOIN outbox o ON o.notice = n.seq WHERE n.id = 'x'"
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("outbox_notice") }, "\(plan)")
    }

    @Test("A record remembers which agreement is in force, and a new one remembers none")
    func agreementInForce() throws {
        do {
            let store = try open()
            #expect(try store.agreementInForce() == nil)
            try store.remember(agreementInForce: "one")
            try store.remember(agreementInForce: "two")
        }
        #expect(try open().agreementInForce() == "two")
    }

    @Test("An item that fails takes back the erasure it began, and the ledger never hears of it")
    func erasureIsTakenBack() async throws {
        let path = folder + "/ledger"
        let store = try SQLiteRecord(path: folder + "/store.sqlite", keys: keys, erasures: ErasureLedger(path: path))
        let number = try await store.write { try $0.openNominal(at: now) }
        try await store.write { store in
            _ = try store.item {
                _ = try store.erase(number, message: "m", reason: "unlawful", authority: "court", at: now)
                throw StoreError(.database, "on purpose")
            }
        }
        #expect(try await store.write { try $0.isErased(number) } == false)
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try await store.write { try $0.erase(number, message: "m", reason: "unlawful", authority: "court", at: now) }
        #expect(try await store.write { try $0.isErased(number) })
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 1)
        #expect(try await store.scrub())
    }

    @Test("A second core is fenced off")
    func fence() throws {
        let first = try open()
        #expect(throws: StoreError(.alreadyOpen, "")) { try open() }
        withExtendedLifetime(first) {}
    }

    @Test("The write-ahead log stays bounded under a load that never pauses")
    func logIsBounded() async throws {
        let store = try open()
        let pagesEach = 1_000
        let item = [UInt8](repeating: 7, count: pagesEach * 4_096)
        for _ in 0..<(SQLiteRecord.busyCheckpointPages / pagesEach + 6) {
            try await store.write { _ = try $0.quarantine(item, user: "u", path: "", rule: "r", message: "", remedy: "", at: now) }
        }
        let bound = (SQLiteRecord.busyCheckpointPages + 2 * pagesEach) * (4_096 + 24)
        #expect(try logBytes() <= bound)
    }

    @Test("A checkpoint that is due lets the write-ahead log begin again")
    func logBeginsAgain() async throws {
        let store = try open()
        let item = [UInt8](repeating: 7, count: SQLiteRecord.quietCheckpointPages * 4_096)
        for _ in 0..<5 {
            try await store.write { _ = try $0.quarantine(item, user: "u", path: "", rule: "r", message: "", remedy: "", at: now) }
            try await store.checkpointIfDue()
        }
        #expect(try logBytes() <= 2 * SQLiteRecord.quietCheckpointPages * (4_096 + 24))
    }

    private func logBytes() throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: folder + "/store.sqlite-wal")[.size] as? Int)
    }

    @Test("One bad item never sinks its batch, and leaves nothing behind")
    func savepoint() async throws {
        let store = try open()
        let (first, second) = (selection(1), selection(2))
        try await store.write { transaction in
            _ = try transaction.item { try Self.accept(first, in: transaction, at: now) }
            let failed = try transaction.item {
                try Self.accept(second, in: transaction, at: now)
                throw StoreError(.database, "made to fail")
            }
            if case .success = failed { Issue.record("the item should have failed") }
        }
        let counts = try await store.read { try $0.counts() }
        #expect(counts["items.recorded"] == 1)
        #expect(counts["nominals"] == 1)
        let known = try await store.write { try $0.nominals(with: second.fact.person?.identifiers ?? []) }
        #expect(known.isEmpty)
    }

    @Test("A failed transaction leaves neither rows nor warm records")
    func rollback() async throws {
        let store = try open()
        let message = selection(1)
        await #expect(throws: StoreError.self) {
            try await store.write { transaction in
                try Self.accept(message, in: transaction, at: now)
                throw StoreError(.database, "made to fail")
            }
        }
        let known = try await store.write { try $0.nominals(with: message.fact.person?.identifiers ?? []) }
        #expect(known.isEmpty)
    }

    @Test("A commit that fails after the work was done leaves memory as it was: the message is taken again in full")
    func failedCommit() async throws {
        let store = try open()
        let message = selection(1)
        _ = try await store.write { try Self.accept(message, in: $0, at: now) }
        let before = try await store.write { try $0.nominal(1) }
        // A deferred foreign key that points nowhere makes COMMIT itself fail, as a full disk would.
        await #expect(throws: (any Error).self) {
            try await store.write { transaction in
                try transaction.breakCommitForTesting()
                var changed = try transaction.nominal(1)
                changed.ledger[ToldLedger.Key(spell: "x", recipient: "y", topic: .rag)] = ToldLedger.Entry(
                    revision: 1, value: "red", notice: nil)
                try transaction.replace(1, with: changed)
                try transaction.audit(["what": "test"], item: nil, at: now)
            }
        }
        #expect(try await store.write { try $0.nominal(1) } == before)
        try await store.write { try $0.audit(["what": "test"], item: nil, at: now) }
        let (frontier, entries) = try await store.read { (try $0.auditFrontier(), try $0.auditLog().count) }
        #expect(frontier.prefix(8).last == UInt8(entries))
    }

    @Test("A record is folded again from its sealed facts after a restart")
    func refold() async throws {
        let message = selection(1)
        let before = try await {
            let store = try open()
            return try await store.write { try Self.accept(message, in: $0, at: now) }
        }()
        let store = try open()
        let after = try await store.write { transaction in
            let number = try #require(try transaction.nominals(with: message.fact.person?.identifiers ?? []).first)
            return try transaction.nominal(number)
        }
        #expect(after == before)
        #expect(!after.ledger.entries.isEmpty)
    }

    @Test("Nothing about a person can be read in the file")
    func sealed() async throws {
        let store = try open()
        let message = selection(1)
        try await store.write { transaction in
            try Self.accept(message, in: transaction, at: now)
            try transaction.hold(transaction.nextSequence(), id: "held", reason: "probable", bytes: message.encoded())
            _ = try transaction.quarantine(
                message.encoded(), user: "courts-adapter", path: "", rule: "test", message: "m", remedy: "r", at: now)
        }
        let person = try #require(message.fact.person)
        for file in ["store.sqlite", "store.sqlite-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
            for canary in [person.name?.family, person.identifiers.first?.value, person.address?.postcode].compactMap({ $0 }) {
                #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(file) holds a canary")
            }
        }
    }

    @Test("Another master key opens nothing")
    func wrongKey() async throws {
        let message = selection(1)
        do {
            let store = try open()
            _ = try await store.write { try Self.accept(message, in: $0, at: now) }
        }
        try FileManager.default.removeItem(atPath: folder + "/master.key")
        let store = try open()
        await #expect(throws: StoreError(.seal, "")) { try await store.write { _ = try $0.nominal(1) } }
    }

    @Test("The same item is found again by source and id; other content is told apart")
    func idempotentReceiver() async throws {
        let store = try open()
        let message = selection(1)
        try await store.write { transaction in
            try Self.accept(message, in: transaction, at: now)
            let again = try #require(try transaction.item(message, digest: message.contentDigest))
            #expect(again.isSameContent)
            #expect(again.fate == .recorded)
            #expect(try transaction.item(message, digest: [1, 2, 3])?.isSameContent == false)
        }
    }

    @Test("A key file that others may read is refused")
    func keyFile() throws {
        _ = try keys
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/master.key")
        #expect(throws: StoreError(.seal, "")) { try keys }
    }

    private func selection(_ number: Int) -> CanonicalMessage {
        NominalFixture.message(
            .selection(
                SelectionDecision(person: NominalFixture(number).person, cohort: "iom", rag: .red, decidedBy: "Panel")),
            at: now, ordinal: number)
    }

    /// What the core does for a selection, without an agreement: open, fold, tell one recipient, keep.
    @discardableResult
    private static func accept(_ message: CanonicalMessage, in store: StoreTransaction, at now: Timestamp) throws -> Nominal {
        let sequence = store.nextSequence()
        let number = try store.openNominal(at: now)
        let digest = message.contentDigest
        let accepted = AcceptedMessage(message, sequence: sequence, digest: digest.hexadecimal)
        var nominal = try store.nominal(number)
        _ = nominal.history.fold(accepted)
        let key = ToldLedger.Key(spell: message.id, recipient: "npt-test", topic: .standing)
        nominal.ledger[key] = ToldLedger.Entry(revision: 1, value: Standing.active.rawValue, notice: nil)
        try store.record(sequence, message, digest: digest, received: now, fate: .recorded, nominal: number)
        try store.append(accepted, encoded: message.encoded(), to: number)
        try store.replace(number, with: nominal)
        try store.save(key, ToldLedger.Entry(revision: 1, value: Standing.active.rawValue, notice: nil), of: number)
        return nominal
    }
}
