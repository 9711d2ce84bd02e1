public import Messaging
private import Synchronization

/// An outbound channel in memory: keeps what is published and answers as a test tells it to.
public final class RecordingChannel: OutboundChannel {
    private let state = Mutex<(published: [OutboundMessage], answer: PublishOutcome)>(([], .confirmed))

    /// A channel that confirms everything.
    public init() {}

    /// Everything published so far, repetitions included.
    public var published: [OutboundMessage] { state.withLock { $0.published } }

    /// What the next publications are answered with.
    public func answer(with outcome: PublishOutcome) { state.withLock { $0.answer = outcome } }

    /// Keeps the batch and answers at once.
    public func publish(_ batch: [OutboundMessage]) async -> [PublishOutcome] {
        state.withLock { state in
            state.published += batch
            return batch.map { _ in state.answer }
        }
    }
}
