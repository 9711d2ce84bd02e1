import CanonicalModel
import Foundation
import GRDB

extension IntakeStore {
    /// An arrival with everything computed that needs no database.
    private struct Draft: Sendable {
        let arrival: Arrival
        let id: String
        let key: ItemKey
        let digest: Data?
        var idempotency: Data?
        let wrappedKey: Data
        let sealedBytes: Data?
    }

    /// Seals a batch of arrivals in one transaction.
    ///
    /// A file already sealed and still in the drop folder (a crash came between) is found again, never taken twice.
    /// - Returns: one item an arrival, in the same order.
    func seal(_ arrivals: [Arrival], at time: Timestamp) async throws(AdapterError) -> [SealedItem] {
        var drafts: [Draft] = []
        drafts.reserveCapacity(arrivals.count)
        for arrival in arrivals { drafts.append(try draft(arrival, at: time)) }
        let (sealed, masterKey) = (drafts, masterKey)
        return try await write { database in
            try sealed.map { draft in
                try Self.resumed(draft, database, masterKey) ?? Self.insert(draft, at: time, database)
            }
        }
    }

    private func draft(_ arrival: Arrival, at time: Timestamp) throws(AdapterError) -> Draft {
        let (id, key) = (makeID(time), ItemKey())
        return Draft(
            arrival: arrival, id: id, key: key, digest: arrival.bytes.map { Data(masterKey.digest($0)) },
            idempotency: arrival.origin.idempotencyMaterial.map { Data(masterKey.digest($0)) },
            wrappedKey: Data(try masterKey.wrap(key, itemID: id)),
            sealedBytes: try arrival.bytes.map { (bytes) throws(AdapterError) in
                Data(try key.seal(bytes, as: .bytes, itemID: id))
            })
    }

    private static func resumed(_ draft: Draft, _ database: Database, _ masterKey: MasterKey) throws -> SealedItem? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence, id, name, receivedAt, state, wrappedKey FROM item LEFT JOIN body ON body.item = sequence
                WHERE isAside = 0 AND inode = ? AND modifiedAt = ? AND name = ? AND digest IS ?
                """)
        let arrival = draft.arrival
        let row = try Row.fetchOne(
            statement,
            arguments: [
                Int64(bitPattern: arrival.inode), arrival.modifiedAt, arrival.name.text,
                draft.digest?.databaseValue ?? .null,
            ])
        guard let row else { return nil }
        return try SealedItem(row, masterKey)
    }

    private static func insert(_ draft: Draft, at time: Timestamp, _ database: Database) throws -> SealedItem {
        let arrival = draft.arrival
        let refusal = arrival.refusal
        let state = refusal == nil ? IntakeState.received : .rejected
        try database.cachedStatement(
            sql: """
                INSERT INTO item (id, name, receivedAt, byteCount, digest, inode, modifiedAt, state, receiptDue, problems,
                    way, sender, transportID, idempotency, isAside, asideDestroyedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            draft.id, arrival.name.text, time.microseconds, arrival.byteCount, draft.digest,
            Int64(bitPattern: arrival.inode), arrival.modifiedAt, state.rawValue, refusal != nil,
            Judgement.encoded(refusal.map { [$0] } ?? []), arrival.origin.way.rawValue, arrival.origin.sender,
            arrival.origin.transportID, draft.idempotency,
            // What came by no file has none in the drop folder and none aside.
            !arrival.origin.isFile, arrival.origin.isFile ? nil : time.microseconds,
        ])
        let sequence = database.lastInsertedRowID
        if let sealedBytes = draft.sealedBytes {
            try database.cachedStatement(sql: "INSERT INTO body (item, wrappedKey, bytes) VALUES (?, ?, ?)")
                .execute(arguments: [sequence, draft.wrappedKey, sealedBytes])
        }
        return SealedItem(
            sequence: sequence, id: draft.id, name: arrival.name.text, receivedTime: time, state: state, key: draft.key)
    }

    /// Seals what came by no file, in one transaction.
    ///
    /// - Returns: one answer an arrival, in the same order.
    func sealReceived(_ arrivals: [Arrival], at time: Timestamp) async throws(AdapterError) -> [Sealing] {
        var drafts: [Draft] = []
        drafts.reserveCapacity(arrivals.count)
        for arrival in arrivals { drafts.append(try draft(arrival, at: time)) }
        let (sealed, masterKey) = (drafts, masterKey)
        return try await write { database in
            try sealed.map { draft in
                try Self.known(draft, at: time, database, masterKey)
                    ?? .fresh(try Self.insert(draft, at: time, database))
            }
        }
    }

    /// What is known of the key that the sender gave.
    private static func known(
        _ draft: Draft, at time: Timestamp, _ database: Database, _ masterKey: MasterKey
    ) throws -> Sealing? {
        guard let idempotency = draft.idempotency else { return nil }
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT sequence, id, name, receivedAt, state, digest, wrappedKey
                FROM item LEFT JOIN body ON body.item = sequence WHERE idempotency = ?
                """, arguments: [idempotency])
        guard let row else { return nil }
        let digest: Data? = row["digest"]
        guard digest == draft.digest else { return .keyReused }
        guard !draft.arrival.origin.isRepetitionTheSame else { return .known(try SealedItem(row, masterKey)) }
        var another = draft
        another.idempotency = nil
        return .fresh(try insert(another, at: time, database))
    }

    /// Items not yet known to be out of the drop folder.
    func inDrop() async throws(AdapterError) -> [(sequence: Int64, id: String, name: String)] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT sequence, id, name FROM item WHERE isAside = 0").map {
                ($0["sequence"], $0["id"], $0["name"])
            }
        }
    }

    /// Notes that files are out of the drop folder, on the disk and not only in the kernel's mind.
    func markAside(_ sequences: [Int64]) async throws(AdapterError) {
        guard !sequences.isEmpty else { return }
        try await write { database in try Self.markAside(sequences, database) }
    }

    static func markAside(_ sequences: [Int64], _ database: Database) throws {
        let statement = try database.cachedStatement(sql: "UPDATE item SET isAside = 1 WHERE sequence = ?")
        for sequence in sequences { try statement.execute(arguments: [sequence]) }
    }
}

extension SealedItem {
    init(_ row: Row, _ masterKey: MasterKey) throws {
        let wrapped: Data? = row["wrappedKey"]
        let id: String = row["id"]
        guard let state = IntakeState(rawValue: row["state"]) else {
            throw AdapterError(.store, "an item stands in a state that this version does not know")
        }
        self.init(
            sequence: row["sequence"], id: id, name: row["name"],
            receivedTime: Timestamp(microseconds: row["receivedAt"]),
            state: state, key: wrapped.flatMap { try? masterKey.unwrap(Array($0), itemID: id) })
    }
}
