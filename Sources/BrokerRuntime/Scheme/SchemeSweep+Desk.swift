import CanonicalModel
import RecordStore
import Routing

/// What is due at the scheme's own desk: meetings and cycles by the calendar, and feeds that fell silent (TIM-13, ROL-11).
extension SchemeSweep {
    /// Raises what came due since the desk was last asked, and closes what a feed's new word settled.
    ///
    /// A scheme that is new to a store asks for nothing of the time before it.
    func sweepDesk() async throws {
        let (router, hub, now) = (router, hub, clock())
        let entries = try await store.write { store in
            let from = try store.deskAsked() ?? now
            let late = router.lateFeeds(try store.lastHeard(), now: now)
            try Self.close(keeping: late, store, now: now)
            let due = try (router.deskTasks(from: from, to: now) + late).filter { try !store.wasRaised($0.key) }
            try store.saveDeskAsked(max(from, now))
            return try due.map { task in
                let owner = router.owner(of: task)
                try store.raise(task, nominal: nil, cause: 0, owner: owner)
                return try store.send(TaskMessage.raised(task, owner: owner, hub: hub))
            }
        }
        await relay.submit(entries)
    }

    private static func close(keeping late: [HubTask], _ store: StoreTransaction, now: Timestamp) throws {
        let keys = Set(late.map(\.key))
        for key in try store.openDeskTasks(ContentBasedRouter.lateFeedPrefix) where !keys.contains(key) {
            try store.closeTask(key, at: now)
        }
    }
}
