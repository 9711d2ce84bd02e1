import AgreementEngine
import CanonicalModel
import Formats
import RecordStore
import Routing

/// Commits what leaves, in the transaction of what caused it: a message, or an instant that had come.
struct EffectCommit {
    let store: StoreTransaction
    let router: ContentBasedRouter
    let hub: PartnershipDirectory.Hub
    /// The acceptance number that the effects stand under.
    let item: Int64
    /// What caused them, in words that notices and audit entries bear.
    let cause: String
    let now: Timestamp

    /// A rule that asks to be woken at the instant at which it was woken would never let go.
    private static let leastSeconds: Int64 = 1

    /// Looks at a record by the scheme and commits what follows.
    func look(at number: Int64) throws -> [OutboxEntry] {
        var outcome = router.wake(try store.take(number), cause: cause, now: now)
        outcome.next = outcome.next.map { max($0, now.adding(seconds: Self.leastSeconds)) }
        try store.replace(number, with: outcome.nominal)
        for telling in outcome.tellings { try store.save(telling.key, telling.entry, of: number) }
        return try commit(outcome, of: number)
    }

    /// Commits every effect on one record: disclosures, tasks that are over, tasks to do, and when it is looked at
    /// next.
    func commit(_ outcome: RoutingOutcome, of number: Int64) throws -> [OutboxEntry] {
        let entries = try commitWhatLeaves(outcome, of: number)
        if router.hasScheme { try store.save(timer: outcome.next, of: number) }
        return entries
    }

    /// Commits disclosures and tasks of what does not ask the scheme when to look again: its timer stays as it is.
    func commitWhatLeaves(_ outcome: RoutingOutcome, of number: Int64) throws -> [OutboxEntry] {
        var entries = [OutboxEntry]()
        for listed in outcome.transitions { try commit(listed, of: number) }
        for disclosure in outcome.disclosures { entries += try commit(disclosure, of: number) }
        for key in outcome.closed { try store.closeTask(key, of: number, at: now) }
        for task in outcome.raised { entries.append(try raise(task, nominal: number)) }
        return entries
    }

    /// A change of colour is stored and logged before any alert of it.
    private func commit(_ listed: ListedTransition, of number: Int64) throws {
        let scheme = router.schemeDigest ?? ""
        let commitment = try store.save(listed, of: number, item: item, scheme: scheme, at: now)
        try store.audit(
            AuditRecord.listed(
                listed, commitment, about: store.subject(number), under: scheme, cause: cause, now: now,
                name: store.name(ofTransition:)),
            item: item, at: now)
    }

    private func commit(_ disclosure: RoutingOutcome.Disclosure, of number: Int64) throws -> [OutboxEntry] {
        let request = disclosure.request.canonicalBytes
        let asked = try store.commitment(toRequest: request, of: number)
        let transition = disclosure.transition.map(store.name(ofTransition:))
        guard let notice = disclosure.notice else {
            try store.audit(
                AuditRecord.withheld(
                    disclosure, cause: cause, about: store.subject(number), by: hub.discloser, now: now, request: asked,
                    scheme: (router.schemeName, router.schemeDigest), transition: transition),
                item: item, at: now)
            try store.keep(request: request, of: number)
            return []
        }
        let encoded = JSONValue.object(notice.json(source: ItemProcessor.source)).encoded()
        let commitment = try store.commitment(to: encoded, label: notice.id, of: number)
        try store.audit(
            AuditRecord.disclosed(
                notice, disclosure, commitment, about: store.subject(number), by: hub.discloser, request: asked,
                scheme: (router.schemeName, router.schemeDigest), transition: transition),
            item: item, at: now)
        try store.keep(request: request, of: number)
        return [try store.send(notice, encoded: encoded, of: number, cause: item)]
    }

    /// Raises a task; nil for one that belongs to no one record.
    func raise(_ task: HubTask, nominal: Int64?) throws -> OutboxEntry {
        let owner = router.owner(of: task)
        try store.raise(task, nominal: nominal, cause: item, owner: owner)
        return try store.send(TaskMessage.raised(task, owner: owner, hub: hub))
    }
}
