import AgreementEngine
import CanonicalModel
import RecordStore
import Routing

/// Gives recipients what a claim ticket offers, if the consent it rests on stands when they come for it.
///
/// Two steps, and between them nothing of the person leaves. ``claim(_:by:)`` decides, records the disclosure and notes in the
/// told ledger what is now held, in one transaction of the only writer: a withdrawal is either before it, and nothing is
/// released, or after it, and finds what has to be taken back. ``handOver(_:)`` looks once more whether the consents are what
/// they were, because the answer may have waited on its way out, and notes that it left. (DESIGN decision 11; agreement
/// reference 5.4.)
struct FetchDesk: Sendable {
    let router: ContentBasedRouter
    let store: SQLiteRecord
    /// Who discloses.
    let discloser: Discloser
    let clock: WallClock

    /// Something decided and recorded that has not been handed over.
    struct Claim: Sendable {
        var notice: String
        var recipient: String
        var fetch: Fetch
        /// Whose record the notice was about.
        var nominal: Int64
        /// How far the record's consents had come.
        var epoch: Int64
        /// What the told ledger said before.
        var before: ToldLedger.Entry?
        /// The entry of the record that says what was released; nil when nothing was.
        var entry: Int64?
    }

    /// Decides what a recipient may see of a notice now and records it as a disclosure.
    ///
    /// - Returns: nil when there is nothing to fetch by this notice.
    /// - Throws: when it cannot be recorded; nothing is released then.
    func claim(_ notice: String, by recipient: String) async throws -> Claim? {
        let (router, discloser, now) = (router, discloser, clock())
        return try await store.write { store in
            guard let state = try store.notice(notice), state.recipient == recipient,
                let kind = NoticeKind(rawValue: state.kind), try !store.isErased(state.nominal)
            else { return nil }
            let nominal = try store.nominal(state.nominal)
            guard let fetch = router.fetch(notice: notice, kind, by: recipient, from: nominal, now: now) else {
                return nil
            }
            var claim = Claim(
                notice: notice, recipient: recipient, fetch: fetch, nominal: state.nominal,
                epoch: try store.consentEpoch(of: state.nominal), before: nominal.ledger[fetch.key])
            try Self.record(&claim, store, by: discloser, now: now)
            return claim
        }
    }

    private static func record(
        _ claim: inout Claim, _ store: StoreTransaction, by discloser: Discloser, now: Timestamp
    ) throws {
        let fetch = claim.fetch
        try store.save(fetch, of: claim.nominal)
        let request = fetch.request.canonicalBytes
        let asked = try store.commitment(toRequest: request, of: claim.nominal)
        try store.audit(
            AuditRecord.fetched(
                claim.notice, by: claim.recipient, fetch, about: store.subject(claim.nominal), by: discloser, now: now,
                request: asked),
            item: try store.cause(of: claim.notice), at: now)
        if !fetch.fields.isEmpty { claim.entry = try store.openClaim(on: claim.notice) }
        try store.keep(request: request, of: claim.nominal)
    }

    /// Hands over what was claimed, unless the consents of the person's record may have changed in the meantime.
    ///
    /// It is the writer's own transaction: a withdrawal, or a union of records that ends a consent, is before it, and nothing
    /// is handed over, or after it. What became of the claim is on record before anything leaves.
    func handOver(_ claim: Claim) async throws -> [Notice.Field] {
        guard let entry = claim.entry else { return [] }
        let (router, now) = (router, clock())
        return try await store.write { store in
            let notice = try store.notice(claim.notice)
            let nominal = notice?.nominal
            let isGood =
                try nominal == claim.nominal && store.consentEpoch(of: claim.nominal) == claim.epoch
                && Self.mayStillBeFetched(claim, notice?.kind, store, router, now)
            if isGood {
                try store.handOver(claim: entry, at: now)
            } else {
                try Self.giveBack(claim, entry, nominal, store)
            }
            try store.audit(
                AuditRecord.claimEnded(entry, claim.notice, to: claim.recipient, isHandedOver: isGood, now: now),
                item: try store.cause(of: claim.notice), at: now)
            return isGood ? claim.fetch.fields : []
        }
    }

    /// Whether nothing that has nothing to do with consents came between: a restriction, an end, a misdirection, an erasure.
    private static func mayStillBeFetched(
        _ claim: Claim, _ kind: String?, _ store: StoreTransaction, _ router: ContentBasedRouter, _ now: Timestamp
    ) throws -> Bool {
        guard let kind = kind.flatMap(NoticeKind.init(rawValue:)), try !store.isErased(claim.nominal) else {
            return false
        }
        let nominal = try store.nominal(claim.nominal)
        return router.fetch(notice: claim.notice, kind, by: claim.recipient, from: nominal, now: now) != nil
    }

    /// Nothing of a claim left: the told ledger forgets what it alone had added, so that nobody is asked to erase what they never had.
    ///
    /// Where another look at the same notice may have been answered it stays, and so it does where a later notice has spoken.
    private static func giveBack(
        _ claim: Claim, _ entry: Int64, _ nominal: Int64?, _ store: StoreTransaction
    ) throws {
        try store.dropClaim(entry)
        guard let nominal, try !store.isErased(nominal), try !store.isClaimed(claim.notice),
            var told = try store.nominal(nominal).ledger[claim.fetch.key], told.notice == claim.notice
        else { return }
        for field in claim.fetch.entry.held.keys where claim.before?.held[field] == nil { told.held[field] = nil }
        if claim.before?.isNamed == false { told.isNamed = false }
        try store.replace(claim.fetch.key, with: told, of: nominal)
    }
}
