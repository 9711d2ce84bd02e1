import Glibc

/// Held by the one process that may write a state folder; the kernel lets go of it whatever way the process ends.
///
/// Two writers of one database, one of them checkpointing, lose pages in SQLite 3.40 (reliability-and-performance.md 0.5).
final class FileLock: Sendable {
    private let descriptor: Int32

    /// How long an owner that is just ending may take to let go; a forked child holds its parent's lock until it execs.
    private static let patienceTries = 100
    private static let pauseMicroseconds: UInt32 = 10_000

    /// Takes the lock, or says that another process has it and keeps it.
    init(folder: String) throws(AdapterError) {
        let path = folder + "/lock"
        let raw = try SystemCall.check("opening the lock") {
            open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard Self.lock(raw) else {
            close(raw)
            throw AdapterError(.inUse, "another process runs the adapter of \(folder)")
        }
        descriptor = raw
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
