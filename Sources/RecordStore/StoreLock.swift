import Glibc

/// An exclusive lock that the kernel drops when the process dies: one active core a store.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock at once or throws ``StoreError/Code/alreadyOpen``.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(.database, "The lock file \(path) cannot be opened.") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StoreError(.alreadyOpen, "Another process holds \(path). One active core a store; stop the other first.")
        }
    }

    deinit { close(descriptor) }
}
