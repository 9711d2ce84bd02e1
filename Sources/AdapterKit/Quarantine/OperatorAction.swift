import CanonicalModel
import Formats
import GRDB

/// What an operator did with an item: who, when, what and why.
struct OperatorAction: Sendable, Equatable {
    let time: Timestamp
    let author: String
    /// look, fix, resubmit or close.
    let action: String
    /// The places of an edit, the step of a resubmission, the code of a closing; never a value of the item's.
    let detail: String
    let reason: String

    var json: JSONValue {
        [
            "time": .string(time.description), "author": .string(author), "action": .string(action),
            "detail": .string(detail), "reason": .string(reason),
        ]
    }
}

extension OperatorAction {
    init(_ row: Row) {
        self.init(
            time: Timestamp(microseconds: row["time"]), author: row["author"], action: row["action"],
            detail: row["detail"], reason: row["reason"])
    }

    /// Writes the action down, in the transaction of what it did.
    func note(on sequence: Int64, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO operatorAction (item, time, author, action, detail, reason) VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: [sequence, time.microseconds, author, action, detail, reason])
    }
}
