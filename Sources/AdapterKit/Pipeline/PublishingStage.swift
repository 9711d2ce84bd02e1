import CanonicalModel
import Logging
import Messaging

/// The second half of the way: messages go to the broker until it has confirmed each, and senders get their receipts.
///
/// The store is the queue between the halves: what a crash, an alarm or a lost connection leaves unconfirmed is published
/// again with the same ids, and receivers are idempotent.
struct PublishingStage: Sendable {
    let store: IntakeStore
    let channel: any OutboundChannel
    let desk: ReceiptDesk
    /// Who publishes, and where to.
    let address: PublishingAddress
    /// Where receipts of raw messages go; nil when no queue is consumed.
    var receiptAddress: ReceiptAddress?
    let limits: PipelineLimits
    let clock: WallClock
    let logger: Logger
    var interruption: Interruption = { _ in }

    /// What a round came to.
    enum Round: Equatable {
        /// Nothing was due.
        case idle
        /// The broker answered, with yes or with no.
        case answered
        /// It did not; there is no hurry to ask again.
        case unanswered
    }

    /// Publishes the oldest items that are due, and keeps what the broker said.
    func publish() async throws(AdapterError) -> Round {
        let (items, broken) = try await store.nextToPublish(limit: limits.publishItems, at: clock())
        try await store.hold(broken, because: Judgement.encoded([.sealBroken]))
        guard !items.isEmpty else { return .idle }
        let outcomes = await channel.publish(
            items.flatMap { item in item.messages.map { address.message($0, of: item) } })
        try interruption(.published)
        try await store.record(results(items, outcomes), holdAfterAttempts: limits.holdAfterAttempts)
        try interruption(.settled)
        log(outcomes)
        return outcomes.contains { !$0.isUnknown } ? .answered : .unanswered
    }

    /// Writes the receipts that are due, each the way its item came.
    func writeReceipts() async throws(AdapterError) {
        while true {
            let due = try await store.receiptsDue(limit: limits.receiptBatch, at: clock())
            guard !due.isEmpty else { return }
            try await writeFiles(due.filter { $0.record.way == .file })
            let undelivered = try await sendReceipts(due.filter { $0.record.way == .queue })
            try interruption(.receiptsWritten)
            try await store.markReceipted(due.filter { !undelivered.contains($0.sequence) }, at: clock())
            try await store.postponeReceipts(
                undelivered.sorted(), until: clock().adding(seconds: limits.receiptRetrySeconds))
        }
    }

    private func writeFiles(_ due: [(sequence: Int64, record: IntakeRecord)]) async throws(AdapterError) {
        for item in due where item.record.rowProblems > 0 {
            guard let receipt = Receipt(item.record), let rows = try await store.rowReport(of: item.sequence) else {
                continue
            }
            try await desk.write(rows: rows, of: receipt)
        }
        try await desk.write(due.compactMap { Receipt($0.record) })
    }

    /// - Returns: those that the broker has not confirmed.
    private func sendReceipts(
        _ due: [(sequence: Int64, record: IntakeRecord)]
    ) async throws(AdapterError) -> Set<Int64> {
        guard !due.isEmpty else { return [] }
        // The queue was taken out of the configuration with items of its still owed: they wait for it to come back.
        guard let receiptAddress else { return Set(due.map(\.sequence)) }
        let now = clock()
        let messages = due.compactMap { item in
            Receipt(item.record).map { receiptAddress.message($0, at: now) }
        }
        precondition(messages.count == due.count, "A receipt is due only of an item with a fate.")
        let outcomes = await channel.publish(messages)
        return Set(zip(due, outcomes).filter { !$1.isConfirmed }.map(\.0.sequence))
    }

    private func results(_ items: [UnpublishedItem], _ outcomes: [PublishOutcome]) -> [PublishingResult] {
        let now = clock()
        var rest = outcomes[...]
        return items.map { item in
            let own = zip(item.messages, rest)
            rest = rest.dropFirst(item.messages.count)
            let unconfirmed = own.filter { !$0.1.isConfirmed }
            let wasRefused = unconfirmed.contains { !$0.1.isUnknown }
            // A lost connection is no fault of the item's: the round as a whole waits, not the item.
            let pause = wasRefused ? limits.backOff.seconds(afterFailures: item.attempts + 1) : 0
            return PublishingResult(
                sequence: item.sequence, confirmed: own.filter { $0.1.isConfirmed }.map(\.0.ordinal),
                isComplete: unconfirmed.isEmpty,
                retryAt: Timestamp(microseconds: now.microseconds + Int64(pause * 1_000_000)), wasRefused: wasRefused)
        }
    }

    private func log(_ outcomes: [PublishOutcome]) {
        let confirmed = outcomes.count { $0.isConfirmed }
        let unknown = outcomes.count { $0.isUnknown }
        logger.log(
            level: confirmed == outcomes.count ? .debug : .warning, "messages published",
            metadata: [
                "confirmed": "\(confirmed)", "unknown": "\(unknown)",
                "refused": "\(outcomes.count - confirmed - unknown)",
            ])
    }
}

/// Where an adapter publishes, and as whom.
struct PublishingAddress: Sendable {
    /// "in.courts": the one exchange that the adapter's user may publish to.
    let exchange: String
    /// The AMQP user, which RabbitMQ holds against the connection's own login and the core against the source.
    let user: String

    /// Makes an adapter's message ready to travel.
    func message(_ message: UnpublishedItem.Message, of item: UnpublishedItem) -> OutboundMessage {
        OutboundMessage(
            exchange: exchange, routingKey: message.type, messageID: message.id,
            contentType: CanonicalMessage.contentType, correlationID: item.correlationID, userID: user,
            type: message.type, body: message.bytes)
    }
}

/// Where receipts of raw messages go, and from whom.
struct ReceiptAddress: Sendable, Equatable {
    let exchange: String
    let routingKey: String
    /// The CloudEvents source: the feed.
    let source: String
    let user: String

    func message(_ receipt: Receipt, at time: Timestamp) -> OutboundMessage {
        let (id, body) = receipt.message(source: source, at: time)
        return OutboundMessage(
            exchange: exchange, routingKey: routingKey, messageID: id, contentType: CanonicalMessage.contentType,
            correlationID: receipt.transportID, userID: user, type: Receipt.messageType, body: body)
    }
}

extension PublishOutcome {
    fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
