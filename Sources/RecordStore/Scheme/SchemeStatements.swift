import GRDB

/// The statements about timers, prepared once.
final class SchemeStatements {
    let saveTimer, dropTimer, firstTimer, scheduleAll, closeTaskOf, timerOf, lastFact: SQLStatement
    let heard, insertDesk, wasRaised, openLike: SQLStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database, sql) }
        saveTimer = try prepare(
            "INSERT INTO timer VALUES (?, ?) ON CONFLICT (nominal) DO UPDATE SET due = excluded.due WHERE due <> excluded.due"
        )
        dropTimer = try prepare("DELETE FROM timer WHERE nominal = ?")
        firstTimer = try prepare("SELECT nominal, due FROM timer WHERE due <= ? ORDER BY due, nominal LIMIT 1")
        timerOf = try prepare("SELECT due FROM timer WHERE nominal = ?")
        scheduleAll = try prepare(
            """
            INSERT INTO timer SELECT id, ? FROM nominal WHERE merged_into IS NULL AND length(wrapped) > 0
            ON CONFLICT (nominal) DO UPDATE SET due = min(due, excluded.due)
            """)
        lastFact = try prepare("SELECT max(seq) FROM fact WHERE nominal = ?")
        heard = try prepare("SELECT name, heard FROM source WHERE heard IS NOT NULL")
        insertDesk = try prepare("INSERT OR REPLACE INTO desk_task VALUES (?, ?)")
        wasRaised = try prepare("SELECT EXISTS (SELECT 1 FROM task WHERE key = ?)")
        openLike = try prepare(
            "SELECT key FROM task WHERE closed IS NULL AND nominal IS NULL AND substr(key, 1, length(?1)) = ?1")
        closeTaskOf = try prepare("UPDATE task SET closed = ?1 WHERE key = ?2 AND nominal = ?3 AND closed IS NULL")
    }
}
