// One operating-system thread that runs an actor's jobs and sleeps on its socket. Blocking C lives here and nowhere else.
import CRabbitMQ
import Glibc
import Synchronization

/// The executor of one link's actor: a thread that sleeps in `poll` on a doorbell and the link's socket.
///
/// `enqueue` rings the doorbell, so a publication or a settlement wakes the thread at once and no thread of Swift's
/// pool, of which there are as many as cores, ever waits for the network. It lives as long as its actor.
final class LinkThread: SerialExecutor, @unchecked Sendable {
    /// 25,000 nested arrays in a header, which RabbitMQ accepts from any publisher, overflow 1.5 MiB of stack inside
    /// librabbitmq 0.11's recursive decoder, and 2 MiB on other builds of it (fixed in 0.14).
    ///
    /// Memory costs when touched.
    static let stackBytes = 16 << 20

    /// What the thread found when it woke.
    struct Readiness: Sendable {
        var readable = false
        var writable = false
    }

    /// What it shall sleep on.
    struct Wake: Sendable {
        /// The socket; negative for none.
        var descriptor: Int32 = -1
        var untilWritable = false
        /// Nil to sleep until the doorbell or the socket.
        var deadline: ContinuousClock.Instant?
        /// Work is left: look at the socket, but do not sleep.
        var again = false

        /// Wakes no later than this.
        mutating func by(_ instant: ContinuousClock.Instant) { deadline = min(deadline ?? instant, instant) }
    }

    private struct Mailbox: ~Copyable {
        var jobs: [UnownedJob] = []
        var isPoked = false
        var isStopping = false
        /// The doorbell is rung only for a sleeper: each ring is a system call.
        var isAsleep = false
    }

    private let mailbox = Mutex(Mailbox())
    private let doorbell: Int32
    private let thread = Atomic<UInt>(0)

    init() {
        doorbell = crabbitmq_eventfd()
        precondition(doorbell >= 0, "no file descriptor is left for a doorbell")
    }

    deinit { close(doorbell) }

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, for `top -H`.
    ///   - tick: called on the thread after every sleep and every job.
    func start(name: String, tick: @escaping @Sendable (Readiness) -> Wake) {
        startThread(stackBytes: Self.stackBytes) { [self] in
            thread.store(UInt(pthread_self()), ordering: .releasing)
            crabbitmq_name_this_thread(name)
            loop(tick)
        }
    }

    /// Ends the thread when no job is left.
    func stop() {
        ring { $0.isStopping = true }
    }

    /// Makes the thread call `tick` soon; from any thread.
    func poke() {
        ring { $0.isPoked = true }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        ring { $0.jobs.append(job) }
    }

    func isIsolatingCurrentContext() -> Bool? {
        thread.load(ordering: .acquiring) == UInt(pthread_self())
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "only the link's own thread may touch the link")
    }

    private func ring(_ change: (inout sending Mailbox) -> Void) {
        let wasAsleep = mailbox.withLock { mailbox in
            change(&mailbox)
            defer { mailbox.isAsleep = false }
            return mailbox.isAsleep
        }
        guard wasAsleep else { return }
        var one: UInt64 = 1
        _ = write(doorbell, &one, MemoryLayout<UInt64>.size)
    }

    private func loop(_ tick: @Sendable (Readiness) -> Wake) {
        var readiness = Readiness()
        var jobs: [UnownedJob] = []
        while true {
            runJobs(&jobs)
            let wake = tick(readiness)
            guard let millisecondsToSleep = fallAsleep(wake) else { return }
            readiness = sleep(wake, milliseconds: millisecondsToSleep)
        }
    }

    /// Two arrays change places, so that neither is allocated anew.
    private func runJobs(_ jobs: inout [UnownedJob]) {
        mailbox.withLock { mailbox in
            swap(&mailbox.jobs, &jobs)
            mailbox.isPoked = false
        }
        let executor = asUnownedSerialExecutor()
        for job in jobs { job.runSynchronously(on: executor) }
        jobs.removeAll(keepingCapacity: true)
    }

    /// - Returns: how long to sleep, negative for ever, or nil when the thread shall end.
    private func fallAsleep(_ wake: Wake) -> Int32? {
        let milliseconds = wake.again ? 0 : Self.milliseconds(until: wake.deadline)
        return mailbox.withLock { mailbox in
            if !mailbox.jobs.isEmpty || mailbox.isPoked { return 0 }
            if mailbox.isStopping { return nil }
            mailbox.isAsleep = milliseconds != 0
            return milliseconds
        }
    }

    private func sleep(_ wake: Wake, milliseconds: Int32) -> Readiness {
        let interest = Int16(POLLIN) | (wake.untilWritable ? Int16(POLLOUT) : 0)
        // poll ignores a negative descriptor.
        var polled = (
            pollfd(fd: doorbell, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.descriptor, events: interest, revents: 0)
        )
        _ = withUnsafeMutablePointer(to: &polled) {
            $0.withMemoryRebound(to: pollfd.self, capacity: 2) { poll($0, 2, milliseconds) }
        }
        mailbox.withLock { $0.isAsleep = false }
        if polled.0.revents != 0 {
            var rings: UInt64 = 0
            _ = read(doorbell, &rings, MemoryLayout<UInt64>.size)
        }
        // An error or a hang-up shows when the socket is read.
        let found = Int32(polled.1.revents)
        return Readiness(readable: found & ~Int32(POLLOUT) != 0, writable: found & Int32(POLLOUT) != 0)
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = deadline - .now
        guard left > .zero else { return 0 }
        // Rounded up: waking before the deadline would be waking twice. An hour bounds the arithmetic, not the wait.
        guard left < .seconds(3600) else { return 3_600_000 }
        let (seconds, attoseconds) = left.components
        return Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    }
}

/// Runs the body on a new detached thread, which keeps whatever the body holds alive until it ends.
func startThread(stackBytes: Int, _ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    precondition(pthread_attr_setstacksize(&attributes, stackBytes) == 0, "the stack size is one the system allows")
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let status = pthread_create(
        &thread, &attributes,
        { box in
            guard let box else { return nil }
            Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body()
            return nil
        }, box.toOpaque())
    precondition(status == 0, "no thread is left for a link")
}
