import CanonicalModel
import Logging
import Messaging
import RecordStore
import ServiceLifecycle
import Synchronization

/// Publishes what was committed, at least once and with stable ids, and notes what the broker confirmed.
///
/// Entries arrive by ``submit(_:)`` right after their commit, so nothing polls; at a start the outbox is read once. What is
/// confirmed is taken out of the outbox in the core's next transaction, or in one of the relay's own when the core is idle.
final class OutboxRelay: Service {
    /// Entries one publish call carries.
    private static let batchLimit = 256
    /// Publish calls in flight: enough to hide the confirm's round trip.
    private static let callsInFlight = 4
    /// Entries waiting in memory before the core has to wait: bounds memory while RabbitMQ is blocked.
    static let defaultWaitingLimit = 20_000
    /// How long confirmed entries may wait for the core's next transaction.
    private static let idleFlushMilliseconds = 200
    /// How long a refused entry waits before it is tried again.
    private static let retryMilliseconds = 1_000

    private struct State {
        var waiting: [OutboxEntry] = []
        var confirmed: [Int64] = []
        /// Refused entries and when they are due again: outside the slots, so that one missing queue starves nobody.
        var delayed: [(entry: OutboxEntry, due: ContinuousClock.Instant)] = []
        var roomWaiters: [CheckedContinuation<Void, Never>] = []
        /// The core is stopping: nobody waits for room any more, and what RabbitMQ will not take now waits for the next start.
        var isStopping = false
        /// Entries in memory, whether they wait for a call or for another try.
        var held: Int { waiting.count + delayed.count }
    }

    private let channel: any OutboundChannel
    private let store: SQLiteRecord
    private let clock: WallClock
    private let logger: Logger
    private let user: String
    private let waitingLimit: Int
    private let state = Mutex(State())
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(
        channel: any OutboundChannel, store: SQLiteRecord, user: String, waitingLimit: Int = defaultWaitingLimit,
        clock: @escaping WallClock, logger: Logger
    ) {
        self.channel = channel
        self.waitingLimit = waitingLimit
        self.store = store
        self.user = user
        self.clock = clock
        self.logger = logger
        (wake, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes committed entries over; waits while too many are waiting already.
    func submit(_ entries: [OutboxEntry]) async {
        guard !entries.isEmpty else { return }
        let isFull = state.withLock { state in
            state.waiting += entries
            return state.held > waitingLimit
        }
        waker.yield()
        if isFull { await waitForRoom() }
    }

    /// The confirmed entries that no transaction has taken out of the outbox yet; the caller must commit or give them back.
    func takeConfirmed() -> [Int64] {
        state.withLock { state in
            defer { state.confirmed = [] }
            return state.confirmed
        }
    }

    /// Gives confirmed entries back after a transaction failed.
    func giveBack(_ confirmed: [Int64]) { state.withLock { $0.confirmed += confirmed } }

    /// How many entries wait to be published or taken out.
    var backlog: Int { state.withLock { $0.waiting.count + $0.confirmed.count } }

    func run() async throws {
        await submitLeftovers()
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.publishUntilStopped() }
                group.addTask { await self.flushUntilStopped() }
                await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.letEverybodyGo()
            self.waker.finish()
        }
        await flush()
    }

    private func submitLeftovers() async {
        do {
            let left = try await store.read { try $0.outbox() }
            if !left.isEmpty { logger.info("publishing what an earlier run left in the outbox", metadata: ["count": "\(left.count)"]) }
            state.withLock { $0.waiting = left + $0.waiting }
            waker.yield()
        } catch {
            logger.critical("the outbox cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func publishUntilStopped() async {
        await withTaskGroup(of: Void.self) { group in
            var inFlight = 0
            for await _ in wake {
                while let batch = nextBatch() {
                    if inFlight >= Self.callsInFlight {
                        await group.next()
                        inFlight -= 1
                    }
                    inFlight += 1
                    group.addTask { await self.publish(batch) }
                }
            }
        }
    }

    private func nextBatch() -> [OutboxEntry]? {
        let (batch, waiters) = state.withLock { state -> ([OutboxEntry], [CheckedContinuation<Void, Never>]) in
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            guard state.held <= waitingLimit / 2 else { return (batch, []) }
            defer { state.roomWaiters = [] }
            return (batch, state.roomWaiters)
        }
        for waiter in waiters { waiter.resume() }
        return batch.isEmpty ? nil : batch
    }

    private func publish(_ batch: [OutboxEntry]) async {
        let outcomes = await channel.publish(
            batch.map {
                OutboundMessage(
                    exchange: $0.exchange, routingKey: $0.routingKey, messageID: $0.messageID,
                    contentType: CanonicalMessage.contentType, userID: user, type: $0.type, body: $0.body)
            })
        var again = [OutboxEntry]()
        var confirmed = [Int64]()
        for (entry, outcome) in zip(batch, outcomes) {
            if outcome.isConfirmed { confirmed.append(entry.sequence) } else { again.append(entry) }
        }
        state.withLock { $0.confirmed += confirmed }
        if !again.isEmpty { retry(again, outcomes.first { !$0.isConfirmed }) }
    }

    private func retry(_ entries: [OutboxEntry], _ outcome: PublishOutcome?) {
        logger.warning(
            "not confirmed, will be published again",
            metadata: ["count": "\(entries.count)", "outcome": "\(outcome.map(String.init(describing:)) ?? "")"])
        let due = ContinuousClock.now + .milliseconds(Self.retryMilliseconds)
        state.withLock { state in
            if state.isStopping {
                // All of it is in the outbox on disk; trying on would keep a stop waiting for as long as RabbitMQ is blocked.
                state.waiting = []
            } else {
                state.delayed += entries.map { ($0, due) }
            }
        }
    }

    /// Puts entries that are due again behind what waits already.
    private func readmit() {
        let now = ContinuousClock.now
        let isAny = state.withLock { state in
            let due = state.delayed.filter { $0.due <= now }.map(\.entry)
            state.delayed.removeAll { $0.due <= now }
            state.waiting += due
            return !due.isEmpty
        }
        if isAny { waker.yield() }
    }

    private func flushUntilStopped() async {
        while !Task.isCancelled {
            // A stop cancels this loop; the last flush is then run(), outside the cancelled task.
            guard (try? await Task.sleep(for: .milliseconds(Self.idleFlushMilliseconds))) != nil else { return }
            readmit()
            await flush()
        }
    }

    private func flush() async {
        let confirmed = takeConfirmed()
        guard !confirmed.isEmpty else { return }
        let now = clock()
        do {
            try await store.write { try $0.confirm(confirmed, at: now) }
        } catch {
            giveBack(confirmed)
            logger.error("confirmed notices cannot be noted yet", metadata: ["error": "\(error)"])
        }
    }

    /// Waits until there is room, or until the caller's service is asked to stop: what waits is in the outbox already, and a
    /// blocked RabbitMQ must not keep the core from stopping.
    private func waitForRoom() async {
        await withGracefulShutdownHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    guard state.held > waitingLimit, !state.isStopping else { return true }
                    state.roomWaiters.append(continuation)
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onGracefulShutdown: {
            self.letEverybodyGo()
        }
    }

    private func letEverybodyGo() {
        let waiters = state.withLock { state in
            state.isStopping = true
            defer { state.roomWaiters = [] }
            return state.roomWaiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
