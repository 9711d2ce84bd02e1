import Foundation
import Synchronization
import Testing

@testable import AMQP

/// An actor with a link's thread and nothing else.
private actor Resident {
    private let thread = LinkThread()
    private var count = 0
    nonisolated let ended: AsyncStream<Void>
    private let guardian: Guardian

    /// Ends the stream when the thread lets go of it.
    private final class Guardian: Sendable {
        let continuation: AsyncStream<Void>.Continuation
        init(_ continuation: AsyncStream<Void>.Continuation) { self.continuation = continuation }
        deinit { continuation.finish() }
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init() {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        ended = stream
        let guardian = Guardian(continuation)
        self.guardian = guardian
        thread.start(name: "tg-test") { [weak self] _ in
            withExtendedLifetime(guardian) {}
            self?.assumeIsolated { $0.assertIsolated() }
            return LinkThread.Wake()
        }
    }

    deinit { thread.stop() }

    func add() -> (count: Int, thread: UInt) {
        count += 1
        return (count, UInt(pthread_self()))
    }
}

@Suite("Link thread")
struct LinkThreadTests {
    @Test("runs every job of its actor on one thread, none lost, none at once")
    func jobs() async {
        let resident = Resident()
        let results = await withTaskGroup(of: (Int, UInt).self) { group in
            for _ in 0..<200 { group.addTask { await resident.add() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(results.map(\.0)) == Set(1...200))
        #expect(Set(results.map(\.1)).count == 1)
        #expect(results.first?.1 != UInt(pthread_self()))
    }

    @Test("ends with its actor")
    func end() async {
        var resident: Resident? = Resident()
        let ended = resident?.ended
        _ = await resident?.add()
        resident = nil
        if let ended { for await _ in ended {} }
    }

    @Test(
        "a call that lasts longer than its limit finds its socket shut; a shorter one does not",
        arguments: [true, false])
    func watchdog(stalls: Bool) throws {
        var pair: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { for descriptor in pair { close(descriptor) } }
        let sentry = Sentry(limitSeconds: 1)
        try #require(sentry.guardSocket(pair[0]))
        defer { sentry.retire() }
        Watchdog.shared.forget(sentry)  // the test is the watchdog, with its own clock
        sentry.enter()
        sentry.shutIfStalled(at: Sentry.now() + (stalls ? 1500 : 500))
        sentry.leave()
        var polled = pollfd(fd: pair[1], events: Int16(POLLIN), revents: 0)
        #expect((poll(&polled, 1, 0) > 0) == stalls)
        #expect(sentry.hasStalled == stalls)
    }
}
