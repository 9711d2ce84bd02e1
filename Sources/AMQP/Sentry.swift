// What the watchdog watches: one for each connection.
import CRabbitMQ
import Glibc
import Synchronization

/// Knows since when a link's thread has been inside librabbitmq, and can shut the link's socket.
///
/// It holds a duplicate of the descriptor. librabbitmq closes its own one at will, after which the number may belong to
/// another file; a duplicate is ours until `retire`, and shutting it shuts the same socket.
final class Sentry: Sendable {
    let limitMilliseconds: Int64
    private let enteredAt = Atomic<Int64>(0)
    private let socket = Mutex<Int32>(-1)
    private let stalls = Atomic<Int>(0)

    init(limitSeconds: Double) {
        limitMilliseconds = Int64(limitSeconds * 1000)
    }

    /// The duplicate, for `poll`; -1 before `guardSocket`.
    var descriptor: Int32 { socket.withLock { $0 } }

    var hasStalled: Bool { stalls.load(ordering: .relaxed) > 0 }

    /// - Returns: false when no file descriptor is left.
    func guardSocket(_ original: Int32) -> Bool {
        let duplicate = crabbitmq_duplicate(original)
        guard duplicate >= 0 else { return false }
        socket.withLock { $0 = duplicate }
        Watchdog.shared.watch(self)
        return true
    }

    func retire() {
        Watchdog.shared.forget(self)
        socket.withLock { duplicate in
            if duplicate >= 0 { close(duplicate) }
            duplicate = -1
        }
    }

    func enter() { enteredAt.store(Self.now(), ordering: .relaxed) }

    func leave() { enteredAt.store(0, ordering: .relaxed) }

    func shutIfStalled(at now: Int64) {
        let entered = enteredAt.load(ordering: .relaxed)
        guard entered > 0, now - entered > limitMilliseconds else { return }
        socket.withLock { duplicate in
            guard duplicate >= 0 else { return }
            stalls.add(1, ordering: .relaxed)
            shutdown(duplicate, Int32(SHUT_RDWR))
        }
    }

    /// Milliseconds of a clock that only goes forward.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
