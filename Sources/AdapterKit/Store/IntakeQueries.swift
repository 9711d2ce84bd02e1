import CanonicalModel
import Formats
import GRDB

/// Questions that the running adapter and the read-only commands both ask.
enum IntakeQueries {
    /// The skeletons of items.
    ///
    /// - Parameter condition: SQL after WHERE.
    static func records(
        _ database: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [(sequence: Int64, record: IntakeRecord)] {
        let items = try database.cachedStatement(sql: "SELECT * FROM item WHERE \(condition)")
        let messages = try database.cachedStatement(sql: "SELECT id FROM message WHERE item = ? ORDER BY ordinal")
        return try Row.fetchAll(items, arguments: arguments).map { row in
            let sequence: Int64 = row["sequence"]
            let messageIDs = try String.fetchAll(messages, arguments: [sequence])
            return (sequence, try IntakeRecord(row, messageIDs: messageIDs))
        }
    }

    /// The items that a message was made from, oldest first; several when the same file was dropped again.
    static func records(_ database: Database, messageID: String) throws -> [IntakeRecord] {
        try records(
            database, where: "sequence IN (SELECT item FROM message WHERE id = ?) ORDER BY sequence", [messageID]
        ).map(\.record)
    }
}

extension IntakeRecord {
    fileprivate init(_ row: Row, messageIDs: [String]) throws {
        guard let state = IntakeState(rawValue: row["state"]) else {
            throw AdapterError(.store, "an item stands in a state that this version does not know")
        }
        let stored: String = row["problems"]
        var problems = try StrictJSON.parse(Array(stored.utf8)).array ?? []
        if state == .held, row["publishDue"] { problems.append(FormatError.undelivered.json) }
        self.init(
            id: row["id"], name: row["name"], receivedTime: Timestamp(microseconds: row["receivedAt"]), state: state,
            isDuplicate: row["isDuplicate"], byteCount: row["byteCount"], correlationID: row["correlationID"],
            caseReference: row["caseReference"], problems: problems, messageIDs: messageIDs,
            destroyedTime: (row["destroyedAt"] as Int64?).map(Timestamp.init(microseconds:)))
    }
}

extension FormatError {
    /// Not stored: it is true only while it is true.
    fileprivate static let undelivered = FormatError(
        path: "", rule: "adapter.undelivered", message: "The broker keeps refusing or returning messages of this item.",
        remedy: "None is needed from the sender; the messages are kept and published again.")
}

extension Judgement {
    /// Problems as they are stored.
    static func encoded(_ problems: [FormatError]) -> String { JSONValue.array(problems.map(\.json)).encodedString }
}
