public import CanonicalModel
private import Formats
private import Foundation
private import GRDB
public import Routing

/// A held item as whoever settles it sees it.
public struct ReviewEntry: Sendable {
    /// A record that it may be about.
    public struct Candidate: Sendable {
        /// The reasons, and the record they are about.
        public var match: ReviewExplanation.Candidate
        /// What is known of the record now.
        public var history: NominalHistory
    }

    /// The acceptance number.
    public var sequence: Int64
    /// Why it waits.
    public var reason: String
    /// The message.
    public var message: CanonicalMessage
    /// The records, most probable first.
    public var candidates: [Candidate]
}

/// A record in which two people's evidence meets.
public struct AttentionEntry: Sendable {
    /// The record.
    public var nominal: Int64
    /// Since when.
    public var since: Timestamp
    /// Why.
    public var reason: String
    /// The acceptance number of the item that showed it.
    public var item: Int64
    /// The message's id, while it is held.
    public var message: String?
}

extension StoreReader {
    /// Every item that waits for a person to say whose it is, oldest first.
    public func reviewQueue() throws -> [ReviewEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT h.seq, h.reason, h.wrapped, h.sealed, r.sealed AS explanation
                FROM held h LEFT JOIN review r ON r.seq = h.seq WHERE h.settled IS NULL ORDER BY h.seq
                """)
        return try rows.map { row in
            let key = try DataKey(wrapped: row["wrapped"], by: keys)
            let explanation = try (row["explanation"] as Data?).map { try ReviewExplanation(try key.open($0)) }
            return ReviewEntry(
                sequence: row["seq"], reason: row["reason"], message: try CanonicalMessage(sealed: try key.open(row["sealed"])),
                candidates: try (explanation?.candidates ?? []).map {
                    ReviewEntry.Candidate(match: $0, history: try history(of: survivor(of: $0.record)))
                })
        }
    }

    /// Every record that is marked, longest first.
    public func attention() throws -> [AttentionEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT a.nominal, a.item, a.reason, a.since, h.wrapped, h.sealed FROM attention a
                LEFT JOIN held h ON h.seq = a.item AND h.settled IS NULL WHERE a.healed IS NULL ORDER BY a.since, a.nominal
                """)
        return try rows.map { row in
            let wrapped: Data? = row["wrapped"]
            let id = try wrapped.map { try CanonicalMessage(sealed: DataKey(wrapped: $0, by: keys).open(row["sealed"])).id }
            return AttentionEntry(
                nominal: row["nominal"], since: Timestamp(microseconds: row["since"]), reason: row["reason"], item: row["item"],
                message: id)
        }
    }

    /// The notices that a decision about identity withdrew, each by its recall, with what became of the recall.
    ///
    /// - Parameter id: the decision's message id.
    public func withdrawals(by id: String) throws -> [StoredNotice] {
        guard let item = try item(id) else { return [] }
        return try notices(causedBy: item.sequence).filter { $0.kind == "recalled" }
    }

    private func survivor(of record: Int64) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT coalesce(merged_into, id) FROM nominal WHERE id = ?", arguments: [record])
            ?? record
    }
}
