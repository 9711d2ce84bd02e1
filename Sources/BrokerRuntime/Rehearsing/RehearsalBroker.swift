import AgreementEngine
public import CanonicalModel
import Logging
public import Messaging
public import RecordStore
import Routing
import Synchronization

/// The real routing core over a real record, with a clock of its own and nobody at the other end: months pass in minutes.
///
/// What it leaves out is RabbitMQ: deliveries are handed to the core, and what the core publishes is confirmed and dropped.
/// Door, identity, fold, agreement, told ledger, outbox and audit are those of the running broker.
public final class RehearsalBroker: Sendable {
    /// The record.
    public let store: SQLiteRecord
    private let core: RoutingCore
    private let relay: OutboxRelay
    private let sweep: SchemeSweep?
    private let clock: SharedClock
    /// How many deliveries one transaction takes.
    private static let batch = 256

    /// Opens a broker over a folder's record.
    ///
    /// - Parameters:
    ///   - partnership: agreement, directory and scheme; the agreement is taken as if in force and signed, since nothing
    ///     leaves.
    ///   - storePath: the record's file.
    ///   - keys: the master key.
    public init(partnership: Partnership, storePath: String, keys: MasterKey) throws {
        let clock = SharedClock()
        store = try SQLiteRecord(path: storePath, keys: keys)
        let logger = Logger(label: "rehearsal") { _ in SwiftLogNoOpLogHandler() }
        relay = OutboxRelay(
            channel: ConfirmingChannel(), store: store, user: "throughgate", clock: clock.now, logger: logger)
        let decisionPoint = PolicyDecisionPoint(partnership.agreement.asIfInForce())
        core = RoutingCore(
            directory: partnership.directory, decisionPoint: decisionPoint, scheme: partnership.scheme, store: store,
            relay: relay, clock: clock.now, logger: logger)
        let router = ContentBasedRouter(
            directory: partnership.directory, decisionPoint: decisionPoint, scheme: partnership.scheme)
        let (store, relay) = (store, relay)
        sweep = partnership.scheme.map { scheme in
            SchemeSweep(
                router: router, scheme: scheme.digest, hub: partnership.directory.hub, store: store, relay: relay,
                clock: clock.now, logger: logger)
        }
        self.clock = clock
    }

    /// Lets time pass: everything that the scheme has due by a moment happens, each thing at its own instant.
    public func pass(to moment: Timestamp) async {
        clock.set(moment)
        await sweep?.sweep()
    }

    /// Runs a body while what the core publishes is being confirmed.
    public func running<Value: Sendable>(_ body: @Sendable (RehearsalBroker) async throws -> Value) async throws
        -> Value
    {
        let relay = relay
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relay.run() }
            let value = try await body(self)
            group.cancelAll()
            return value
        }
    }

    /// Hands deliveries to the core at a moment.
    ///
    /// - Throws: when the core could not commit them.
    public func deliver(_ deliveries: [Delivery], at moment: Timestamp) async throws {
        await pass(to: moment)
        var rest = deliveries[...]
        while !rest.isEmpty {
            let settled = await core.handle(Array(rest.prefix(Self.batch)))
            guard settled.allSatisfy({ $0 == .accept }) else {
                throw StoreError(.database, "The core could not commit a batch of the rehearsal.")
            }
            rest = rest.dropFirst(Self.batch)
        }
    }
}

/// A clock that stands still until it is set.
private final class SharedClock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 0))
    func set(_ moment: Timestamp) { time.withLock { $0 = moment } }
    var now: WallClock { { self.time.withLock { $0 } } }
}

/// Takes everything and keeps nothing.
private struct ConfirmingChannel: OutboundChannel {
    func publish(_ batch: [OutboundMessage]) async -> [PublishOutcome] { batch.map { _ in .confirmed } }
}
