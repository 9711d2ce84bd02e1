import Glibc

/// Held by the one process that may write a state folder; the kernel lets go of it whatever way the process ends.
///
/// Two writers of one database, one of them checkpointing, lose pages in SQLite 3.40 (reliability-and-performance.md 0.5).
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or says that another process has it.
    init(folder: String) throws(AdapterError) {
        let path = folder + "/lock"
        let raw = try SystemCall.check("opening the lock") {
            open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard flock(raw, LOCK_EX | LOCK_NB) == 0 else {
            close(raw)
            throw AdapterError(.inUse, "another process runs the adapter of \(folder)")
        }
        descriptor = raw
    }

    deinit { close(descriptor) }
}
