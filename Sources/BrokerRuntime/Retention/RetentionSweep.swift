import AgreementEngine
import CanonicalModel
import Formats
import Logging
import RecordStore
import Routing
import ServiceLifecycle

/// Erases what the agreement's time is over for: settled and refused bytes, bodies of notices, what decisions rested on, and
/// at last the person's key (Data Protection Act 2018 s.39).
///
/// When a person's last stay ended is in the record, so a broker that was away for a month erases at its next start.
struct RetentionSweep: Service {
    /// A day more or less is nothing; an hour keeps the batches small.
    private static let pause = Duration.seconds(3_600)
    /// Records one transaction looks at: a long transaction would keep notices waiting.
    static let batchLimit = 50
    /// A person who cannot be erased yet, or whose record cannot be opened, waits a day and keeps out nobody else.
    private static let secondsBetweenTries: Int64 = 86_400
    private static let secondsADay: Int64 = 86_400

    let retention: Agreement.Retention?
    let router: ContentBasedRouter
    let hub: PartnershipDirectory.Hub
    let store: SQLiteRecord
    let relay: OutboxRelay
    let clock: WallClock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await sweep()
                // A stop cancels the pause; there is nothing to finish.
                guard (try? await Task.sleep(for: Self.pause)) != nil else { return }
            }
        }
    }

    /// Erases everything that is due, reminds of reviews, and empties the write-ahead log of destroyed keys.
    func sweep() async {
        do {
            try await remind()
            if let retention {
                while try await destroyBytes(retention) {}
                for stage in StoreTransaction.RetentionStage.allCases {
                    while try await sweep(stage, days: retention.days(of: stage)) {}
                }
            }
            if try await !store.scrub() {
                logger.notice("a reader keeps the write-ahead log; destroyed keys are overwritten at the next sweep")
            }
        } catch {
            logger.error("what is over cannot be erased yet", metadata: ["error": "\(error)"])
        }
    }

    // MARK: People

    /// - Returns: whether there may be more.
    private func sweep(_ stage: StoreTransaction.RetentionStage, days: Int) async throws -> Bool {
        let (router, now) = (router, clock())
        let before = now.adding(seconds: -Int64(days) * Self.secondsADay)
        let (count, failures) = try await store.write { store in
            let due = try store.due(stage, endedBefore: before, now: now, limit: Self.batchLimit)
            var failures = [String]()
            for number in due {
                guard
                    case .failure(let error) = try store.item({
                        try Self.erase(number, stage, before, store, router, now)
                    })
                else { continue }
                failures.append("\(error)")
                try store.postponeRetention(of: number, to: now.adding(seconds: Self.secondsBetweenTries))
            }
            return (due.count, failures)
        }
        for failure in failures {
            logger.error("a record could not be looked at; tried again tomorrow", metadata: ["error": "\(failure)"])
        }
        return count == Self.batchLimit
    }

    private static func erase(
        _ row: Int64, _ stage: StoreTransaction.RetentionStage, _ before: Timestamp, _ store: StoreTransaction,
        _ router: ContentBasedRouter, _ now: Timestamp
    ) throws {
        let number = try store.survivor(of: row)
        guard number == row, try !store.isErased(row) else { return try store.save(lastStayEnded: nil, of: row) }
        // What is remembered may be older than the last decision about identity; the record itself says how it is.
        // A record that was folded anew has to be read by the scheme first: an end that states too little ends no stay.
        let nominal = router.readNow(try store.nominal(number), now: now)
        let ended = nominal.history.lastStayEnded
        try store.save(lastStayEnded: ended, of: number)
        guard let ended, ended <= before else { return }
        // A review asks first of all what was told and on what it rested.
        let isKept = try !store.holds(on: number, as: nominal).isEmpty
        guard try !isKept && (stage != .person || store.obstacles(toErasing: number, as: nominal).isEmpty) else {
            return try store.postponeRetention(of: number, to: now.adding(seconds: secondsBetweenTries))
        }
        let subject = store.subject(number)
        switch stage {
        case .bodies:
            try store.eraseBodies(of: number, at: now)
            try store.audit(
                AuditRecord.retentionOver("notice-bodies", [subject], count: 1, now: now), item: nil, at: now)
        case .requests:
            try store.eraseRequests(of: number, at: now)
            try store.audit(
                AuditRecord.retentionOver("decision-requests", [subject], count: 1, now: now), item: nil, at: now)
        case .person:
            let subjects = try store.erase(
                number, message: "retention", reason: RecordOrder.Reason.retentionOver.rawValue,
                authority: RecordOrder.Authority.agreement.rawValue, at: now)
            try store.audit(
                AuditRecord.retentionOver("person", subjects, count: subjects.count, now: now), item: nil, at: now)
        }
    }

    // MARK: Bytes

    private func destroyBytes(_ retention: Agreement.Retention) async throws -> Bool {
        let now = clock()
        let before = now.adding(seconds: -Int64(retention.heldDays) * Self.secondsADay)
        return try await store.write { store in
            var isFull = false
            for (what, count) in [
                ("settled-items", try store.destroySettledHeld(before: before, limit: Self.batchLimit)),
                ("refused-bytes", try store.destroyQuarantine(before: before, limit: Self.batchLimit)),
            ] where count > 0 {
                try store.audit(AuditRecord.retentionOver(what, [], count: count, now: now), item: nil, at: now)
                isFull = isFull || count == Self.batchLimit
            }
            return isFull
        }
    }

    // MARK: Reviews

    private func remind() async throws {
        let (router, hub, now) = (router, hub, clock())
        let entries = try await store.write { store in
            try store.dueHolds(by: now, limit: Self.batchLimit).map { hold in
                try store.remindHold(hold.message, at: now)
                let task = HubTask(.lookAtReview, about: hold.message, cause: hold.message, raisedAt: now)
                let owner = router.owner(of: task)
                try store.raise(task, nominal: nil, cause: 0, owner: owner)
                return try store.send(TaskMessage.raised(task, owner: owner, hub: hub))
            }
        }
        await relay.submit(entries)
    }
}

extension Agreement.Retention {
    fileprivate func days(of stage: StoreTransaction.RetentionStage) -> Int {
        switch stage {
        case .bodies: noticeDays
        case .requests: requestDays
        case .person: personDays
        }
    }
}
