public import CanonicalModel
private import Foundation
private import GRDB
public import Routing

/// What became of a notice, without what it says and about whom: enough to count it.
public struct NoticeOutcome: Sendable, Hashable {
    /// Whom it told.
    public var recipient: String
    /// The kind's word.
    public var kind: String
    /// When it was decided.
    public var decidedAt: Timestamp
    /// Until when it had to be acknowledged; nil when nobody had to.
    public var dueAt: Timestamp?
    /// When a named officer acknowledged it.
    public var acknowledgedAt: Timestamp?
}

extension StoreReader {
    /// Every person record that stands by itself; what was united counts once.
    public func standingNominals() throws -> [Int64] {
        try Int64.fetchAll(database, sql: "SELECT id FROM nominal WHERE merged_into IS NULL ORDER BY id")
    }

    /// The fold of a record's facts, and the grounds of its de-selections by message, which the fold leaves out because no
    /// team is told them.
    public func historyWithGrounds(of nominal: Int64) throws -> (history: NominalHistory, grounds: [String: String]) {
        let history = try history(of: nominal)
        guard !history.deselections.isEmpty else { return (history, [:]) }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT f.origin, f.sealed FROM fact f JOIN inbox i ON i.seq = f.seq
                WHERE f.nominal = ? AND i.type = 'deselection.decided.v1'
                """, arguments: [nominal])
        var grounds = [String: String]()
        for row in rows {
            let message = try CanonicalMessage(sealed: try key(of: row["origin"]).open(row["sealed"]))
            if case .deselection(let decision) = message.fact { grounds[message.key] = decision.ground }
        }
        return (history, grounds)
    }

    /// What became of every notice that was not stopped before it left.
    public func noticeOutcomes() throws -> [NoticeOutcome] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT n.recipient, n.kind, n.decided, n.due, d.acknowledged FROM notice n
                LEFT JOIN delivery d ON d.notice = n.seq
                WHERE NOT EXISTS (SELECT 1 FROM stopped s WHERE s.notice = n.seq)
                """)
        return rows.map { row in
            NoticeOutcome(
                recipient: row["recipient"], kind: row["kind"], decidedAt: Timestamp(microseconds: row["decided"]),
                dueAt: (row["due"] as Int64?).map(Timestamp.init(microseconds:)),
                acknowledgedAt: (row["acknowledged"] as Int64?).map(Timestamp.init(microseconds:)))
        }
    }
}
