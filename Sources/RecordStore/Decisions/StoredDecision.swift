public import CanonicalModel
private import Foundation
private import GRDB

/// A decision as it is on record: the audit entry about it and, unless the person was erased, its request.
public struct StoredDecision: Sendable {
    /// What is left of a decision's request.
    public enum Request: Sendable {
        /// The canonical bytes, and the commitment that these bytes come to.
        case kept(bytes: [UInt8], commitment: String)
        /// The key that sealed it is destroyed, at a time where that is known.
        case erased(at: Timestamp?)
        /// Its time is over; the person is not erased.
        case expired
        /// The entry is older than the keeping of decisions.
        case neverKept
    }

    /// The audit entry's number.
    public var sequence: Int64
    /// When it was decided.
    public var at: Timestamp
    /// The audit entry.
    public var record: String
    /// What it rested on.
    public var request: Request
}

extension StoreReader {
    /// The decisions that one message led to, or those about one of its notices.
    ///
    /// - Parameters:
    ///   - item: the message's acceptance number.
    ///   - id: an id that the audit entry has to bear.
    public func decisions(ofItem item: Int64, mentioning id: String) throws -> [StoredDecision] {
        let rows = try Row.fetchAll(
            database, sql: Self.decisions + " WHERE a.item = ? ORDER BY a.seq", arguments: [item])
        return try rows.map(decision).filter { Self.isDecision($0) && $0.record.contains(id) }
    }

    /// The decision that an audit entry tells.
    public func decision(auditEntry sequence: Int64) throws -> StoredDecision? {
        try Row.fetchOne(database, sql: Self.decisions + " WHERE a.seq = ?", arguments: [sequence]).map(decision)
            .flatMap { Self.isDecision($0) ? $0 : nil }
    }

    /// Decisions in the order they were made, a page at a time, so that no long reading holds up the writer's checkpoints.
    ///
    /// - Parameters:
    ///   - since: the earliest instant.
    ///   - sequence: the audit entry to go on after.
    ///   - limit: how many audit entries to look at.
    /// - Returns: the decisions among them and the last entry looked at; nil when there are no more entries.
    public func decisions(
        since: Timestamp, after sequence: Int64, limit: Int = 500
    ) throws -> (decisions: [StoredDecision], last: Int64)? {
        let rows = try Row.fetchAll(
            database, sql: Self.decisions + " WHERE a.seq > ? ORDER BY a.seq LIMIT ?", arguments: [sequence, limit])
        guard let last = rows.last else { return nil }
        // The clock of an older entry may be ahead of a younger one's, so that each is looked at by itself.
        let wanted = rows.filter { ($0["at"] as Int64) >= since.microseconds }
        return (try wanted.map(decision).filter(Self.isDecision), last["seq"])
    }

    private static let decisions = """
        SELECT a.seq, a.at, a.record, d.origin, d.sealed, n.wrapped, e.at AS erased FROM audit a
        LEFT JOIN decision d ON d.seq = a.seq LEFT JOIN nominal n ON n.id = d.origin
        LEFT JOIN erasure e ON e.nominal = d.origin
        """

    private static func isDecision(_ decision: StoredDecision) -> Bool {
        ["\"what\":\"disclosure\"", "\"what\":\"disclosure-withheld\"", "\"what\":\"fetched\""]
            .contains { decision.record.contains($0) }
    }

    private func decision(_ row: Row) throws -> StoredDecision {
        StoredDecision(
            sequence: row["seq"], at: Timestamp(microseconds: row["at"]),
            record: String(decoding: row["record"] as Data, as: UTF8.self), request: try request(row))
    }

    private func request(_ row: Row) throws -> StoredDecision.Request {
        guard let sealed: Data = row["sealed"] else { return .neverKept }
        // Erasure destroys the wrapped key: the row goes, or is emptied.
        guard let wrapped: Data = row["wrapped"], !wrapped.isEmpty else {
            return .erased(at: (row["erased"] as Int64?).map(Timestamp.init(microseconds:)))
        }
        guard !sealed.isEmpty else { return .expired }
        let key = try DataKey(wrapped: wrapped, by: keys)
        let bytes = try key.open(sealed)
        let commitment = key.commitment(to: bytes, label: StoreTransaction.requestLabel).hexadecimal
        return .kept(bytes: bytes, commitment: commitment)
    }
}
