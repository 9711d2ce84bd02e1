public import CanonicalModel
public import Routing

/// Fetches between their decision and the moment at which they are handed over.
extension StoreTransaction {
    /// Notes that a fetch was decided, whose audit entry is the last one of this transaction.
    ///
    /// - Returns: the number of that entry: the claim is called after it.
    public func openClaim(on notice: String) throws -> Int64 {
        try session.consent.openClaim.run(.integer(session.counters.audit), .text(notice))
        return session.counters.audit
    }

    /// Notes that a claim was handed over.
    public func handOver(claim: Int64, at now: Timestamp) throws {
        try session.consent.handClaim.run(.integer(claim), .integer(now.microseconds))
    }

    /// Forgets a claim of which nothing was handed over.
    public func dropClaim(_ claim: Int64) throws { try session.consent.dropClaim.run(.integer(claim)) }

    /// Whether something of a notice was handed over, or still may be, or was claimed when the process ended.
    public func isClaimed(_ notice: String) throws -> Bool {
        try session.consent.isClaimed.first(.text(notice)) { $0.integer(0) } == 1
    }

    /// Keeps what the told ledger says of one topic now.
    public func replace(_ key: ToldLedger.Key, with entry: ToldLedger.Entry, of number: Int64) throws {
        var nominal = try take(number)
        nominal.ledger[key] = entry
        try replace(number, with: nominal)
        try save(key, entry, of: number)
    }
}
