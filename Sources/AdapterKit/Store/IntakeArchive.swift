import CanonicalModel
import Foundation
import GRDB

/// The intake database opened for reading beside the adapter that writes it; it never writes and never checkpoints.
struct IntakeArchive: Sendable {
    private let queue: DatabaseQueue
    private let masterKeyFile: String

    /// Opens the database of a state folder.
    init(folder: String, masterKeyFile: String) throws(AdapterError) {
        self.masterKeyFile = masterKeyFile
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            queue = try DatabaseQueue(path: folder + "/" + IntakeStore.fileName, configuration: configuration)
        } catch {
            throw AdapterError(.store, "no intake database can be read in \(folder)", cause: "\(error)")
        }
    }

    /// The items that a message was made from, oldest first.
    func records(messageID: String) throws(AdapterError) -> [IntakeRecord] {
        try read { database in try IntakeQueries.records(database, messageID: messageID) }
    }

    /// The items in the quarantine, oldest first.
    ///
    /// - Parameters:
    ///   - selection: which of them.
    ///   - limit: the most items.
    ///   - now: what ages are counted from.
    func quarantined(
        _ selection: QuarantineSelection = QuarantineSelection(), limit: Int, at now: Timestamp = SystemClock.now()
    ) throws(AdapterError) -> [IntakeRecord] {
        try read { database in try IntakeQueries.quarantined(database, selection, limit: limit, at: now) }
    }

    /// What is known of one item.
    func record(of id: String) throws(AdapterError) -> IntakeRecord {
        let record = try read { database in try IntakeQueries.records(database, where: "id = ?", [id]).first?.record }
        guard let record else { throw AdapterError(.notFound, "no item has the id \(id)") }
        return record
    }

    /// What operators did with an item, oldest first.
    func actions(of id: String) throws(AdapterError) -> [OperatorAction] {
        try read { database in try IntakeQueries.actions(database, itemID: id) }
    }

    /// When items came, oldest first.
    func arrivals(atMost limit: Int) throws(AdapterError) -> [Timestamp] {
        try read { database in try IntakeQueries.arrivals(database, atMost: limit) }
    }

    /// An item's bytes, as an operator left them.
    ///
    /// - Parameter isOriginal: as the sender sent them instead.
    func bytes(of id: String, isOriginal: Bool = false) throws(AdapterError) -> [UInt8] {
        let found = try read { database -> (key: Data, original: Data, present: SealedBytes)? in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT id, sequence, wrappedKey, bytes FROM item JOIN body ON body.item = sequence WHERE id = ?",
                arguments: [id])
            guard let row, let present = try SealedBytes(row, database) else { return nil }
            return (row["wrappedKey"], row["bytes"], present)
        }
        guard let found else { throw AdapterError(.notFound, "the item's bytes are destroyed or were never read") }
        let key = try MasterKey.load(masterKeyFile, mayCreate: false).unwrap(Array(found.key), itemID: id)
        guard isOriginal else { return try found.present.opened(by: key) }
        return try key.open(Array(found.original), as: .bytes, itemID: id)
    }

    private func read<Value>(_ body: (Database) throws -> Value) throws(AdapterError) -> Value {
        do { return try queue.read(body) } catch {
            throw AdapterError(.store, "the intake database could not be read", cause: "\(error)")
        }
    }
}
