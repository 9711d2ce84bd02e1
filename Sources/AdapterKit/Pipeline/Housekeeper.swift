import CanonicalModel
import Logging

/// How long each thing is kept, by the agreement with the sender.
struct Retention: Sendable, Equatable {
    /// Sealed bytes of items that travelled or were ignored.
    var rawItemDays = 28
    /// Sealed bytes of rejected and held items, and files that were refused unread.
    var quarantineDays = 90
    /// Files moved aside.
    var doneDays = 7
    /// Receipts.
    var receiptDays = 28
}

/// Destroys on schedule what may not be kept: keys, bytes, files and receipts.
///
/// Skeletons stay.
struct Housekeeper: Sendable {
    let store: IntakeStore
    let folder: DropFolder
    let desk: ReceiptDesk
    let retention: Retention
    /// Looks whether the feed still speaks.
    let feed: FeedWatch?
    let clock: WallClock
    let logger: Logger
    private let files = FileQueue("throughgate.adapter.housekeeping")

    init(
        store: IntakeStore, folder: DropFolder, desk: ReceiptDesk, retention: Retention, feed: FeedWatch? = nil,
        clock: @escaping WallClock, logger: Logger
    ) {
        self.store = store
        self.folder = folder
        self.desk = desk
        self.retention = retention
        self.feed = feed
        self.clock = clock
        self.logger = logger
    }

    /// Destroys whatever is due.
    func destroyExpired() async throws(AdapterError) {
        let now = clock()
        let count = try await store.destroy(
            receivedBefore: now.adding(days: -retention.rawItemDays),
            quarantinedBefore: now.adding(days: -retention.quarantineDays), at: now)
        try await destroyAside(at: now)
        try await desk.destroy(writtenBefore: now.adding(days: -retention.receiptDays))
        if count > 0 { logger.notice("sealed items destroyed on schedule", metadata: ["count": "\(count)"]) }
    }

    /// Makes sure of receipts that were written a while ago.
    ///
    /// - Parameters:
    ///   - age: how long ago, in seconds.
    ///   - batch: how many at once.
    func settleReceipts(olderThan age: Int64, batch: Int) async throws(AdapterError) {
        let limit = clock().adding(seconds: -age)
        while true {
            let unsettled = try await store.receiptsUnsettled(writtenBefore: limit, atMost: batch)
            guard !unsettled.isEmpty else { return }
            try await desk.settle(unsettled.compactMap { Receipt($0.record) })
            try await store.markReceiptsSettled(unsettled.map(\.sequence))
        }
    }

    private func destroyAside(at now: Timestamp) async throws(AdapterError) {
        let expired = try await store.expiredAside(
            receivedBefore: now.adding(days: -retention.doneDays),
            quarantinedBefore: now.adding(days: -retention.quarantineDays))
        guard !expired.isEmpty else { return }
        let folder = folder
        try await files.run { () throws(AdapterError) in
            for item in expired { try folder.destroyAside(itemID: item.id, name: item.name) }
            try folder.done.synchronize()
        }
        try await store.markAsideDestroyed(expired.map(\.sequence), at: now)
    }
}

extension Timestamp {
    fileprivate func adding(days: Int) -> Timestamp { adding(seconds: Int64(days) * 86_400) }
}
