import CanonicalModel
import Logging
import Synchronization

/// Raises the alarm when the feed falls silent, once, and says when it speaks again.
final class FeedWatch: Sendable {
    private let store: IntakeStore
    private let rhythm: FeedRhythm
    private let clock: WallClock
    private let logger: Logger
    private let wasSilent = Mutex(false)

    init(store: IntakeStore, rhythm: FeedRhythm, clock: @escaping WallClock, logger: Logger) {
        self.store = store
        self.rhythm = rhythm
        self.clock = clock
        self.logger = logger
    }

    /// Looks at the feed.
    func look() async throws(AdapterError) {
        let arrivals = try await store.arrivals(atMost: FeedRhythm.historyLimit)
        let verdict = rhythm.verdict(arrivals: arrivals, at: clock())
        let hasChanged = wasSilent.withLock { wasSilent in
            defer { wasSilent = verdict.isSilent }
            return wasSilent != verdict.isSilent
        }
        guard hasChanged else { return }
        let metadata: Logger.Metadata = ["why": "\(verdict.why)", "basis": "\(verdict.basis.rawValue)"]
        if verdict.isSilent {
            logger.error("the feed is silent", metadata: metadata)
        } else {
            logger.notice("the feed speaks again", metadata: metadata)
        }
    }
}

extension IntakeStore {
    /// When items came, oldest first, one a minute at most.
    func arrivals(atMost limit: Int) async throws(AdapterError) -> [Timestamp] {
        try await read { database in try IntakeQueries.arrivals(database, atMost: limit) }
    }
}
