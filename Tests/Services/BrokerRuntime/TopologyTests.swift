@testable import BrokerRuntime
import Formats
import TestSupport
import Testing

@Suite("The topology")
struct TopologyTests {
    let topology: Topology

    init() throws {
        let partnership = try Partnership(
            agreementFile: RepositoryRoot.path + "/Contracts/agreements/leeds.yaml",
            directoryFile: RepositoryRoot.path + "/Contracts/directory/leeds.yaml")
        let users = Topology.users(of: partnership.directory)
        topology = Topology(
            directory: partnership.directory, passwords: Dictionary(uniqueKeysWithValues: users.map { ($0, "secret of " + $0) }))
    }

    @Test("Every queue is a quorum queue: only they reach the disk before the confirm")
    func quorum() {
        let queues = topology.definitions["queues"]?.array ?? []
        #expect(!queues.isEmpty)
        for queue in queues { #expect(queue.object?["arguments"]?.object?["x-queue-type"] == "quorum") }
    }

    @Test("Nobody may configure anything, and every publisher has a topic permission")
    func permissions() {
        let permissions = (topology.definitions["permissions"]?.array ?? []).compactMap(\.object)
        for permission in permissions { #expect(permission["configure"] == "^$") }
        let topics = (topology.definitions["topic_permissions"]?.array ?? []).compactMap(\.object)
        for user in ["courts-adapter", "prison-adapter", "hub", "throughgate-console"] {
            #expect(topics.contains { $0["user"]?.string == user && $0["write"]?.string != ".*" }, "\(user)")
        }
    }

    @Test("The core's queue has a delivery limit and loses no dead letter")
    func deadLetters() {
        let policy = topology.definitions["policies"]?.array?.first?.object?["definition"]?.object
        #expect(policy?["delivery-limit"] == 20)
        #expect(policy?["dead-letter-strategy"] == "at-least-once")
        #expect(policy?["overflow"] == "reject-publish")
    }

    @Test("A broker that is as it should be shows no difference; anything else is named")
    func differences() {
        #expect(TopologyDifference.between(topology, and: topology.definitions).isEmpty)
        var live = topology.definitions
        var queues = live["queues"]?.array ?? []
        queues.removeFirst()
        queues.append(["name": "backdoor", "vhost": "leeds", "durable": true, "auto_delete": false, "arguments": [:]])
        live["queues"] = .array(queues)
        #expect(
            TopologyDifference.between(topology, and: live) == ["queue core.inbound is missing", "queue backdoor is extra"])
    }

    @Test("A password hash is RabbitMQ's salted SHA-256 and is recognised whatever its salt")
    func passwords() {
        let hash = PasswordHash.of("secret", name: "hub")
        #expect(PasswordHash.matches(hash, "secret"))
        #expect(!PasswordHash.matches(hash, "other"))
        // From RabbitMQ's own documentation of the algorithm: user "test12".
        #expect(PasswordHash.matches("kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "test12"))
    }
}
