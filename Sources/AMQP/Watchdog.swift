// librabbitmq 0.11 can block for ever inside a publish (rabbitmq-c #780). Nothing inside can end that; a shutdown from
// outside can: the call then returns with an error.
import CRabbitMQ
import Glibc
import Synchronization

/// One thread that shuts the socket of any link whose C call lasts longer than its limit.
final class Watchdog: Sendable {
    static let shared = Watchdog()

    /// How often it looks, at most and at least.
    private static let roundMilliseconds: ClosedRange<Int64> = 50...1000

    private let watched = Mutex<[ObjectIdentifier: Sentry]>([:])
    private let doorbell: Int32

    private init() {
        doorbell = crabbitmq_eventfd()
        precondition(doorbell >= 0, "no file descriptor is left for the watchdog")
        startThread(stackBytes: 256 << 10) { [self] in
            crabbitmq_name_this_thread("tg-watchdog")
            while true { round() }
        }
    }

    func watch(_ sentry: Sentry) {
        watched.withLock { $0[ObjectIdentifier(sentry)] = sentry }
        var one: UInt64 = 1
        _ = write(doorbell, &one, MemoryLayout<UInt64>.size)
    }

    func forget(_ sentry: Sentry) {
        watched.withLock { $0[ObjectIdentifier(sentry)] = nil }
    }

    private func round() {
        let sentries = watched.withLock { Array($0.values) }
        let now = Sentry.now()
        for sentry in sentries { sentry.shutIfStalled(at: now) }
        let shortest = sentries.map { $0.limitMilliseconds / 4 }.min()
        let pause = shortest.map { min(max($0, Self.roundMilliseconds.lowerBound), Self.roundMilliseconds.upperBound) }
        var polled = pollfd(fd: doorbell, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, Int32(pause ?? -1))
        var rings: UInt64 = 0
        if polled.revents != 0 { _ = read(doorbell, &rings, MemoryLayout<UInt64>.size) }
    }
}

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

    func guardSocket(_ original: Int32) {
        let duplicate = crabbitmq_duplicate(original)
        socket.withLock { $0 = duplicate }
        Watchdog.shared.watch(self)
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
