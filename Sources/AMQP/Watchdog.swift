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
