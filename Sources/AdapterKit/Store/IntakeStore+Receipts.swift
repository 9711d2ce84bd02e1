import CanonicalModel
import GRDB

extension IntakeStore {
    /// Items whose sender is still to be told, oldest first.
    func receiptsDue(limit: Int) async throws(AdapterError) -> [(sequence: Int64, record: IntakeRecord)] {
        try await read { database in
            try IntakeQueries.records(database, where: "receiptDue = 1 ORDER BY sequence LIMIT ?", [limit])
        }
    }

    /// Notes that receipts are written, unless an item has moved on meanwhile and owes another.
    func markReceipted(
        _ receipted: [(sequence: Int64, record: IntakeRecord)], at now: Timestamp
    ) async throws(AdapterError) {
        let written = receipted.map { ($0.sequence, $0.record.state.rawValue) }
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE item SET receiptDue = 2, receiptWrittenAt = ? WHERE sequence = ? AND state = ?")
            for (sequence, state) in written {
                try statement.execute(arguments: [now.microseconds, sequence, state])
            }
        }
    }

    /// Items whose receipts were written before a time and are not known to be on the disk.
    func receiptsUnsettled(
        writtenBefore limit: Timestamp, atMost count: Int
    ) async throws(AdapterError) -> [(sequence: Int64, record: IntakeRecord)] {
        try await read { database in
            try IntakeQueries.records(
                database, where: "receiptDue = 2 AND receiptWrittenAt <= ? ORDER BY receiptWrittenAt LIMIT ?",
                [limit.microseconds, count])
        }
    }

    /// Notes that receipts are on the disk.
    func markReceiptsSettled(_ sequences: [Int64]) async throws(AdapterError) {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE item SET receiptDue = 0 WHERE sequence = ? AND receiptDue = 2")
            for sequence in sequences { try statement.execute(arguments: [sequence]) }
        }
    }

    /// After a start: receipts that a power cut may have taken are owed again.
    func oweUnsettledReceipts() async throws(AdapterError) {
        try await write { database in try database.execute(sql: "UPDATE item SET receiptDue = 1 WHERE receiptDue = 2") }
    }
}
