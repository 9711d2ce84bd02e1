public import CanonicalModel
private import Foundation
internal import Routing

extension StoreTransaction {
    /// An item that still waits, by its acceptance number.
    public func heldItem(sequence: Int64) throws -> [UInt8]? {
        let row = try session.identity.heldBySequence.first(.integer(sequence)) { ($0.blob(0), $0.blob(1)) }
        return try row.map { try DataKey(wrapped: $0.0, by: session.keys).open($0.1) }
    }

    /// Opens a settled item again, because its settlement was taken back.
    public func reopenHeld(_ sequence: Int64) throws { try session.identity.reopenHeld.run(.integer(sequence)) }

    /// Every item that still waits under a name: a message's own id, or its source and id.
    ///
    /// Ids are unique within a source only; whoever decides about one item must not be given another.
    public func heldItems(_ name: String) throws -> [(sequence: Int64, bytes: [UInt8])] {
        let items = try heldItems(id: name)
        guard items.isEmpty, let id = name.split(separator: " ", maxSplits: 1).last.map(String.init) else { return items }
        return try heldItems(id: id).filter { try CanonicalMessage(sealed: $0.bytes).key == name }
    }

    private func heldItems(id: String) throws -> [(sequence: Int64, bytes: [UInt8])] {
        let rows = try session.identity.heldByID.all(.blob(session.keys.blindIndex("held " + id))) {
            ($0.integer(0), $0.blob(1), $0.blob(2))
        }
        return try rows.map { ($0.0, try DataKey(wrapped: $0.1, by: session.keys).open($0.2)) }
    }

    /// Destroys an item that is nobody's: key, bytes and explanation (DESIGN decision 13).
    public func destroyHeld(_ sequence: Int64, at now: Timestamp) throws {
        try session.identity.destroyHeld.run(.integer(sequence), .integer(now.microseconds))
        try session.identity.dropReview.run(.integer(sequence))
    }

    /// Marks a record as one in which two people's evidence meets.
    ///
    /// - Returns: whether it was not marked before.
    public func markAttention(_ number: Int64, item: Int64, reason: String, at now: Timestamp) throws -> Bool {
        let wasMarked = try !attention(of: number).isEmpty
        try session.identity.insertAttention.run(.integer(number), .integer(item), .text(reason), .integer(now.microseconds))
        return !wasMarked
    }

    /// Why a record is marked: the items, and the reason of each.
    public func attention(of number: Int64) throws -> [(item: Int64, reason: String)] {
        try session.identity.attentionOf.all(.integer(number)) { (item: $0.integer(0), reason: $0.text(1)) }
    }

    /// Every record that is marked.
    public func markedRecords() throws -> [Int64] { try session.identity.marked.all { $0.integer(0) } }

    /// One reason for a mark is over.
    public func healAttention(_ number: Int64, item: Int64, at now: Timestamp) throws {
        try session.identity.healAttention.run(.integer(now.microseconds), .integer(number), .integer(item))
    }
}
