// The way out: messages are published with confirms, and every one gets an outcome, whatever becomes of the connection.
public import Logging
public import Messaging
public import ServiceLifecycle

/// A connection that only publishes, so that an alarm in the broker, which stops publishers, never delays a settlement.
///
/// Several callers may publish at once; batches leave in the order they came. While the link is down or the broker has
/// an alarm, messages wait for `waitSeconds`; on the loss of a connection everything in flight is `unknown`.
public actor PublishingLink: Service, OutboundChannel {
    /// Asking the kernel whether it takes more costs a system call; a third of its buffer, at least, is more than this.
    private static let burstBytes = 65_536
    /// What a publication takes on the wire beside its body, roughly.
    private static let envelopeBytes = 256
    private static let framesPerTick = 1024
    /// Tags remembered while one old publication stays unconfirmed; beyond it the channel is given up.
    private static let maxSpan = 65_536

    private let configuration: LinkConfiguration
    private let limits: PublishingLimits
    private let logger: Logger
    private let thread = LinkThread()
    private nonisolated let control: LinkControl<PublishingCounts>

    private var reconnection: Reconnection
    private var link: Link?
    private var ledger = ConfirmLedger<Ticket>()
    private var waiting: [PublishBatch] = []
    private var tally = PublishingCounts()
    private var lastError: AMQPError?
    private var end: CheckedContinuation<Void, Never>?
    private var failure: AMQPError?
    private var nextHeartbeat = ContinuousClock.now
    private var drainDeadline: ContinuousClock.Instant?
    private var untilWritable = false
    private var hasMoreFrames = false
    /// After the broker closed the channel over one of several publications, this many go one at a time, so that the
    /// guilty one is known and the others are not published in vain again and again.
    private var suspects = 0

    /// Creates a link; nothing is opened before `run`.
    ///
    /// - Parameters:
    ///   - configuration: the broker and the limits of the connection.
    ///   - limits: the limits of publishing.
    ///   - logger: silent unless given.
    public init(
        _ configuration: LinkConfiguration, limits: PublishingLimits = PublishingLimits(),
        logger: Logger = Logger(label: "throughgate.amqp.publishing") { _ in SwiftLogNoOpLogHandler() }
    ) {
        precondition(limits.windowMessages > 0, "a window of none publishes nothing")
        self.configuration = configuration
        self.limits = limits
        self.logger = logger
        control = LinkControl(PublishingCounts(), thread: thread)
        reconnection = Reconnection(
            pauseSeconds: configuration.reconnectSeconds, steadySeconds: configuration.steadySeconds)
        thread.start(name: "tg-publishing") { [weak self] readiness in
            self?.assumeIsolated { $0.tick(readiness) } ?? LinkThread.Wake()
        }
    }

    deinit { thread.stop() }

    /// The link's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Where the link stands, for health checks.
    public nonisolated var status: LinkStatus { control.status }

    /// What it has done, for metrics.
    public nonisolated var counts: PublishingCounts { control.counts }

    /// Connects, and stays connected until told to stop.
    ///
    /// - Throws: `AMQPError` when the first connection fails in a way that trying again cannot cure.
    public func run() async throws {
        _ = reconnection.start()
        connect()
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await ended()
            } onGracefulShutdown: { [control] in
                control.requestStop()
            }
        } onCancel: { [control] in
            control.requestStop()
        }
        if let failure { throw failure }
        try Task.checkCancellation()
    }

    /// Waits for what is in flight, within `drainSeconds`, and ends `run`.
    public nonisolated func stop() { control.requestStop() }

    /// Publishes a batch and waits for every outcome; see `OutboundChannel`.
    public func publish(_ batch: [OutboundMessage]) async -> [PublishOutcome] {
        if batch.isEmpty { return [] }
        if let refusal = refusal(of: batch.count) {
            tally.unknown += batch.count
            return [PublishOutcome](repeating: .unknown(reason: refusal), count: batch.count)
        }
        tally.waiting += batch.count
        let deadline = ContinuousClock.now + .seconds(limits.waitSeconds)
        return await withCheckedContinuation { continuation in
            waiting.append(PublishBatch(batch, deadline: deadline, continuation))
        }
    }

    private func refusal(of count: Int) -> String? {
        switch reconnection.state {
        case .draining, .closed: "the link is closed"
        default: tally.waiting + count > limits.maxWaitingMessages && tally.waiting > 0 ? "the link is full" : nil
        }
    }

    private func ended() async {
        if reconnection.isClosed { return }
        await withCheckedContinuation { end = $0 }
    }
}

