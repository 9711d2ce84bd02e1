import AgreementEngine
import CanonicalModel
import Formats
import RecordStore
import Routing

/// What the core does with one admitted message inside one transaction: duplicate? whose? fold, tell, remember.
struct ItemProcessor: Sendable {
    let router: ContentBasedRouter
    /// Whose tasks are, from the directory.
    let hub: PartnershipDirectory.Hub
    /// Who has a queue for receipts.
    let receiptUsers: Set<String>
    /// Keeps an entry of the outbox from being published; false when it has left already.
    let withhold: @Sendable (Int64) -> Bool
    static let source = "/throughgate/core"

    /// Processes a message.
    ///
    /// - Returns: what has to be published after the commit.
    func process(_ admitted: Door.Admitted, in store: StoreTransaction, now: Timestamp) throws -> [OutboxEntry] {
        guard let earlier = try store.item(admitted.message, digest: admitted.digest) else {
            return try evaluate(admitted, sequence: store.nextSequence(), isNew: true, in: store, now: now)
        }
        guard earlier.isSameContent else { return try quarantineConflict(admitted, in: store, now: now) }
        // Only what had an effect is a duplicate: a stranger's fact may find its person selected by now (decision 13).
        if earlier.fate.hadEffect { return [] }
        return try evaluate(
            admitted, sequence: earlier.sequence, isNew: false, wasStranger: earlier.fate == .notOnCohort, in: store,
            now: now)
    }

    private func evaluate(
        _ admitted: Door.Admitted, sequence: Int64, isNew: Bool, wasStranger: Bool = false, in store: StoreTransaction,
        now: Timestamp
    ) throws -> [OutboxEntry] {
        var work = ItemWork(
            admitted: admitted, sequence: sequence, isNew: isNew, store: store, now: now, router: router,
            hub: hub, withhold: withhold)
        work.wasStranger = wasStranger
        switch admitted.message.fact {
        case .acknowledged(let acknowledgement): return try work.acknowledge(acknowledgement)
        case .merged(let merge): return try work.merge(merge)
        case .linked(let link): return try work.link(link)
        case .identityMerged(let merge): return try work.merge(merge)
        case .identitySplit(let split): return try work.separate(split.person, split.separated, by: .person)
        case .unmerged(let unmerge): return try work.unmerge(unmerge)
        case .identityUndone(let undo): return try work.undo(undo)
        case .identityDismissed(let dismissal): return try work.dismiss(dismissal)
        case .recordConsulted(let consultation): return try work.consult(consultation)
        case .flagsWithdrawn(let withdrawal): return try work.confirm(withdrawal)
        case .taskDone(let done): return try work.close(done)
        case .rosterReported(let report): return try work.compare(report)
        case .misdirected(let report): return try work.misdirected(report)
        case .breachAssessed(let assessment): return try work.assessed(assessment)
        default: return try work.resolveAndRoute()
        }
    }

    private func quarantineConflict(
        _ admitted: Door.Admitted, in store: StoreTransaction, now: Timestamp
    ) throws -> [OutboxEntry] {
        let problem = FormatError(
            path: "/id", rule: "core.conflicting-duplicate",
            message: "A message with this source and id was accepted before with other content.",
            remedy: "Give a correction an id of its own; ids are never reused.")
        return try quarantine(admitted.body, user: admitted.message.source, problem, in: store, now: now)
    }

    /// Keeps refused bytes and tells the sender.
    func quarantine(
        _ body: [UInt8], user: String, _ problem: FormatError, in store: StoreTransaction, now: Timestamp
    ) throws -> [OutboxEntry] {
        let sequence = try store.quarantine(
            body, user: user, path: problem.path, rule: problem.rule, message: problem.message, remedy: problem.remedy,
            at: now)
        try store.audit(
            AuditRecord.logged(
                ["at": .string(now.description), "item": .integer(sequence), "rule": .string(problem.rule)],
                "refused-at-door", .collection), item: sequence, at: now)
        guard receiptUsers.contains(user) else { return [] }
        return [try store.send(Receipts.rejected(problem, item: sequence, user: user, now: now))]
    }
}
