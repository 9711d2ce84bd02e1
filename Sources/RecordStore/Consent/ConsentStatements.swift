import GRDB

/// The statements about consent, prepared once.
final class ConsentStatements {
    let saveEpoch, queued, dropQueued, insertStopped, duePrompts, savePrompt, cause, insertDetail: SQLStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database, sql) }
        saveEpoch = try prepare(
            """
            INSERT INTO consent VALUES (?, ?, ?)
            ON CONFLICT (nominal) DO UPDATE SET epoch = max(epoch, excluded.epoch), prompt = excluded.prompt
            """)
        queued = try prepare("SELECT o.seq, n.seq FROM notice n JOIN outbox o ON o.notice = n.seq WHERE n.id = ?")
        dropQueued = try prepare("DELETE FROM outbox WHERE seq = ?")
        insertStopped = try prepare("INSERT OR IGNORE INTO stopped VALUES (?, ?)")
        duePrompts = try prepare("SELECT nominal, epoch FROM consent WHERE prompt <= ? ORDER BY prompt LIMIT ?")
        insertDetail = try prepare("INSERT OR REPLACE INTO task_detail VALUES (?, ?, ?, ?)")
        cause = try prepare("SELECT cause FROM notice WHERE id = ?")
        savePrompt = try prepare("UPDATE consent SET prompt = ?2 WHERE nominal = ?1")
    }
}
