import CanonicalModel
import Foundation
import GRDB

/// The record: one SQLite file that one process opens, one connection writes and checkpoints, and everyone else reads.
///
/// **One writer.** *Why:* SQLite 3.40.1 can lose pages when a write and a checkpoint by different connections meet
/// (reliability-and-performance.md 0.5). *Advice:* ``write(_:)`` is the only way in; the reading connection is opened
/// read-only and closed first, so it never checkpoints. *If you do not:* the file is corrupted, rarely and silently.
///
/// **FULL.** *Why:* the core acknowledges to the broker on the strength of a commit; NORMAL in WAL mode may lose the last
/// commits in a power cut, and GRDB sets NORMAL after `prepareDatabase`. *Advice:* set after opening, checked, tested.
public final class SQLiteRecord: Sendable {
    /// Pages in the write-ahead log from which ``checkpointIfDue()`` checkpoints: few enough to be a short stall.
    static let quietCheckpointPages = 1_000
    /// Pages from which the writer checkpoints whatever waits: this bounds the log under a load that never pauses.
    static let busyCheckpointPages = 16_000
    /// Memory for the writer's page cache, in KiB.
    private static let cacheKibibytes = 65_536

    private let writer: DatabaseQueue
    private let reader: DatabaseQueue
    private let lock: StoreLock
    private let session: WriterSession
    private let log: WriteAheadLog
    private let keys: MasterKey
    private let erasures: ErasureLedger?
    /// The highest number that was ever given in the outbox when the store was opened.
    public let outboxNumberAtStart: Int64

    /// Opens the store, making or migrating it.
    ///
    /// - Parameters:
    ///   - path: the database file; `PATH.lock` beside it fences off a second core.
    ///   - keys: the master key, kept elsewhere.
    ///   - erasures: what was ever erased, kept beside the master key; replayed before this returns. Nil in tests that erase
    ///     nobody.
    /// - Throws: a ``StoreError``: already open, not durable, or damaged (`quick_check`).
    public init(path: String, keys: MasterKey, erasures: ErasureLedger? = nil) throws {
        lock = try StoreLock(path: path + ".lock")
        log = WriteAheadLog()
        writer = try Self.openWriter(path, log)
        try Schema.migrator().migrate(writer)
        try Self.makeDurable(writer)
        reader = try Self.openReader(path)
        self.keys = keys
        self.erasures = erasures
        session = try writer.writeWithoutTransaction { try WriterSession($0, keys: keys) }
        outboxNumberAtStart = session.counters.outbox
        try replayErasures()
        try indexBlocks()
        try indexConsents()
    }

    /// Runs one transaction; everything in it commits together, durably, before this returns.
    ///
    /// - Parameter body: works on the transaction; what it throws rolls everything back. It may be run twice: see
    ///   ``StoreTransaction/item(_:)``.
    /// - Returns: what the body returns.
    public func write<Value: Sendable>(_ body: @escaping @Sendable (StoreTransaction) throws -> Value) async throws -> Value {
        do {
            return try await write(hasSavepoints: false, body)
        } catch is StoreTransaction.ItemFailed {
            return try await write(hasSavepoints: true, body)
        }
    }

    private func write<Value: Sendable>(
        hasSavepoints: Bool, _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        let (session, writer, log, erasures) = (session, writer, log, erasures)
        // A cancelled caller must not interrupt a transaction: the effects of a message are all or nothing, and all is wanted.
        return try await Task {
            try await writer.writeWithoutTransaction { database in
                let value = try Self.transact(database, session, erasures, hasSavepoints: hasSavepoints, body)
                // What is committed is committed: a log that cannot be moved yet must not make it look undone.
                if log.pages >= Self.busyCheckpointPages { _ = try? log.checkpoint(database) }
                return value
            }
        }.value
    }

    /// Runs one transaction and waits for it: for what has to be on record before the first message is taken in.
    ///
    /// - Parameter body: works on the transaction; what it throws rolls everything back.
    /// - Returns: what the body returns.
    public func writeAtStart<Value>(_ body: (StoreTransaction) throws -> Value) throws -> Value {
        try writer.writeWithoutTransaction { try Self.transact($0, session, erasures, hasSavepoints: true, body) }
    }

