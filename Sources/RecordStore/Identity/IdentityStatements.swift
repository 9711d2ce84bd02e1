import GRDB

/// The statements of identity: rare ones, kept apart from those that every message runs.
final class IdentityStatements {
    let originOf, originsOf, allNominals: SQLStatement
    let decisions, insertDecision, itemOfDecision: SQLStatement
    let spans, insertSpan: SQLStatement
    let soloOf, saveSolo, dropSolo, dropSoloTelling, dropTelling: SQLStatement
    let insertReview, dropReview, heldBySequence, heldByID, reopenHeld, destroyHeld: SQLStatement
    let attentionOf, marked, insertAttention, healAttention, moveAttention: SQLStatement
    let noticesCaused, noticeRow, claimNotice, claimCaused, moveCaused, moveNotice: SQLStatement
    let factBySequence, moveFactsOfOrigin, resealFact, deleteFact: SQLStatement
    let moveIdentifiersOfOrigin, giveIdentifier, dropIdentifier: SQLStatement
    let setMerged, dropBlocks, taskKeys, giveTask: SQLStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> SQLStatement { try SQLStatement(database, sql) }
        originOf = try prepare("SELECT origin FROM identifier WHERE blind = ?")
        originsOf = try prepare("SELECT id FROM nominal WHERE id = ?1 UNION SELECT id FROM nominal WHERE merged_into = ?1")
        allNominals = try prepare("SELECT id FROM nominal WHERE merged_into IS NULL AND length(wrapped) > 0")
        decisions = try prepare(
            "SELECT message, authority, verdict, first, second, target, occurred, recorded FROM identity_decision")
        insertDecision = try prepare(
            """
            INSERT OR IGNORE INTO identity_decision
            (message, item, authority, verdict, first, second, target, occurred, recorded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        itemOfDecision = try prepare("SELECT item FROM identity_decision WHERE message = ?")
        spans = try prepare("SELECT origins, notice FROM union_span WHERE nominal = ? ORDER BY id")
        insertSpan = try prepare("INSERT INTO union_span (nominal, origins, notice) VALUES (?, ?, ?)")
        soloOf = try prepare("SELECT sealed FROM solo WHERE origin = ?")
        saveSolo = try prepare(
            "INSERT INTO solo VALUES (?, ?, ?) ON CONFLICT (origin, key) DO UPDATE SET sealed = excluded.sealed")
        dropSolo = try prepare("DELETE FROM solo WHERE origin = ?")
        dropSoloTelling = try prepare(
            """
            DELETE FROM solo WHERE key = ?1
            AND origin NOT IN (SELECT id FROM nominal WHERE id = ?2 OR merged_into = ?2)
            """)
        dropTelling = try prepare("DELETE FROM told WHERE key = ?1 AND nominal <> ?2 RETURNING nominal")
        insertReview = try prepare("INSERT OR REPLACE INTO review VALUES (?, ?)")
        dropReview = try prepare("DELETE FROM review WHERE seq = ?")
        heldBySequence = try prepare("SELECT wrapped, sealed FROM held WHERE seq = ? AND settled IS NULL AND length(wrapped) > 0")
        heldByID = try prepare("SELECT seq, wrapped, sealed FROM held WHERE message = ? AND settled IS NULL AND length(wrapped) > 0 ORDER BY seq")
        reopenHeld = try prepare("UPDATE held SET settled = NULL WHERE seq = ?")
        destroyHeld = try prepare("UPDATE held SET settled = ?2, wrapped = x'', sealed = x'' WHERE seq = ?1")
        attentionOf = try prepare("SELECT item, reason FROM attention WHERE nominal = ? AND healed IS NULL")
        marked = try prepare("SELECT DISTINCT nominal FROM attention WHERE healed IS NULL ORDER BY nominal")
        insertAttention = try prepare(
            "INSERT INTO attention VALUES (?, ?, ?, ?, NULL) ON CONFLICT (nominal, item) DO UPDATE SET healed = NULL")
        healAttention = try prepare("UPDATE attention SET healed = ? WHERE nominal = ? AND item = ?")
        moveAttention = try prepare("UPDATE OR REPLACE attention SET nominal = ?2 WHERE nominal = ?1")
        let noticeColumns = "seq, id, origin, recipient, kind, revision, cause, sealed"
        noticesCaused = try prepare(
            "SELECT \(noticeColumns) FROM notice WHERE cause IN (SELECT seq FROM fact WHERE nominal = ?)")
        noticeRow = try prepare("SELECT \(noticeColumns) FROM notice WHERE id = ?")
        claimNotice = try prepare("UPDATE notice SET nominal = ? WHERE id = ?")
        claimCaused = try prepare(
            "UPDATE notice SET nominal = ?2 WHERE nominal = ?1 AND cause IN (SELECT seq FROM fact WHERE nominal = ?2)")
        moveCaused = try prepare(
            "UPDATE notice SET nominal = ?2 WHERE nominal = ?1 AND cause IN (SELECT seq FROM fact WHERE nominal = ?1)")
        moveNotice = try prepare("UPDATE notice SET nominal = ?2 WHERE nominal = ?1 AND id = ?3")
        factBySequence = try prepare("SELECT nominal, origin, digest, sealed FROM fact WHERE seq = ?")
        moveFactsOfOrigin = try prepare("UPDATE fact SET nominal = ?3 WHERE nominal = ?1 AND origin = ?2")
        resealFact = try prepare("UPDATE fact SET origin = ?2, sealed = ?3 WHERE seq = ?1")
        deleteFact = try prepare("DELETE FROM fact WHERE seq = ?")
        moveIdentifiersOfOrigin = try prepare("UPDATE identifier SET nominal = ?3 WHERE nominal = ?1 AND origin = ?2")
        giveIdentifier = try prepare("UPDATE identifier SET origin = ?2 WHERE blind = ?1")
        dropIdentifier = try prepare("DELETE FROM identifier WHERE blind = ? AND nominal = ?")
        setMerged = try prepare("UPDATE nominal SET merged_into = ?2 WHERE id = ?1")
        dropBlocks = try prepare("DELETE FROM block WHERE nominal = ?")
        taskKeys = try prepare("SELECT id, key FROM task WHERE nominal = ? AND closed IS NULL")
        giveTask = try prepare("UPDATE task SET nominal = ?2 WHERE id = ?1")
    }
}
