// The way in: whatever is waiting goes to the handler as one batch, and what it returns settles the batch.
public import Logging
public import Messaging
import ServiceLifecycle

/// A connection that only consumes one queue.
///
/// One call of the handler runs at a time. Meanwhile deliveries are read into a buffer that cannot exceed the prefetch,
/// and heartbeats flow. A settlement that comes after its channel is gone is counted and dropped: the broker delivers the
/// message again.
public actor ConsumingLink: InboundChannel {
    private static let framesPerTick = 1024

    /// Prefetch 1 as long as any delivery may be the one that killed us, so that only that one's deliveries are counted
    /// towards the queue's limit.
    private enum Caution {
        /// The full prefetch. Can transition to: probing, when a frame could not be read.
        case none
        /// Prefetch 1; every delivery so far had been delivered before. Can transition to: relieved.
        case probing
        /// A fresh delivery has come; once it is settled the full prefetch follows. Can transition to: none, probing.
        case relieved
    }

    private struct Batch: Sendable {
        var epoch: Int
        var tags: [UInt64]
        var deliveries: [Delivery]
    }

    private struct HeldRetry {
        var tag: UInt64
        var releaseAt: ContinuousClock.Instant
    }

    private let configuration: LinkConfiguration
    private let queue: String
    private let limits: ConsumingLimits
    private let logger: Logger
    private let thread = LinkThread()
    private nonisolated let control: LinkControl<ConsumingCounts>

    private var reconnection: Reconnection
    private var caution: Caution
    private var link: Link?
    private var ledger = DeliveryLedger()
    private var buffered: [(tag: UInt64, delivery: Delivery)] = []
    private var held: [HeldRetry] = []
    private var waiter: CheckedContinuation<Batch?, Never>?
    private var failure: AMQPError?
    private var tally = ConsumingCounts()
    private var lastError: AMQPError?
    private var nextHeartbeat = ContinuousClock.now
    private var hasMoreFrames = false

    /// Creates a link; nothing is opened before `run`.
    ///
    /// - Parameters:
    ///   - configuration: the broker and the limits of the connection.
    ///   - queue: declared by somebody else; a missing one ends `run` at the start.
    ///   - limits: the limits of consuming.
    ///   - cautiousStart: true after an unclean stop: one delivery at a time until a fresh one comes.
    ///   - logger: silent unless given.
    public init(
        _ configuration: LinkConfiguration, queue: String, limits: ConsumingLimits = ConsumingLimits(),
        cautiousStart: Bool = false,
        logger: Logger = Logger(label: "throughgate.amqp.consuming") { _ in SwiftLogNoOpLogHandler() }
    ) {
        precondition(limits.prefetch > 0 && limits.maxBatch > 0, "AMQP reads a prefetch of 0 as no bound at all")
        self.configuration = configuration
        self.queue = queue
        self.limits = limits
        self.logger = logger
        caution = cautiousStart ? .probing : .none
        control = LinkControl(ConsumingCounts(), thread: thread)
        reconnection = Reconnection(
            pauseSeconds: configuration.reconnectSeconds, steadySeconds: configuration.steadySeconds)
        thread.start(name: "tg-consuming") { [weak self] readiness in
            self?.assumeIsolated { $0.tick(readiness) } ?? LinkThread.Wake()
        }
    }

    deinit { thread.stop() }

    /// The link's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Where the link stands, for health checks.
    public nonisolated var status: LinkStatus { control.status }

    /// What it has done, for metrics.
    public nonisolated var counts: ConsumingCounts { control.counts }

    /// Consumes, reconnecting as needed, until told to stop; see `InboundChannel`.
    ///
    /// Stopping ends the deliveries, lets the running call of the handler finish, settles its batch and closes. What was
    /// buffered goes back to the queue.
    /// - Parameter handler: returns one settlement a delivery, in order.
    /// - Throws: `AMQPError` when the first connection fails in a way that trying again cannot cure.
    public func run(handler: @escaping @Sendable ([Delivery]) async -> [Settlement]) async throws {
        _ = reconnection.start()
        connect()
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await consume(handler)
            } onGracefulShutdown: { [control] in
                control.requestStop()
            }
        } onCancel: { [control] in
            control.requestStop()
        }
        if let failure { throw failure }
        try Task.checkCancellation()
    }

    /// Ends `run` once the running call of the handler is settled.
    public nonisolated func stop() { control.requestStop() }

    private func consume(_ handler: @Sendable ([Delivery]) async -> [Settlement]) async {
        while let batch = await nextBatch() {
            let settlements = await handler(batch.deliveries)
            precondition(settlements.count == batch.tags.count, "a handler returns one settlement a delivery")
            settle(batch, settlements)
        }
        link.take()?.close()
        reconnection.close()
        report()
    }

    /// Nil when there shall be no more.
    private func nextBatch() async -> Batch? {
        if let batch = takeBatch() { return batch }
        if control.isStopRequested || reconnection.isClosed { return nil }
        return await withCheckedContinuation { waiter = $0 }
    }

    private func takeBatch() -> Batch? {
        guard !buffered.isEmpty, !control.isStopRequested else { return nil }
        let taken = buffered.prefix(limits.maxBatch)
        defer { buffered.removeFirst(taken.count) }
        return Batch(epoch: ledger.epoch, tags: taken.map(\.tag), deliveries: taken.map(\.delivery))
    }
}

