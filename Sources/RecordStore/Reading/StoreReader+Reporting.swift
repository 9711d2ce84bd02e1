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

/// A task that follows from the scheme, without what it says: enough to count it.
public struct SchemeTaskOutcome: Sendable, Hashable {
    /// Its key, which names its occasion.
    public var key: String
    /// What kind of the hub's tasks.
    public var kind: HubTask.Kind
    /// Whose record it is about.
    public var nominal: Int64?
    /// When it was raised.
    public var raisedAt: Timestamp
    /// By when it had to be done.
    public var dueAt: Timestamp
    /// When it was over.
    public var closedAt: Timestamp?
}

/// How often something was said in a month of people whom the broker does not know.
public struct StrangerCount: Sendable, Hashable {
    /// A day of the month.
    public var month: CalendarDate
    /// What was said.
    public var outcome: StrangerMark.Outcome
    /// How often.
    public var count: Int
}

extension StoreReader {
    /// Every task that follows from the scheme, open or over.
    public func schemeTasks() throws -> [SchemeTaskOutcome] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT key, kind, nominal, raised, due, closed FROM task
                WHERE kind IN ('scheme-task', 'complete-decision', 'consider-candidate') ORDER BY id
                """)
        return rows.compactMap { row in
            guard let kind = HubTask.Kind(rawValue: row["kind"]) else { return nil }
            return SchemeTaskOutcome(
                key: row["key"], kind: kind, nominal: row["nominal"],
                raisedAt: Timestamp(microseconds: row["raised"]), dueAt: Timestamp(microseconds: row["due"]),
                closedAt: (row["closed"] as Int64?).map(Timestamp.init(microseconds:)))
        }
    }

    /// The tally of people whom the broker does not know, by month.
    public func strangerCounts() throws -> [StrangerCount] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT month, outcome, sum(count) AS n FROM candidate_tally GROUP BY month, outcome ORDER BY month, outcome")
        return rows.compactMap { row in
            let month: Int = row["month"]
            guard let day = CalendarDate(year: month / 100, month: month % 100, day: 1),
                let outcome = StrangerMark.Outcome(rawValue: row["outcome"])
            else { return nil }
            return StrangerCount(month: day, outcome: outcome, count: row["n"])
        }
    }

    /// Every person record that stands by itself; what was united counts once.
    public func standingNominals() throws -> [Int64] {
        try Int64.fetchAll(database, sql: "SELECT id FROM nominal WHERE merged_into IS NULL ORDER BY id")
    }

    /// A record as the core has it, with what recipients were told: a decision that somebody was told of stands, whatever it
    /// does not state.
    public func toldNominal(_ number: Int64) throws -> Nominal {
        var nominal = Nominal(history: try history(of: number))
        let rows = try Row.fetchAll(
            database, sql: "SELECT origin, sealed FROM told WHERE nominal = ?", arguments: [number])
        for row in rows {
            let told = try ToldRow(try key(of: row["origin"]).open(row["sealed"]))
            nominal.ledger[told.key] = told.entry
        }
        return nominal
    }

    /// The grounds of a record's de-selections by message, which the fold leaves out because no team is told them.
    public func grounds(of nominal: Int64, _ history: NominalHistory) throws -> [String: String] {
        guard !history.deselections.isEmpty else { return [:] }
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
        return grounds
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
