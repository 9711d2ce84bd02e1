import AgreementEngine
import CanonicalModel
import Logging
import RecordStore
import Routing
import ServiceLifecycle

/// Asks for the renewal of consents before they run out, and tells what waited for one that comes into effect; nobody has to
/// say anything about the person for that.
struct RenewalSweep: Service {
    /// A renewal can wait an hour; what a consent that begins today lets go should not.
    private static let pause = Duration.seconds(60)
    /// Records one transaction looks at: a long transaction would keep notices waiting.
    static let batchLimit = 100
    /// A record that cannot be opened waits a day: at the head of the queue a hundred of them would keep out all others.
    private static let secondsAfterFailure: Int64 = 86_400

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

    /// Raises every task that is due.
    func sweep() async {
        do {
            while try await sweepBatch() == Self.batchLimit {}
        } catch {
            logger.error("consents that run out cannot be looked at yet", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: how many records were due.
    private func sweepBatch() async throws -> Int {
        let (router, hub, now) = (router, hub, clock())
        let (count, entries, failures) = try await store.write { store in
            let due = try store.duePrompts(by: now, limit: Self.batchLimit).map(\.nominal)
            var (entries, failures) = ([OutboxEntry](), [String]())
            for number in due {
                // One record that cannot be opened must not keep the others' consents from being renewed.
                switch try store.item({ try Self.remind(number, store, router, hub, now) }) {
                case .success(let raised): entries += raised
                case .failure(let error):
                    failures.append("\(error)")
                    try store.save(prompt: now.adding(seconds: Self.secondsAfterFailure), of: number)
                }
            }
            return (due.count, entries, failures)
        }
        for failure in failures {
            logger.error("a record's consents could not be looked at; tried again tomorrow", metadata: ["error": "\(failure)"])
        }
        await relay.submit(entries)
        return count
    }

    private static func remind(
        _ number: Int64, _ store: StoreTransaction, _ router: ContentBasedRouter,
        _ hub: PartnershipDirectory.Hub, _ now: Timestamp
    ) throws -> [OutboxEntry] {
        let survivor = try store.survivor(of: number)
        let epoch = try store.nominal(survivor).history.consentEpoch
        let outcome = router.remind(try store.nominal(survivor), cause: "consent \(epoch)", now: now)
        try store.replace(survivor, with: outcome.nominal)
        for telling in outcome.tellings { try store.save(telling.key, telling.entry, of: survivor) }
        try store.save(prompt: outcome.nominal.history.nextPrompt(after: now), of: number)
        return try EffectCommit(
            store: store, router: router, hub: hub, item: epoch, cause: "consent \(epoch)", now: now
        ).commitWhatLeaves(outcome, of: survivor)
    }
}
