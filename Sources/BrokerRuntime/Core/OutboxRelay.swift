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

    /// Entries one reading from disk takes.
    private static let pageSize = 512

    private struct State {
        var book: OutboxBook
        var roomWaiters: [CheckedContinuation<Void, Never>] = []
    }

    private let channel: any OutboundChannel
    private let store: SQLiteRecord
    private let clock: WallClock
    private let logger: Logger
    private let user: String
    private let state: Mutex<State>
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(
        channel: any OutboundChannel, store: SQLiteRecord, user: String, waitingLimit: Int = defaultWaitingLimit,
        clock: @escaping WallClock, logger: Logger
    ) {
        self.channel = channel
        state = Mutex(
            State(book: OutboxBook(waitingLimit: waitingLimit, lastOfEarlierRuns: store.outboxNumberAtStart)))
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
            state.book.submit(entries)
            return state.book.isFull
        }
        waker.yield()
        if isFull { await waitForRoom() }
    }

    /// The confirmed entries that no transaction has taken out of the outbox yet; the caller must commit and call
    /// ``settled(_:)``, or give them back.
    func takeConfirmed() -> [Int64] { state.withLock { $0.book.takeConfirmed() } }

    /// Forgets confirmed entries after the transaction that took them out of the outbox.
    func settled(_ confirmed: [Int64]) { state.withLock { $0.book.settled(confirmed) } }

    /// Gives confirmed entries back after a transaction failed.
    func giveBack(_ confirmed: [Int64]) { state.withLock { $0.book.giveBack(confirmed) } }

    /// How many entries wait to be published or taken out.
    var backlog: Int { state.withLock { $0.book.backlog } }

    func run() async throws {
        state.withLock { $0.book.begin() }
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

    /// Reads what is on disk and not in memory, a page at a time, while there is room; a page that cannot be read is read at
    /// the next turn.
    private func readFromDisk() async {
        while let reading = state.withLock({ $0.book.nextReading() }) {
            do {
                let page = try await store.read {
                    try $0.outbox(
                        after: reading.after, exchange: reading.route?.exchange, routing: reading.route?.routingKey,
                        limit: Self.pageSize)
                }
                if !page.isEmpty {
                    logger.info("publishing what was left in the outbox", metadata: ["count": "\(page.count)"])
                }
                state.withLock { $0.book.read(page, of: reading) }
                waker.yield()
            } catch {
                logger.critical("the outbox cannot be read", metadata: ["error": "\(error)"])
                return
            }
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

    // MARK: Stopping what has not left

    /// Keeps an entry from being published, unless it has been handed over.
    ///
    /// Called inside the transaction that withdraws what the entry rests on: once that has committed nothing of it leaves.
    /// - Returns: false when the entry is in a publish call or was confirmed; it has left then.
    func withhold(_ sequence: Int64) -> Bool { state.withLock { $0.book.withhold(sequence) } }

    /// After a transaction that committed: entries that it did not take out of the outbox after all are published.
    func settleWithheld() async {
        let withheld = state.withLock { $0.book.endWithholding() }
        guard !withheld.isEmpty else { return }
        do {
            let still = try await store.read { try $0.queued(among: withheld) }
            state.withLock { $0.book.readmit(withheld: still) }
        } catch {
            state.withLock { $0.book.keepWithholding(withheld) }
            logger.error("withheld entries cannot be looked up yet", metadata: ["error": "\(error)"])
        }
    }

    /// After a transaction that was rolled back: nothing was withheld.
    func undoWithholding() { state.withLock { $0.book.undoWithholding() } }

    /// The next entries to publish; they count as handed over from now on.
    func nextBatch() -> [OutboxEntry]? {
        let (batch, waiters) = state.withLock { state -> ([OutboxEntry], [CheckedContinuation<Void, Never>]) in
            let batch = state.book.nextBatch(atMost: Self.batchLimit)
            guard state.book.hasRoom else { return (batch, []) }
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
        state.withLock { $0.book.settle(batch, outcomes, at: .now) }
        let refused = outcomes.filter { !$0.isConfirmed }
        guard let first = refused.first else { return }
        logger.warning(
            "not confirmed, will be published again", metadata: ["count": "\(refused.count)", "outcome": "\(first)"])
    }

    /// Puts entries that are due again behind what waits already.
    private func readmit() {
        if state.withLock({ $0.book.readmit(at: .now) }) { waker.yield() }
    }

    private func flushUntilStopped() async {
        while !Task.isCancelled {
            await readFromDisk()
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
            settled(confirmed)
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
                    guard state.book.isFull else { return true }
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
            state.book.stop()
            defer { state.roomWaiters = [] }
            return state.roomWaiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
