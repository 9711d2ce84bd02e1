import AgreementEngine
import CanonicalModel
import Logging
import RecordStore
import Routing
import ServiceLifecycle

/// Looks at people again when their time has come: reviews that fall due, colours that nobody confirmed, dormant names.
///
/// Timers are rows, one a record, and each is taken at the instant at which it was due, the earliest first. After an
/// outage of a week everything that fell due in it happens once and in order, as if the broker had been there (issue
/// "Schemes", Timers).
struct SchemeSweep: Service {
    /// The shortest interval of a scheme is an hour.
    private static let pause = Duration.seconds(60)
    /// Instants one transaction looks at: a long transaction would keep notices waiting.
    static let batchLimit = 100
    /// A record that cannot be opened waits a day: at the head of the queue it would keep out all others.
    private static let secondsAfterFailure: Int64 = 86_400

    let router: ContentBasedRouter
    /// The digest of the scheme: another one looks at everybody anew.
    let scheme: String
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

    /// Does everything that is due.
    func sweep() async {
        do {
            try await begin()
            while try await sweepBatch() == Self.batchLimit {}
        } catch {
            logger.error("what is due by the scheme cannot be looked at yet", metadata: ["error": "\(error)"])
        }
    }

    /// A scheme that was chosen or changed since looks at everybody once.
    private func begin() async throws {
        let (scheme, now) = (scheme, clock())
        let isNew = try await store.write { try $0.schedule(scheme: scheme, at: now) }
        guard isNew else { return }
        logger.notice("a scheme was chosen or changed; every record is looked at", metadata: ["scheme": "\(scheme)"])
        let classes = router.classesWithoutCodes
        guard !classes.isEmpty else { return }
        logger.warning(
            "no offence code is of these classes: what the scheme says about them counts nothing until the table is completed",
            metadata: ["classes": "\(classes.joined(separator: ", "))", "table": "schemes/offences/classes.yaml"])
    }

    /// - Returns: how many instants were due.
    private func sweepBatch() async throws -> Int {
        let (router, hub, now) = (router, hub, clock())
        let (count, entries, failures) = try await store.write { store in
            var (count, entries, failures) = (0, [OutboxEntry](), [String]())
            while count < Self.batchLimit, let timer = try store.firstTimer(by: now) {
                count += 1
                switch try store.item({ try Self.wake(timer.nominal, at: timer.due, store, router, hub) }) {
                case .success(let raised): entries += raised
                case .failure(let error):
                    failures.append("\(error)")
                    try store.save(timer: now.adding(seconds: Self.secondsAfterFailure), of: timer.nominal)
                }
            }
            return (count, entries, failures)
        }
        for failure in failures {
            logger.error("a record could not be looked at; tried again tomorrow", metadata: ["error": "\(failure)"])
        }
        await relay.submit(entries)
        return count
    }

    private static func wake(
        _ number: Int64, at due: Timestamp, _ store: StoreTransaction, _ router: ContentBasedRouter,
        _ hub: PartnershipDirectory.Hub
    ) throws -> [OutboxEntry] {
        let cause = "timer \(number) \(due)"
        let item = try store.lastFact(of: number)
        return try EffectCommit(store: store, router: router, hub: hub, item: item, cause: cause, now: due)
            .look(at: number)
    }
}
