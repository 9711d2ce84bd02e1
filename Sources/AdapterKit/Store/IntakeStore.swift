import CanonicalModel
import Foundation
import GRDB

/// The adapter's own record of what it received: bytes sealed before anything looks at them, and what became of each.
///
/// One connection writes and checkpoints, in this process only; commits reach the disk before they return
/// (`synchronous=FULL`), because a file is moved aside on the strength of one.
final class IntakeStore: Sendable {
    let queue: DatabaseQueue
    let masterKey: MasterKey
    let makeID: @Sendable (Timestamp) -> String
    /// Rung after each commit that may have decided an item.
    let bell = FateBell()
    private let lock: FileLock

    /// Opens the store of a state folder, making it on the first run.
    ///
    /// - Parameters:
    ///   - folder: the state folder.
    ///   - masterKeyFile: where the master key is, or is to be made.
    ///   - makeID: gives an item its id; time-ordered.
    init(
        folder: String, masterKeyFile: String,
        makeID: @escaping @Sendable (Timestamp) -> String = { UUIDText.version7(at: $0, random: .random(count: 10)) }
    ) throws(AdapterError) {
        let directory = try Directory.make(folder, permissions: 0o700)
        lock = try FileLock(folder: folder)
        let isNew = try directory.status(FileName(Self.fileName)) == nil
        masterKey = try MasterKey.load(masterKeyFile, mayCreate: isNew)
        // SQLite would let others read it; what it makes beside it takes the same permissions.
        if isNew { _ = try directory.create(FileName(Self.fileName), permissions: 0o600) }
        self.makeID = makeID
        do {
            queue = try Self.open(folder + "/" + Self.fileName)
        } catch {
            throw AdapterError(.store, "the intake database cannot be opened", cause: "\(error)")
        }
        try checkFingerprint()
    }

    static let fileName = "intake.sqlite"

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "throughgate.intake"
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        // The schema's references hold by construction; checking them costs a lookup a row.
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            // GRDB's setUpWALMode lowers it to NORMAL after every hook of ours has run: raise it, then look.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA secure_delete = ON")
            _ = try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint = 4000")
            let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            precondition(synchronous == 2, "A commit that does not reach the disk must never move a file aside.")
        }
        try IntakeSchema.migrator.migrate(queue)
        return queue
    }

    private func checkFingerprint() throws(AdapterError) {
        let mine = Data(masterKey.fingerprint)
        let stored = try reported {
            try queue.write { database in
                try database.execute(
                    sql: "INSERT OR IGNORE INTO setting (name, value) VALUES ('masterKeyFingerprint', ?)",
                    arguments: [mine])
                return try Data.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'masterKeyFingerprint'")
            }
        }
        guard stored == mine else {
            throw AdapterError(.masterKey, "the master key is not the one this intake database was sealed with")
        }
    }

    private func reported<Value>(_ body: () throws -> Value) throws(AdapterError) -> Value {
        do { return try body() } catch { throw AdapterError(.store, "the intake database failed", cause: "\(error)") }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AdapterError) -> Value {
        do { return try await queue.read(body) } catch let error as AdapterError { throw error } catch {
            throw AdapterError(.store, "the intake database could not be read", cause: "\(error)")
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AdapterError) -> Value {
        do { return try await queue.write(body) } catch let error as AdapterError { throw error } catch {
            throw AdapterError(.store, "the intake database could not be written", cause: "\(error)")
        }
    }
}

extension [UInt8] {
    /// Bytes from the system's source of randomness.
    static func random(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
