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
    /// - Parameter limit: the most items.
    func quarantined(limit: Int) throws(AdapterError) -> [IntakeRecord] {
        try read { database in
            try IntakeQueries.records(
                database, where: "state IN ('rejected', 'held') AND destroyedAt IS NULL ORDER BY sequence LIMIT ?",
                [limit]
            ).map(\.record)
        }
    }

    /// What is known of one item.
    func record(of id: String) throws(AdapterError) -> IntakeRecord {
        let record = try read { database in try IntakeQueries.records(database, where: "id = ?", [id]).first?.record }
        guard let record else { throw AdapterError(.notFound, "no item has the id \(id)") }
        return record
    }

    /// An item's own bytes.
    func bytes(of id: String) throws(AdapterError) -> [UInt8] {
        let row = try read { database in
            try Row.fetchOne(
                database, sql: "SELECT wrappedKey, bytes FROM item JOIN body ON body.item = sequence WHERE id = ?",
                arguments: [id])
        }
        guard let row else { throw AdapterError(.notFound, "the item's bytes are destroyed or were never read") }
        let (wrapped, sealed): (Data, Data) = (row["wrappedKey"], row["bytes"])
        let key = try MasterKey.load(masterKeyFile, mayCreate: false).unwrap(Array(wrapped), itemID: id)
        return try key.open(Array(sealed), as: .bytes, itemID: id)
    }

    private func read<Value>(_ body: (Database) throws -> Value) throws(AdapterError) -> Value {
        do { return try queue.read(body) } catch {
            throw AdapterError(.store, "the intake database could not be read", cause: "\(error)")
        }
    }
}
