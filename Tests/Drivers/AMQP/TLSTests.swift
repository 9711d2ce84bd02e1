import Foundation
import Messaging
import Testing

@testable import AMQP

extension RealBrokerTests {
    @Suite("TLS")
    struct TLSTests {
        /// The broker's TLS port, with the certificate of the user "courts".
        private func configuration(_ node: RabbitMQNode) throws -> LinkConfiguration {
            let certificates = try #require(node.certificates)
            var configuration = node.configuration()
            configuration.port = node.tlsPort
            configuration.credentials = .external
            configuration.tls = LinkTLS(
                authorityFile: certificates.authority,
                identity: .init(
                    certificateFile: certificates.certificate("client"), keyFile: certificates.key("client")))
            return configuration
        }

        @Test("a client certificate is a login, and its name is the user the broker vouches for")
        func external() async throws {
            let node = try await RabbitMQNode.breakable.value
            try await node.control("add_user", "courts", "unused")
            try await node.control("set_permissions", "courts", "^$", ".*", ".*")
            let queue = try newQueue(on: node)
            let link = PublishingLink(try configuration(node))
            var signed = message("signed", to: queue)
            signed.userID = "courts"
            let outcomes = try await running(link) { [signed] in await link.publish([signed]) }
            #expect(outcomes == [.confirmed])

            let witness = Witness()
            let consumer = ConsumingLink(try configuration(node), queue: queue)
            try await running(consumer, handler: witness.accepting) {
                try await eventually("it is delivered over TLS") { consumer.counts.accepted == 1 }
            }
            #expect(witness.deliveries.map(\.userID) == ["courts"])
        }

        @Test("big batches pass over TLS both ways")
        func volume() async throws {
            let node = try await RabbitMQNode.breakable.value
            let queue = try newQueue(on: node)
            let body = [UInt8](repeating: 9, count: 20_000)
            var configuration = try configuration(node)
            configuration.credentials = .plain(user: "ops", password: node.password)
            let (publisher, witness) = (PublishingLink(configuration), Witness())
            let consumer = ConsumingLink(configuration, queue: queue)
            try await running(publisher) {
                let outcomes = await publisher.publish((0..<500).map { message("\($0)", to: queue, body: body) })
                #expect(outcomes.allSatisfy { $0.isConfirmed })
            }
            try await running(consumer, handler: witness.accepting) {
                try await eventually("all arrive") { consumer.counts.accepted == 500 }
            }
            #expect(witness.deliveries.allSatisfy { $0.body == body })
        }

        @Test("without a client certificate the broker lets nobody in")
        func noCertificate() async throws {
            let node = try await RabbitMQNode.breakable.value
            var configuration = try configuration(node)
            configuration.tls?.identity = nil
            configuration.credentials = .plain(user: "ops", password: node.password)
            let link = PublishingLink(configuration, limits: PublishingLimits(waitSeconds: 1))
            let outcomes = try await running(link) { await link.publish([message("a", to: "b")]) }
            #expect(outcomes == [.unknown(reason: "no connection took it in time")])
            #expect(link.status.connections == 0)
        }

        @Test("a broker whose authority we do not know is refused")
        func unknownAuthority() async throws {
            let node = try await RabbitMQNode.breakable.value
            var configuration = try configuration(node)
            configuration.tls?.authorityFile = try await Certificates.make().authority
            let link = PublishingLink(configuration)
            await #expect(throws: AMQPError(.tlsRefused, "")) { try await link.run() }
        }

        @Test("a certificate with another name is refused, though its authority is known")
        func wrongName() async throws {
            let certificates = try await Certificates.make(serverName: "elsewhere.example")
            let node = try await RabbitMQNode.breakable.value
            var configuration = try configuration(node)
            configuration.tls?.authorityFile = certificates.authority
            configuration.port = try freePort()
            let server = Process()
            server.executableURL = URL(filePath: "/usr/bin/openssl")
            server.arguments = [
                "s_server", "-quiet", "-accept", "127.0.0.1:\(configuration.port)", "-cert",
                certificates.certificate("server"), "-key", certificates.key("server"),
            ]
            server.standardInput = FileHandle.nullDevice
            server.standardOutput = FileHandle.nullDevice
            server.standardError = FileHandle.nullDevice
            try server.run()
            // It was born with signals blocked where the test runs on a worker thread: asking it to end would leave it behind.
            defer { kill(server.processIdentifier, SIGKILL) }
            let link = PublishingLink(configuration)
            // Until the server listens, the link waits; then the name ends it.
            await #expect(throws: AMQPError(.tlsRefused, "")) { try await link.run() }
        }
    }
}

/// A port nobody listens on now.
private func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
        }
    }
    try #require(status == 0)
    return Int(in_port_t(bigEndian: address.sin_port))
}
