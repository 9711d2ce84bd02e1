import AgreementEngine
import CanonicalModel
import RecordStore
import Routing

/// Gives recipients what a claim ticket offers, if the consent it rests on stands when they come for it.
///
/// Two steps, and between them nothing of the person leaves. ``claim(_:by:)`` decides, records the disclosure and notes in the
/// told ledger what is now held, in one transaction of the only writer: a withdrawal is either before it, and nothing is
/// released, or after it, and finds what has to be taken back. ``handOver(_:)`` looks once more whether a consent was recorded
/// since, because the answer may have waited on its way out. (DESIGN decision 11; agreement reference 5.4.)
struct FetchDesk: Sendable {
    let router: ContentBasedRouter
    let store: SQLiteRecord
    /// Who discloses.
    let discloser: Discloser
    let clock: WallClock

    /// Something decided and recorded that has not been handed over.
    struct Claim: Sendable {
        var notice: String
        var fetch: Fetch
    }

    /// Decides what a recipient may see of a notice now and records it as a disclosure.
    ///
    /// - Returns: nil when there is nothing to fetch by this notice.
    /// - Throws: when it cannot be recorded; nothing is released then.
    func claim(_ notice: String, by recipient: String) async throws -> Claim? {
        let (router, discloser, now) = (router, discloser, clock())
        return try await store.write { store in
            guard let state = try store.notice(notice), state.recipient == recipient,
                let kind = NoticeKind(rawValue: state.kind),
                let fetch = router.fetch(
                    notice: notice, kind, by: recipient, from: try store.nominal(state.nominal), now: now)
            else { return nil }
            try store.save(fetch, of: state.nominal)
            let request = fetch.request.canonicalBytes
            let asked = try store.commitment(toRequest: request, of: state.nominal)
            try store.audit(
                AuditRecord.fetched(
                    notice, by: recipient, fetch, about: store.subject(state.nominal), by: discloser, now: now,
                    request: asked),
                item: try store.cause(of: notice), at: now)
            try store.keep(request: request, of: state.nominal)
            return Claim(notice: notice, fetch: fetch)
        }
    }

    /// Hands over what was claimed, unless a consent about the person was recorded in the meantime.
    func handOver(_ claim: Claim) async throws -> [Notice.Field] {
        let epoch = try await store.read { try $0.consentEpoch(ofNotice: claim.notice) }
        return epoch > claim.fetch.consentEpoch ? [] : claim.fetch.fields
    }
}
