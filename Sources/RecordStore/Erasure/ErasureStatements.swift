import GRDB

/// The statements of erasure, retention and breaches: rare ones, kept apart from those that every message runs.
final class ErasureStatements {
    let saveRetention, dropRetention, postpone, dueBodies, dueRequests, duePeople, markBodies,
        markRequests: SQLStatement
    let placeHold, releaseHold, holdsOf, dueHolds, remindHold: SQLStatement
    let rectify, factsOf: SQLStatement
    let destroyKey, insertErasure, erasureOf, erasures: SQLStatement
    let emptyNotice, emptyAnswer, emptyRequests, emptyRequestsCaused, reseal: SQLStatement
    let emptyHeldOfFacts, dropReviews, dropRectified, dropFacts, dropTold, dropSolo, dropIdentifiers,
        dropBlocks: SQLStatement
    let dropConsent, dropDetails, dropAttention, dropSpans, dropDecisions, closeTasks: SQLStatement
    let queuedOf, acknowledgement: SQLStatement
    let destroySettledHeld, destroyQuarantine: SQLStatement
    let openBreach, breachByMessage, assessBreach: SQLStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database, sql) }
        saveRetention = try prepare(
            """
            INSERT INTO retention (nominal, ended) VALUES (?, ?) ON CONFLICT (nominal) DO UPDATE
            SET ended = excluded.ended, bodies = NULL, requests = NULL, again = 0 WHERE ended <> excluded.ended
            """)
        dropRetention = try prepare("DELETE FROM retention WHERE nominal = ?")
        postpone = try prepare("UPDATE retention SET again = ?2 WHERE nominal = ?1")
        func due(_ condition: String) throws -> SQLStatement {
            try prepare(
                "SELECT nominal FROM retention WHERE ended <= ? AND again <= ?\(condition) ORDER BY ended LIMIT ?")
        }
        dueBodies = try due(" AND bodies IS NULL")
        dueRequests = try due(" AND requests IS NULL")
        duePeople = try due("")
        markBodies = try prepare("UPDATE retention SET bodies = ?2 WHERE nominal = ?1")
        markRequests = try prepare("UPDATE retention SET requests = ?2 WHERE nominal = ?1")
        placeHold = try prepare("INSERT OR IGNORE INTO review_hold VALUES (?, ?, ?, ?, NULL, NULL)")
        releaseHold = try prepare("UPDATE review_hold SET released = ?2 WHERE message = ?1 AND released IS NULL")
        holdsOf = try prepare("SELECT message FROM review_hold WHERE nominal = ? AND released IS NULL")
        dueHolds = try prepare(
            "SELECT message, nominal FROM review_hold WHERE review <= ? AND reminded IS NULL AND released IS NULL LIMIT ?"
        )
        remindHold = try prepare("UPDATE review_hold SET reminded = ?2 WHERE message = ?1")
        rectify = try prepare("INSERT OR IGNORE INTO rectified VALUES (?, ?)")
        factsOf = try prepare("SELECT seq, origin, sealed FROM fact WHERE nominal = ? ORDER BY seq")
        destroyKey = try prepare("UPDATE nominal SET wrapped = x'' WHERE id = ?")
        insertErasure = try prepare("INSERT OR IGNORE INTO erasure VALUES (?, ?, ?, ?, ?, ?)")
        erasureOf = try prepare("SELECT at FROM erasure WHERE nominal = ?")
        erasures = try prepare("SELECT nominal, key, at, message, reason, authority FROM erasure ORDER BY nominal")
        emptyNotice = try prepare("UPDATE notice SET sealed = x'' WHERE seq = ?")
        emptyAnswer = try prepare("UPDATE delivery SET sealed = NULL WHERE notice = ?")
        emptyRequests = try prepare(
            """
            UPDATE decision SET sealed = x'' WHERE origin = ?2 AND length(sealed) > 0
            AND seq IN (SELECT a.seq FROM audit a JOIN fact f ON f.seq = a.item WHERE f.nominal = ?1)
            """)
        emptyRequestsCaused = try prepare(
            """
            UPDATE decision SET sealed = x'' WHERE length(sealed) > 0
            AND seq IN (SELECT a.seq FROM audit a JOIN fact f ON f.seq = a.item WHERE f.nominal = ?)
            """)
        reseal = try prepare("UPDATE notice SET origin = ?2, sealed = ?3 WHERE seq = ?1")
        emptyHeldOfFacts = try prepare(
            """
            UPDATE held SET wrapped = x'', sealed = x'', settled = coalesce(settled, ?2)
            WHERE seq IN (SELECT seq FROM fact WHERE nominal = ?1)
            """)
        dropReviews = try prepare("DELETE FROM review WHERE seq IN (SELECT seq FROM fact WHERE nominal = ?)")
        dropRectified = try prepare("DELETE FROM rectified WHERE fact IN (SELECT seq FROM fact WHERE nominal = ?)")
        dropFacts = try prepare("DELETE FROM fact WHERE nominal = ?")
        dropTold = try prepare("DELETE FROM told WHERE nominal = ?")
        dropSolo = try prepare("DELETE FROM solo WHERE origin = ?")
        dropIdentifiers = try prepare("DELETE FROM identifier WHERE nominal = ?")
        dropBlocks = try prepare("DELETE FROM block WHERE nominal = ?")
        dropConsent = try prepare("DELETE FROM consent WHERE nominal = ?")
        // What was written while the record was one with another is sealed by the other's key, which stays.
        dropDetails = try prepare(
            """
            DELETE FROM task_detail WHERE origin = ?1 OR task IN (SELECT key FROM task WHERE nominal = ?1)
            OR cause IN (SELECT seq FROM fact WHERE nominal = ?1)
            """)
        dropAttention = try prepare("DELETE FROM attention WHERE nominal = ?")
        dropSpans = try prepare("DELETE FROM union_span WHERE nominal = ?")
        dropDecisions = try prepare(
            """
            DELETE FROM identity_decision WHERE (verdict IN ('same', 'other') AND ?1 IN (first, second))
            OR (verdict = 'settled' AND second = ?1)
            """)
        closeTasks = try prepare("UPDATE task SET closed = ?2 WHERE nominal = ?1 AND closed IS NULL")
        queuedOf = try prepare(
            "SELECT count(*) FROM outbox o JOIN notice n ON n.seq = o.notice WHERE n.nominal = ?1 OR n.origin = ?1")
        acknowledgement = try prepare(
            "SELECT n.due, d.acknowledged FROM notice n LEFT JOIN delivery d ON d.notice = n.seq WHERE n.id = ?")
        destroySettledHeld = try prepare(
            """
            UPDATE held SET wrapped = x'', sealed = x'' WHERE seq IN (
                SELECT seq FROM held WHERE settled <= ?1 AND length(wrapped) > 0
                AND seq NOT IN (SELECT seq FROM fact) LIMIT ?2) RETURNING seq
            """)
        destroyQuarantine = try prepare(
            """
            UPDATE quarantine SET wrapped = x'', sealed = x'' WHERE seq IN (
                SELECT seq FROM quarantine WHERE received <= ?1 AND length(wrapped) > 0 LIMIT ?2) RETURNING seq
            """)
        openBreach = try prepare(
            """
            INSERT INTO breach (message, notices, reason, opened, due) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (message) DO UPDATE SET notices = notices || ' ' || excluded.notices
            """)
        breachByMessage = try prepare(
            "SELECT message, notices FROM breach WHERE message = ?1 OR substr(message, -length(?1) - 1) = ' ' || ?1")
        assessBreach = try prepare("UPDATE breach SET assessed = ?2, outcome = ?3, told = ?4 WHERE message = ?1")
    }
}
