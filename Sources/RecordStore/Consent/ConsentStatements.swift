import GRDB

/// The statements about consent, prepared once.
final class ConsentStatements {
    let saveEpoch, queued, dropQueued, insertStopped, duePrompts, savePrompt, cause, insertDetail: SQLStatement
    let epoch, openClaim, handClaim, dropClaim, isClaimed: SQLStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database, sql) }
        // Whatever is saved is a change, though it come late: an item that was held is settled under its old number.
        saveEpoch = try prepare(
            """
            INSERT INTO consent VALUES (?, ?, ?)
            ON CONFLICT (nominal) DO UPDATE SET epoch = max(epoch + 1, excluded.epoch), prompt = excluded.prompt
            """)
        queued = try prepare("SELECT o.seq, n.seq FROM notice n JOIN outbox o ON o.notice = n.seq WHERE n.id = ?")
        dropQueued = try prepare("DELETE FROM outbox WHERE seq = ?")
        insertStopped = try prepare("INSERT OR IGNORE INTO stopped VALUES (?, ?)")
        duePrompts = try prepare("SELECT nominal, epoch FROM consent WHERE prompt <= ? ORDER BY prompt LIMIT ?")
        insertDetail = try prepare("INSERT OR REPLACE INTO task_detail VALUES (?, ?, ?, ?)")
        cause = try prepare("SELECT cause FROM notice WHERE id = ?")
        epoch = try prepare("SELECT epoch FROM consent WHERE nominal = ?")
        openClaim = try prepare("INSERT INTO claim VALUES (?, ?, NULL)")
        handClaim = try prepare("UPDATE claim SET handed = ?2 WHERE entry = ?1")
        dropClaim = try prepare("DELETE FROM claim WHERE entry = ?")
        isClaimed = try prepare("SELECT EXISTS (SELECT 1 FROM claim WHERE notice = ?)")
        savePrompt = try prepare("UPDATE consent SET prompt = ?2 WHERE nominal = ?1")
    }
}