// MARK: The loop

extension PublishingLink {
    /// Runs on the link's thread after every wake.
    private func tick(_ readiness: LinkThread.Readiness) -> LinkThread.Wake {
        let now = ContinuousClock.now
        if control.isStopRequested { beginStopping(at: now) }
        if reconnection.due(at: now) == .connect { connect() }
        do throws(AMQPError) {
            try receive(readiness, at: now)
            try publishWaiting(at: now)
            try abandonOverdue(at: now)
        } catch {
            lost(error)
        }
        expireWaiting(at: now)
        finishDraining(at: now)
        tally.inFlight = ledger.awaitedCount
        control.report(reconnection, lastError, tally)
        return wake()
    }

    private func wake() -> LinkThread.Wake {
        var wake = LinkThread.Wake(
            descriptor: link?.descriptor ?? -1, untilWritable: untilWritable, again: hasMoreFrames)
        if case .waiting(let until) = reconnection.state { wake.by(until) }
        if link != nil { wake.by(nextHeartbeat) }
        if let oldest = ledger.oldestAwaited { wake.by(oldest + .seconds(limits.confirmTimeoutSeconds)) }
        if let batch = waiting.first { wake.by(batch.deadline) }
        if let drainDeadline { wake.by(drainDeadline) }
        return wake
    }

    /// Blocks its thread, and nobody else's, within the configured limits.
    private func connect() {
        do throws(AMQPError) {
            var link = try Link(configuration)
            try link.openChannel()
            try link.selectConfirms()
            self.link = consume link
            nextHeartbeat = .now
            reconnection.connected(at: .now)
            logger.info("publishing link connected", metadata: ["connections": "\(reconnection.epoch)"])
        } catch {
            lost(error)
        }
    }

    private func lost(_ error: AMQPError) {
        lastError = error
        link = nil
        (untilWritable, hasMoreFrames) = (false, false)
        resolve(ledger.failAll(as: .unknown(reason: error.description)))
        let action = reconnection.lost(error, at: .now, random: Double.random(in: 0..<1))
        logger.warning(
            "publishing link lost", metadata: ["error": "\(error)", "phase": "\(reconnection.phase.rawValue)"])
        if case .fail(let error) = action { failure = error }
        if reconnection.isClosed { finish() }
    }

    private func beginStopping(at now: ContinuousClock.Instant) {
        switch reconnection.state {
        case .idle, .draining, .closed: return
        case .connecting, .ready, .blocked, .waiting: reconnection.stop()
        }
        if reconnection.isClosed { finish() } else { drainDeadline = now + .seconds(limits.drainSeconds) }
    }

    private func finishDraining(at now: ContinuousClock.Instant) {
        guard reconnection.state == .draining, let drainDeadline else { return }
        guard now >= drainDeadline || ledger.awaitedCount == 0 && waiting.isEmpty else { return }
        resolve(ledger.failAll(as: .unknown(reason: "the link closed before the confirm")))
        link.take()?.close()
        reconnection.close()
        finish()
    }

    private func finish() {
        drainDeadline = nil
        for batch in waiting { giveUp(batch, reason: "the link is closed") }
        waiting = []
        end?.resume()
        end = nil
    }
}

// MARK: Receiving

