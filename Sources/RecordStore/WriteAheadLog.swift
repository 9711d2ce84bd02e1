import GRDB
import GRDBSQLite
import Synchronization

/// How long the writer's write-ahead log is, and the checkpoint that empties it.
///
/// Watching takes the place of SQLite's automatic checkpoint, which runs inside a commit (sqlite3_wal_hook: "only a single
/// hook"; wal_autocheckpoint is one).
final class WriteAheadLog: Sendable {
    private let length = Atomic<Int>(0)

    /// Pages in the log after the last commit.
    var pages: Int { length.load(ordering: .relaxed) }

    /// Keeps count on the writing connection; the log must live as long as it.
    func watch(_ database: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<WriteAheadLog>.fromOpaque(context).takeUnretainedValue().length.store(
                    Int(pages), ordering: .relaxed)
                return SQLITE_OK
            }, context)
    }

    /// Moves into the database what no reader still needs in the log; the log then begins again at the next commit.
    ///
    /// - Throws: what the disk says. Readers never make it fail: a passive checkpoint leaves what they need for the next one.
    func checkpoint(_ database: Database) throws {
        let code = sqlite3_wal_checkpoint_v2(database.sqliteConnection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code == SQLITE_OK || code == SQLITE_BUSY else {
            throw StoreError(.database, "checkpoint: " + String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
        if code == SQLITE_OK { length.store(0, ordering: .relaxed) }
    }
}
