import CanonicalModel
import Logging
import Messaging
import RecordStore

/// Empties the dead letter channel into the quarantine, where operations see it (DESIGN decision 5).
struct DeadLetterDrain: Sendable {
    let store: SQLiteRecord
    let clock: WallClock
    let logger: Logger

    /// Keeps every dead letter's bytes before it is acknowledged.
    func handle(_ deliveries: [Delivery]) async -> [Settlement] {
        let now = clock()
        do {
            try await store.write { transaction in
                for delivery in deliveries {
                    _ = try transaction.quarantine(
                        delivery.body, user: delivery.userID ?? "", path: "", rule: "core.dead-letter",
                        message: "The core could not settle this message in \(Topology.deliveryLimit + 1) deliveries.",
                        remedy: "Operations: look at the log of those times, then resubmit the item.", at: now)
                }
            }
            logger.error("dead letters were quarantined", metadata: ["count": "\(deliveries.count)"])
            return deliveries.map { _ in .accept }
        } catch {
            logger.critical("dead letters cannot be kept yet", metadata: ["error": "\(error)"])
            return deliveries.map { _ in .retry }
        }
    }
}
