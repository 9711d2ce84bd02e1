import CanonicalModel
import RecordStore
import Routing

/// What follows from a change of consent, in the transaction that commits it.
extension ItemWork {
    /// Stops claim tickets whose consent does not stand any more and that have not left: nobody was told by them.
    ///
    /// A ticket that has left gives nothing to whoever comes with it, so it does no harm.
    func stopTickets(_ outcome: inout RoutingOutcome, of number: Int64) throws {
        for (key, notice) in outcome.tickets {
            guard let queued = try store.queued(notice), withhold(queued.outbox) else { continue }
            try store.stop(queued, at: now)
            outcome.nominal.ledger[key]?.value = ToldLedger.unsentValue
            outcome.nominal.ledger[key]?.ticket = [:]
            if let entry = outcome.nominal.ledger[key] { try store.save(key, entry, of: number) }
            try store.audit(
                AuditRecord.stopped(notice, to: key.recipient, cause: message.id, now: now), item: sequence, at: now)
        }
    }

    /// Remembers how far the record's consents have come.
    func keepConsent(_ history: NominalHistory, of number: Int64) throws {
        guard case .consent = message.fact else { return }
        try store.save(consentEpoch: history.consentEpoch, prompt: history.firstPrompt, of: number)
    }
}
