import CanonicalModel
import Formats
import Foundation
import GRDB

extension SQLiteRecord {
    /// Writes what a transaction destroyed into the ledger beside the master key, then empties the log of the old bytes.
    ///
    /// Between the commit and here a crash leaves the entry in the store alone; the next opening writes it. What could not be
    /// written fails the transaction's caller, so that nothing is acknowledged to the sender until it is.
    static func settle(_ session: WriterSession, _ erasures: ErasureLedger?, _ database: Database) throws {
        guard !session.unwritten.isEmpty else { return }
        try erasures?.append(session.unwritten, session.keys)
        session.didWriteLedger()
        _ = try scrub(database)
    }

    /// Empties the write-ahead log if it may hold bytes of a key that was destroyed.
    ///
    /// - Returns: false while a reader keeps the log; it is tried again by the retention sweep and at the next opening.
    public func scrub() async throws -> Bool { try await onWriter { try Self.scrub($0) } }

    static func scrub(_ database: Database) throws -> Bool {
        let isDue = "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'scrub')"
        guard try Bool.fetchOne(database, sql: isDue) == true else { return true }
        guard try truncateLog(database) else { return false }
        try database.execute(sql: "DELETE FROM meta WHERE key = 'scrub'")
        return try truncateLog(database)
    }

    /// A checkpoint that cuts the log to nothing; false when a reader is in the way.
    private static func truncateLog(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
    }

    /// Brings the store and the ledger together before anything is served: a restored backup forgets again whom it had
    /// forgotten, and the ledger learns what a crash kept from it.
    static func replay(_ ledger: ErasureLedger, _ session: WriterSession, _ database: Database) throws {
        let written = try ledger.entries(session.keys)
        session.begin()
        var missing = [ErasureEntry]()
        try database.inTransaction(.immediate) {
            let store = StoreTransaction(session: session, hasSavepoints: true)
            missing = try store.replay(written)
            try session.commit()
            return .commit
        }
        // What was just replayed is in the ledger already.
        session.erased = []
        session.didCommit()
        try ledger.append(missing, session.keys)
        _ = try scrub(database)
    }
}

extension StoreTransaction {
    /// Destroys what the ledger says was destroyed and this store still has.
    ///
    /// - Returns: what this store destroyed and the ledger does not say.
    fileprivate func replay(_ written: [ErasureEntry]) throws -> [ErasureEntry] {
        for entry in written where try isKept(entry) {
            let number = try survivor(of: entry.nominal)
            // Whoever was united with the person when the backup was made goes too: their facts cannot be told apart there, and
            // in doubt a restore forgets.
            let subjects = try erase(
                number, message: entry.message, reason: entry.reason, authority: entry.authority, at: entry.at)
            try audit(
                [
                    "at": .string(entry.at.description), "authority": .string(entry.authority),
                    "message": .string(entry.message), "operations": .array([.string("erasure")]),
                    "reason": .string(entry.reason), "subjects": .array(subjects.map(JSONValue.string)),
                    "what": .string("erased-again-after-restore"),
                ], item: nil, at: entry.at)
        }
        let known = Set(written)
        return try session.erasure.erasures.all {
            ErasureEntry(
                nominal: $0.integer(0), key: $0.blob(1), at: Timestamp(microseconds: $0.integer(2)),
                message: $0.text(3),
                reason: $0.text(4), authority: $0.text(5))
        }
        .filter { !known.contains($0) }
    }

    /// Whether the very key that an entry says was destroyed is here.
    private func isKept(_ entry: ErasureEntry) throws -> Bool {
        guard let wrapped = try sql.wrappedKey.first(.integer(entry.nominal), read: { $0.blob(0) }), !wrapped.isEmpty
        else { return false }
        return session.keys.index(ofWrapped: wrapped) == entry.key
    }
}

extension StoreError {
    /// Nobody can read anything of a record whose key is destroyed.
    static func isErased(_ nominal: Int64) -> StoreError {
        StoreError(.erased, "The person of record \(nominal) was erased; nothing of theirs can be read any more.")
    }
}
