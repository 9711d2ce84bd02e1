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

    /// The newest rows looked at for arrivals.
    private static let maxArrivalRows = 20_000

    /// When items came, oldest first, the first of each minute.
    static func arrivals(_ database: Database, atMost limit: Int) throws -> [Timestamp] {
        let times = try Int64.fetchAll(
            database,
            sql: """
                SELECT MIN(receivedAt) AS first FROM (SELECT receivedAt FROM item ORDER BY sequence DESC LIMIT ?)
                GROUP BY receivedAt / 60000000 ORDER BY first DESC LIMIT ?
                """, arguments: [maxArrivalRows, limit])
        return times.reversed().map(Timestamp.init(microseconds:))
    }

    /// The items in the quarantine that a selection means, oldest first.
    static func quarantined(
        _ database: Database, _ selection: QuarantineSelection, limit: Int, at now: Timestamp
    ) throws -> [IntakeRecord] {
        let (sql, arguments) = selection.condition(at: now)
        return try records(database, where: sql + " ORDER BY sequence LIMIT ?", arguments + [limit]).map(\.record)
    }

    /// What operators did with an item, oldest first.
    static func actions(_ database: Database, itemID: String) throws -> [OperatorAction] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT time, author, action, detail, reason FROM operatorAction
                WHERE item = (SELECT sequence FROM item WHERE id = ?) ORDER BY sequence
                """, arguments: [itemID]
        ).map(OperatorAction.init)
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
        guard let state = IntakeState(rawValue: row["state"]), let way = ItemWay(rawValue: row["way"]) else {
            throw AdapterError(.store, "an item stands in a state that this version does not know")
        }
        let closeReason: String? = row["closeReason"]
        let stored: String = row["problems"]
        var problems = try StrictJSON.parse(Array(stored.utf8)).array ?? []
        if state == .held, row["publishDue"] { problems.append(FormatError.undelivered.json) }
        if let closeReason { problems.append(FormatError.closed(closeReason).json) }
        self.init(
            id: row["id"], name: row["name"], way: way, sender: row["sender"], transportID: row["transportID"],
            receivedTime: Timestamp(microseconds: row["receivedAt"]), state: state,
            isDuplicate: row["isDuplicate"], byteCount: row["byteCount"], correlationID: row["correlationID"],
            caseReference: row["caseReference"], problems: problems, messageIDs: messageIDs,
            rowsWithProblems: row["rowsWithProblems"], rowProblems: row["rowProblems"], closeReason: closeReason,
            destroyedTime: (row["destroyedAt"] as Int64?).map(Timestamp.init(microseconds:)))
    }
}

extension FormatError {
    /// Not stored: it is true only while it is true.
    fileprivate static let undelivered = FormatError(
        path: "", rule: "adapter.undelivered", message: "The broker keeps refusing or returning messages of this item.",
        remedy: "None is needed from the sender; the messages are kept and published again.")
}

extension FormatError {
    /// A person has looked at it and it does not travel.
    fileprivate static func closed(_ reason: String) -> FormatError {
        FormatError(
            path: "", rule: "quarantine.\(reason)",
            message: "A person has looked at the item and closed it: \(reason).",
            remedy: "Send a corrected item if what it says is still to be told.")
    }
}

extension Judgement {
    /// Problems as they are stored.
    static func encoded(_ problems: [FormatError]) -> String { JSONValue.array(problems.map(\.json)).encodedString }
}
