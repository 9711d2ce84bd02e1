import AMQP
import CanonicalModel
import Formats
import Logging
import Messaging
import ServiceLifecycle

/// The way in for agencies that speak AMQP: each message of a queue is one item.
///
/// A delivery is settled when its bytes are sealed and its verdict is kept, never before: a crash in between brings it
/// again, marked as redelivered, and by its message id it is known for the same item. What the store cannot take now goes
/// back to the queue. Nothing is dead-lettered for what it says: a rejected item waits in the quarantine.
struct RawQueueSource: Service {
    let channel: any InboundChannel
    let reception: Reception
    /// The only login whose messages are taken; RabbitMQ holds it against the connection's own.
    ///
    /// Nil takes any that the
    /// queue's permissions let through.
    let sender: String?
    let maxBytes: Int

    /// Consumes until told to stop; the batch in hand is settled first.
    func run() async throws {
        try await channel.run { deliveries in await settle(deliveries) }
    }

    /// Seals a batch.
    ///
    /// - Returns: one settlement a delivery.
    func settle(_ deliveries: [Delivery]) async -> [Settlement] {
        let arrivals = deliveries.map(arrival)
        let answers = await reception.process(arrivals)
        var settlements: [Settlement] = []
        for (delivery, answer) in zip(deliveries, answers) {
            settlements.append(await settlement(answer, delivery))
        }
        return settlements
    }

    private func settlement(_ answer: Reception.Answer, _ delivery: Delivery) async -> Settlement {
        switch answer {
        case .taken: return .accept
        case .unavailable: return .retry
        case .keyReused:
            // A message id for other bytes than before: kept and rejected, never taken for the older message.
            let refused = Arrival(.unstable(delivery.body, .messageIDReused), from: origin(delivery, isKeyed: false))
            guard case .taken = await reception.process([refused]).first else { return .retry }
            return .accept
        }
    }

    private func arrival(_ delivery: Delivery) -> Arrival {
        Arrival(content(delivery), from: origin(delivery, isKeyed: true))
    }

    private func content(_ delivery: Delivery) -> Arrival.Content {
        if let sender, delivery.userID != sender { return .unstable(delivery.body, .wrongSender) }
        if delivery.body.isEmpty { return .refused(.emptyMessage, byteCount: 0) }
        if delivery.body.count > maxBytes { return .unstable(delivery.body, .tooLarge(maxBytes)) }
        return .bytes(delivery.body)
    }

    private func origin(_ delivery: Delivery, isKeyed: Bool) -> ItemOrigin {
        let id = delivery.messageID.map { FileName($0).text }
        return ItemOrigin(
            way: .queue, sender: delivery.userID.map { FileName($0).text }, transportID: id,
            idempotencyKey: isKeyed ? delivery.messageID : nil,
            // Only what was delivered before can be the item that a crash left unsettled. A publisher's own repetition
            // is a duplicate, and is told so.
            isRepetitionTheSame: delivery.redelivered)
    }
}

extension FormatError {
    static let wrongSender = FormatError(
        path: "", rule: "intake.sender", message: "The message does not bear the login that may send to this queue.",
        remedy: "Set user_id to the agency's login and publish with it.")

    static let messageIDReused = FormatError(
        path: "", rule: "intake.message-id-reused", message: "The message id was used before for other bytes.",
        remedy: "Give each message an id of its own, and the same one only to the same bytes.")

    static let emptyMessage = FormatError(
        path: "", rule: "intake.empty", message: "The item has no bytes.", remedy: "Send the item itself.")
}
