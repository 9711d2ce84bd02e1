import Foundation
import GRDB

/// The bytes of an item that are to be read now: as an operator left them, or as the sender sent them.
struct SealedBytes: Sendable {
    /// 0 for the sender's own.
    let revision: Int
    private let itemID: String
    private let sealed: Data

    /// - Parameter row: has the item's id and sequence, and the sender's bytes.
    /// - Returns: nil when there are none.
    init?(_ row: Row, _ database: Database) throws {
        itemID = row["id"]
        let sequence: Int64 = row["sequence"]
        let last = try Row.fetchOne(
            database, sql: "SELECT number, bytes FROM revision WHERE item = ? ORDER BY number DESC LIMIT 1",
            arguments: [sequence])
        guard let bytes = (last?["bytes"] ?? row["bytes"]) as Data? else { return nil }
        revision = last?["number"] ?? 0
        sealed = bytes
    }

    /// Opens them.
    func opened(by key: ItemKey?) throws(AdapterError) -> [UInt8] {
        guard let key else { throw AdapterError(.seal, "the item's key does not open any more") }
        return try key.open(Array(sealed), as: .bytes, itemID: Self.context(itemID, revision: revision))
    }

    /// What bytes are sealed as: one revision can never be passed off as another.
    static func context(_ itemID: String, revision: Int) -> String { revision == 0 ? itemID : "\(itemID)#\(revision)" }
}
