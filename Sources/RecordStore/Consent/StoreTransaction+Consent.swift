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

    /// The records in which a consent has to be renewed by a time, each with the acceptance number of its last consent.
    public func duePrompts(by now: Timestamp, limit: Int) throws -> [(nominal: Int64, epoch: Int64)] {
        try session.consent.duePrompts.all(.integer(now.microseconds), .integer(Int64(limit))) {
            ($0.integer(0), $0.integer(1))
        }
    }

    /// Remembers when the next consent of a record has to be renewed.
    public func save(prompt: Timestamp?, of number: Int64) throws {
        try session.consent.savePrompt.run(.integer(number), SQLValue(prompt?.microseconds))
    }

    /// Keeps what a task that a duty raised says besides, sealed under the record's key.
    func save(_ detail: HubTask.Detail, of key: String, cause: Int64, nominal: Int64) throws {
        try session.consent.insertDetail.run(
            .text(key), .integer(cause), .integer(nominal), .blob(try warmRecord(nominal).key.seal(detail.encoded)))
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
