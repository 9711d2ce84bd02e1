// What health checks and metrics may know of a link, and how it is told to stop: from any thread, without waiting.
import Synchronization

/// Where a link stands.
public struct LinkStatus: Sendable, Equatable {
    /// The states of a link, as operators see them.
    public enum Phase: String, Sendable {
        /// `run` has not been called.
        case idle
        /// A connection is being opened.
        case connecting
        /// In use.
        case ready
        /// The broker has an alarm and takes no publications.
        case blocked
        /// Not connected; the next attempt comes.
        case waiting
        /// Told to stop, with work in hand.
        case draining
        /// Ended.
        case closed
    }

    /// The state.
    public var phase = Phase.idle
    /// How many connections there have been: more than one means reconnects.
    public var connections = 0
    /// Why the last connection or attempt ended.
    public var lastError: AMQPError?
}

extension Reconnection {
    var phase: LinkStatus.Phase {
        switch state {
        case .idle: .idle
        case .connecting: .connecting
        case .ready: .ready
        case .blocked: .blocked
        case .waiting: .waiting
        case .draining: .draining
        case .closed: .closed
        }
    }
}

/// The part of a link that other threads may touch.
final class LinkControl<Counts: Sendable>: Sendable {
    private struct Shared: ~Copyable {
        var isStopRequested = false
        var status = LinkStatus()
        var counts: Counts
    }

    private let shared: Mutex<Shared>
    private let thread: LinkThread

    init(_ counts: Counts, thread: LinkThread) {
        shared = Mutex(Shared(counts: counts))
        self.thread = thread
    }

    var isStopRequested: Bool { shared.withLock { $0.isStopRequested } }
    var status: LinkStatus { shared.withLock { $0.status } }
    var counts: Counts { shared.withLock { $0.counts } }

    func requestStop() {
        shared.withLock { $0.isStopRequested = true }
        thread.poke()
    }

    func report(_ reconnection: Reconnection, _ lastError: AMQPError?, _ counts: Counts) {
        shared.withLock { shared in
            shared.status = LinkStatus(
                phase: reconnection.phase, connections: reconnection.epoch, lastError: lastError)
            shared.counts = counts
        }
    }
}