    private static func transact<Value>(
        _ database: Database, _ session: WriterSession, _ erasures: ErasureLedger?, hasSavepoints: Bool,
        _ body: (StoreTransaction) throws -> Value
    ) throws -> Value {
        // What the ledger could not take before comes first: with nothing committed yet, failing here undoes nothing.
        try settle(session, erasures, database)
        session.begin()
        var value: Value?
        try database.inTransaction(.immediate) {
            value = try body(StoreTransaction(session: session, hasSavepoints: hasSavepoints))
            try session.commit()
            return .commit
        }
        session.didCommit()
        try settle(session, erasures, database)
        guard let value else { preconditionFailure("A committed transaction has run its body.") }
        return value
    }

    /// Whether the log outgrew what even a busy writer leaves in it: its checkpoints fail.
    public var isCheckpointOverdue: Bool { log.pages >= Self.busyCheckpointPages }

    /// Moves the write-ahead log into the database when there is enough of it to be worth it.
    ///
    /// *Why:* left to itself SQLite checkpoints inside a commit, and a notice waits for it. *Advice:* call this when a batch has
    /// been handed on and little is waiting. *If you do not:* the writer does it at ``busyCheckpointPages``, a longer stall.
    public func checkpointIfDue() async throws {
        guard log.pages >= Self.quietCheckpointPages else { return }
        try await writer.writeWithoutTransaction { [log] in try log.checkpoint($0) }
    }

    /// Runs something on the writing connection, outside any transaction.
    func onWriter<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await writer.writeWithoutTransaction(body)
    }

    /// The digest of the agreement that was last put in force; nil before the first.
    ///
    /// Kept here beside the archive of agreements: an archive that was lost must not look like a first start.
    public func agreementInForce() throws -> String? {
        try writer.writeWithoutTransaction {
            try Data.fetchOne($0, sql: "SELECT value FROM meta WHERE key = 'agreement'").map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Remembers which agreement is in force.
    public func remember(agreementInForce digest: String) throws {
        try writer.writeWithoutTransaction {
            try $0.execute(
                sql: "INSERT INTO meta VALUES ('agreement', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                arguments: [Data(digest.utf8)])
        }
    }

    private func replayErasures() throws {
        guard let erasures else { return }
        let session = session
        try writer.writeWithoutTransaction { try Self.replay(erasures, session, $0) }
    }

    /// A store that an earlier version wrote has no keys for probable matches yet; they can only be made where the master key is.
    private func indexBlocks() throws {
        let session = session
        try writer.writeWithoutTransaction { database in
            guard try Int.fetchOne(database, sql: "SELECT count(*) FROM block") == 0 else { return }
            session.begin()
            try database.inTransaction(.immediate) {
                try StoreTransaction(session: session, hasSavepoints: true).indexAllBlocks()
                return .commit
            }
            session.didCommit()
        }
    }

    /// The consents of a store that an earlier version wrote are in its sealed facts only.
    private func indexConsents() throws {
        let session = session
        try writer.writeWithoutTransaction { database in
            let done = "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'consents')"
            guard try Bool.fetchOne(database, sql: done) != true else { return }
            session.begin()
            try database.inTransaction(.immediate) {
                let isComplete = try StoreTransaction(session: session, hasSavepoints: true).indexConsents()
                if isComplete { try database.execute(sql: "INSERT INTO meta VALUES ('consents', x'01')") }
                return .commit
            }
            session.didCommit()
        }
    }

    /// Runs read-only queries on a connection of their own; the writer never waits for them.
    public func read<Value: Sendable>(_ body: @escaping @Sendable (StoreReader) throws -> Value) async throws -> Value {
        let keys = keys
        return try await reader.read { try body(StoreReader(database: $0, keys: keys)) }
    }

    /// The durability settings in force: ("wal", 2) is what every acknowledgement stands on.
    public func durability() async throws -> (journal: String, synchronous: Int) {
        try await writer.writeWithoutTransaction { database in
            (
                journal: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
                synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
            )
        }
    }

    private static func openWriter(_ path: String, _ log: WriteAheadLog) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            log.watch(database)
            // What is deleted or shortened is overwritten with zeros: a key that was destroyed must not stay in its page. FAST
            // leaves freed pages alone; those hold nothing but bytes sealed by such a key.
            try database.execute(sql: "PRAGMA secure_delete = FAST")
            try database.execute(sql: "PRAGMA cache_size = -\(cacheKibibytes)")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func makeDurable(_ writer: DatabaseQueue) throws {
        try writer.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
            guard level == 2, journal == "wal" else {
                throw StoreError(.durability, "SQLite would not take synchronous=FULL in WAL mode; nothing may be acknowledged.")
            }
            guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
                throw StoreError(.database, "The store is damaged (quick_check). Restore the last backup; see ops/runbooks.")
            }
        }
    }

    private static func openReader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
