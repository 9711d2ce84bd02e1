public import CanonicalModel
private import Formats
import Foundation
import GRDB
public import Routing

/// An item as the idempotent receiver remembers it.
public struct StoredItem: Sendable {
    /// Its acceptance number.
    public var sequence: Int64
    /// The feed.
    public var source: String
    /// The message type.
    public var type: String
    /// When the core took it.
    public var receivedAt: Timestamp
    /// What became of it.
    public var fate: Fate
    /// A code beside the fate.
    public var reason: String?
    /// The record it belongs to.
    public var nominal: Int64?
    /// The message, when it was kept.
    public var message: CanonicalMessage?
}

/// A task of the hub.
public struct StoredTask: Sendable {
    /// Its number: short, for addresses and commands.
    public var number: Int64
    /// Unique while open.
    public var key: String
    /// The record it is about; nil for one about nobody on record.
    public var nominal: Int64?
    /// What kind.
    public var kind: HubTask.Kind
    /// When it was raised.
    public var raisedAt: Timestamp
    /// When it is due.
    public var dueBy: Timestamp
    /// Whose it is.
    public var owner: String
    /// The acceptance number of the message that raised it.
    public var cause: Int64
    /// When it was closed.
    public var closedAt: Timestamp?
    /// What a duty of the agreement says besides.
    public var detail: HubTask.Detail?
}

extension StoreReader {
    /// An item by its message id; every feed ever heard is tried.
    public func item(_ id: String) throws -> StoredItem? {
        for source in try String.fetchAll(database, sql: "SELECT name FROM source ORDER BY name") {
            if let item = try items("item = ?", [keys.itemIndex(source, id)]).first { return item }
        }
        return nil
    }

    /// An item by its acceptance number.
    public func item(sequence: Int64) throws -> StoredItem? { try items("seq = ?", [sequence]).first }

    /// Every item after an acceptance number, in order.
    public func items(after sequence: Int64, limit: Int) throws -> [StoredItem] {
        try items("seq > ? ORDER BY seq LIMIT ?", [sequence, limit])
    }

    private func items(_ condition: String, _ arguments: StatementArguments) throws -> [StoredItem] {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM inbox WHERE \(condition)", arguments: arguments)
        return try rows.map { row in
            StoredItem(
                sequence: row["seq"], source: row["source"], type: row["type"],
                receivedAt: Timestamp(microseconds: row["received"]), fate: Fate(rawValue: row["fate"]) ?? .recorded,
                reason: row["reason"], nominal: row["nominal"], message: try fact(row["seq"]))
        }
    }

    private func fact(_ sequence: Int64) throws -> CanonicalMessage? {
        let row = try Row.fetchOne(database, sql: "SELECT origin, sealed FROM fact WHERE seq = ?", arguments: [sequence])
        guard let row else { return nil }
        return try CanonicalMessage(sealed: try key(of: row["origin"]).open(row["sealed"]))
    }

    /// The fold of a record's facts.
    public func history(of nominal: Int64) throws -> NominalHistory {
        var history = NominalHistory()
        let rows = try Row.fetchAll(
            database, sql: Self.facts, arguments: [nominal])
        for row in rows {
            let message = try CanonicalMessage(sealed: try key(of: row["origin"]).open(row["sealed"]))
            _ = history.fold(AcceptedMessage(message, sequence: row["seq"], digest: row["digest"], origin: row["origin"]))
        }
        guard try isUnited(nominal) || !history.givenUp.isEmpty || !history.disowned.isEmpty else { return history }
        let graph = try identityGraph()
        history.forget(decisions: graph.fallen())
        return history.united(graph.union(of: nominal))
    }

    /// What was rectified is kept and counts no more.
    static let facts = """
        SELECT seq, origin, digest, sealed FROM fact
        WHERE nominal = ? AND seq NOT IN (SELECT fact FROM rectified) ORDER BY seq
        """

    func isUnited(_ nominal: Int64) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM nominal WHERE merged_into = ?)", arguments: [nominal]) ?? false
    }

    /// The tasks a message raised.
    public func tasks(causedBy sequence: Int64) throws -> [StoredTask] {
        try tasks("cause = ? ORDER BY id", [sequence])
    }

    /// Tasks still open, most urgent first.
    public func openTasks() throws -> [StoredTask] { try tasks("closed IS NULL ORDER BY due, id", []) }

    /// A task by its number.
    public func task(_ number: Int64) throws -> StoredTask? { try tasks("id = ?", [number]).first }

    func tasks(_ condition: String, _ arguments: StatementArguments) throws -> [StoredTask] {
        try Row.fetchAll(database, sql: "SELECT * FROM task WHERE \(condition)", arguments: arguments).compactMap { row in
            try HubTask.Kind(rawValue: row["kind"]).map {
                StoredTask(
                    number: row["id"], key: row["key"], nominal: row["nominal"], kind: $0, raisedAt: Timestamp(microseconds: row["raised"]), dueBy: Timestamp(microseconds: row["due"]),
                    owner: row["owner"], cause: row["cause"],
                    closedAt: (row["closed"] as Int64?).map(Timestamp.init(microseconds:)),
                    detail: try taskDetail(row["key"], cause: row["cause"]))
            }
        }
    }

    /// The audit entries of an item that mention an id: their numbers and their canonical text.
    public func auditEntries(ofItem item: Int64, mentioning id: String) throws -> [(sequence: Int64, record: String)] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT seq, record FROM audit WHERE item = ? ORDER BY seq", arguments: [item])
        return rows.map { (sequence: $0["seq"] as Int64, record: String(decoding: $0["record"] as Data, as: UTF8.self)) }
            .filter { $0.record.contains(id) }
    }

    /// The leaf hashes of the audit log, in order, and the stored text of each entry.
    public func auditLog() throws -> [(record: [UInt8], leaf: [UInt8])] {
        try Row.fetchAll(database, sql: "SELECT record, leaf FROM audit ORDER BY seq").map {
            (record: Array($0["record"] as Data), leaf: Array($0["leaf"] as Data))
        }
    }

    /// The frontier stored with the last effects.
    public func auditFrontier() throws -> [UInt8] {
        Array(try Data.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'frontier'") ?? Data(count: 8))
    }

    /// What was refused at the door and is still open: number, sender, place, rule, sentence, remedy.
    public func quarantine() throws -> [(sequence: Int64, user: String, path: String, rule: String, message: String, remedy: String)] {
        try Row.fetchAll(database, sql: "SELECT * FROM quarantine WHERE closed IS NULL ORDER BY seq").map {
            (
                sequence: $0["seq"] as Int64, user: $0["user"] as String, path: $0["path"] as String,
                rule: $0["rule"] as String, message: $0["message"] as String, remedy: $0["remedy"] as String
            )
        }
    }
}
