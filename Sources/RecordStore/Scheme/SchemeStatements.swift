import GRDB

/// The statements about timers, prepared once.
final class SchemeStatements {
    let saveTimer, dropTimer, firstTimer, scheduleAll, closeTaskOf, timerOf, lastFact, tally: SQLStatement
    let tasksKeyed, taskDetail: SQLStatement
    let saveTransition, transitionsOf, moveTransitions, dropTransitions, endTransitions, unreadSince: SQLStatement
    let heard, insertDesk, deskDetail, wasRaised, openLike: SQLStatement

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
        // Never under nought: a stroke of before the table was there is taken back from nothing.
        tally = try prepare(
            """
            INSERT INTO candidate_tally VALUES (?1, ?2, ?3, ?4, ?5, max(?6, 0))
            ON CONFLICT (scheme, month, cohort, route, outcome) DO UPDATE SET count = max(count + ?6, 0)
            """)
        saveTransition = try prepare(
            """
            INSERT INTO transition VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)
            ON CONFLICT (nominal, id) DO UPDATE SET ended = NULL, origin = excluded.origin, item = excluded.item,
            listed = excluded.listed, fate = excluded.fate, folded = excluded.folded, scheme = excluded.scheme,
            sealed = excluded.sealed
            """)
        transitionsOf = try prepare(
            "SELECT origin, sealed, folded IS NOT NULL FROM transition WHERE nominal = ? AND ended IS NULL")
        // What ended must not take the place of what stands, or its turn would come again.
        moveTransitions = try prepare(
            """
            UPDATE OR REPLACE transition SET nominal = ?2 WHERE nominal = ?1 AND (ended IS NULL OR NOT EXISTS (
                SELECT 1 FROM transition t WHERE t.nominal = ?2 AND t.id = transition.id AND t.ended IS NULL))
            """)
        dropTransitions = try prepare("DELETE FROM transition WHERE nominal = ?1 OR origin = ?1")
        // What says something of two people under the key of one would outlive the erasure of the other.
        endTransitions = try prepare(
            "UPDATE transition SET ended = ?2, sealed = x'' WHERE nominal = ?1 AND ended IS NULL")
        unreadSince = try prepare(
            """
            SELECT n.decided FROM notice n LEFT JOIN delivery d ON d.notice = n.seq
            WHERE n.id = ? AND d.acknowledged IS NULL
            """)
        lastFact = try prepare("SELECT max(seq) FROM fact WHERE nominal = ?")
        tasksKeyed = try prepare("SELECT id, nominal, owner, closed, cause FROM task WHERE key = ? ORDER BY id")
        taskDetail = try prepare("SELECT origin, sealed FROM task_detail WHERE task = ? AND cause = ?")
        heard = try prepare("SELECT name, heard FROM source WHERE heard IS NOT NULL")
        insertDesk = try prepare("INSERT OR REPLACE INTO desk_task VALUES (?, ?)")
        deskDetail = try prepare("SELECT detail FROM desk_task WHERE key = ?")
        wasRaised = try prepare("SELECT EXISTS (SELECT 1 FROM task WHERE key = ?)")
        openLike = try prepare(
            "SELECT key FROM task WHERE closed IS NULL AND nominal IS NULL AND substr(key, 1, length(?1)) = ?1")
        closeTaskOf = try prepare("UPDATE task SET closed = ?1 WHERE key = ?2 AND nominal = ?3 AND closed IS NULL")
    }
}
