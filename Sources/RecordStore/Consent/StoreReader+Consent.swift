private import GRDB

extension StoreReader {
    /// Which of some places in the outbox are still taken.
    public func queued(among sequences: [Int64]) throws -> Set<Int64> {
        Set(
            try sequences.filter {
                try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE seq = ?)", arguments: [$0])
                    ?? false
            })
    }
}
