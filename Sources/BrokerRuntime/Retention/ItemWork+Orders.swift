import CanonicalModel
import Formats
import RecordStore
import Routing

/// Orders about somebody's record: restricted, rectified, kept for a review, erased (Data Protection Act 2018 ss.39, 46–48).
extension ItemWork {
    /// Carries an order out on the record that it is about.
    func carryOut(_ order: RecordOrder, on number: Int64) throws -> [OutboxEntry] {
        switch order.kind {
        case .restricted, .unrestricted: try carryOutAndLog(order, on: number)
        case .rectified: try rectify(order, on: number)
        case .erased: try erase(order, number)
        case .reviewStarted: try startReview(order, on: number)
        case .reviewEnded: try endReview(order, on: number)
        }
    }

    private func carryOutAndLog(_ order: RecordOrder, on number: Int64) throws -> [OutboxEntry] {
        let entries = try route(into: number)
        try log(order, [store.subject(number)], .alteration)
        return entries
    }

    private func log(
        _ order: RecordOrder, _ subjects: [String], _ operation: LoggedOperation, with more: JSONObject = JSONObject()
    ) throws {
        try store.audit(
            AuditRecord.ordered(order, subjects, operation, message: message.id, now: now, with: more), item: sequence,
            at: now)
    }

    // MARK: Reviews

    private func startReview(_ order: RecordOrder, on number: Int64) throws -> [OutboxEntry] {
        let day = order.reviewBy.flatMap { Timestamp("\($0)T08:00:00Z") } ?? now
        let entries = try carryOutAndLog(order, on: number)
        // On the person's own record, not on the one that stands for it today: a division must not leave the hold behind.
        try store.placeHold(message.key, on: try origin(in: number), review: day, at: now)
        return entries
    }

    private func endReview(_ order: RecordOrder, on number: Int64) throws -> [OutboxEntry] {
        let entries = try carryOutAndLog(order, on: number)
        let later = try store.nominal(number).history.reviews(startedAfter: message.time)
        for review in try store.releaseHolds(on: number, besides: later, at: now) {
            try store.closeTask(HubTask(.lookAtReview, about: review, cause: message.id, raisedAt: now).key, at: now)
        }
        return entries
    }

    // MARK: Rectification

    /// An item counts no more, and every holder of what rested on it is corrected.
    ///
    /// A selection is ended by the panel and not by a correction: whoever was told of the stay is told of its end. What was
    /// decided about identity is taken back by `identity.undone`.
    private func rectify(_ order: RecordOrder, on number: Int64) throws -> [OutboxEntry] {
        let found = try order.item.map { try store.facts(named: $0, of: number) } ?? []
        guard let item = found.first, found.count == 1 else { return try leaveOrderOpen("no-such-item") }
        guard item.message.fact.mayBeRectified else { return try leaveOrderOpen("decided-by-people") }
        try store.rectify(item.sequence, by: sequence)
        let history = try store.assembled(try store.history(of: [number]), of: number)
        var work = self
        work.origin = try origin(in: number)
        var outcome = router.rectify(
            work.accepted, item: item.message.key, history: history, nominal: try store.take(number), now: now)
        try work.stopTickets(&outcome, of: number)
        let entries = try work.commit(outcome, to: number)
        try store.relearn(item.message.fact.person?.identifiers ?? [], of: number)
        try store.relearnProfile(of: number)
        try store.save(consentEpoch: sequence, prompt: outcome.nominal.history.firstPrompt, of: number)
        try log(order, [store.subject(number)], .alteration, with: ["rectified": .integer(item.sequence)])
        return entries
    }

    private func leaveOrderOpen(_ reason: String) throws -> [OutboxEntry] {
        try hold(.heldForHub, .identityDecisionOpen, reason: reason)
    }

    // MARK: Erasure

    /// Destroys the person's keys, unless something of the person has to be told, answered or kept first.
    ///
    /// The order itself is not kept: it names the person.
    private func erase(_ order: RecordOrder, _ number: Int64) throws -> [OutboxEntry] {
        let nominal = router.readNow(try store.nominal(number), now: now)
        let obstacles = try store.obstacles(toErasing: number, as: nominal)
        guard obstacles.isEmpty else {
            try remember(.recorded, reason: "not-erased: \(obstacles[0].code)", nominal: number)
            try log(
                order, [store.subject(number)], .consultation,
                with: ["refusedBecause": .array(obstacles.map { .string($0.code) })])
            return [
                try raise(HubTask(.erasureRefused, about: message.key, cause: message.id, raisedAt: now), nominal: nil)
            ]
        }
        try remember(.erased, nominal: number)
        let subjects = try store.erase(
            number, message: message.key, reason: order.reason.rawValue, authority: order.authority.rawValue, at: now)
        try log(order, subjects, .erasure, with: ["keys": .integer(Int64(subjects.count))])
        return []
    }
}

extension Fact {
    /// Whether an item that says this can turn out to be inaccurate: what people decided ends or is taken back otherwise.
    fileprivate var mayBeRectified: Bool {
        switch self {
        case .selection, .deselection, .merged, .unmerged, .linked, .identityMerged, .identitySplit, .identityUndone,
            .identityDismissed, .ordered, .misdirected, .breachAssessed, .acknowledged, .recordConsulted:
            false
        default: true
        }
    }
}
