/// The limits of a pipeline, by name.
struct PipelineLimits: Sendable {
    /// Files sealed in one transaction.
    var batchFiles = 256
    /// Bytes held in memory at once; one file may exceed it alone.
    var batchBytes = 32 << 20
    /// Items published at once: the window of unconfirmed messages is theirs.
    var publishItems = 512
    /// Receipts written between two looks at the publishing.
    var receiptBatch = 512
    /// How long a receipt that the broker did not take waits before it is sent again.
    var receiptRetrySeconds: Int64 = 10
    /// After so long a sealed item that nobody has judged is judged by the housekeeping.
    var leftOverSeconds: Int64 = 60
    /// The longest time between two scans of the drop folder.
    var pollSeconds: Double = 5
    /// The longest time between two looks for items due to be published again.
    var retryTickSeconds: Double = 1
    /// After so many refusals the sender is told that an item is held; it goes on being tried.
    var holdAfterAttempts = 8
    /// The time between two rounds of housekeeping.
    var housekeepingSeconds: Double = 60
    /// How long after its writing a receipt is made sure of; the kernel writes what is 30 s old.
    var receiptSettleSeconds: Int64 = 60
    /// Pauses after failures, from the first to the longest.
    var backOff = BackOff(firstSeconds: 0.5, longestSeconds: 60)
}

/// Pauses that double, up to a limit.
struct BackOff: Sendable {
    let firstSeconds: Double
    let longestSeconds: Double

    /// The pause after so many failures in a row, from 1.
    func seconds(afterFailures count: Int) -> Double {
        // 2^20 first pauses are beyond any longest one, and a shift must not overflow.
        min(longestSeconds, firstSeconds * Double(1 << min(max(count - 1, 0), 20)))
    }
}
