public import CanonicalModel
private import Formats
import Foundation
import GRDB
public import Routing

/// A notice as it was sent, with what became of it.
public struct StoredNotice: Sendable {
    /// The notice's id.
    public var id: String
    /// Its place among all notices.
    public var sequence: Int64
    /// The record it is about; a number that means nothing outside the store.
    public var nominal: Int64
    /// Whom it told.
    public var recipient: String
    /// The kind's word, "deselection".
    public var kind: String
    /// The revision of its topic.
    public var revision: Int
    /// The notice it replaces.
    public var supersedes: String?
    /// The acceptance number of the message that caused it.
    public var cause: Int64
    /// When it was decided.
    public var decidedAt: Timestamp
    /// When an officer has to have acknowledged it.
    public var acknowledgeBy: Timestamp?
    /// When the broker took it over.
    public var sentAt: Timestamp?
    /// The released fields, in order.
    public var fields: [Notice.Field]
    /// Whether its body was erased: then there are no fields, and nobody knows whose name stood in it.
    public var isErased = false
    /// Who acknowledged it, when, and whether that is only asserted.
    public var acknowledgement: Acknowledgement?

    /// An officer's acknowledgement.
    public struct Acknowledgement: Sendable {
        /// The name as given.
        public var officer: String
        /// When.
        public var at: Timestamp
        /// Whether no sign-in vouches for the name.
        public var isAsserted: Bool
    }
}

/// Somebody on a recipient's list, as that recipient was told.
public struct RosterRecord: Sendable {
    /// The record.
    public var nominal: Int64
    /// The stay.
    public var spell: String
    /// What was last told, by topic.
    public var told: [Topic: String] = [:]
    /// The selection notice; nil for an import.
    public var notice: String?
}

extension StoreReader {
    /// A recipient's notices, newest first.
    public func notices(to recipient: String, limit: Int = 500) throws -> [StoredNotice] {
        try notices("n.recipient = ? AND NOT EXISTS (SELECT 1 FROM stopped s WHERE s.notice = n.seq) ORDER BY n.seq DESC LIMIT ?", [recipient, limit])
    }

    /// The notices that replace or withdraw a notice of a recipient, oldest first.
    public func notices(superseding id: String, of recipient: String) throws -> [StoredNotice] {
        try notices("n.recipient = ? AND n.supersedes = ? ORDER BY n.seq", [recipient, id])
    }

    /// One notice.
    public func notice(_ id: String) throws -> StoredNotice? { try notices("n.id = ?", [id]).first }

    /// The notices a message caused, in order.
    public func notices(causedBy sequence: Int64) throws -> [StoredNotice] {
        try notices("n.cause = ? ORDER BY n.seq", [sequence])
    }

    /// The audit entries about a notice: its disclosure, what was fetched of it, its acknowledgement.
    public func auditEntries(of notice: StoredNotice) throws -> [(sequence: Int64, record: String)] {
        let acknowledgement = try Int64.fetchOne(
            database, sql: "SELECT acknowledgement FROM delivery WHERE notice = ?", arguments: [notice.sequence])
        let items = [notice.cause] + [acknowledgement].compactMap { $0 }
        return try items.flatMap { try auditEntries(ofItem: $0, mentioning: "\"notice\":\"\(notice.id)\"") }
    }

    /// The notice that an acknowledgement closed.
    ///
    /// - Parameter sequence: the acknowledgement's acceptance number.
    public func notice(acknowledgedBy sequence: Int64) throws -> StoredNotice? {
        try notices("d.acknowledgement = ?", [sequence]).first
    }

    func notices(_ condition: String, _ arguments: StatementArguments) throws -> [StoredNotice] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT n.*, d.sent, d.acknowledged, d.sealed AS answer FROM notice n
                LEFT JOIN delivery d ON d.notice = n.seq WHERE \(condition)
                """, arguments: arguments)
        return try rows.map(stored)
    }

    private func stored(_ row: Row) throws -> StoredNotice {
        let sealed: Data = row["sealed"]
        let key = try keyIfKept(of: row["origin"])
        let message = sealed.isEmpty ? nil : try key.map { try StrictJSON.parse(try $0.open(sealed)) }
        let fields = message?.object?["data"]?.object?["fields"]?.object?.members ?? []
        let answer: Data? = row["answer"]
        let parts = try answer.flatMap { answer in key.map { (key: $0, answer: answer) } }.map { key, answer in
            String(decoding: try key.open(answer), as: UTF8.self).split(separator: "\u{1F}", maxSplits: 1).map(String.init)
        }
        let acknowledged: Int64? = row["acknowledged"]
        return StoredNotice(
            id: row["id"], sequence: row["seq"], nominal: row["nominal"], recipient: row["recipient"], kind: row["kind"],
            revision: row["revision"], supersedes: row["supersedes"], cause: row["cause"],
            decidedAt: Timestamp(microseconds: row["decided"]),
            acknowledgeBy: (row["due"] as Int64?).map(Timestamp.init(microseconds:)),
            sentAt: (row["sent"] as Int64?).map(Timestamp.init(microseconds:)),
            fields: fields.map { Notice.Field(name: $0.key, value: $0.value.string ?? "") },
            isErased: message == nil,
            acknowledgement: acknowledged.map { at in
                StoredNotice.Acknowledgement(
                    officer: parts?.last ?? "an officer whose name was erased", at: Timestamp(microseconds: at),
                    isAsserted: parts?.first == "asserted")
            })
    }

    /// The nominals a recipient believes to be on its list now, with what it was last told of each topic.
    public func roster(of recipient: String) throws -> [RosterRecord] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT nominal, origin, sealed FROM told WHERE recipient = ? ORDER BY nominal",
            arguments: [recipient])
        var spells = [String: RosterRecord]()
        for row in rows {
            let told = try ToldRow(try key(of: row["origin"]).open(row["sealed"]))
            let spell = told.key.spell
            spells[spell, default: RosterRecord(nominal: row["nominal"], spell: spell)].told[told.key.topic] = told.entry.value
            if told.key.topic == .standing, let notice = told.entry.notice { spells[spell]?.notice = notice }
        }
        return spells.values.filter { $0.told[.standing] == Standing.active.rawValue }.sorted { $0.nominal < $1.nominal }
    }
}
