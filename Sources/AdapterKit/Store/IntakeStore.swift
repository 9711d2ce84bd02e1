import CanonicalModel
import Foundation
import GRDB

/// The adapter's own record of what it received: bytes sealed before anything looks at them, and what became of each.
///
/// One connection writes and checkpoints, in this process only; commits reach the disk before they return
/// (`synchronous=FULL`), because a file is moved aside on the strength of one.
final class IntakeStore: Sendable {
    private let queue: DatabaseQueue
    private let masterKey: MasterKey
    private let makeID: @Sendable (Timestamp) -> String
    private let lock: FileLock

    /// Items read back at once, so that a long backlog is never in memory as a whole.
    private static let maxBytesAtOnce = 8 << 20

    /// Opens the store of a state folder, making it on the first run.
    ///
    /// - Parameters:
    ///   - folder: the state folder.
    ///   - masterKeyFile: where the master key is, or is to be made.
    ///   - makeID: gives an item its id; time-ordered.
    init(
        folder: String, masterKeyFile: String,
        makeID: @escaping @Sendable (Timestamp) -> String = { UUIDText.version7(at: $0, random: .random(count: 10)) }
    ) throws(AdapterError) {
        let directory = try Directory.make(folder, permissions: 0o700)
        lock = try FileLock(folder: folder)
        let isNew = try directory.status(FileName(Self.fileName)) == nil
        masterKey = try MasterKey.load(masterKeyFile, mayCreate: isNew)
        self.makeID = makeID
        do {
            queue = try Self.open(folder + "/" + Self.fileName)
        } catch {
            throw AdapterError(.store, "the intake database cannot be opened", cause: "\(error)")
        }
        try checkFingerprint()
    }

    static let fileName = "intake.sqlite"

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "throughgate.intake"
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = false  // the schema's references hold by construction; checking costs a lookup a row
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            // GRDB's setUpWALMode lowers it to NORMAL after every hook of ours has run: raise it, then look.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA secure_delete = ON")
            _ = try Int.fetchOne(database, sql: "PRAGMA wal_autocheckpoint = 4000")
            let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            precondition(synchronous == 2, "A commit that does not reach the disk must never move a file aside.")
        }
        try IntakeSchema.migrator.migrate(queue)
        return queue
    }

    private func checkFingerprint() throws(AdapterError) {
        let mine = Data(masterKey.fingerprint)
        let stored = try reported {
            try queue.write { database in
                try database.execute(
                    sql: "INSERT OR IGNORE INTO setting (name, value) VALUES ('masterKeyFingerprint', ?)", arguments: [mine])
                return try Data.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'masterKeyFingerprint'")
            }
        }
        guard stored == mine else {
            throw AdapterError(.masterKey, "the master key is not the one this intake database was sealed with")
        }
    }

    private func reported<Value>(_ body: () throws -> Value) throws(AdapterError) -> Value {
        do { return try body() } catch { throw AdapterError(.store, "the intake database failed", cause: "\(error)") }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AdapterError) -> Value {
        do { return try await queue.read(body) } catch {
            throw AdapterError(.store, "the intake database could not be read", cause: "\(error)")
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AdapterError) -> Value {
        do { return try await queue.write(body) } catch {
            throw AdapterError(.store, "the intake database could not be written", cause: "\(error)")
        }
    }
}

// MARK: - Receiving

extension IntakeStore {
    /// An arrival with everything computed that needs no database.
    private struct Draft: Sendable {
        let arrival: Arrival
        let id: String
        let key: ItemKey
        let digest: Data?
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
                Int64(bitPattern: arrival.inode), arrival.modifiedAt, arrival.name.text, draft.digest?.databaseValue ?? .null,
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
                INSERT INTO item (id, name, receivedAt, byteCount, digest, inode, modifiedAt, state, receiptDue, problems)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            draft.id, arrival.name.text, time.microseconds, arrival.byteCount, draft.digest,
            Int64(bitPattern: arrival.inode), arrival.modifiedAt, state.rawValue, refusal != nil,
            Judgement.encoded(refusal.map { [$0] } ?? []),
        ])
        let sequence = database.lastInsertedRowID
        if let sealedBytes = draft.sealedBytes {
            try database.cachedStatement(sql: "INSERT INTO body (item, wrappedKey, bytes) VALUES (?, ?, ?)")
                .execute(arguments: [sequence, draft.wrappedKey, sealedBytes])
        }
        return SealedItem(
            sequence: sequence, id: draft.id, name: arrival.name.text, receivedTime: time, state: state, key: draft.key)
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

    private static func markAside(_ sequences: [Int64], _ database: Database) throws {
        let statement = try database.cachedStatement(sql: "UPDATE item SET isAside = 1 WHERE sequence = ?")
        for sequence in sequences { try statement.execute(arguments: [sequence]) }
    }
}

