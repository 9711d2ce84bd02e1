public import CanonicalModel
import Foundation
public import Routing

extension StoreTransaction {
    private var erasure: ErasureStatements { session.erasure }

    /// Why a record cannot be erased yet, in a fixed order; empty when it can.
    ///
    /// What was told under another name of a stay was gathered under the one it has now, so only names that stays have count.
    /// - Parameters:
    ///   - number: the record.
    ///   - nominal: the record as the scheme reads it now: an end that states too little ends no stay.
    public func obstacles(toErasing number: Int64, as nominal: Nominal) throws -> [ErasureObstacle] {
        let spells = nominal.spells
        var found: [ErasureObstacle] = spells.contains(where: \.isOpen) ? [.openStay] : []
        let told = nominal.ledger.entries.filter { key, _ in
            key.topic == .standing && spells.contains { $0.id == key.spell }
        }
        for (key, entry) in told.sorted(by: { $0.key.recipient < $1.key.recipient }) {
            guard let standing = Standing(rawValue: entry.value) else { continue }
            if standing != .ended {
                found.append(.notUntold(recipient: key.recipient))
            } else if let notice = entry.notice, try isAwaited(notice) {
                found.append(.notAcknowledged(recipient: key.recipient))
            }
        }
        let origins = try origins(of: number)
        if try origins.contains(where: { try erasure.queuedOf.first(.integer($0)) { $0.integer(0) > 0 } ?? false }) {
            found.append(.onTheWay)
        }
        return try found + holds(on: number, as: nominal)
    }

    /// What forbids to erase anything of a record, bodies and requests too: they are what a review or a court asks for.
    public func holds(on number: Int64, as nominal: Nominal) throws -> [ErasureObstacle] {
        let isReviewed = try origins(of: number).contains {
            try !erasure.holdsOf.all(.integer($0), read: { $0.text(0) }).isEmpty
        }
        return (isReviewed ? [.review] : []) + (nominal.history.isKeptAsEvidence ? [.evidence] : [])
    }

    /// Whether the key of a record is destroyed.
    public func isErased(_ number: Int64) throws -> Bool {
        try erasure.erasureOf.first(.integer(number)) { $0.integer(0) } != nil
    }

    private func isAwaited(_ notice: String) throws -> Bool {
        try erasure.acknowledgement.first(.text(notice)) {
            $0.optionalInteger(0) != nil && $0.optionalInteger(1) == nil
        } ?? false
    }

    /// Destroys the keys of a record and of every record united in it, and whatever could find or say something of the person.
    ///
    /// The log keeps its entries: their commitments were salted by the key, so they verify and say nothing (decision 14). Who
    /// calls this has looked at ``obstacles(toErasing:)``.
    /// - Returns: the pseudonyms of the records whose keys were destroyed.
    public func erase(
        _ number: Int64, message: String, reason: String, authority: String, at now: Timestamp
    ) throws -> [String] {
        let origins = try origins(of: number).sorted()
        try resealOthers(of: number, among: Set(origins), isErasing: true)
        // Before a division the key of another sealed them, and that one stays.
        for record in Set(origins + [number]) { try erasure.emptyRequestsCaused.run(.integer(record)) }
        try dropRows(of: number, at: now)
        for origin in origins {
            try destroy(origin, message: message, reason: reason, authority: authority, at: now)
            try dropRows(of: origin, at: now)
        }
        return origins.map(subject)
    }

    /// Destroys one key; the entry for the ledger is written when this transaction has committed.
    private func destroy(
        _ origin: Int64, message: String, reason: String, authority: String, at now: Timestamp
    ) throws {
        guard let wrapped = try sql.wrappedKey.first(.integer(origin), read: { $0.blob(0) }), !wrapped.isEmpty else {
            return
        }
        let entry = ErasureEntry(
            nominal: origin, key: session.keys.index(ofWrapped: wrapped), at: now, message: message, reason: reason,
            authority: authority)
        try erasure.destroyKey.run(.integer(origin))
        try erasure.insertErasure.run(
            .integer(origin), .blob(entry.key), .integer(now.microseconds), .text(message), .text(reason),
            .text(authority))
        session.erased.append(entry)
        session[origin] = nil
    }

    private func dropRows(of number: Int64, at now: Timestamp) throws {
        try erasure.emptyHeldOfFacts.run(.integer(number), .integer(now.microseconds))
        for statement in [
            erasure.dropReviews, erasure.dropRectified, erasure.dropDetails, erasure.dropFacts, erasure.dropTold,
            erasure.dropSolo,
            erasure.dropIdentifiers, erasure.dropBlocks, erasure.dropConsent, erasure.dropAttention,
            session.scheme.dropTimer, session.scheme.dropTransitions,
            erasure.dropSpans, erasure.dropDecisions, erasure.dropRetention,
        ] { try statement.run(.integer(number)) }
        try erasure.closeTasks.run(.integer(number), .integer(now.microseconds))
    }

    /// Empties the bodies of the notices about a record. A notice about somebody else that its key sealed, because both were
    /// held to be one person when it went out, gets that person's key first.
    private func resealOthers(of number: Int64, among origins: Set<Int64>, isErasing: Bool) throws {
        for row in try noticeRows(of: number, origins: origins) {
            if origins.contains(row.nominal) {
                try erasure.emptyNotice.run(.integer(row.sequence))
                if isErasing { try erasure.emptyAnswer.run(.integer(row.sequence)) }
            } else if isErasing, origins.contains(row.origin), !row.sealed.isEmpty {
                let bytes = try dataKey(row.origin).open(row.sealed)
                try erasure.emptyAnswer.run(.integer(row.sequence))
                try erasure.reseal.run(
                    .integer(row.sequence), .integer(row.nominal), .blob(try dataKey(row.nominal).seal(bytes)))
            }
        }
    }

    /// Erases the bodies of a record's notices; ids, kinds and times stay.
    public func eraseBodies(of number: Int64, at now: Timestamp) throws {
        try resealOthers(of: number, among: try origins(of: number), isErasing: false)
        try erasure.markBodies.run(.integer(number), .integer(now.microseconds))
    }

    /// Erases what the decisions about a record rested on; their entries and digests stay.
    public func eraseRequests(of number: Int64, at now: Timestamp) throws {
        for origin in try origins(of: number) { try emptyRequests(of: number, origin: origin) }
        try erasure.markRequests.run(.integer(number), .integer(now.microseconds))
    }

    private func emptyRequests(of number: Int64, origin: Int64) throws {
        try erasure.emptyRequests.run(.integer(number), .integer(origin))
    }

    /// Destroys what was held and is settled, and is no fact of anybody.
    ///
    /// - Returns: how many.
    public func destroySettledHeld(before: Timestamp, limit: Int) throws -> Int {
        try erasure.destroySettledHeld.all(.integer(before.microseconds), .integer(Int64(limit))) { $0.integer(0) }
            .count
    }

    /// Destroys bytes that were refused at the door.
    ///
    /// - Returns: how many.
    public func destroyQuarantine(before: Timestamp, limit: Int) throws -> Int {
        try erasure.destroyQuarantine.all(.integer(before.microseconds), .integer(Int64(limit))) { $0.integer(0) }.count
    }
}

extension MasterKey {
    /// A wrapped key's keyed hash: it tells one key from another and says nothing of either.
    func index(ofWrapped wrapped: Data) -> Data { blindIndex(Array("wrapped ".utf8) + Array(wrapped)) }
}
