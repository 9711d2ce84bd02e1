import AgreementEngine
import CanonicalModel
import Crypto
import Formats
import RecordStore
import Routing

/// One message on its way through one transaction.
struct ItemWork {
    let admitted: Door.Admitted
    let sequence: Int64
    let isNew: Bool
    let store: StoreTransaction
    let now: Timestamp
    let router: ContentBasedRouter
    let hub: PartnershipDirectory.Hub
    let withhold: @Sendable (Int64) -> Bool
    /// The record that the message arrives under, once it is known.
    var origin: Int64 = 0
    /// Whether the same message came before, about somebody who was unknown then.
    var wasStranger = false

    var message: CanonicalMessage { admitted.message }
    var accepted: AcceptedMessage {
        AcceptedMessage(message, sequence: sequence, digest: admitted.digest.hexadecimal, origin: origin)
    }

    // MARK: Whose record

    /// Finds the record, or opens one for a selection, and routes; a stranger leaves nothing but a keyed hash.
    func resolveAndRoute() throws -> [OutboxEntry] {
        guard let person = message.fact.person else {
            preconditionFailure("Every fact but an acknowledgement has a person.")
        }
        let finding = try resolve(person)
        switch finding.resolution {
        case .nominal(let number):
            if wasStranger, let mark = router.mark(of: message, now: now) { try store.takeBack(mark) }
            if case .ordered(let order) = message.fact { return try carryOut(order, on: number) }
            if case .taskDone(let done) = message.fact { return try close(done, on: number) }
            return try route(into: number)
        case .hold(let reason): return try holdForReview(finding, reason)
        case .stranger: return try stranger(person)
        }
    }

    private func stranger(_ person: Person) throws -> [OutboxEntry] {
        switch message.fact {
        case .selection where person.identifiers.contains(where: \.isStrong):
            try tally()
            return try route(into: try store.openNominal(at: now))
        case .selection, .deselection, .rag, .consent, .addressChanged, .cohortChanged, .dormancyDecided, .reviewHeld,
            .ordered, .overrideOpened, .overrideReviewed, .sharingAssessed, .mappaRecorded, .textPermitted:
            return try hold(.heldForHub, .supplyIdentifier, reason: "no-record-has-these-identifiers")
        case .taskDone: return try refuse(.unknownTask, about: nil)
        default:
            try remember(.notOnCohort)
            if !wasStranger { try tally() }
            return []
        }
    }

    /// Counts what is said of somebody of whom nothing else is kept.
    private func tally() throws {
        if let mark = router.mark(of: message, now: now) { try store.add(mark) }
    }

    func hold(_ fate: Fate, _ kind: HubTask.Kind, reason: String) throws -> [OutboxEntry] {
        try remember(fate, reason: reason)
        try store.hold(sequence, id: message.id, reason: reason, bytes: admitted.body)
        let task = HubTask(kind, about: message.key, cause: message.id, raisedAt: now)
        return [try raise(task, nominal: nil)]
    }

    // MARK: Effects

    /// Routes the message into a record and commits every effect.
    func route(into number: Int64) throws -> [OutboxEntry] {
        var work = self
        work.origin = try store.nominal(number).isUnited ? try origin(in: number) : number
        var outcome = router.route(work.accepted, into: try store.take(number), now: now)
        try work.stopTickets(&outcome, of: number)
        return try work.commit(outcome, to: number)
    }

    /// Commits a record and everything that follows from its message.
    func commit(_ outcome: RoutingOutcome, to number: Int64) throws -> [OutboxEntry] {
        try remember(
            outcome.fate, reason: outcome.fate == .heldForHub ? "decision-states-too-little" : nil, nominal: number)
        try store.append(accepted, encoded: admitted.body, to: number)
        try store.replace(number, with: outcome.nominal, origin: origin)
        for telling in outcome.tellings { try store.save(telling.key, telling.entry, of: number) }
        try keepConsent(outcome.nominal.history, of: number)
        try keepRetention(outcome.nominal.history, of: number)
        let entries = try commitEffects(outcome, of: number) + confirmRosters()
        if !outcome.nominal.openTasks.isEmpty { try heal(number) }
        return entries
    }

    /// Remembers when the person's last stay ended; only decisions change it.
    private func keepRetention(_ history: NominalHistory, of number: Int64) throws {
        switch message.fact {
        case .selection, .deselection, .dormancyDecided, .cohortChanged: try store.save(lastStayEnded: history.lastStayEnded, of: number)
        default: return
        }
    }

    /// Commits what leaves: disclosures and tasks.
    func commitEffects(_ outcome: RoutingOutcome, of number: Int64) throws -> [OutboxEntry] {
        try effects.commit(outcome, of: number)
    }

    func raise(_ task: HubTask, nominal: Int64?) throws -> OutboxEntry { try effects.raise(task, nominal: nominal) }

    private var effects: EffectCommit {
        EffectCommit(store: store, router: router, hub: hub, item: sequence, cause: message.id, now: now)
    }

    func remember(_ fate: Fate, reason: String? = nil, nominal: Int64? = nil) throws {
        if isNew {
            try store.record(
                sequence, message, digest: admitted.digest, received: now, fate: fate, reason: reason, nominal: nominal)
        } else {
            try store.update(sequence, received: now, fate: fate, reason: reason, nominal: nominal)
        }
        try logCollection(fate, nominal: nominal)
    }

    /// Taking an item in is logged in the transaction that keeps it; a stranger's item is not kept.
    private func logCollection(_ fate: Fate, nominal: Int64?) throws {
        if case .recordConsulted = message.fact { return }
        guard fate.isCollected else { return }
        let commitment = try nominal.map {
            try store.commitment(to: admitted.digest, label: "item \(sequence)", of: $0)
        }
        try store.audit(
            AuditRecord.collected(
                message, item: sequence, fate: fate, about: nominal.map(store.subject), commitment, now: now),
            item: sequence, at: now)
    }

    /// Somebody is about to look into the record of disclosures.
    func consult(_ consultation: RecordConsultation) throws -> [OutboxEntry] {
        try remember(.recorded)
        try store.audit(
            AuditRecord.consulted(consultation, message: message.id, now: now), item: sequence, at: now)
        return []
    }

    // MARK: Acknowledgements

    /// Closes a notice; the acknowledgement is kept and audited like any other message.
    func acknowledge(_ acknowledgement: NoticeAcknowledgement) throws -> [OutboxEntry] {
        guard let notice = try store.notice(acknowledgement.notice), notice.recipient == acknowledgement.recipient,
            !notice.isAcknowledged
        else {
            try remember(.acknowledgementRefused)
            return []
        }
        try remember(.acknowledged, nominal: notice.nominal)
        try store.acknowledge(notice, with: acknowledgement, at: message.time, message: sequence)
        let label = "acknowledgement \(acknowledgement.notice)"
        let commitment = try store.commitment(to: admitted.body, label: label, of: notice.origin)
        try store.audit(
            AuditRecord.acknowledged(acknowledgement, at: message.time, message: message.id, commitment),
            item: sequence, at: now)
        guard router.hasScheme, try store.noteRead(acknowledgement.notice, of: notice.nominal) else { return [] }
        return try effects.look(at: notice.nominal)
    }
}
