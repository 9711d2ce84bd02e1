import CanonicalModel

/// Which files in the drop folder are finished, from what the kernel tells and from what a look at them tells.
///
/// The contract is write-then-rename; this is for senders who break it. A value: events and looks go in, answers come out.
struct WritingLedger: Sendable {
    /// How long a file that was begun or changed, and not closed since, is left alone.
    ///
    /// Hard links are begun and never closed.
    static let openQuietSeconds: Int64 = 5
    /// How long a file must not have changed before it is taken, when no kernel tells of its writer.
    static let settleSeconds: Int64 = 1
    /// How long a file may go on changing before it is taken as it is, and rejected.
    static let unstableSeconds: Int64 = 60

    /// What to do about a file.
    enum Verdict: Equatable, Sendable {
        case take
        case wait(untilAtLeast: Timestamp)
    }

    private var writers: [[UInt8]: Timestamp] = [:]
    private var unstable: [[UInt8]: Timestamp] = [:]
    /// Whether the kernel has told of every change since the files now looked at came.
    private var isWatched = false

    /// A file was begun or changed.
    mutating func changed(_ name: [UInt8], at now: Timestamp) { writers[name] = now }

    /// A file was closed by its writer, moved in or moved away.
    mutating func finished(_ name: [UInt8]) { writers[name] = nil }

    /// The kernel dropped events: nothing is known of any file.
    mutating func lostTrack() {
        writers = [:]
        isWatched = false
    }

    /// Every file there was has been looked at once while the kernel was watching.
    mutating func scanned(isWatched: Bool, at now: Timestamp) {
        self.isWatched = isWatched
        writers = writers.filter { $0.value.adding(seconds: Self.openQuietSeconds) > now }
    }

    /// Whether a file may be taken.
    ///
    /// - Parameter modifiedAt: when it last changed, by its own status. A time in the future is a wrong clock, not a writer.
    func verdict(_ name: [UInt8], modifiedAt: Timestamp, at now: Timestamp) -> Verdict {
        if let since = writers[name] {
            let quiet = since.adding(seconds: Self.openQuietSeconds)
            if now < quiet { return .wait(untilAtLeast: quiet) }
        }
        let settled = modifiedAt.adding(seconds: Self.settleSeconds)
        if !isWatched, modifiedAt <= now, now < settled { return .wait(untilAtLeast: settled) }
        return .take
    }

    /// A file changed while it was read.
    ///
    /// - Returns: whether its time is up.
    mutating func changedWhileRead(_ name: [UInt8], at now: Timestamp) -> Bool {
        let since = unstable[name] ?? now
        unstable[name] = since
        return since.adding(seconds: Self.unstableSeconds) <= now
    }

    /// A file was taken, or is gone.
    mutating func settled(_ name: [UInt8]) {
        unstable[name] = nil
        writers[name] = nil
    }
}
