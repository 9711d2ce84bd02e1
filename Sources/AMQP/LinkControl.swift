// What health checks and metrics read of a link, and how it is told to stop: from any thread, without waiting.
import Synchronization

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
