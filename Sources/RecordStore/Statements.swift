import GRDB

/// Every statement the writer runs, prepared once.
final class Statements {
    let findItem, insertItem, updateItem: SQLStatement
    let findIdentifier, insertIdentifier, findBlock, insertBlock, moveIdentifiers, moveBlocks: SQLStatement
    let insertNominal, wrappedKey, mergeNominal, survivor: SQLStatement
    let insertFact, factsOf, moveFacts: SQLStatement
    let saveTold, toldOf, moveTold, dropTold: SQLStatement
    let insertNotice, noticeByID: SQLStatement
    let insertOutbox, deleteOutbox: SQLStatement
    let markSent, markAcknowledged, deliveryOf: SQLStatement
    let insertTask, closeTask, openTasksOf, moveTasks, isTaskOpen: SQLStatement
    let insertHeld, settleHeld, insertQuarantine: SQLStatement
    let insertSource, insertAudit, saveMeta, savepoint, release, rollbackTo: SQLStatement
    let insertDecision: SQLStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database, sql) }
        findItem = try prepare("SELECT seq, digest, fate FROM inbox WHERE item = ?")
        insertItem = try prepare("INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        updateItem = try prepare("UPDATE inbox SET fate = ?, reason = ?, nominal = ?, received = ? WHERE seq = ?")
        findIdentifier = try prepare("SELECT nominal FROM identifier WHERE blind = ?")
        insertIdentifier = try prepare("INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)")
        findBlock = try prepare("SELECT nominal FROM block WHERE blind = ?")
        insertBlock = try prepare("INSERT OR IGNORE INTO block VALUES (?, ?)")
        moveIdentifiers = try prepare("UPDATE identifier SET nominal = ?2 WHERE nominal = ?1")
        moveBlocks = try prepare("UPDATE OR REPLACE block SET nominal = ?2 WHERE nominal = ?1")
        insertNominal = try prepare("INSERT INTO nominal (wrapped, opened) VALUES (?, ?) RETURNING id")
        wrappedKey = try prepare("SELECT wrapped FROM nominal WHERE id = ?")
        mergeNominal = try prepare("UPDATE nominal SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1")
        survivor = try prepare("SELECT coalesce(merged_into, id) FROM nominal WHERE id = ?")
        insertFact = try prepare("INSERT INTO fact VALUES (?, ?, ?, ?, ?)")
        factsOf = try prepare("SELECT seq, origin, digest, sealed FROM fact WHERE nominal = ? AND seq NOT IN (SELECT fact FROM rectified) ORDER BY seq")
        moveFacts = try prepare("UPDATE fact SET nominal = ?2 WHERE nominal = ?1")
        saveTold = try prepare(
            """
            INSERT INTO told VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (nominal, key) DO UPDATE SET origin = excluded.origin, sealed = excluded.sealed
            """)
        toldOf = try prepare("SELECT origin, sealed FROM told WHERE nominal = ?")
        moveTold = try prepare("UPDATE OR IGNORE told SET nominal = ?2 WHERE nominal = ?1")
        dropTold = try prepare("DELETE FROM told WHERE nominal = ?")
        insertNotice = try prepare("INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        noticeByID = try prepare("SELECT seq, nominal, recipient, origin, kind FROM notice WHERE id = ?")
        insertOutbox = try prepare("INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)")
        deleteOutbox = try prepare("DELETE FROM outbox WHERE seq = ? RETURNING notice")
        markSent = try prepare(
            "INSERT INTO delivery (notice, sent) VALUES (?, ?) ON CONFLICT (notice) DO UPDATE SET sent = coalesce(sent, excluded.sent)")
        markAcknowledged = try prepare(
            """
            INSERT INTO delivery (notice, acknowledged, acknowledgement, sealed) VALUES (?, ?, ?, ?)
            ON CONFLICT (notice) DO UPDATE
            SET acknowledged = excluded.acknowledged, acknowledgement = excluded.acknowledgement, sealed = excluded.sealed
            """)
        deliveryOf = try prepare("SELECT acknowledged FROM delivery WHERE notice = ?")
        insertTask = try prepare(
            "INSERT INTO task (key, kind, nominal, cause, raised, due, owner) VALUES (?, ?, ?, ?, ?, ?, ?)")
        closeTask = try prepare("UPDATE task SET closed = ? WHERE key = ? AND closed IS NULL")
        openTasksOf = try prepare("SELECT key FROM task WHERE nominal = ? AND closed IS NULL")
        moveTasks = try prepare("UPDATE task SET nominal = ?2 WHERE nominal = ?1")
        isTaskOpen = try prepare("SELECT EXISTS (SELECT 1 FROM task WHERE key = ? AND closed IS NULL)")
        insertHeld = try prepare("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, NULL)")
        settleHeld = try prepare("UPDATE held SET settled = ? WHERE seq = ?")
        insertQuarantine = try prepare("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)")
        insertSource = try prepare(
            """
            INSERT INTO source (name, heard) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET heard = max(coalesce(heard, excluded.heard), excluded.heard)
            """)
        insertAudit = try prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?)")
        insertDecision = try prepare("INSERT INTO decision VALUES (?, ?, ?)")
        saveMeta = try prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        savepoint = try prepare("SAVEPOINT item")
        release = try prepare("RELEASE item")
        rollbackTo = try prepare("ROLLBACK TO item")
    }
}