// MARK: - Translating

extension IntakeStore {
    /// Keeps what became of a batch, and which files are aside, in one transaction.
    func record(
        _ judgements: [(item: SealedItem, judgement: Judgement)], aside: [Int64]
    ) async throws(AdapterError) {
        var rows: [(sequence: Int64, judgement: Judgement, messages: Data?)] = []
        rows.reserveCapacity(judgements.count)
        for (item, judgement) in judgements {
            let bundle = MessageBundle.pack(judgement.messages.map(\.bytes))
            let sealed = try item.key.flatMap { (key) throws(AdapterError) in
                bundle.isEmpty ? nil : Data(try key.seal(bundle, as: .messages, itemID: item.id))
            }
            rows.append((item.sequence, judgement, sealed))
        }
        let sealed = rows
        try await write { database in
            try Self.markAside(aside, database)
            for row in sealed { try Self.record(row.judgement, of: row.sequence, messages: row.messages, database) }
        }
    }

    private static func record(
        _ judgement: Judgement, of sequence: Int64, messages: Data?, _ database: Database
    ) throws {
        let isDue = judgement.state == .translated
        try database.cachedStatement(
            sql: """
                UPDATE item SET state = ?, publishDue = ?, receiptDue = ?, correlationID = ?, caseReference = ?, problems = ?
                WHERE sequence = ?
                """
        ).execute(arguments: [
            judgement.state.rawValue, isDue, !isDue, judgement.correlationID, judgement.caseReference, judgement.problems,
            sequence,
        ])
        guard let messages else { return }
        try database.cachedStatement(sql: "UPDATE body SET messages = ? WHERE item = ?")
            .execute(arguments: [messages, sequence])
        let insert = try database.cachedStatement(
            sql: "INSERT INTO message (item, ordinal, id, type) VALUES (?, ?, ?, ?)")
        for (ordinal, message) in judgement.messages.enumerated() {
            try insert.execute(arguments: [sequence, ordinal, message.id, message.type])
        }
    }

