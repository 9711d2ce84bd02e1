import CanonicalModel
private import Formats
import Foundation
import Routing

/// One transaction of the writer: everything done through it commits together or not at all.
///
/// Valid inside the closure of ``SQLiteRecord/write(_:)`` only.
public struct StoreTransaction {
    let session: WriterSession
    var sql: Statements { session.sql }

    init(session: WriterSession) { self.session = session }

    /// Runs one item's work in a savepoint, so that one bad item never sinks its batch.
    ///
    /// - Returns: what the body returns, or the error it threw after everything it did was undone.
    public func item<Value>(_ body: () throws -> Value) throws -> Result<Value, any Error> {
        let counters = session.counters
        let touched = session.touchedRecords
        try sql.savepoint.run()
        do {
            let value = try body()
            try sql.release.run()
            return .success(value)
        } catch {
            try sql.rollbackTo.run()
            try sql.release.run()
            session.rollback(to: counters, touching: session.touchedRecords.subtracting(touched).union(touched))
            return .failure(error)
        }
    }

    /// Makes the COMMIT of this transaction fail, which only a full or failing disk can do otherwise.
    func breakCommitForTesting() throws {
        for sql in [
            "PRAGMA defer_foreign_keys = ON", "CREATE TEMP TABLE parent (id INTEGER PRIMARY KEY)",
            "CREATE TEMP TABLE child (id INTEGER REFERENCES parent(id))", "INSERT INTO child VALUES (1)",
        ] { try session.execute(sql) }
    }
}
