import AgreementEngine
import CanonicalModel
import Formats
import Logging
import Messaging
import RecordStore
import Routing

/// The routing core: takes whatever deliveries are waiting, commits all their effects in one transaction, then acknowledges.
///
/// Store first, then acknowledge (DESIGN decision 4). If the transaction fails nothing is acknowledged and nothing leaves.
struct RoutingCore: Sendable {
    private let door: Door
    private let processor: ItemProcessor
    private let store: SQLiteRecord
    private let relay: OutboxRelay
    private let clock: WallClock
    private let logger: Logger

    init(
        directory: PartnershipDirectory, decisionPoint: PolicyDecisionPoint, scheme: Scheme? = nil, store: SQLiteRecord, relay: OutboxRelay,
        clock: @escaping WallClock, logger: Logger
    ) {
        door = Door(directory: directory)
        processor = ItemProcessor(
            router: ContentBasedRouter(directory: directory, decisionPoint: decisionPoint, scheme: scheme),
            hub: directory.hub, receiptUsers: Set(directory.publishers.map(\.user)), withhold: relay.withhold)
        self.store = store
        self.relay = relay
        self.clock = clock
        self.logger = logger
    }

    /// Settles a batch.
    ///
    /// - Parameter deliveries: whatever was waiting, oldest first.
    /// - Returns: one settlement a delivery: all accepted after the commit, or all to be retried when it failed.
    func handle(_ deliveries: [Delivery]) async -> [Settlement] {
        let (processor, now) = (processor, clock())
        let admissions = await admit(deliveries, now: now)
        let confirmed = relay.takeConfirmed()
        do {
            let (entries, failures) = try await store.write { transaction in
                try transaction.confirm(confirmed, at: now)
                var entries = [OutboxEntry]()
                var failures = [String]()
                for admission in admissions {
                    entries += try Self.settle(admission, processor, transaction, now, &failures)
                }
                return (entries, failures)
            }
            for failure in failures { logger.error("an item failed and was quarantined", metadata: ["error": "\(failure)"]) }
            relay.settled(confirmed)
            await relay.settleWithheld()
            await relay.submit(entries)
            if deliveries.count < Self.quietBelow || store.isCheckpointOverdue { await checkpoint() }
            return deliveries.map { _ in .accept }
        } catch {
            relay.giveBack(confirmed)
            relay.undoWithholding()
            logger.critical("the batch cannot be committed; nothing was acknowledged", metadata: ["error": "\(error)"])
            return deliveries.map { _ in .retry }
        }
    }

    /// The notices are on their way, and the next batch is short: the moment at which a stall of the writer delays fewest.
    private func checkpoint() async {
        do {
            try await store.checkpointIfDue()
        } catch {
            logger.error("the write-ahead log cannot be moved into the store yet", metadata: ["error": "\(error)"])
        }
    }

    /// A batch below this says that little is waiting.
    private static let quietBelow = 64

    /// Verifies deliveries, a long batch in two halves side by side: it is pure work, and the writer waits for it.
    private func admit(_ deliveries: [Delivery], now: Timestamp) async -> [Admission] {
        guard deliveries.count >= Self.sideBySideFrom else { return deliveries.map { door.admit($0, now: now) } }
        let middle = deliveries.count / 2
        async let front = deliveries[..<middle].map { door.admit($0, now: now) }
        let back = deliveries[middle...].map { door.admit($0, now: now) }
        return await front + back
    }

    private typealias Admission = Result<Door.Admitted, Door.Refusal>
    /// Below so many deliveries handing half of them over costs more than it saves.
    private static let sideBySideFrom = 32

    /// One item on its own: refused bytes and items that fail are quarantined, the others have their effects.
    private static func settle(
        _ admission: Result<Door.Admitted, Door.Refusal>, _ processor: ItemProcessor, _ transaction: StoreTransaction,
        _ now: Timestamp, _ failures: inout [String]
    ) throws -> [OutboxEntry] {
        switch admission {
        case .failure(let refusal):
            return try processor.quarantine(refusal.body, user: refusal.user, refusal.problem, in: transaction, now: now)
        case .success(let admitted):
            switch try transaction.item({ try processor.process(admitted, in: transaction, now: now) }) {
            case .success(let entries): return entries
            case .failure(let error):
                failures.append("\(error)")
                return try processor.quarantine(admitted.body, user: "", Self.failed, in: transaction, now: now)
            }
        }
    }

    private static let failed = FormatError(
        path: "", rule: "core.failed", message: "The core could not process this item; its bytes are kept.",
        remedy: "Operations: look at the log entry of this time, then resubmit the item.")
}
