import Foundation
import Messaging
import Testing

@testable import AMQP

extension RealBrokerTests {
    @Suite("Publishing link")
    struct PublishingLinkTests {
        @Test("a message arrives with everything it left with")
        func roundTrip() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            var sent = message("0190-æ", to: queue, body: Array("nominal".utf8))
            sent.correlationID = "case-7"
            sent.type = "custody.released.v1"
            sent.userID = "ops"
            sent.headers = ["source": "/prison", "empty": ""]
            try await publish([sent], on: node)

            let witness = Witness()
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("it is delivered") { link.counts.accepted == 1 }
            }
            let expected = Delivery(
                messageID: "0190-æ", userID: "ops", contentType: "text/plain", correlationID: "case-7",
                type: "custody.released.v1", exchange: "", routingKey: queue, body: Array("nominal".utf8))
            #expect(witness.deliveries == [expected])
            #expect(try node.client().depth(queue) == 0)
        }

        @Test(
            "bodies of every awkward size arrive whole",
            arguments: [0, 1, 131_063, 131_064, 131_065, 262_128, 1_048_576])
        func bodySizes(bytes: Int) async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let body = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await publish([message("big", to: queue, body: body)], on: node)
            let witness = Witness()
            let link = ConsumingLink(node.configuration(), queue: queue)
            try await running(link, handler: witness.accepting) {
                try await eventually("it is delivered") { link.counts.accepted == 1 }
            }
            #expect(witness.deliveries.first?.body == body)
        }

        @Test("what no queue is bound for is returned, though the broker acknowledges it")
        func unroutable() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let link = PublishingLink(node.configuration())
            let outcomes = try await running(link) {
                await link.publish([
                    message("a", to: queue), message("lost", to: "amqp-tests.nowhere"), message("b", to: queue),
                    message("lost", to: "amqp-tests.nowhere"),
                ])
            }
            let returned = PublishOutcome.returned(code: 312, text: "NO_ROUTE")
            #expect(outcomes == [.confirmed, returned, .confirmed, returned])
            #expect(link.counts.returned == 2)
        }

        @Test("a publication that makes the broker close the channel is found and rejected; the others get through")
        func guilty() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            var batch = (0..<20).map { message("\($0)", to: queue) }
            batch[7].exchange = "amqp-tests.no-such-exchange"
            batch[12].userID = "somebody-else"
            let link = PublishingLink(node.configuration())
            let fates = try await running(link) {
                // What an outbox does: whatever is unknown is published again with the same id.
                var fates: [String: PublishOutcome] = [:]
                while fates.count < batch.count {
                    let open = batch.filter { fates[$0.messageID] == nil }
                    for (message, outcome) in zip(open, await link.publish(open)) {
                        if case .unknown = outcome { continue }
                        fates[message.messageID] = outcome
                    }
                }
                return fates
            }
            let rejected = fates.filter { $0.value == .rejected }.keys.sorted()
            #expect(rejected == ["12", "7"])
            #expect(fates.values.filter { $0.isConfirmed }.count == 18)
            #expect(link.status.connections == 1)
        }

        @Test("what can never be sent is rejected without harm to its neighbours")
        func flawed() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let long = String(repeating: "x", count: 300)
            let huge = [UInt8](repeating: 0, count: 1_048_577)
            let link = PublishingLink(node.configuration())
            let outcomes = try await running(link) {
                await link.publish([
                    message("a", to: queue), message(long, to: queue), message("b", to: queue, body: huge),
                    message("c", to: queue),
                ])
            }
            #expect(outcomes == [.confirmed, .rejected, .rejected, .confirmed])
        }

        @Test("a queue that is full and refuses makes a rejection, not a loss")
        func fullQueue() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = "amqp-tests.full.\(UUID().uuidString)"
            try node.client().declare(queue, maxLength: 3)
            let link = PublishingLink(node.configuration())
            let outcomes = try await running(link) {
                var outcomes: [PublishOutcome] = []
                for index in 0..<20 { outcomes += await link.publish([message("\(index)", to: queue)]) }
                return outcomes
            }
            #expect(outcomes.first == .confirmed && outcomes.last == .rejected)
            #expect(outcomes.allSatisfy { $0 == .confirmed || $0 == .rejected })
            #expect(try node.client().depth(queue) == link.counts.confirmed)
        }

        @Test("many callers share the window, and each gets its own outcomes in order")
        func manyCallers() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let limits = PublishingLimits(windowMessages: 16)
            let link = PublishingLink(node.configuration(), limits: limits)
            try await running(link) {
                await withTaskGroup(of: [PublishOutcome].self) { group in
                    for caller in 0..<8 {
                        group.addTask {
                            await link.publish(
                                (0..<50).map { index in
                                    message("\(caller)-\(index)", to: index == caller ? "amqp-tests.nowhere" : queue)
                                })
                        }
                    }
                    for await outcomes in group {
                        #expect(outcomes.count == 50)
                        #expect(outcomes.filter { !$0.isConfirmed }.count == 1)
                    }
                }
            }
            #expect(link.counts.confirmed == 8 * 49)
        }

        @Test("without a connection a message waits its time and is unknown")
        func unreachable() async throws {
            var nowhere = LinkConfiguration(port: 1, credentials: .plain(user: "a", password: "b"))
            nowhere.reconnectSeconds = 0.05...0.1
            let link = PublishingLink(nowhere, limits: PublishingLimits(waitSeconds: 0.5))
            let outcomes = try await running(link) { await link.publish([message("a", to: "b")]) }
            #expect(outcomes == [.unknown(reason: "no connection took it in time")])
            #expect(link.status.lastError == AMQPError(.unreachable, ""))
        }

        @Test("a stopped link refuses, and says so")
        func stopped() async throws {
            let node = try await RabbitMQNode.shared.value
            let link = PublishingLink(node.configuration())
            try await running(link) {}
            #expect(await link.publish([message("a", to: "b")]) == [.unknown(reason: "the link is closed")])
        }

        @Test("stopping waits for what is in flight")
        func draining() async throws {
            let node = try await RabbitMQNode.shared.value
            let queue = try newQueue(on: node)
            let link = PublishingLink(node.configuration(), limits: PublishingLimits(windowMessages: 8))
            let outcomes = try await running(link) {
                try await eventually("it is connected") { link.status.phase == .ready }
                async let outcomes = link.publish((0..<200).map { message("\($0)", to: queue) })
                try await eventually("it has begun") { link.counts.published > 0 }
                link.stop()
                return await outcomes
            }
            #expect(outcomes.allSatisfy { $0.isConfirmed })
            #expect(link.status.phase == .closed)
        }

        @Test("a wrong password ends the link at the start")
        func wrongPassword() async throws {
            let node = try await RabbitMQNode.shared.value
            var configuration = node.configuration()
            configuration.credentials = .plain(user: "ops", password: "wrong")
            let link = PublishingLink(configuration)
            await #expect(throws: AMQPError(.accessRefused, "")) { try await link.run() }
        }
    }
}