// MARK: The loop

extension ConsumingLink {
    /// Runs on the link's thread after every wake.
    private func tick(_ readiness: LinkThread.Readiness) -> LinkThread.Wake {
        let now = ContinuousClock.now
        if control.isStopRequested { beginStopping() }
        if reconnection.due(at: now) == .connect { connect() }
        do throws(AMQPError) {
            try receive(readiness, at: now)
            try releaseHeld(at: now)
        } catch {
            lost(error)
        }
        handOver()
        report()
        return wake()
    }

    private func wake() -> LinkThread.Wake {
        var wake = LinkThread.Wake(descriptor: link?.descriptor ?? -1, again: hasMoreFrames)
        if case .waiting(let until) = reconnection.state { wake.by(until) }
        if link != nil { wake.by(nextHeartbeat) }
        for retry in held { wake.by(retry.releaseAt) }
        return wake
    }

    private func report() { control.report(reconnection, lastError, tally) }

    /// Wakes the handler's task when there is something to do, or nothing ever again.
    private func handOver() {
        guard let waiter else { return }
        if let batch = takeBatch() {
            self.waiter = nil
            waiter.resume(returning: batch)
        } else if control.isStopRequested || reconnection.isClosed {
            self.waiter = nil
            waiter.resume(returning: nil)
        }
    }

    /// Blocks its thread, and nobody else's, within the configured limits.
    private func connect() {
        do throws(AMQPError) {
            var link = try Link(configuration)
            try link.tolerateGrownHeaders()
            try link.openChannel()
            try link.consume(queue, prefetch: caution == .none ? limits.prefetch : 1)
            self.link = consume link
            nextHeartbeat = .now
            beginChannel()
            reconnection.connected(at: .now)
            logger.info(
                "consuming link connected",
                metadata: ["queue": "\(queue)", "epoch": "\(ledger.epoch)", "caution": "\(caution)"])
        } catch {
            lost(error)
        }
    }

    private func beginChannel() {
        ledger.begin()
        buffered.removeAll(keepingCapacity: true)
        held.removeAll()
    }

    private func lost(_ error: AMQPError) {
        lastError = error
        link = nil
        hasMoreFrames = false
        beginChannel()
        // A frame that cannot be read comes again with every connection: let it come alone.
        caution = error.code == .malformedData ? .probing : caution == .relieved ? .none : caution
        let action = reconnection.lost(error, at: .now, random: Double.random(in: 0..<1))
        logger.warning(
            "consuming link lost",
            metadata: ["queue": "\(queue)", "error": "\(error)", "phase": "\(reconnection.phase.rawValue)"])
        if case .fail(let error) = action { failure = error }
    }

    private func beginStopping() {
        switch reconnection.state {
        case .idle, .draining, .closed: return
        case .connecting, .ready, .blocked, .waiting: reconnection.stop()
        }
        do throws(AMQPError) { try link?.cancelConsumer() } catch { lost(error) }
    }
}

// MARK: Receiving

