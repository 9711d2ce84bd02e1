import AuditLog
public import RecordStore

/// Recomputes the audit log from its entries and compares it with the stored frontier.
public struct AuditCheck: Sendable {
    /// How many entries there are.
    public let size: Int
    /// The first entry whose text is not that of its leaf, from 1.
    public let firstDamaged: Int?
    /// Whether the root recomputed is the root stored with the effects.
    public let rootAgrees: Bool

    /// Reads and recomputes everything.
    public init(_ reader: StoreReader) throws {
        let log = try reader.auditLog()
        var frontier = MerkleFrontier()
        for entry in log { frontier.append(entry.leaf) }
        size = log.count
        firstDamaged = log.firstIndex { MerkleHash.leaf($0.record) != $0.leaf }.map { $0 + 1 }
        rootAgrees = try reader.auditFrontier() == frontier.bytes
    }

    /// Whether every entry and the root are what was written.
    public var isIntact: Bool { firstDamaged == nil && rootAgrees }

    /// The verdict in a sentence.
    public var sentence: String {
        if let firstDamaged { return "Audit entry \(firstDamaged) is not what was written." }
        guard rootAgrees else { return "The audit log's root is not the one stored with the effects: entries were added or removed." }
        return "The audit log is intact: \(size) entries."
    }
}
