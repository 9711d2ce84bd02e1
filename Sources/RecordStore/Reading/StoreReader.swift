import CanonicalModel
private import Formats
import Foundation
import GRDB
import Routing

/// Read-only questions about the record; none of them is on the path of a message.
public struct StoreReader {
    let database: Database
    let keys: MasterKey

    init(database: Database, keys: MasterKey) {
        self.database = database
        self.keys = keys
    }

    func key(of nominal: Int64) throws -> DataKey {
        let wrapped = try Data.fetchOne(database, sql: "SELECT wrapped FROM nominal WHERE id = ?", arguments: [nominal])
        guard let wrapped else { throw StoreError(.database, "There is no person record \(nominal).") }
        guard !wrapped.isEmpty else { throw StoreError.isErased(nominal) }
        return try DataKey(wrapped: wrapped, by: keys)
    }

    /// What was committed and not yet confirmed by the broker, in order.
    ///
    /// - Parameters:
    ///   - sequence: entries after this one.
    ///   - exchange: of this exchange; nil for any.
    ///   - routing: with this routing key; nil for any.
    ///   - limit: at most so many; a body is opened for each.
    public func outbox(
        after sequence: Int64 = 0, exchange: String? = nil, routing: String? = nil, limit: Int = .max
    ) throws -> [OutboxEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT o.seq, o.exchange, o.routing, o.message, o.type, o.body, n.origin, n.sealed
                FROM outbox o LEFT JOIN notice n ON n.seq = o.notice
                WHERE o.seq > ? AND o.exchange = ifnull(?, o.exchange) AND o.routing = ifnull(?, o.routing)
                ORDER BY o.seq LIMIT ?
                """, arguments: [sequence, exchange, routing, limit])
        return try rows.map { row in
            let sealed: Data? = row["sealed"]
            let body = try sealed.map { try key(of: row["origin"]).open($0) } ?? Array(row["body"] as Data? ?? Data())
            return OutboxEntry(
                sequence: row["seq"], exchange: row["exchange"], routingKey: row["routing"], messageID: row["message"],
                type: row["type"], body: body)
        }
    }

    /// How much there is of everything, for metrics and the health page.
    public func counts() throws -> [String: Int] {
        var counts = [String: Int]()
        for row in try Row.fetchAll(database, sql: "SELECT fate, count(*) AS n FROM inbox GROUP BY fate") {
            counts["items." + (row["fate"] as String)] = row["n"]
        }
        for (name, sql) in [
            ("notices", "SELECT count(*) FROM notice"), ("outbox", "SELECT count(*) FROM outbox"),
            ("audit", "SELECT count(*) FROM audit"), ("nominals", "SELECT count(*) FROM nominal WHERE merged_into IS NULL"),
            ("tasks.open", "SELECT count(*) FROM task WHERE closed IS NULL"),
            ("held", "SELECT count(*) FROM held WHERE settled IS NULL"),
            ("quarantine", "SELECT count(*) FROM quarantine WHERE closed IS NULL"),
            ("notices.sent", "SELECT count(*) FROM delivery WHERE sent IS NOT NULL"),
            ("notices.acknowledged", "SELECT count(*) FROM delivery WHERE acknowledged IS NOT NULL"),
        ] { counts[name] = try Int.fetchOne(database, sql: sql) ?? 0 }
        return counts
    }
}
extension StoreReader {
    /// How many committed entries the broker has not confirmed.
    public func outboxSize() throws -> Int { try Int.fetchOne(database, sql: "SELECT count(*) FROM outbox") ?? 0 }
}
