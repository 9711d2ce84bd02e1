import CanonicalModel
import Foundation
import GRDB

extension IntakeStore {
    /// Items whose sender is still to be told, oldest first.
    func receiptsDue(
        limit: Int, at now: Timestamp
    ) async throws(AdapterError) -> [(sequence: Int64, record: IntakeRecord)] {
        try await read { database in
            try IntakeQueries.records(
                database, where: "receiptDue = 1 AND receiptRetryAt <= ? ORDER BY sequence LIMIT ?",
                [now.microseconds, limit])
        }
    }

    /// The lines of an item's row report.
    func rowReport(of sequence: Int64) async throws(AdapterError) -> [UInt8]? {
        try await read { database in
            try Data.fetchOne(database, sql: "SELECT lines FROM report WHERE item = ?", arguments: [sequence])
                .map(Array.init)
        }
    }

    /// Notes that receipts could not be delivered; they are tried again.
    func postponeReceipts(_ sequences: [Int64], until time: Timestamp) async throws(AdapterError) {
        guard !sequences.isEmpty else { return }
        try await write { database in
            for sequence in sequences {
                try database.execute(
                    sql: "UPDATE item SET receiptRetryAt = ? WHERE sequence = ?",
                    arguments: [time.microseconds, sequence])
            }
        }
    }

    /// Notes that receipts are written, unless an item has moved on meanwhile and owes another.
    func markReceipted(
        _ receipted: [(sequence: Int64, record: IntakeRecord)], at now: Timestamp
    ) async throws(AdapterError) {
        // Only a file can be taken by a power cut; a confirmed message and a row of ours cannot.
        let written = receipted.map { ($0.record.way == .file ? 2 : 0, $0.sequence, $0.record.state.rawValue) }
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE item SET receiptDue = ?, receiptWrittenAt = ? WHERE sequence = ? AND state = ?")
            for (due, sequence, state) in written {
                try statement.execute(arguments: [due, now.microseconds, sequence, state])
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
