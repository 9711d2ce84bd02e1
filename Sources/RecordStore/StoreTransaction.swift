import CanonicalModel
private import Formats
import Foundation
import Routing

/// One transaction of the writer: everything done through it commits together or not at all.
///
/// Valid inside the closure of ``SQLiteRecord/write(_:)`` only.
public struct StoreTransaction {
    let session: WriterSession
    private let hasSavepoints: Bool
    var sql: Statements { session.sql }

    init(session: WriterSession, hasSavepoints: Bool) {
        self.session = session
        self.hasSavepoints = hasSavepoints
    }

    /// Runs one item's work so that one bad item never sinks its batch.
    ///
    /// A savepoint an item costs a copy of every page that the item touches, and items hardly ever fail. So a batch is first
    /// tried without; an item that throws ends the attempt with ``ItemFailed``, and the batch is done again with savepoints.
    /// - Returns: what the body returns, or the error it threw after everything it did was undone.
    /// - Throws: ``ItemFailed`` in an attempt without savepoints; a ``StoreError`` when the savepoint itself cannot be had.
    public func item<Value>(_ body: () throws -> Value) throws -> Result<Value, any Error> {
        guard hasSavepoints else {
            do { return .success(try body()) } catch { throw ItemFailed() }
        }
        return try inSavepoint(body)
    }

    /// An item failed in an attempt without savepoints: nothing of the batch is committed, and it has to be done again.
    public struct ItemFailed: Error {}

    private func inSavepoint<Value>(_ body: () throws -> Value) throws -> Result<Value, any Error> {
        let counters = session.counters
        let touched = session.touchedRecords
        let erased = session.erased
        try sql.savepoint.run()
        do {
            let value = try body()
            try sql.release.run()
            return .success(value)
        } catch {
            try sql.rollbackTo.run()
            try sql.release.run()
            session.erased = erased
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
