import Glibc

/// An exclusive lock that the kernel drops when the process dies: one active core a store.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// How long an owner that is just ending may take to let go; a forked child holds its parent's lock until it execs.
    private static let patienceTries = 100
    private static let pauseMicroseconds: UInt32 = 10_000

    /// Takes the lock, or throws ``StoreError/Code/alreadyOpen`` when its owner stays.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(.database, "The lock file \(path) cannot be opened.") }
        guard Self.lock(descriptor) else {
            close(descriptor)
            throw StoreError(.alreadyOpen, "Another process holds \(path). One active core a store; stop the other first.")
        }
    }

    deinit { close(descriptor) }

    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<patienceTries {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(pauseMicroseconds)
        }
        return false
    }
}
