// When to connect, when to wait and when to give up. A value: the clock and the randomness are passed in.

/// The life of one link across its connections.
struct Reconnection {
    enum State: Equatable {
        /// `run` has not been called. Can transition to: connecting, closed.
        case idle
        /// A connection is being opened. Can transition to: ready, waiting, closed.
        case connecting
        /// The channel is open and in use. Can transition to: blocked, waiting, draining, closed.
        case ready
        /// The broker has an alarm and takes no publications. Can transition to: ready, waiting, draining, closed.
        case blocked
        /// Not connected until the instant comes. Can transition to: connecting, closed.
        case waiting(until: ContinuousClock.Instant)
        /// Told to stop while work is in hand; no new work. Can transition to: closed.
        case draining
        /// The end. Can transition to: nothing.
        case closed
    }

    enum Action: Equatable {
        case none
        case connect
        case fail(AMQPError)
    }

    private(set) var state = State.idle
    /// How many connections there have been.
    private(set) var epoch = 0
    private let pause: ClosedRange<Double>
    private let steady: Duration
    private var failures = 0
    private var readySince: ContinuousClock.Instant?
    private var hasAlarm = false

    init(pauseSeconds: ClosedRange<Double>, steadySeconds: Double) {
        pause = pauseSeconds
        steady = .seconds(steadySeconds)
    }

    var isConnected: Bool { state == .ready || state == .blocked || state == .draining }
    var isClosed: Bool { state == .closed }
    /// Draining sends what is waiting, unless the broker has an alarm.
    var mayPublish: Bool { state == .ready || state == .draining && !hasAlarm }

    mutating func start() -> Action {
        precondition(state == .idle, "a link runs once")
        state = .connecting
        return .connect
    }

    mutating func connected(at now: ContinuousClock.Instant) {
        precondition(state == .connecting, "only an attempt can succeed")
        state = .ready
        epoch += 1
        readySince = now
        hasAlarm = false
    }

    /// The connection ended, or an attempt failed.
    ///
    /// Before the first success a failure that cannot cure itself ends the link: a wrong password should be seen at the
    /// start. After it, such a failure may be a queue being rebuilt, and a running broker waits for it.
    /// - Parameters:
    ///   - random: in 0..<1, for full jitter: many links must not come back at the same moment.
    mutating func lost(_ error: AMQPError, at now: ContinuousClock.Instant, random: Double) -> Action {
        switch state {
        case .draining:
            state = .closed
            return .none
        case .connecting where epoch == 0 && !error.isRetryable:
            state = .closed
            return .fail(error)
        case .connecting, .ready, .blocked:
            wait(from: now, random: random)
            return .none
        case .idle, .waiting, .closed:
            return .none
        }
    }

    mutating func due(at now: ContinuousClock.Instant) -> Action {
        guard case .waiting(let until) = state, now >= until else { return .none }
        state = .connecting
        return .connect
    }

    mutating func blocked() {
        hasAlarm = true
        if state == .ready { state = .blocked }
    }

    mutating func unblocked() {
        hasAlarm = false
        if state == .blocked { state = .ready }
    }

    /// Told to stop: with a connection there may be work in hand, without one there is none.
    mutating func stop() { state = isConnected ? .draining : .closed }

    mutating func close() { state = .closed }

    private mutating func wait(from now: ContinuousClock.Instant, random: Double) {
        if let since = readySince, now - since >= steady { failures = 0 }
        readySince = nil
        // 2^16 times the shortest pause is beyond any longest one, and a shift must not overflow.
        let ceiling = min(pause.upperBound, pause.lowerBound * Double(1 << min(failures, 16)))
        failures += 1
        state = .waiting(until: now + .seconds(ceiling * random))
    }
}
