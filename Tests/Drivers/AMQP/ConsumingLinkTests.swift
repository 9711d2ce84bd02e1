import Foundation
import Messaging
import Testing

@testable import AMQP

extension RealBrokerTests {
    @Suite("Consuming link")
    struct ConsumingLinkTests {
        @Test("hands over what is waiting, in order, in batches within the limit")
        func batches() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            try await publish((0..<500).map { message("\($0)", to: queue) }, on: node)
            let witness = Witness()
            witness.setGate(open: false)
            let limits = ConsumingLimits(prefetch: 100, maxBatch: 32)
            let link = ConsumingLink(node.configuration(), queue: queue, limits: limits)
            try await running(link, handler: witness.accepting) {
                try await eventually("the prefetch is read while the handler works") {
                    link.counts.delivered == 100 && !witness.batches.isEmpty
                }
                #expect(witness.batches.count == 1, "one call at a time")
                witness.setGate(open: true)
                try await eventually("all are settled") { link.counts.accepted == 500 }
            }
            #expect(witness.ids == (0..<500).map(String.init))
            #expect(witness.batches.allSatisfy { $0.count <= 32 })
            #expect(witness.batches.count { $0.count == 32 } >= 3, "what waited came together")
            #expect(try node.client().depth(queue) == 0)
        }

        @Test("a dead letter reaches the dead letter queue and says how often it died")
        func deadLetter() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            try await publish([message("good", to: queue), message("bad", to: queue)], on: node)
            let source = ConsumingLink(node.configuration(), queue: queue)
            try await running(source) {
                $0.map { $0.messageID == "bad" ? .deadLetter : .accept }
            } _: {
                try await eventually("both are settled") { source.counts.accepted + source.counts.deadLettered == 2 }
            }
            let witness = Witness()
            let dead = ConsumingLink(node.configuration(), queue: queue + ".dead")
            try await running(dead, handler: witness.accepting) {
                try await eventually("it is there") { dead.counts.accepted == 1 }
            }
            #expect(witness.ids == ["bad"])
            #expect(witness.deliveries.first?.deathCount == 1)
        }

        @Test("a retry comes back after its pause, counted, while the others go on")
        func retry() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            try await publish((0..<3).map { message("\($0)", to: queue) }, on: node)
            let witness = Witness()
            let limits = ConsumingLimits(retryPauseSeconds: 0.3...0.3)
            let link = ConsumingLink(node.configuration(), queue: queue, limits: limits)
            let start = ContinuousClock.now
            try await running(link, handler: witness.settlingFirst(.retry)) {
                try await eventually("all were retried once and accepted") { link.counts.accepted == 3 }
            }
            #expect(ContinuousClock.now - start >= .seconds(0.3))
            #expect(witness.ids.count == 6 && link.counts.retried == 3)
            #expect(witness.deliveries.suffix(3).allSatisfy { $0.redelivered && $0.deliveryCount == 1 })
        }

        @Test("a body bigger than the limit is dead-lettered unread; its neighbours arrive")
        func oversized() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let huge = [UInt8](repeating: 7, count: 300_000)
            try await publish(
                [message("a", to: queue), message("b", to: queue, body: huge), message("c", to: queue)], on: node)
            var configuration = node.configuration()
            configuration.maxBodyBytes = 1000
            let witness = Witness()
            let link = ConsumingLink(configuration, queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("three are done with") { link.counts.accepted + link.counts.oversized == 3 }
                let client = try node.client()
                try await eventually("it is dead-lettered") { (try? client.depth(queue + ".dead")) == 1 }
            }
            #expect(witness.ids == ["a", "c"])
            #expect(link.status.connections == 1)
        }

        @Test("stopping finishes and settles the running batch, and gives the rest back")
        func stopping() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            try await publish((0..<50).map { message("\($0)", to: queue) }, on: node)
            let witness = Witness()
            witness.setGate(open: false)
            let limits = ConsumingLimits(prefetch: 40, maxBatch: 10)
            let link = ConsumingLink(node.configuration(), queue: queue, limits: limits)
            try await running(link, handler: witness.accepting) {
                try await eventually("the buffer is full") { link.counts.delivered == 40 }
                link.stop()
                try await eventually("it drains") { link.status.phase == .draining }
                witness.setGate(open: true)
            }
            let handled = witness.deliveries.count
            #expect(witness.batches.count == 1 && link.counts.accepted == handled)
            let client = try node.client()
            try await eventually("the rest is back") { (try? client.depth(queue)) == 50 - handled }
        }

        @Test(
            "a cautious start takes one at a time until a fresh delivery, then all; the innocent are not counted against"
        )
        func cautiousStart() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            try await publish((0..<5).map { message("old-\($0)", to: queue) }, on: node)
            let crashed = ConsumingLink(node.configuration(), queue: queue)
            try await running(crashed) {
                $0.map { _ in .retry }
            } _: {
                try await eventually("it held them all when it ended") { crashed.counts.retried == 5 }
            }
            try await publish((0..<50).map { message("new-\($0)", to: queue) }, on: node)

            let witness = Witness()
            let limits = ConsumingLimits(prefetch: 64, maxBatch: 64)
            let link = ConsumingLink(node.configuration(), queue: queue, limits: limits, cautiousStart: true)
            let handler: Handler = { batch in
                if batch.contains(where: { $0.messageID != "new-0" && !$0.redelivered }) {
                    try? await eventually("the rest is read") { link.counts.delivered == 55 }
                }
                return await witness.accepting(batch)
            }
            try await running(link, handler: handler) {
                try await eventually("all are settled") { link.counts.accepted == 55 }
            }
            #expect(witness.batches.prefix(6).map(\.count) == [1, 1, 1, 1, 1, 1])
            #expect(witness.deliveries.prefix(5).allSatisfy { $0.redelivered })
            #expect(witness.batches.count < 20, "the full prefetch came back")
            #expect(witness.deliveries.dropFirst(5).allSatisfy { !$0.redelivered && $0.deliveryCount == nil })
            #expect(witness.ids.count == 55 && link.status.connections == 1)
        }

        @Test("a queue that is not there ends the link at the start")
        func missingQueue() async throws {
            let node = try await RabbitMQNode.shared.value
            let link = ConsumingLink(node.configuration(), queue: "amqp-tests.missing")
            await #expect(throws: AMQPError(.notFound, "")) { try await link.run { $0.map { _ in .accept } } }
        }

        @Test("cancelling the task ends it as cancelled")
        func cancelled() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let link = ConsumingLink(node.configuration(), queue: queue)
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await link.run { $0.map { _ in .accept } } }
                try? await eventually("it is connected") { link.status.phase == .ready }
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }
            #expect(link.status.phase == .closed)
        }
    }
}