    /// The oldest item that was sealed and never judged, with its attempt counted before it is handed out: a translator
    /// that dies of an item must not die of it for ever.
    ///
    /// - Parameter after: the sequence to continue behind.
    func nextInterrupted(after: Int64) async throws(AdapterError) -> OpenedItem? {
        let masterKey = masterKey
        return try await write { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT sequence, id, name, receivedAt, state, wrappedKey, bytes, translationAttempts
                    FROM item JOIN body ON body.item = sequence WHERE state = 'received' AND sequence > ?
                    ORDER BY sequence LIMIT 1
                    """, arguments: [after])
            guard let row else { return nil }
            let item = try SealedItem(row, masterKey)
            try database.execute(
                sql: "UPDATE item SET translationAttempts = translationAttempts + 1 WHERE sequence = ?",
                arguments: [item.sequence])
            let sealed: Data = row["bytes"]
            return OpenedItem(
                item: item, bytes: try? item.key?.open(Array(sealed), as: .bytes, itemID: item.id),
                attempts: row["translationAttempts"])
        }
    }
}

// MARK: - Publishing

extension IntakeStore {
    /// Items whose messages are due, oldest first.
    ///
    /// - Parameter limit: the most items; fewer come when they are big.
    /// - Returns: the items, and the sequences of those whose messages do not open any more.
    func nextToPublish(
        limit: Int, at now: Timestamp
    ) async throws(AdapterError) -> (items: [UnpublishedItem], broken: [Int64]) {
        let sealed = try await read { database in try Self.fetchUnpublished(database, limit: limit, at: now) }
        var items: [UnpublishedItem] = []
        var broken: [Int64] = []
        for item in sealed {
            if let opened = item.opened(masterKey) { items.append(opened) } else { broken.append(item.sequence) }
        }
        return (items, broken)
    }

    private struct SealedMessages: Sendable {
        let sequence: Int64
        let id: String
        let correlationID: String?
        let attempts: Int
        let wrappedKey: Data
        let messages: Data
        let unconfirmed: [(ordinal: Int, id: String, type: String)]

        func opened(_ masterKey: MasterKey) -> UnpublishedItem? {
            guard let key = try? masterKey.unwrap(Array(wrappedKey), itemID: id),
                let bundle = try? key.open(Array(messages), as: .messages, itemID: id),
                let bytes = MessageBundle.unpack(bundle), unconfirmed.allSatisfy({ $0.ordinal < bytes.count })
            else { return nil }
            return UnpublishedItem(
                sequence: sequence, id: id, correlationID: correlationID, attempts: attempts,
                messages: unconfirmed.map {
                    UnpublishedItem.Message(ordinal: $0.ordinal, id: $0.id, type: $0.type, bytes: bytes[$0.ordinal])
                })
        }
    }

    private static func fetchUnpublished(
        _ database: Database, limit: Int, at now: Timestamp
    ) throws -> [SealedMessages] {
        let items = try database.cachedStatement(
            sql: """
                SELECT sequence, id, correlationID, publishAttempts, wrappedKey, messages
                FROM item JOIN body ON body.item = sequence
                WHERE publishDue = 1 AND retryAt <= ? ORDER BY sequence LIMIT ?
                """)
        let parts = try database.cachedStatement(
            sql: "SELECT ordinal, id, type FROM message WHERE item = ? AND isConfirmed = 0 ORDER BY ordinal")
        var found: [SealedMessages] = []
        var byteCount = 0
        let cursor = try Row.fetchCursor(items, arguments: [now.microseconds, limit])
        while byteCount < maxBytesAtOnce, let row = try cursor.next() {
            let sequence: Int64 = row["sequence"]
            let messages: Data = row["messages"]
            byteCount += messages.count
            found.append(
                SealedMessages(
                    sequence: sequence, id: row["id"], correlationID: row["correlationID"], attempts: row["publishAttempts"],
                    wrappedKey: row["wrappedKey"], messages: messages,
                    unconfirmed: try Row.fetchAll(parts, arguments: [sequence]).map { ($0["ordinal"], $0["id"], $0["type"]) }))
        }
        return found
    }

    /// Keeps what the broker said, in one transaction.
    ///
    /// - Parameters:
    ///   - results: what each item's attempt came to.
    ///   - holdAfterAttempts: after so many refusals the sender is told that the item is held; it is still tried again.
    func record(_ results: [PublishingResult], holdAfterAttempts: Int) async throws(AdapterError) {
        try await write { database in
            for result in results {
                if result.isComplete {
                    try Self.complete(result.sequence, database)
                } else {
                    try Self.postpone(result, holdAfterAttempts: holdAfterAttempts, database)
                }
            }
        }
    }

    private static func complete(_ sequence: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE item SET state = 'published', publishDue = 0, receiptDue = 1, isDuplicate = EXISTS (
                    SELECT 1 FROM item AS earlier WHERE earlier.digest = item.digest AND earlier.sequence < item.sequence
                    AND earlier.state IN ('translated', 'published'))
                WHERE sequence = ?
                """
        ).execute(arguments: [sequence])
        try database.cachedStatement(sql: "UPDATE message SET isConfirmed = 1 WHERE item = ?").execute(arguments: [sequence])
        try database.cachedStatement(sql: "UPDATE body SET messages = NULL WHERE item = ?").execute(arguments: [sequence])
    }

    private static func postpone(_ result: PublishingResult, holdAfterAttempts: Int, _ database: Database) throws {
        let confirm = try database.cachedStatement(
            sql: "UPDATE message SET isConfirmed = 1 WHERE item = ? AND ordinal = ?")
        for ordinal in result.confirmed { try confirm.execute(arguments: [result.sequence, ordinal]) }
        try database.cachedStatement(
            sql: "UPDATE item SET retryAt = ?, publishAttempts = publishAttempts + ? WHERE sequence = ?"
        ).execute(arguments: [result.retryAt.microseconds, result.wasRefused ? 1 : 0, result.sequence])
        try database.cachedStatement(
            sql: """
                UPDATE item SET state = 'held', receiptDue = 1
                WHERE sequence = ? AND state = 'translated' AND publishAttempts >= ?
                """
        ).execute(arguments: [result.sequence, holdAfterAttempts])
    }

    /// Takes items out of the way whose messages cannot be opened; an operator decides.
    func hold(_ sequences: [Int64], because problems: String) async throws(AdapterError) {
        guard !sequences.isEmpty else { return }
        try await write { database in
            for sequence in sequences {
                try database.execute(
                    sql: "UPDATE item SET state = 'held', publishDue = 0, receiptDue = 1, problems = ? WHERE sequence = ?",
                    arguments: [problems, sequence])
            }
        }
    }
}

// MARK: - Receipts

extension IntakeStore {
    /// Items whose sender is still to be told, oldest first.
    func receiptsDue(limit: Int) async throws(AdapterError) -> [(sequence: Int64, record: IntakeRecord)] {
        try await read { database in
            try IntakeQueries.records(database, where: "receiptDue = 1 ORDER BY sequence LIMIT ?", [limit])
        }
    }

