import CanonicalModel
import GRDB

extension IntakeStore {
    /// Destroys the keys and bytes of items whose time is over; their skeletons stay.
    ///
    /// - Parameters:
    ///   - receivedBefore: for items that travelled or were ignored.
    ///   - quarantinedBefore: for rejected, held and closed ones. What the broker has not confirmed is never destroyed.
    ///   - now: kept as the time of destruction.
    /// - Returns: how many were destroyed.
    func destroy(
        receivedBefore: Timestamp, quarantinedBefore: Timestamp, at now: Timestamp
    ) async throws(AdapterError) -> Int {
        let count = try await write { database in
            let expired = try Int64.fetchAll(
                database,
                sql: """
                    SELECT sequence FROM item
                    WHERE destroyedAt IS NULL AND receivedAt < ? AND publishDue = 0 AND receiptDue <> 1 AND (
                        state IN ('published', 'ignored') AND receivedAt < ?
                        OR state IN ('rejected', 'held', 'closed') AND receivedAt < ?)
                    """,
                arguments: [
                    max(receivedBefore, quarantinedBefore).microseconds, receivedBefore.microseconds,
                    quarantinedBefore.microseconds,
                ])
            for sequence in expired {
                for table in ["body", "revision", "report"] {
                    try database.execute(sql: "DELETE FROM \(table) WHERE item = ?", arguments: [sequence])
                }
                try database.execute(
                    sql: "UPDATE item SET destroyedAt = ?, caseReference = NULL WHERE sequence = ?",
                    arguments: [now.microseconds, sequence])
            }
            return expired.count
        }
        if count > 0 { try await emptyLog() }
        return count
    }

    /// A destroyed key may still stand in the write-ahead log: copy the log into the database and cut it to nothing.
    private func emptyLog() async throws(AdapterError) {
        do {
            try await queue.writeWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
        } catch {
            throw AdapterError(.store, "the intake database could not be checkpointed", cause: "\(error)")
        }
    }

    /// Files aside whose time is over.
    ///
    /// Those never sealed are the only copy, and stay as long as the quarantine.
    func expiredAside(
        receivedBefore: Timestamp, quarantinedBefore: Timestamp
    ) async throws(AdapterError) -> [(sequence: Int64, id: String, name: String)] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, id, name FROM item WHERE isAside = 1 AND asideDestroyedAt IS NULL
                    AND receivedAt < ? AND receivedAt < CASE WHEN digest IS NULL THEN ? ELSE ? END
                    """,
                arguments: [
                    max(receivedBefore, quarantinedBefore).microseconds, quarantinedBefore.microseconds,
                    receivedBefore.microseconds,
                ]
            ).map { ($0["sequence"], $0["id"], $0["name"]) }
        }
    }

    /// Notes that files aside are gone.
    func markAsideDestroyed(_ sequences: [Int64], at now: Timestamp) async throws(AdapterError) {
        guard !sequences.isEmpty else { return }
        try await write { database in
            for sequence in sequences {
                try database.execute(
                    sql: "UPDATE item SET asideDestroyedAt = ? WHERE sequence = ?",
                    arguments: [now.microseconds, sequence])
            }
        }
    }
}
