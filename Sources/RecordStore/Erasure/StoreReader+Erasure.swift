public import CanonicalModel
private import Foundation
private import GRDB

/// A personal data breach as it is on record.
public struct StoredBreach: Sendable {
    /// The message that opened it, as source and id.
    public var message: String
    /// The notices that went astray.
    public var notices: [String]
    /// What was wrong, a code.
    public var reason: String
    /// When we became aware of it.
    public var openedAt: Timestamp
    /// By when the Commissioner has to be told unless there is no risk.
    public var dueBy: Timestamp
    /// When it was assessed.
    public var assessedAt: Timestamp?
    /// What came of it, a code.
    public var outcome: String?
    /// When the Commissioner was told.
    public var toldAt: Timestamp?
}

extension StoreReader {
    /// The key of a record; nil once it is destroyed.
    func keyIfKept(of nominal: Int64) throws -> DataKey? {
        do { return try key(of: nominal) } catch let error as StoreError where error.code == .erased { return nil }
    }

    /// Every breach, the youngest first.
    public func breaches() throws -> [StoredBreach] {
        try Row.fetchAll(database, sql: "SELECT * FROM breach ORDER BY opened DESC, message").map { row in
            StoredBreach(
                message: row["message"], notices: (row["notices"] as String).split(separator: " ").map(String.init),
                reason: row["reason"], openedAt: Timestamp(microseconds: row["opened"]),
                dueBy: Timestamp(microseconds: row["due"]),
                assessedAt: (row["assessed"] as Int64?).map(Timestamp.init(microseconds:)), outcome: row["outcome"],
                toldAt: (row["told"] as Int64?).map(Timestamp.init(microseconds:)))
        }
    }

    /// When a notice's offered fields were fetched, each time.
    public func fetches(of notice: String) throws -> [Timestamp] {
        try Int64.fetchAll(
            database, sql: "SELECT handed FROM claim WHERE notice = ? AND handed IS NOT NULL ORDER BY handed",
            arguments: [notice]
        ).map(Timestamp.init(microseconds:))
    }

    /// Whether a notice was stopped before it left.
    public func isStopped(_ notice: StoredNotice) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM stopped WHERE notice = ?)", arguments: [notice.sequence])
            ?? false
    }

    /// When the person behind a pseudonym was erased.
    public func erasures() throws -> [String: (at: Timestamp, reason: String, authority: String)] {
        var found = [String: (at: Timestamp, reason: String, authority: String)]()
        for row in try Row.fetchAll(database, sql: "SELECT nominal, at, reason, authority FROM erasure") {
            found[keys.subject(row["nominal"])] = (Timestamp(microseconds: row["at"]), row["reason"], row["authority"])
        }
        return found
    }

    /// The reviews that need a record now: the message that started each, since when, and the day somebody looks again.
    public func reviewHolds() throws -> [(message: String, subject: String, placed: Timestamp, review: Timestamp)] {
        try Row.fetchAll(database, sql: "SELECT * FROM review_hold WHERE released IS NULL ORDER BY review").map {
            (
                message: $0["message"] as String, subject: keys.subject($0["nominal"]),
                placed: Timestamp(microseconds: $0["placed"]), review: Timestamp(microseconds: $0["review"])
            )
        }
    }

    /// The people whose last stay ended: since when, and what of theirs is erased already.
    public func retention() throws -> [(subject: String, ended: Timestamp, bodies: Timestamp?, requests: Timestamp?)] {
        try Row.fetchAll(database, sql: "SELECT * FROM retention WHERE ended > 0 ORDER BY ended").map {
            (
                subject: keys.subject($0["nominal"]), ended: Timestamp(microseconds: $0["ended"]),
                bodies: ($0["bodies"] as Int64?).map(Timestamp.init(microseconds:)),
                requests: ($0["requests"] as Int64?).map(Timestamp.init(microseconds:))
            )
        }
    }
}
