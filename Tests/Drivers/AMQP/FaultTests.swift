import Foundation
import Messaging
import Testing

@testable import AMQP

extension RealBrokerTests {
    /// The ten facts that can kill a librabbitmq client, and the accidents of a broker's life.
    @Suite("Faults")
    struct FaultTests {
        /// Bodies that fit the kernel's buffer, so that we stop before we block, and bodies that do not; the kernel's own
        /// limit, and the watchdog's when the kernel has none.
        @Test("a broker that stops reading hangs nobody", arguments: [(64 << 10, 3.0), (8 << 20, 3.0), (8 << 20, 0)])
        func stalledBroker(bodyBytes: Int, kernelLimitSeconds: Double) async throws {
            let node = try await RabbitMQNode.breakable.value
            let queue = try newQueue(on: node)
            var configuration = node.configuration(heartbeatSeconds: kernelLimitSeconds == 0 ? 60 : 2)
            configuration.unacknowledgedBytesLimitSeconds = kernelLimitSeconds
            configuration.stallLimitSeconds = kernelLimitSeconds == 0 ? 2 : 60
            configuration.maxBodyBytes = 16 << 20
            let link = PublishingLink(configuration, limits: PublishingLimits(waitSeconds: 2))
            let body = [UInt8](repeating: 1, count: bodyBytes)
            let batch = (0..<(40 << 20) / bodyBytes).map { message("\($0)", to: queue, body: body) }
            try await running(link) {
                try await eventually("it is connected") { link.status.phase == .ready }
                try await node.pause()
                let start = ContinuousClock.now
                let outcomes = await link.publish(batch)
                let took = ContinuousClock.now - start
                try await node.resume()
                #expect(took < .seconds(15))
                #expect(outcomes.allSatisfy { if case .unknown = $0 { true } else { false } })
                try await eventually("it reconnects", within: 30) { link.status.phase == .ready }
                let again = await link.publish([message("after", to: queue)])
                #expect(again == [.confirmed])
            }
        }

