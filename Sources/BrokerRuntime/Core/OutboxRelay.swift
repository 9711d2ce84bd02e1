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
        /// Entries in publish calls.
        var inFlight = 0
        /// Their places in the outbox.
        var flying: Set<Int64> = []
        /// Entries that must not be published, because what they rest on is being withdrawn; those that were in memory already
        /// come back should the transaction fail. One number stays for every ticket that was stopped in this process's life.
        var withheld: [Int64: OutboxEntry?] = [:]
        /// Whether something was withheld whose transaction has not ended.
        var isWithholding = false
        /// Entries that RabbitMQ did not take, and when they are due again: outside the slots.
        var delayed: [(entry: OutboxEntry, due: ContinuousClock.Instant)] = []
        /// Entries for which RabbitMQ has no queue. They count against nobody, or one missing queue would stop the core.
        var returned: [(entry: OutboxEntry, due: ContinuousClock.Instant)] = []
        /// Of the returned ones some were let go: they are read from the outbox again when nothing else is left in memory.
        var isShort = false
        var roomWaiters: [CheckedContinuation<Void, Never>] = []
        /// The core is stopping: nobody waits for room any more, and what RabbitMQ will not take now waits for the next start.
        var isStopping = false
        /// Entries in memory that wait for a RabbitMQ that takes nothing.
        var held: Int { waiting.count + delayed.count }
        /// Whether the outbox has entries that memory has not.
        var hasToReadAgain: Bool { isShort && inFlight == 0 && waiting.isEmpty && delayed.isEmpty && returned.isEmpty }
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
            state.waiting += state.withheld.isEmpty ? entries : entries.filter { state.withheld[$0.sequence] == nil }
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
            if !left.isEmpty {
                logger.info("publishing what was left in the outbox", metadata: ["count": "\(left.count)"])
            }
            state.withLock { state in
                state.waiting = left.filter { state.withheld[$0.sequence] == nil } + state.waiting
            }
            waker.yield()
        } catch {
            logger.critical("the outbox cannot be read", metadata: ["error": "\(error)"])
        }
    }

    /// What was let go comes again; what is in the outbox because its confirm is not noted yet comes twice, by the same id.
    private func readAgain() async {
        let isDue = state.withLock { state in
            defer { if state.hasToReadAgain { state.isShort = false } }
            return state.hasToReadAgain
        }
        if isDue { await submitLeftovers() }
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

    // MARK: Stopping what has not left

    /// Keeps an entry from being published, unless it has been handed over.
    ///
    /// Called inside the transaction that withdraws what the entry rests on: once that has committed nothing of it leaves.
    /// - Returns: false when the entry is in a publish call or was confirmed; it has left then.
    func withhold(_ sequence: Int64) -> Bool {
        state.withLock { state in
            if state.withheld[sequence] != nil { return true }
            guard !state.flying.contains(sequence), !state.confirmed.contains(sequence) else { return false }
            let kept = (state.waiting + state.delayed.map(\.entry) + state.returned.map(\.entry))
                .first { $0.sequence == sequence }
            state.waiting.removeAll { $0.sequence == sequence }
            state.delayed.removeAll { $0.entry.sequence == sequence }
            state.returned.removeAll { $0.entry.sequence == sequence }
            state.withheld.updateValue(kept, forKey: sequence)
            state.isWithholding = true
            return true
        }
    }

    /// After the transaction: entries that it did not take out of the outbox after all are published.
    func settleWithheld() async {
        let withheld = state.withLock { state -> [Int64] in
            defer { state.isWithholding = false }
            return state.isWithholding ? Array(state.withheld.keys) : []
        }
        guard !withheld.isEmpty else { return }
        do {
            let still = try await store.read { try $0.queued(among: withheld) }
            state.withLock { state in
                for sequence in still { if let entry = state.withheld.removeValue(forKey: sequence) ?? nil { state.waiting.append(entry) } }
            }
            waker.yield()
        } catch {
            state.withLock { $0.isWithholding = true }
            logger.error("withheld entries cannot be looked up yet", metadata: ["error": "\(error)"])
        }
    }

    /// The next entries to publish; they count as handed over from now on.
    func nextBatch() -> [OutboxEntry]? {
        let (batch, waiters) = state.withLock { state -> ([OutboxEntry], [CheckedContinuation<Void, Never>]) in
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            state.inFlight += batch.count
            state.flying.formUnion(batch.map(\.sequence))
            guard state.held <= waitingLimit / 2 else { return (batch, []) }
            defer { state.roomWaiters = [] }
            return (batch, state.roomWaiters)
        }
        for waiter in waiters { waiter.resume() }
        return batch.isEmpty ? nil : batch
    }

    /// Publishes a batch and notes what became of it.
    func publish(_ batch: [OutboxEntry]) async {
        let outcomes = await channel.publish(
            batch.map {
                OutboundMessage(
                    exchange: $0.exchange, routingKey: $0.routingKey, messageID: $0.messageID,
                    contentType: CanonicalMessage.contentType, userID: user, type: $0.type, body: $0.body)
            })
        let confirmed = zip(batch, outcomes).filter(\.1.isConfirmed).map(\.0.sequence)
        let refused = zip(batch, outcomes).filter { !$0.1.isConfirmed }
        state.withLock { state in
            state.confirmed += confirmed
            state.inFlight -= batch.count
            state.flying.subtract(batch.map(\.sequence))
        }
        if let (_, first) = refused.first { retry(refused, first) }
    }

    private func retry(_ refused: [(OutboxEntry, PublishOutcome)], _ first: PublishOutcome) {
        logger.warning(
            "not confirmed, will be published again",
            metadata: ["count": "\(refused.count)", "outcome": "\(first)"])
        let due = ContinuousClock.now + .milliseconds(Self.retryMilliseconds)
        let returned = refused.filter(\.1.isReturned).map { (entry: $0.0, due: due) }
        let delayed = refused.filter { !$0.1.isReturned }.map { (entry: $0.0, due: due) }
        state.withLock { state in
            guard !state.isStopping else {
                // All of it is in the outbox on disk; trying on would keep a stop waiting for as long as RabbitMQ is blocked.
                if !delayed.isEmpty { state.waiting = [] }
                return
            }
            state.delayed += delayed
            let room = max(0, waitingLimit - state.returned.count)
            state.returned += returned.prefix(room)
            if returned.count > room { state.isShort = true }
        }
    }

    /// Puts entries that are due again behind what waits already.
    private func readmit() {
        let now = ContinuousClock.now
        let isAny = state.withLock { state in
            let due = (state.delayed + state.returned).filter { $0.due <= now }.map(\.entry)
            state.delayed.removeAll { $0.due <= now }
            state.returned.removeAll { $0.due <= now }
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
            await readAgain()
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

extension PublishOutcome {
    /// Whether RabbitMQ has no queue for the message.
    fileprivate var isReturned: Bool { if case .returned = self { true } else { false } }
}
