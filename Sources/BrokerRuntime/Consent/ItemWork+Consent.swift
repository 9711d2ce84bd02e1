import CanonicalModel
import RecordStore
import Routing

/// What follows from a change of consent, in the transaction that commits it.
extension ItemWork {
    /// Stops claim tickets whose consent does not stand any more and that have not left: nobody was told by them, and what was
    /// told before them stands again.
    ///
    /// A ticket that has left gives nothing to whoever comes with it, so it does no harm.
    func stopTickets(_ outcome: inout RoutingOutcome, of number: Int64) throws {
        for (key, notice) in outcome.tickets {
            guard let queued = try store.queued(notice), withhold(queued.outbox) else { continue }
            try store.stop(queued, at: now)
            try untell(notice, key, &outcome, of: number)
            try store.audit(
                AuditRecord.stopped(notice, to: key.recipient, cause: message.id, now: now), item: sequence, at: now)
        }
    }

    /// Lets the ledger say again what it said before a ticket that was stopped; whatever was told in its place since stands.
    private func untell(
        _ notice: String, _ key: ToldLedger.Key, _ outcome: inout RoutingOutcome, of number: Int64
    ) throws {
        guard var entry = outcome.nominal.ledger[key], entry.notice == notice else { return }
        entry.stop()
        outcome.nominal.ledger[key] = entry
        // Tellings are saved after this: the ticket must not come back with what a union gathered.
        outcome.tellings.removeAll { $0.key == key }
        try store.save(key, entry, of: number)
    }

    /// Remembers how far the record's consents have come.
    func keepConsent(_ history: NominalHistory, of number: Int64) throws {
        guard case .consent = message.fact else { return }
        try store.save(consentEpoch: history.consentEpoch, prompt: history.firstPrompt, of: number)
    }
}