        @Test(
            "headers nested 21,000 deep and more reach the handler, not the end of the stack",
            arguments: [("A" as Character, 25_000), ("F", 21_000)])
        func nestedHeaders(kind: Character, depth: Int) async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let bomb = RawClient.nestedHeader(depth: depth, kind: kind)
            try node.client().publish([1], to: queue, messageID: Array("bomb".utf8), headerTable: bomb)
            let witness = Witness()
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("it is settled") { link.counts.accepted == 1 }
            }
            #expect(witness.ids == ["bomb"] && link.status.connections == 1)
            #expect(try node.client().depth(queue) == 0)
        }

        /// Shallower: what RabbitMQ does to add `x-death` to such a header takes it seconds at 25,000.
        @Test("a dead letter with nested headers is read as well")
        func nestedDeadLetter() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let bomb = RawClient.nestedHeader(depth: 5000, kind: "A")
            try node.client().publish([1], to: queue, messageID: Array("bomb".utf8), headerTable: bomb)
            let source = ConsumingLink(node.configuration(), queue: queue)
            try await running(source) {
                $0.map { _ in .deadLetter }
            } _: {
                try await eventually("it is dead-lettered") { source.counts.deadLettered == 1 }
            }
            let dead = ConsumingLink(node.configuration(), queue: queue + ".dead")
            let witness = Witness()
            try await running(dead, handler: witness.accepting) {
                try await eventually("the dead letter is read") { dead.counts.accepted == 1 }
            }
            #expect(witness.deliveries.first?.deathCount == 1)
        }

        @Test("a header that RabbitMQ makes bigger than a frame is read all the same")
        func grownHeader() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            // class, weight, size, flags, table length, delivery mode, message id: 24 bytes beside the table.
            let text = 131_064 - 24 - 2 - 5
            let table = [1, 0x78, 0x53] + UInt32(text).bytes + [UInt8](repeating: 0x61, count: text)
            try node.client().publish([1], to: queue, messageID: Array("grow".utf8), headerTable: table)
            let witness = Witness()
            let limits = ConsumingLimits(retryPauseSeconds: 0.01...0.01)
            let link = ConsumingLink(node.configuration(), queue: queue, limits: limits)
            try await running(link, handler: witness.settlingFirst(.retry)) {
                try await eventually("it came twice") { link.counts.accepted == 1 }
            }
            #expect(witness.deliveries.map(\.deliveryCount) == [nil, 1])
            #expect(link.status.connections == 1)
        }

        @Test("an id that is not UTF-8 is no id, rather than the same as another")
        func malformedID() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            try node.client().publish([1], to: queue, messageID: [0x61, 0xFF])
            let witness = Witness()
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("it is delivered") { link.counts.accepted == 1 }
            }
            #expect(witness.deliveries.map(\.messageID) == [nil])
        }

        @Test("a forged history of deaths counts no further than its bound")
        func forgedDeaths() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let lie = RawClient.forgedDeaths()
            try node.client().publish([1], to: queue, messageID: Array("liar".utf8), headerTable: lie)
            let witness = Witness()
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("it is delivered") { link.counts.accepted == 1 }
            }
            #expect(witness.deliveries.map(\.deathCount) == [1_000_000])
        }

        @Test("a queue deleted under its consumer is noticed, and its return too")
        func deletedQueue() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link) {
                $0.map { _ in .accept }
            } _: {
                try await eventually("it consumes") { link.status.phase == .ready }
                let client = try node.client()
                try client.delete(queue)
                try await eventually("it knows") { link.status.lastError == AMQPError(.consumerCancelled, "") }
                try await eventually("it looks for it") { link.status.lastError == AMQPError(.notFound, "") }
                try client.declare(queue)
                try await publish([message("back", to: queue)], on: node)
                try await eventually("it consumes again") { link.counts.accepted == 1 }
            }
        }

        @Test("a connection killed in the middle of a batch: the late settlement is harmless, the batch comes again")
        func killedConnection() async throws {
            let node = try await RabbitMQNode.breakable.value
            let queue = try newQueue(on: node)
            try await publish((0..<10).map { message("\($0)", to: queue) }, on: node)
            let witness = Witness()
            witness.setGate(open: false)
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("the handler has a batch") { !witness.batches.isEmpty }
                try await node.control("close_all_connections", "a test")
                try await eventually("it is back") { link.status.connections == 2 && link.status.phase == .ready }
                witness.setGate(open: true)
                try await eventually("everything is settled") { link.counts.accepted == 10 }
            }
            #expect(link.counts.settledLate == witness.batches.first?.count)
            #expect(Set(witness.ids).count == 10 && witness.ids.count > 10)
            #expect(link.status.connections == 2, "no settlement closed the new channel")
            #expect(try node.client().depth(queue) == 0)
        }

        @Test("both links outlive a broker that is killed and started again; nothing confirmed is lost")
        func restartedNode() async throws {
            let node = try await RabbitMQNode.breakable.value
            let queue = try newQueue(on: node)
            let (publisher, witness) = (PublishingLink(node.configuration()), Witness())
            let consumer = ConsumingLink(node.configuration(), queue: queue)
            try await running(publisher) {
                let before = await publisher.publish((0..<20).map { message("before-\($0)", to: queue) })
                #expect(before.allSatisfy { $0.isConfirmed })
                try await running(consumer, handler: witness.settlingFirst(.accept)) {
                    try await eventually("they arrive") { consumer.counts.accepted == 20 }
                    // A queue younger than three minutes would not survive it; ops/rabbitmq/README.md says why.
                    try await node.control("eval", "[ok = dets:sync(Table) || Table <- dets:all()], ok.")
                    try await node.restart()
                    try await eventually("both are back", within: 30) {
                        publisher.status.phase == .ready && consumer.status.phase == .ready
                    }
                    let after = await publisher.publish((0..<20).map { message("after-\($0)", to: queue) })
                    #expect(after.allSatisfy { $0.isConfirmed })
                    try await eventually("they arrive too") { witness.ids.count { $0.hasPrefix("after") } == 20 }
                }
            }
            #expect(publisher.status.connections == 2 && consumer.status.connections == 2)
        }

        @Test("an alarm stops publishing, not consuming, and ends without a reconnect")
        func alarm() async throws {
            let node = try await RabbitMQNode.breakable.value
            let queue = try newQueue(on: node)
            try await publish([message("old", to: queue)], on: node)
            let limits = PublishingLimits(waitSeconds: 60)
            let (publisher, witness) = (PublishingLink(node.configuration(), limits: limits), Witness())
            let consumer = ConsumingLink(node.configuration(), queue: queue)
            try await running(publisher) {
                try await eventually("it is connected") { publisher.status.phase == .ready }
                try await node.control("set_vm_memory_high_watermark", "absolute", "1MB")
                // RabbitMQ takes one more publication, and only then says that it takes none.
                async let outcomes = publisher.publish((0..<50).map { message("\($0)", to: queue) })
                try await eventually("it is told") { publisher.status.phase == .blocked }
                async let later = publisher.publish([message("later", to: queue)])
                try await running(consumer, handler: witness.accepting) {
                    try await eventually("consuming goes on") { witness.ids.contains("old") }
                    #expect(publisher.counts.waiting > 0)
                    try await node.control("set_vm_memory_high_watermark", "absolute", "2GB")
                    try await eventually("all arrive") { witness.ids.contains("later") }
                }
                let fates = await outcomes + later
                #expect(fates.count == 51 && fates.allSatisfy { $0.isConfirmed })
            }
            #expect(publisher.status.connections == 1)
        }
    }
}
