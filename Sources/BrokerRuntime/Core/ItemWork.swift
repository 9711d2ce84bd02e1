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

    var message: CanonicalMessage { admitted.message }
    var accepted: AcceptedMessage {
        AcceptedMessage(message, sequence: sequence, digest: admitted.digest.hexadecimal)
    }

    // MARK: Whose record

    /// Finds the record, or opens one for a selection, and routes; a stranger leaves nothing but a keyed hash.
    func resolveAndRoute() throws -> [OutboxEntry] {
        guard let person = message.fact.person else { preconditionFailure("Every fact but an acknowledgement has a person.") }
        switch try resolve(person) {
        case .nominal(let number): return try route(into: number)
        case .hold(let reason): return try hold(.heldForIdentity, .settleIdentity, reason: reason.rawValue)
        case .stranger: return try stranger(person)
        }
    }

    private func resolve(_ person: Person) throws -> IdentityResolver.Resolution {
        let matches = try store.nominals(with: person.identifiers)
        var contradicts = false
        if matches.count == 1, let match = matches.first {
            contradicts = IdentityResolver.contradicts(person, try store.nominal(match).history)
        }
        let named = matches.isEmpty ? try store.nominals(named: person) : []
        return IdentityResolver.resolve(
            IdentityResolver.Evidence(byIdentifier: matches, byNameAndBirth: named, contradicts: contradicts))
    }

    private func stranger(_ person: Person) throws -> [OutboxEntry] {
        switch message.fact {
        case .selection where person.identifiers.contains(where: \.isVerified):
            return try route(into: try store.openNominal(at: now))
        case .selection, .deselection, .rag, .consent, .addressChanged:
            return try hold(.heldForHub, .supplyIdentifier, reason: "no-record-has-these-identifiers")
        default:
            try remember(.notOnCohort)
            return []
        }
    }

    private func hold(_ fate: Fate, _ kind: HubTask.Kind, reason: String) throws -> [OutboxEntry] {
        try remember(fate, reason: reason)
        try store.hold(sequence, id: message.id, reason: reason, bytes: admitted.body)
        let task = HubTask(kind, about: message.key, cause: message.id, raisedAt: now)
        return [try raise(task, nominal: nil)]
    }

    // MARK: Effects

    /// Routes the message into a record and commits every effect.
    func route(into number: Int64) throws -> [OutboxEntry] {
        let outcome = router.route(accepted, into: try store.take(number), now: now)
        return try commit(outcome, to: number)
    }

    private func commit(_ outcome: RoutingOutcome, to number: Int64) throws -> [OutboxEntry] {
        try remember(outcome.fate, nominal: number)
        try store.append(accepted, encoded: admitted.body, to: number)
        try store.replace(number, with: outcome.nominal)
        for key in outcome.dropped { try store.drop(key, of: number) }
        for telling in outcome.tellings { try store.save(telling.key, telling.entry, of: number) }
        var entries = [OutboxEntry]()
        for disclosure in outcome.disclosures { entries += try commit(disclosure, of: number) }
        for key in outcome.closed { try store.closeTask(key, at: now) }
        for task in outcome.raised { entries.append(try raise(task, nominal: number)) }
        return entries
    }

    private func commit(_ disclosure: RoutingOutcome.Disclosure, of number: Int64) throws -> [OutboxEntry] {
        guard let notice = disclosure.notice else {
            try store.audit(AuditRecord.withheld(disclosure, cause: message.id, now: now), item: sequence, at: now)
            return []
        }
        let encoded = JSONValue.object(notice.json(source: ItemProcessor.source)).encoded()
        let commitment = try store.commitment(to: encoded, label: notice.id, of: number)
        try store.audit(AuditRecord.disclosed(notice, disclosure.decision, commitment), item: sequence, at: now)
        return [try store.send(notice, encoded: encoded, of: number, cause: sequence)]
    }

    private func raise(_ task: HubTask, nominal: Int64?) throws -> OutboxEntry {
        try store.raise(task, nominal: nominal, cause: sequence, owner: hub.owner.name)
        return try store.send(TaskMessage.raised(task, hub: hub))
    }

    private func remember(_ fate: Fate, reason: String? = nil, nominal: Int64? = nil) throws {
        if isNew {
            try store.record(
                sequence, message, digest: admitted.digest, received: now, fate: fate, reason: reason, nominal: nominal)
        } else {
            try store.update(sequence, received: now, fate: fate, reason: reason, nominal: nominal)
        }
    }

    // MARK: Merges, settlements, acknowledgements

    /// Two records of one register are one person: unites them when both are known, else learns the other identifier.
    func merge(_ merge: PersonMerge) throws -> [OutboxEntry] {
        let kept = try store.nominals(with: merge.person.identifiers)
        let given = try store.nominals(with: merge.removed)
        guard kept.count <= 1, given.count <= 1 else {
            return try hold(.heldForIdentity, .settleIdentity, reason: IdentityResolver.Reason.ambiguous.rawValue)
        }
        guard let survivor = kept.first ?? given.first else {
            try remember(.notOnCohort)
            return []
        }
        guard let other = given.first, other != survivor else { return try route(into: survivor) }
        return try unite(other, into: survivor)
    }

    private func unite(_ other: Int64, into survivor: Int64) throws -> [OutboxEntry] {
        let (first, second) = (try store.nominal(survivor), try store.nominal(other))
        let history = try store.history(of: [survivor, other])
        try store.unite(other, into: survivor)
        let outcome = router.unite(accepted, history: history, survivor: first, other: second, now: now)
        try store.audit(
            ["what": "records-united", "at": .string(now.description), "message": .string(message.id)],
            item: sequence, at: now)
        return try commit(outcome, to: survivor)
    }

    /// A person settled whose record a held item belongs to: the item is routed as if it had just been understood.
    func link(_ link: PersonLink) throws -> [OutboxEntry] {
        let matches = try store.nominals(with: link.person.identifiers)
        guard matches.count == 1, let number = matches.first, let held = try store.heldItem(link.heldMessage) else {
            return try hold(.heldForHub, .supplyIdentifier, reason: "no-such-held-item-or-record")
        }
        let message = try CanonicalMessage(try StrictJSON.parse(held.bytes))
        let work = ItemWork(
            admitted: Door.Admitted(message: message, digest: message.contentDigest, body: held.bytes),
            sequence: held.sequence, isNew: false, store: store, now: now, router: router, hub: hub)
        try store.settleHeld(held.sequence, at: now)
        for kind in [HubTask.Kind.settleIdentity, .supplyIdentifier] {
            try store.closeTask(HubTask(kind, about: message.key, cause: message.id, raisedAt: now).key, at: now)
        }
        return try work.route(into: number) + route(into: number)
    }

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
        return []
    }
}
