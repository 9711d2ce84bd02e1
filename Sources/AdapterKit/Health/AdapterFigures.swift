import CanonicalModel
import GRDB

/// What the store can say of itself for metrics and alarms: counts and ages, never anything of an item.
struct AdapterFigures: Sendable, Equatable {
    /// How many items have come to each outcome, ever.
    var outcomes: [String: Int] = [:]
    /// Items sealed and not judged.
    var unjudged = 0
    /// Items with messages that the broker has not confirmed.
    var unpublished = 0
    /// Receipts not yet delivered.
    var receiptsDue = 0
    /// Rejected and held items that nobody has settled.
    var quarantined = 0
    /// When the oldest item that still waits was received.
    var oldestWaiting: Timestamp?
    /// When the newest item was received.
    var lastReceived: Timestamp?
}

extension AdapterFigures {
    /// Reads the figures; each is a walk over a small index.
    init(_ database: Database) throws {
        for row in try Row.fetchAll(database, sql: "SELECT outcome, count FROM tally") {
            outcomes[row["outcome"]] = row["count"]
        }
        func count(_ condition: String) throws -> Int {
            try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM item WHERE \(condition)") ?? 0
        }
        unjudged = try count("state = 'received'")
        unpublished = try count("publishDue = 1")
        receiptsDue = try count("receiptDue = 1")
        quarantined = try count("state IN ('rejected', 'held') AND destroyedAt IS NULL")
        func time(_ sql: String) throws -> Timestamp? {
            try Int64.fetchOne(database, sql: sql).map(Timestamp.init(microseconds:))
        }
        oldestWaiting = try [
            time("SELECT receivedAt FROM item WHERE state = 'received' ORDER BY sequence LIMIT 1"),
            time("SELECT receivedAt FROM item WHERE publishDue = 1 ORDER BY sequence LIMIT 1"),
        ].compactMap { $0 }.min()
        lastReceived = try time("SELECT receivedAt FROM item ORDER BY sequence DESC LIMIT 1")
    }
}

extension IntakeStore {
    /// The store's figures.
    func figures() async throws(AdapterError) -> AdapterFigures { try await read { try AdapterFigures($0) } }

    /// Whether a commit reaches the disk just now.
    func isWritable() async -> Bool {
        do throws(AdapterError) {
            try await write { database in
                try database.execute(sql: "INSERT OR REPLACE INTO setting (name, value) VALUES ('probe', x'01')")
            }
            return true
        } catch {
            return false
        }
    }

    /// How many items wait for the broker, counted no further than a limit.
    func backlog(atMost limit: Int) async throws(AdapterError) -> Int {
        try await read { database in
            try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM (SELECT 1 FROM item WHERE publishDue = 1 LIMIT ?)",
                arguments: [limit]) ?? 0
        }
    }

    /// What is known of an item, with its place in the order of arrival.
    func sequenceAndRecord(of id: String) async throws(AdapterError) -> (sequence: Int64, record: IntakeRecord)? {
        try await read { database in try IntakeQueries.records(database, where: "id = ?", [id]).first }
    }
}
