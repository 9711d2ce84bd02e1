import CanonicalModel
import Foundation
import GRDB

extension IntakeStore {
    /// Keeps what became of a batch, and which files are aside, in one transaction.
    func record(
        _ judgements: [(item: SealedItem, judgement: Judgement)], aside: [Int64]
    ) async throws(AdapterError) {
        var rows: [(sequence: Int64, judgement: Judgement, messages: Data?)] = []
        rows.reserveCapacity(judgements.count)
        for (item, judgement) in judgements {
            let bundle = MessageBundle.pack(judgement.messages.map(\.bytes))
            let sealed = try item.key.flatMap { (key) throws(AdapterError) in
                bundle.isEmpty ? nil : Data(try key.seal(bundle, as: .messages, itemID: item.id))
            }
            rows.append((item.sequence, judgement, sealed))
        }
        let sealed = rows
        try await write { database in
            try Self.markAside(aside, database)
            for row in sealed { try Self.record(row.judgement, of: row.sequence, messages: row.messages, database) }
        }
        bell.ring(sealed.map(\.sequence))
    }

    private static func record(
        _ judgement: Judgement, of sequence: Int64, messages: Data?, _ database: Database
    ) throws {
        let isDue = judgement.state == .translated
        try database.cachedStatement(
            sql: """
                UPDATE item SET state = ?, publishDue = ?, receiptDue = ?, correlationID = ?, caseReference = ?, problems = ?,
                    rowsWithProblems = ?, rowProblems = ?
                WHERE sequence = ? AND state = 'received'
                """
        ).execute(arguments: [
            judgement.state.rawValue, isDue, !isDue, judgement.correlationID, judgement.caseReference,
            judgement.problems, judgement.rows?.rowCount ?? 0, judgement.rows?.problemCount ?? 0,
            sequence,
        ])
        // Somebody else has judged it meanwhile: a recovery and a reception may meet, and the first verdict stands.
        guard database.changesCount == 1 else { return }
        try record(judgement.rows, of: sequence, database)
        guard let messages else { return }
        try database.cachedStatement(sql: "UPDATE body SET messages = ? WHERE item = ?")
            .execute(arguments: [messages, sequence])
        let insert = try database.cachedStatement(
            sql: "INSERT INTO message (item, ordinal, id, type) VALUES (?, ?, ?, ?)")
        for (ordinal, message) in judgement.messages.enumerated() {
            try insert.execute(arguments: [sequence, ordinal, message.id, message.type])
        }
    }

    private static func record(_ rows: RowReport?, of sequence: Int64, _ database: Database) throws {
        guard let rows else { return }
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO report (item, lines) VALUES (?, ?)")
            .execute(arguments: [sequence, Data(rows.lines)])
    }

    /// The oldest item that was sealed and never judged, with its attempt counted before it is handed out: a translator
    /// that dies of an item must not die of it for ever.
    ///
    /// - Parameters:
    ///   - after: the sequence to continue behind.
    ///   - receivedBefore: only what has waited since then.
    func nextInterrupted(
        after: Int64, receivedBefore: Timestamp = Timestamp(microseconds: .max)
    ) async throws(AdapterError) -> OpenedItem? {
        try await interrupted(
            where: "sequence > ? AND receivedAt < ? ORDER BY sequence LIMIT 1", [after, receivedBefore.microseconds])
    }

    /// One item that was sealed and is not judged, its attempt counted likewise.
    func interrupted(id: String) async throws(AdapterError) -> OpenedItem? {
        try await interrupted(where: "item.id = ?", [id])
    }

    private func interrupted(
        where condition: String, _ arguments: StatementArguments
    ) async throws(AdapterError) -> OpenedItem? {
        let masterKey = masterKey
        return try await write { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT sequence, id, name, receivedAt, state, wrappedKey, bytes, translationAttempts
                    FROM item JOIN body ON body.item = sequence WHERE state = 'received' AND \(condition)
                    """, arguments: arguments)
            guard let row else { return nil }
            let item = try SealedItem(row, masterKey)
            try database.execute(
                sql: "UPDATE item SET translationAttempts = translationAttempts + 1 WHERE sequence = ?",
                arguments: [item.sequence])
            return OpenedItem(
                item: item, bytes: try? SealedBytes(row, database)?.opened(by: item.key),
                attempts: row["translationAttempts"])
        }
    }
}