extension ConsumingLink {
    private func receive(_ readiness: LinkThread.Readiness, at now: ContinuousClock.Instant) throws(AMQPError) {
        guard let hasFrames = link?.hasBufferedFrames else { return }
        guard readiness.readable || hasFrames || hasMoreFrames || now >= nextHeartbeat else { return }
        // The library sends and checks heartbeats only when it is called: three times an interval misses none.
        nextHeartbeat = now + .seconds(configuration.heartbeatSeconds) / 3
        for _ in 0..<Self.framesPerTick {
            guard let event = try link?.nextEvent() else {
                hasMoreFrames = false
                return
            }
            try handle(event)
        }
        hasMoreFrames = true
    }

    private func handle(_ event: LinkEvent) throws(AMQPError) {
        switch event {
        case .delivery(let tag, let delivery): received(delivery, tag)
        case .oversized(let tag, let bytes): try refuse(tag, bytes)
        case .consumerCancelled: throw AMQPError(.consumerCancelled, "the broker cancelled the consumer")
        case .channelClosed(let error): throw error
        case .blocked, .unblocked: break  // an alarm stops those who publish
        case .confirmed, .refused, .returned:
            throw AMQPError(.protocolViolation, "a confirm came on a consuming link")
        }
    }

    private func received(_ delivery: Delivery, _ tag: UInt64) {
        ledger.delivered(tag)
        tally.delivered += 1
        if delivery.redelivered { tally.redelivered += 1 }
        if !delivery.redelivered, caution == .probing { caution = .relieved }
        buffered.append((tag, delivery))
    }

    private func refuse(_ tag: UInt64, _ bytes: UInt64) throws(AMQPError) {
        ledger.delivered(tag)
        ledger.release(tag)
        tally.oversized += 1
        logger.warning("delivery too big, dead-lettered", metadata: ["queue": "\(queue)", "bytes": "\(bytes)"])
        try link?.deadLetter(tag)
    }
}

// MARK: Settling

extension ConsumingLink {
    private func settle(_ batch: Batch, _ settlements: [Settlement]) {
        let pairs = Array(zip(batch.tags, settlements).map { (tag: $0, settlement: $1) })
        guard let actions = ledger.settle(pairs, epoch: batch.epoch) else {
            tally.settledLate += batch.tags.count
            logger.info(
                "settled after the channel was gone",
                metadata: ["queue": "\(queue)", "epoch": "\(batch.epoch)", "deliveries": "\(batch.tags.count)"])
            return
        }
        count(settlements)
        do throws(AMQPError) {
            let mayWiden = caution == .relieved && !control.isStopRequested
            if mayWiden { try link?.cancelConsumer() }
            try perform(actions, for: batch)
            if mayWiden { try widen() }
        } catch {
            lost(error)
        }
    }

    private func count(_ settlements: [Settlement]) {
        for settlement in settlements {
            switch settlement {
            case .accept: tally.accepted += 1
            case .retry: tally.retried += 1
            case .deadLetter: tally.deadLettered += 1
            }
        }
    }

    private func perform(_ actions: [DeliveryLedger.Action], for batch: Batch) throws(AMQPError) {
        for action in actions {
            switch action {
            case .acknowledge(let tag, let multiple): try link?.acknowledge(tag, multiple: multiple)
            case .deadLetter(let tag): try link?.deadLetter(tag)
            case .hold(let tag): hold(tag, of: batch)
            }
        }
    }

    private func hold(_ tag: UInt64, of batch: Batch) {
        let delivery = batch.tags.firstIndex(of: tag).map { batch.deliveries[$0] }
        let pause = limits.retryPause(deliveryCount: delivery?.deliveryCount)
        held.append(HeldRetry(tag: tag, releaseAt: .now + pause))
    }

    private func releaseHeld(at now: ContinuousClock.Instant) throws(AMQPError) {
        guard !held.isEmpty else { return }
        for retry in held where retry.releaseAt <= now {
            ledger.release(retry.tag)
            try link?.requeue(retry.tag)
        }
        held.removeAll { $0.releaseAt <= now }
    }

    /// A fresh delivery was settled: the danger is past.
    ///
    /// The old consumer was cancelled before the settlement, so that no delivery is under way on the old channel, which
    /// would count against it when the channel closes; and the new one is on a new channel, for RabbitMQ 3.10.8
    /// mishandles a second consumer on the same (rabbitmq-server #5927).
    private func widen() throws(AMQPError) {
        caution = .none
        try link?.openChannel()
        try link?.consume(queue, prefetch: limits.prefetch)
        beginChannel()
        try link?.closePreviousChannel()
    }
}
