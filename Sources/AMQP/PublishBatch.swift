// Whose outcome a confirm is.
import Messaging

/// One message of one batch.
struct Ticket {
    let batch: PublishBatch
    let index: Int
}

/// A batch on its way, confined to the link's actor; answers once, when its last message has an outcome.
final class PublishBatch {
    let messages: [OutboundMessage]
    /// When what is not yet sent is given up.
    let deadline: ContinuousClock.Instant
    /// The first message not yet sent.
    var next = 0
    private var outcomes: [PublishOutcome]
    private var unresolved: Int
    private let continuation: CheckedContinuation<[PublishOutcome], Never>

    init(
        _ messages: [OutboundMessage], deadline: ContinuousClock.Instant,
        _ continuation: CheckedContinuation<[PublishOutcome], Never>
    ) {
        self.messages = messages
        self.deadline = deadline
        self.continuation = continuation
        outcomes = [PublishOutcome](repeating: .confirmed, count: messages.count)
        unresolved = messages.count
    }

    var isSent: Bool { next == messages.count }

    func resolve(_ index: Int, _ outcome: PublishOutcome) {
        precondition(unresolved > 0, "no publication is resolved twice")
        outcomes[index] = outcome
        unresolved -= 1
        if unresolved == 0 { continuation.resume(returning: outcomes) }
    }
}