    /// Notes that receipts are on the disk, unless an item has moved on meanwhile and owes another.
    func markReceipted(_ receipted: [(sequence: Int64, record: IntakeRecord)]) async throws(AdapterError) {
        let written = receipted.map { ($0.sequence, $0.record.state.rawValue) }
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE item SET receiptDue = 0 WHERE sequence = ? AND state = ?")
            for (sequence, state) in written { try statement.execute(arguments: [sequence, state]) }
        }
    }
}

// MARK: - Destroying

extension IntakeStore {
    /// Destroys the keys and bytes of items whose time is over; their skeletons stay.
    ///
    /// - Parameters:
    ///   - receivedBefore: for items that travelled or were ignored.
    ///   - quarantinedBefore: for rejected and held ones. What the broker has not confirmed is never destroyed.
    ///   - now: kept as the time of destruction.
    /// - Returns: how many were destroyed.
    func destroy(
        receivedBefore: Timestamp, quarantinedBefore: Timestamp, at now: Timestamp
    ) async throws(AdapterError) -> Int {
        let count = try await write { database in
            let expired = try Int64.fetchAll(
                database,
                sql: """
                    SELECT sequence FROM item WHERE destroyedAt IS NULL AND publishDue = 0 AND receiptDue = 0 AND (
                        state IN ('published', 'ignored') AND receivedAt < ?
                        OR state IN ('rejected', 'held') AND receivedAt < ?)
                    """, arguments: [receivedBefore.microseconds, quarantinedBefore.microseconds])
            for sequence in expired {
                try database.execute(sql: "DELETE FROM body WHERE item = ?", arguments: [sequence])
                try database.execute(
                    sql: "UPDATE item SET destroyedAt = ?, caseReference = NULL WHERE sequence = ?",
                    arguments: [now.microseconds, sequence])
            }
            return expired.count
        }
        if count > 0 { try await emptyLog() }
        return count
    }

    /// A destroyed key may still stand in the write-ahead log: copy the log into the database and cut it to nothing.
    private func emptyLog() async throws(AdapterError) {
        do {
            try await queue.writeWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
        } catch {
            throw AdapterError(.store, "the intake database could not be checkpointed", cause: "\(error)")
        }
    }

    /// Files aside whose time is over. Those never sealed are the only copy, and stay as long as the quarantine.
    func expiredAside(
        receivedBefore: Timestamp, quarantinedBefore: Timestamp
    ) async throws(AdapterError) -> [(sequence: Int64, id: String, name: String)] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, id, name FROM item WHERE isAside = 1 AND asideDestroyedAt IS NULL
                    AND receivedAt < CASE WHEN digest IS NULL THEN ? ELSE ? END
                    """, arguments: [quarantinedBefore.microseconds, receivedBefore.microseconds]
            ).map { ($0["sequence"], $0["id"], $0["name"]) }
        }
    }

    /// Notes that files aside are gone.
    func markAsideDestroyed(_ sequences: [Int64], at now: Timestamp) async throws(AdapterError) {
        guard !sequences.isEmpty else { return }
        try await write { database in
            for sequence in sequences {
                try database.execute(
                    sql: "UPDATE item SET asideDestroyedAt = ? WHERE sequence = ?",
                    arguments: [now.microseconds, sequence])
            }
        }
    }
}

// MARK: - Operators

extension IntakeStore {
    /// Puts a quarantined item back to be translated again, by an adapter that knows better now.
    ///
    /// - Throws: `notFound` unless the item is in the quarantine with its bytes.
    func retry(_ id: String) async throws(AdapterError) {
        let isDone = try await write { database in
            let sequence = try Int64.fetchOne(
                database,
                sql: """
                    SELECT sequence FROM item JOIN body ON body.item = sequence
                    WHERE id = ? AND state IN ('rejected', 'held') AND publishDue = 0
                    """, arguments: [id])
            guard let sequence else { return false }
            try database.execute(sql: "DELETE FROM message WHERE item = ?", arguments: [sequence])
            try database.execute(
                sql: """
                    UPDATE item SET state = 'received', translationAttempts = 0, receiptDue = 0, problems = '[]'
                    WHERE sequence = ?
                    """, arguments: [sequence])
            return true
        }
        guard isDone else { throw AdapterError(.notFound, "no item of this id is in the quarantine with its bytes") }
    }

    /// What is known of an item.
    func record(of id: String) async throws(AdapterError) -> IntakeRecord? {
        try await read { database in try IntakeQueries.records(database, where: "id = ?", [id]).first?.record }
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
            sequence: row["sequence"], id: id, name: row["name"], receivedTime: Timestamp(microseconds: row["receivedAt"]),
            state: state, key: wrapped.flatMap { try? masterKey.unwrap(Array($0), itemID: id) })
    }
}

extension [UInt8] {
    /// Bytes from the system's source of randomness.
    static func random(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
