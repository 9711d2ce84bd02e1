import CanonicalModel
import Foundation
import GRDB

extension IntakeStore {
    /// Where a resubmitted item goes on: where it failed.
    enum ResubmissionStep: String, Sendable {
        /// It is translated again, by an adapter that knows better now or from mended bytes.
        case translation
        /// Its messages are made and the broker kept refusing them: they are published again.
        case publishing
    }

    /// What is known of an item.
    func record(of id: String) async throws(AdapterError) -> IntakeRecord? {
        try await read { database in try IntakeQueries.records(database, where: "id = ?", [id]).first?.record }
    }

    /// The items that a selection means, oldest first.
    func quarantined(_ selection: QuarantineSelection, at now: Timestamp) async throws(AdapterError) -> [IntakeRecord] {
        try await read { database in
            try IntakeQueries.quarantined(database, selection, limit: QuarantineSelection.maxItems, at: now)
        }
    }

    /// Puts a quarantined item back to the step that failed.
    ///
    /// - Throws: `notFound` unless the item is in the quarantine with its bytes.
    @discardableResult
    func resubmit(_ id: String, _ action: OperatorAction? = nil) async throws(AdapterError) -> ResubmissionStep {
        let step = try await write { database -> ResubmissionStep? in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT sequence, publishDue FROM item JOIN body ON body.item = sequence
                    WHERE id = ? AND state IN ('rejected', 'held')
                    """, arguments: [id])
            guard let row else { return nil }
            let sequence: Int64 = row["sequence"]
            let step: ResubmissionStep = row["publishDue"] ? .publishing : .translation
            try Self.resubmit(sequence, to: step, database)
            try action?.at(step.rawValue).note(on: sequence, database)
            return step
        }
        guard let step else {
            throw AdapterError(.notFound, "no item of the id \(id) is in the quarantine with its bytes")
        }
        return step
    }

    private static func resubmit(_ sequence: Int64, to step: ResubmissionStep, _ database: Database) throws {
        switch step {
        case .publishing:
            try database.execute(
                sql: """
                    UPDATE item SET state = 'translated', retryAt = 0, publishAttempts = 0, receiptDue = 0
                    WHERE sequence = ?
                    """, arguments: [sequence])
        case .translation:
            for table in ["message", "report"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE item = ?", arguments: [sequence])
            }
            try database.execute(
                sql: """
                    UPDATE item SET state = 'received', translationAttempts = 0, receiptDue = 0, receiptRetryAt = 0,
                        problems = '[]', rowsWithProblems = 0, rowProblems = 0
                    WHERE sequence = ?
                    """, arguments: [sequence])
        }
    }

    /// Keeps mended bytes beside the original.
    ///
    /// - Parameters:
    ///   - id: an item in the quarantine that does not wait for the broker.
    ///   - action: who mended it and why.
    ///   - edit: makes the new bytes of the present ones; of none when the item was refused unread.
    /// - Returns: the number of the revision.
    @discardableResult
    func revise(
        _ id: String, _ action: OperatorAction, _ edit: @escaping @Sendable ([UInt8]) throws -> [UInt8]
    ) async throws(AdapterError) -> Int {
        let masterKey = masterKey
        return try await write { database in try Self.revise(id, action, edit, masterKey, database) }
    }

    private static func revise(
        _ id: String, _ action: OperatorAction, _ edit: ([UInt8]) throws -> [UInt8], _ masterKey: MasterKey,
        _ database: Database
    ) throws -> Int {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT id, sequence, wrappedKey, bytes FROM item LEFT JOIN body ON body.item = sequence
                WHERE id = ? AND state IN ('rejected', 'held') AND publishDue = 0 AND destroyedAt IS NULL
                """, arguments: [id])
        guard let row else { throw AdapterError(.notFound, "no item of the id \(id) can be mended in the quarantine") }
        let sequence: Int64 = row["sequence"]
        let present = try SealedBytes(row, database)
        let wrapped: Data? = row["wrappedKey"]
        let key = try wrapped.map { try masterKey.unwrap(Array($0), itemID: id) } ?? ItemKey()
        let edited = try edit(try present?.opened(by: key) ?? [])
        if wrapped == nil { try insertEmptyBody(of: sequence, id, key, masterKey, database) }
        let number = (present?.revision ?? 0) + 1
        let sealed = try key.seal(edited, as: .bytes, itemID: SealedBytes.context(id, revision: number))
        try database.execute(
            sql: "INSERT INTO revision (item, number, bytes) VALUES (?, ?, ?)",
            arguments: [sequence, number, Data(sealed)])
        try action.note(on: sequence, database)
        return number
    }

    /// The file of an item that was refused unread is its original, and stays aside.
    private static func insertEmptyBody(
        of sequence: Int64, _ id: String, _ key: ItemKey, _ masterKey: MasterKey, _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO body (item, wrappedKey, bytes) VALUES (?, ?, ?)",
            arguments: [
                sequence, Data(try masterKey.wrap(key, itemID: id)), Data(try key.seal([], as: .bytes, itemID: id)),
            ])
    }

    /// Closes an item; the sender of a held one, who was promised another receipt, gets the last.
    func close(_ id: String, _ code: CloseCode, _ action: OperatorAction) async throws(AdapterError) {
        let isDone = try await write { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT sequence, state FROM item WHERE id = ? AND state IN ('rejected', 'held')", arguments: [id])
            guard let row else { return false }
            let (sequence, state): (Int64, String) = (row["sequence"], row["state"])
            try database.execute(
                sql: """
                    UPDATE item SET state = 'closed', closeReason = ?, publishDue = 0,
                        receiptDue = CASE WHEN ? THEN 1 ELSE receiptDue END WHERE sequence = ?
                    """, arguments: [code.rawValue, state == IntakeState.held.rawValue, sequence])
            try action.note(on: sequence, database)
            return true
        }
        guard isDone else { throw AdapterError(.notFound, "no item of the id \(id) is in the quarantine") }
    }

    /// Writes down what an operator did that changed nothing.
    func note(_ action: OperatorAction, on id: String) async throws(AdapterError) {
        let isDone = try await write { database in
            guard
                let sequence = try Int64.fetchOne(
                    database, sql: "SELECT sequence FROM item WHERE id = ?", arguments: [id])
            else { return false }
            try action.note(on: sequence, database)
            return true
        }
        guard isDone else { throw AdapterError(.notFound, "no item has the id \(id)") }
    }
}

// MARK: - The process

extension IntakeStore {
    /// Notes that the adapter runs.
    ///
    /// - Returns: whether the last run never said that it ended.
    func begin() async throws(AdapterError) -> Bool {
        try await write { database in
            let isRunning =
                try Bool.fetchOne(database, sql: "SELECT COUNT(*) FROM setting WHERE name = 'running'") ?? false
            try database.execute(sql: "INSERT OR REPLACE INTO setting (name, value) VALUES ('running', x'01')")
            return isRunning
        }
    }

    /// Notes that it ended in good order.
    func end() async throws(AdapterError) {
        try await write { database in try database.execute(sql: "DELETE FROM setting WHERE name = 'running'") }
    }
}

extension OperatorAction {
    fileprivate func at(_ detail: String) -> OperatorAction {
        OperatorAction(time: time, author: author, action: action, detail: detail, reason: reason)
    }
}
