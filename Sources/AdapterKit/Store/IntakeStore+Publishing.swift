import CanonicalModel
import Foundation
import GRDB

extension IntakeStore {
    /// Items whose messages are due, oldest first.
    ///
    /// - Parameter limit: the most items; fewer come when they are big.
    /// - Returns: the items, and the sequences of those whose messages do not open any more.
    func nextToPublish(
        limit: Int, at now: Timestamp
    ) async throws(AdapterError) -> (items: [UnpublishedItem], broken: [Int64]) {
        let sealed = try await read { database in try Self.fetchUnpublished(database, limit: limit, at: now) }
        var items: [UnpublishedItem] = []
        var broken: [Int64] = []
        for item in sealed {
            if let opened = item.opened(masterKey) { items.append(opened) } else { broken.append(item.sequence) }
        }
        return (items, broken)
    }

    private struct SealedMessages: Sendable {
        let sequence: Int64
        let id: String
        let correlationID: String?
        let attempts: Int
        let wrappedKey: Data
        let messages: Data
        let unconfirmed: [(ordinal: Int, id: String, type: String)]

        func opened(_ masterKey: MasterKey) -> UnpublishedItem? {
            guard let key = try? masterKey.unwrap(Array(wrappedKey), itemID: id),
                let bundle = try? key.open(Array(messages), as: .messages, itemID: id),
                let bytes = MessageBundle.unpack(bundle), unconfirmed.allSatisfy({ $0.ordinal < bytes.count })
            else { return nil }
            return UnpublishedItem(
                sequence: sequence, id: id, correlationID: correlationID, attempts: attempts,
                messages: unconfirmed.map {
                    UnpublishedItem.Message(ordinal: $0.ordinal, id: $0.id, type: $0.type, bytes: bytes[$0.ordinal])
                })
        }
    }

    /// Items read back at once, so that a long backlog is never in memory as a whole.
    private static let maxBytesAtOnce = 8 << 20

    private static func fetchUnpublished(
        _ database: Database, limit: Int, at now: Timestamp
    ) throws -> [SealedMessages] {
        let items = try database.cachedStatement(
            sql: """
                SELECT sequence, id, correlationID, publishAttempts, wrappedKey, messages
                FROM item JOIN body ON body.item = sequence
                WHERE publishDue = 1 AND retryAt <= ? ORDER BY sequence LIMIT ?
                """)
        let parts = try database.cachedStatement(
            sql: "SELECT ordinal, id, type FROM message WHERE item = ? AND isConfirmed = 0 ORDER BY ordinal")
        var found: [SealedMessages] = []
        var byteCount = 0
        let cursor = try Row.fetchCursor(items, arguments: [now.microseconds, limit])
        while byteCount < maxBytesAtOnce, let row = try cursor.next() {
            let sequence: Int64 = row["sequence"]
            let messages: Data = row["messages"]
            byteCount += messages.count
            found.append(
                SealedMessages(
                    sequence: sequence, id: row["id"], correlationID: row["correlationID"],
                    attempts: row["publishAttempts"],
                    wrappedKey: row["wrappedKey"], messages: messages,
                    unconfirmed: try Row.fetchAll(parts, arguments: [sequence]).map {
                        ($0["ordinal"], $0["id"], $0["type"])
                    }))
        }
        return found
    }

    /// Keeps what the broker said, in one transaction.
    ///
    /// - Parameters:
    ///   - results: what each item's attempt came to.
    ///   - holdAfterAttempts: after so many refusals the sender is told that the item is held; it is still tried again.
    func record(_ results: [PublishingResult], holdAfterAttempts: Int) async throws(AdapterError) {
        try await write { database in
            for result in results {
                if result.isComplete {
                    try Self.complete(result.sequence, database)
                } else {
                    try Self.postpone(result, holdAfterAttempts: holdAfterAttempts, database)
                }
            }
        }
        bell.ring(results.map(\.sequence))
    }

    /// A duplicate is one of the same sender's by the same way: what others sent is not told to whoever guesses their bytes
    /// (DESIGN decision 17). All who write to the drop folder are one sender.
    private static func complete(_ sequence: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE item SET state = 'published', publishDue = 0, receiptDue = 1, receiptRetryAt = 0, isDuplicate = EXISTS (
                    SELECT 1 FROM item AS earlier WHERE earlier.digest = item.digest AND earlier.sequence < item.sequence
                    AND earlier.way = item.way AND earlier.sender IS item.sender
                    AND earlier.state IN ('translated', 'published'))
                WHERE sequence = ?
                """
        ).execute(arguments: [sequence])
        try database.cachedStatement(sql: "UPDATE message SET isConfirmed = 1 WHERE item = ?").execute(arguments: [
            sequence
        ])
        try database.cachedStatement(sql: "UPDATE body SET messages = NULL WHERE item = ?").execute(arguments: [
            sequence
        ])
    }

    private static func postpone(_ result: PublishingResult, holdAfterAttempts: Int, _ database: Database) throws {
        let confirm = try database.cachedStatement(
            sql: "UPDATE message SET isConfirmed = 1 WHERE item = ? AND ordinal = ?")
        for ordinal in result.confirmed { try confirm.execute(arguments: [result.sequence, ordinal]) }
        try database.cachedStatement(
            sql: "UPDATE item SET retryAt = ?, publishAttempts = publishAttempts + ? WHERE sequence = ?"
        ).execute(arguments: [result.retryAt.microseconds, result.wasRefused ? 1 : 0, result.sequence])
        try database.cachedStatement(
            sql: """
                UPDATE item SET state = 'held', receiptDue = 1
                WHERE sequence = ? AND state = 'translated' AND publishAttempts >= ?
                """
        ).execute(arguments: [result.sequence, holdAfterAttempts])
    }

    /// Takes items out of the way whose messages cannot be opened; an operator decides.
    func hold(_ sequences: [Int64], because problems: String) async throws(AdapterError) {
        guard !sequences.isEmpty else { return }
        try await write { database in
            for sequence in sequences {
                try database.execute(
                    sql:
                        "UPDATE item SET state = 'held', publishDue = 0, receiptDue = 1, problems = ? WHERE sequence = ?",
                    arguments: [problems, sequence])
            }
        }
        bell.ring(sequences)
    }
}