extension PublishingLink {
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
        case .confirmed(let tag, let multiple): resolve(ledger.confirmed(tag, multiple: multiple))
        case .refused(let tag, let multiple): resolve(ledger.refused(tag, multiple: multiple))
        case .returned(let returned): handle(returned)
        case .blocked: setBlocked(true)
        case .unblocked: setBlocked(false)
        case .channelClosed(let error): try channelClosed(error)
        case .delivery, .oversized, .consumerCancelled:
            throw AMQPError(.protocolViolation, "a delivery came on a publishing link")
        }
    }

    private func handle(_ returned: ReturnedMessage) {
        let isKnown = ledger.returned(code: returned.code, text: returned.text) { ticket in
            let message = ticket.batch.messages[ticket.index]
            return message.messageID == returned.messageID && message.exchange == returned.exchange
                && message.routingKey == returned.routingKey
        }
        logger.log(
            level: isKnown ? .info : .warning, "publication returned",
            metadata: ["code": "\(returned.code)", "message": "\(returned.messageID ?? "")", "known": "\(isKnown)"])
    }

    private func setBlocked(_ isBlocked: Bool) {
        if isBlocked { reconnection.blocked() } else { reconnection.unblocked() }
        link?.setBlocked(isBlocked)
        logger.warning("broker alarm", metadata: ["blocked": "\(isBlocked)"])
    }

    /// The broker closes the channel over one publication (no such exchange, no permission, a wrong user id) and drops
    /// the rest of the window with it.
    ///
    /// Alone in flight, it is the guilty one; otherwise the window becomes one.
    private func channelClosed(_ error: AMQPError) throws(AMQPError) {
        lastError = error
        let inFlight = ledger.awaitedCount
        let isProven = inFlight == 1 && ledger.abandonedCount == 0 && !error.isRetryable
        resolve(ledger.failAll(as: isProven ? .rejected : .unknown(reason: error.description)))
        if !isProven { suspects = max(suspects, inFlight) }
        logger.warning("channel closed", metadata: ["error": "\(error)", "suspects": "\(suspects)"])
        try link?.openChannel()
        try link?.selectConfirms()
    }

    /// Their confirms may still come, so their tags stay in the ledger; but not without bound.
    private func abandonOverdue(at now: ContinuousClock.Instant) throws(AMQPError) {
        let limit = now - .seconds(limits.confirmTimeoutSeconds)
        if let oldest = ledger.oldestAwaited, oldest <= limit {
            resolve(ledger.abandon(publishedUntil: limit, reason: "the broker did not confirm in time"))
        }
        if ledger.abandonedCount > limits.windowMessages || ledger.span > Self.maxSpan {
            throw AMQPError(.timedOut, "the broker confirms too little")
        }
    }
}

// MARK: Publishing

extension PublishingLink {
    private func publishWaiting(at now: ContinuousClock.Instant) throws(AMQPError) {
        untilWritable = false
        guard !waiting.isEmpty else { return }
        link?.setCorked(true)
        defer { link?.setCorked(false) }
        var unaskedBytes = Self.burstBytes
        while let batch = waiting.first, reconnection.mayPublish, link != nil, ledger.awaitedCount < window {
            if unaskedBytes >= Self.burstBytes {
                guard link?.isWritable == true else {
                    untilWritable = true
                    return
                }
                unaskedBytes = 0
            }
            unaskedBytes += batch.messages[batch.next].body.count + Self.envelopeBytes
            try publishNext(of: batch, at: now)
            if batch.isSent { waiting.removeFirst() }
        }
    }

    private var window: Int { suspects > 0 ? 1 : limits.windowMessages }

    private func publishNext(of batch: PublishBatch, at now: ContinuousClock.Instant) throws(AMQPError) {
        let ticket = Ticket(batch: batch, index: batch.next)
        let message = batch.messages[batch.next]
        batch.next += 1
        tally.waiting -= 1
        if let flaw = Publication.flaw(in: message, maxBodyBytes: configuration.maxBodyBytes) {
            logger.error(
                "publication can never be sent", metadata: ["flaw": "\(flaw)", "message": "\(message.messageID)"])
            resolve([(ticket, .rejected)])
            return
        }
        // Registered first: the confirm may be there before the call returns.
        ledger.published(ticket, at: now)
        tally.published += 1
        try link?.publish(message)
    }

    private func expireWaiting(at now: ContinuousClock.Instant) {
        while let batch = waiting.first, batch.deadline <= now {
            waiting.removeFirst()
            giveUp(batch, reason: "no connection took it in time")
        }
    }

    /// What was sent of the batch awaits its confirm still.
    private func giveUp(_ batch: PublishBatch, reason: String) {
        let unsent = batch.next..<batch.messages.count
        batch.next = batch.messages.count
        tally.waiting -= unsent.count
        resolve(unsent.map { (Ticket(batch: batch, index: $0), .unknown(reason: reason)) })
    }

    private func resolve(_ resolutions: [ConfirmLedger<Ticket>.Resolution]) {
        for (ticket, outcome) in resolutions {
            switch outcome {
            case .confirmed: tally.confirmed += 1
            case .returned: tally.returned += 1
            case .rejected: tally.rejected += 1
            case .unknown: tally.unknown += 1
            }
            ticket.batch.resolve(ticket.index, outcome)
        }
        if suspects > 0, ledger.awaitedCount == 0 { suspects -= min(suspects, resolutions.count) }
    }
}
