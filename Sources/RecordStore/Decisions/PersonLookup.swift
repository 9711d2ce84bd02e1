public import CanonicalModel
private import GRDB

extension StoreReader {
    /// The record that an identifier is known from; nil when it is nobody's here.
    public func nominal(identifiedBy identifier: PersonIdentifier) throws -> Int64? {
        try Int64.fetchOne(
            database, sql: "SELECT nominal FROM identifier WHERE blind = ?", arguments: [keys.index(of: identifier)])
    }
}
