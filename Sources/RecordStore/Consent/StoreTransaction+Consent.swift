public import CanonicalModel
public import Routing

extension StoreTransaction {
    /// Remembers the highest acceptance number of a consent in a record.
    ///
    /// - Parameter prompt: when somebody has to ask for a renewal; nil when no consent runs out.
    public func save(consentEpoch epoch: Int64, prompt: Timestamp?, of number: Int64) throws {
        try session.consent.saveEpoch.run(.integer(number), .integer(epoch), SQLValue(prompt?.microseconds))
    }

    /// Where a notice waits in the outbox; nil once RabbitMQ is known to have taken it.
    public func queued(_ notice: String) throws -> (outbox: Int64, notice: Int64)? {
        try session.consent.queued.first(.text(notice)) { ($0.integer(0), $0.integer(1)) }
    }

    /// Takes a notice out of the outbox and off its recipient's pages: it never left.
    public func stop(_ queued: (outbox: Int64, notice: Int64), at now: Timestamp) throws {
        try session.consent.dropQueued.run(.integer(queued.outbox))
        try session.consent.insertStopped.run(.integer(queued.notice), .integer(now.microseconds))
    }

    /// The acceptance number of the message that caused a notice: its audit entries are found by it.
    public func cause(of notice: String) throws -> Int64? {
        try session.consent.cause.first(.text(notice)) { $0.integer(0) }
    }

    /// Keeps that a recipient fetched what a claim ticket offered.
    public func save(_ fetch: Fetch, of number: Int64) throws {
        var nominal = try take(number)
        nominal.ledger[fetch.key] = fetch.entry
        try replace(number, with: nominal)
        try save(fetch.key, fetch.entry, of: number)
    }
}
