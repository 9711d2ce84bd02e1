public import CanonicalModel
import Foundation
import GRDB

extension StoreReader {
    /// Every person record there is, united ones under the one number they have now.
    public func people() throws -> [Int64] {
        try Int64.fetchAll(database, sql: "SELECT id FROM nominal WHERE merged_into IS NULL ORDER BY id")
    }

    /// What was said about a person, in order of acceptance.
    public func facts(of nominal: Int64) throws -> [CanonicalMessage] {
        try Row.fetchAll(
            database, sql: "SELECT origin, sealed FROM fact WHERE nominal = ? ORDER BY seq", arguments: [nominal]
        ).map { try CanonicalMessage(sealed: try key(of: $0["origin"]).open($0["sealed"] as Data)) }
    }

    /// What recipients were told about a person, in order.
    public func notices(about nominal: Int64) throws -> [StoredNotice] {
        try notices("n.nominal = ? ORDER BY n.seq", [nominal])
    }

    /// Every task there ever was about a person, in order.
    public func tasks(about nominal: Int64) throws -> [StoredTask] {
        try tasks("nominal = ? ORDER BY id", [nominal])
    }

    /// Open tasks about a person, the most urgent first.
    public func openTasks(about nominal: Int64) throws -> [StoredTask] {
        try tasks("closed IS NULL AND nominal = ? ORDER BY due, id", [nominal])
    }
}
