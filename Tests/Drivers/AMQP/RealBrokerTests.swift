// What every test against a real broker shares: one node a run, one test at a time, links that end with their test.
import Foundation
import Messaging
import Synchronization
import Testing

@testable import AMQP

/// Tests that need a real RabbitMQ; serialised, for some of them break it.
@Suite("Real broker", .serialized, .timeLimit(.minutes(3)))
struct RealBrokerTests {}

typealias Handler = @Sendable ([Delivery]) async -> [Settlement]

/// A queue of this test's own, with a dead letter queue.
func newQueue(on node: RabbitMQNode, deliveryLimit: Int32 = 20) throws -> String {
    let queue = "amqp-tests.\(UUID().uuidString.lowercased())"
    try node.client().declare(queue, deliveryLimit: deliveryLimit)
    return queue
}

func message(_ id: String, to queue: String, body: [UInt8] = [1, 2, 3]) -> OutboundMessage {
    OutboundMessage(exchange: "", routingKey: queue, messageID: id, contentType: "text/plain", body: body)
}

/// Runs the link while the body runs, then stops it and waits for its end.
func running<Result: Sendable>(
    _ link: PublishingLink, _ body: () async throws -> Result
) async throws -> Result {
    try await stopping({ try await link.run() }, stop: link.stop, body)
}

/// Runs the link while the body runs, then stops it and waits for its end.
func running<Result: Sendable>(
    _ link: ConsumingLink, handler: @escaping Handler, _ body: () async throws -> Result
) async throws -> Result {
    try await stopping({ try await link.run(handler: handler) }, stop: link.stop, body)
}

private func stopping<Result: Sendable>(
    _ run: @escaping @Sendable () async throws -> Void, stop: @Sendable () -> Void, _ body: () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await run() }
        do {
            let result = try await body()
            stop()
            try await group.waitForAll()
            return result
        } catch {
            stop()
            throw error
        }
    }
}

/// Publishes and insists that everything is confirmed.
func publish(_ messages: [OutboundMessage], on node: RabbitMQNode) async throws {
    let link = PublishingLink(node.configuration())
    let outcomes = try await running(link) { await link.publish(messages) }
    try #require(outcomes == messages.map { _ in .confirmed })
}

/// What a handler has seen, in order.
final class Witness: Sendable {
    private let state = Mutex<(batches: [[Delivery]], isOpen: Bool)>((batches: [], isOpen: true))

    var batches: [[Delivery]] { state.withLock { $0.batches } }
    var deliveries: [Delivery] { batches.flatMap { $0 } }
    var ids: [String] { deliveries.compactMap(\.messageID) }

    /// Handlers that were called wait until it is open.
    func setGate(open: Bool) { state.withLock { $0.isOpen = open } }

    func saw(_ batch: [Delivery]) async {
        state.withLock { $0.batches.append(batch) }
        while !state.withLock({ $0.isOpen }) { try? await Task.sleep(for: .milliseconds(2)) }
    }

    /// Accepts everything.
    var accepting: Handler {
        { batch in
            await self.saw(batch)
            return batch.map { _ in .accept }
        }
    }

    /// Settles the first delivery of each id so, and accepts it afterwards.
    func settlingFirst(_ settlement: Settlement) -> Handler {
        { batch in
            let seen = Set(self.ids)
            await self.saw(batch)
            return batch.map { seen.contains($0.messageID ?? "") ? .accept : settlement }
        }
    }
}

/// Waits for a condition, with a deadline instead of a guess.
func eventually(
    _ what: Comment, within seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !condition() {
        try #require(ContinuousClock.now < deadline, what, sourceLocation: sourceLocation)
        try await Task.sleep(for: .milliseconds(5))
    }
}
