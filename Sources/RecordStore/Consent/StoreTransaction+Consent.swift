public import CanonicalModel
public import Routing

extension StoreTransaction {
    /// Remembers that a record's consents are not what they were: one was recorded, or the record was united or divided.
    ///
    /// - Parameters:
    ///   - epoch: the acceptance number of what changed them; what is kept rises in any case.
    ///   - prompt: when somebody has to ask for a renewal; nil when no consent runs out.
    public func save(consentEpoch epoch: Int64, prompt: Timestamp?, of number: Int64) throws {
        try session.consent.saveEpoch.run(.integer(number), .integer(epoch), SQLValue(prompt?.microseconds))
    }

    /// A number that rises whenever a record's consents may have changed.
    public func consentEpoch(of number: Int64) throws -> Int64 {
        try session.consent.epoch.first(.integer(number)) { $0.integer(0) } ?? 0
    }

    /// Remembers consents that were recorded before there was a place to remember them: they would lapse with nobody asked.
    ///
    /// - Returns: whether every record could be read; what could not is tried again at the next opening.
    func indexConsents() throws -> Bool {
        var isComplete = true
        for number in try session.identity.allNominals.all(read: { $0.integer(0) }) {
            if case .failure = try item({ try indexConsents(of: number) }) { isComplete = false }
            cool(number)
        }
        return isComplete
    }

    private func indexConsents(of number: Int64) throws {
        let history = try nominal(number).history
        guard history.consentEpoch > 0, try consentEpoch(of: number) == 0 else { return }
        try save(consentEpoch: history.consentEpoch, prompt: history.firstPrompt, of: number)
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
        try replace(fetch.key, with: fetch.entry, of: number)
    }
}
