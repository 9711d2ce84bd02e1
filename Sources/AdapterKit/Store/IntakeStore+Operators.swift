import GRDB

extension IntakeStore {
    /// Puts a quarantined item back to be translated again, by an adapter that knows better now.
    ///
    /// - Throws: `notFound` unless the item is in the quarantine with its bytes.
    func retry(_ id: String) async throws(AdapterError) {
        let isDone = try await write { database in
            let sequence = try Int64.fetchOne(
                database,
                sql: """
                    SELECT sequence FROM item JOIN body ON body.item = sequence
                    WHERE id = ? AND state IN ('rejected', 'held') AND publishDue = 0
                    """, arguments: [id])
            guard let sequence else { return false }
            try database.execute(sql: "DELETE FROM message WHERE item = ?", arguments: [sequence])
            try database.execute(
                sql: """
                    UPDATE item SET state = 'received', translationAttempts = 0, receiptDue = 0, problems = '[]'
                    WHERE sequence = ?
                    """, arguments: [sequence])
            return true
        }
        guard isDone else { throw AdapterError(.notFound, "no item of this id is in the quarantine with its bytes") }
    }

    /// What is known of an item.
    func record(of id: String) async throws(AdapterError) -> IntakeRecord? {
        try await read { database in try IntakeQueries.records(database, where: "id = ?", [id]).first?.record }
    }
}
