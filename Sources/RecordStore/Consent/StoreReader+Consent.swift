private import GRDB

extension StoreReader {
    /// The highest acceptance number of a consent about the person of a notice, as committed at this moment.
    public func consentEpoch(ofNotice id: String) throws -> Int64 {
        try Int64.fetchOne(
            database,
            sql: "SELECT c.epoch FROM notice n JOIN consent c ON c.nominal = n.nominal WHERE n.id = ?", arguments: [id])
            ?? 0
    }

    /// Which of some places in the outbox are still taken.
    public func queued(among sequences: [Int64]) throws -> Set<Int64> {
        Set(
            try sequences.filter {
                try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE seq = ?)", arguments: [$0])
                    ?? false
            })
    }
}
