public import CanonicalModel
import Foundation
public import Routing

extension StoreTransaction {
    /// What the idempotent receiver remembers of an item.
    public struct ItemRecord: Sendable {
        /// The acceptance number.
        public var sequence: Int64
        /// Whether the content is the same as that of the message at hand.
        public var isSameContent: Bool
        /// What became of it.
        public var fate: Fate
    }

    /// Looks an item up by source and id.
    public func item(_ message: CanonicalMessage, digest: [UInt8]) throws -> ItemRecord? {
        let keyed = session.keys.blindIndex(digest)
        return try sql.findItem.first(.blob(session.keys.itemIndex(message.source, message.id))) { row in
            ItemRecord(
                sequence: row.integer(0), isSameContent: row.blob(1) == keyed, fate: Fate(rawValue: row.text(2)) ?? .recorded)
        }
    }

    /// The next acceptance number.
    public func nextSequence() -> Int64 {
        session.counters.inbox += 1
        return session.counters.inbox
    }

    /// Remembers an item and its fate.
    ///
    /// - Parameters:
    ///   - sequence: its acceptance number.
    ///   - message: the item.
    ///   - digest: its content digest.
    ///   - received: the core's clock.
    ///   - fate: what became of it.
    ///   - reason: a code beside the fate, for operations.
    ///   - nominal: whose record it belongs to.
    public func record(
        _ sequence: Int64, _ message: CanonicalMessage, digest: [UInt8], received: Timestamp, fate: Fate,
        reason: String? = nil, nominal: Int64? = nil
    ) throws {
        try hear(message.source, at: received)
        try sql.insertItem.run(
            .integer(sequence), .blob(session.keys.itemIndex(message.source, message.id)),
            .blob(session.keys.blindIndex(digest)), .text(message.source), .text(message.fact.type.rawValue),
            .integer(received.microseconds), .text(fate.rawValue), SQLValue(reason), SQLValue(nominal))
    }

    /// Changes the fate of an item that was evaluated afresh or settled by a person.
    public func update(
        _ sequence: Int64, received: Timestamp, fate: Fate, reason: String? = nil, nominal: Int64? = nil
    ) throws {
        try sql.updateItem.run(
            .text(fate.rawValue), SQLValue(reason), SQLValue(nominal), .integer(received.microseconds), .integer(sequence))
    }

    /// Keeps an item that waits for a person, sealed under a key of its own.
    ///
    /// - Parameter explanation: why it waits, for whoever settles it; sealed under the same key.
    public func hold(
        _ sequence: Int64, id: String, reason: String, bytes: [UInt8], explanation: ReviewExplanation? = nil
    ) throws {
        let key = DataKey()
        if let explanation {
            try session.identity.insertReview.run(.integer(sequence), .blob(try key.seal(explanation.encoded)))
        }
        try sql.insertHeld.run(
            .integer(sequence), .blob(session.keys.blindIndex("held " + id)), .text(reason), .blob(try key.wrapped(by: session.keys)), .blob(try key.seal(bytes)))
    }

    /// Marks a held item as settled.
    public func settleHeld(_ sequence: Int64, at now: Timestamp) throws {
        try sql.settleHeld.run(.integer(now.microseconds), .integer(sequence))
    }

    /// Keeps bytes that were refused at the door, with the place, the rule and the remedy.
    ///
    /// - Returns: the acceptance number under which operations find them.
    public func quarantine(
        _ bytes: [UInt8], user: String, path: String, rule: String, message: String, remedy: String, at now: Timestamp
    ) throws -> Int64 {
        let sequence = nextSequence()
        let key = DataKey()
        try sql.insertQuarantine.run(
            .integer(sequence), .integer(now.microseconds), .text(user), .text(path), .text(rule), .text(message),
            .text(remedy), .blob(try key.wrapped(by: session.keys)), .blob(try key.seal(bytes)))
        // The counter is read back from inbox, so a refused item has its row there too.
        try sql.insertItem.run(
            .integer(sequence), .blob(session.keys.blindIndex("quarantine \(sequence)")), .blob(Data()),
            .text(user), .text("refused"), .integer(now.microseconds), .text(Fate.refusedAtDoor.rawValue), .text(rule), .null)
        return sequence
    }
}

extension MasterKey {
    /// The blind index of an item.
    func itemIndex(_ source: String, _ id: String) -> Data { blindIndex("item \(source) \(id)") }
}
