import Messaging
import Testing

@testable import AMQP

@Suite("Limits of a link")
struct LinkLimitsTests {
    let password = LinkCredentials.plain(user: "core", password: "kestrel")

    @Test("a password is never printed")
    func credentials() {
        var dumped = ""
        dump(password, to: &dumped)
        let configuration = LinkConfiguration(credentials: password)
        for text in ["\(password)", String(reflecting: password), dumped, "\(configuration)"] {
            #expect(!text.contains("kestrel"))
        }
    }

    @Test("TLS wants a name, for librabbitmq compares addresses wrongly", arguments: ["127.0.0.1", "::1", "10.1.2.3"])
    func addresses(host: String) {
        let tls = LinkTLS(authorityFile: "/ca.pem")
        let configuration = LinkConfiguration(host: host, credentials: password, tls: tls)
        #expect(throws: AMQPError(.invalidConfiguration, "")) { try configuration.validate() }
    }

    @Test("EXTERNAL wants a certificate, and every link a heartbeat")
    func impossible() {
        let external = LinkConfiguration(credentials: .external, tls: LinkTLS(authorityFile: "/ca.pem"))
        #expect(throws: AMQPError(.invalidConfiguration, "")) { try external.validate() }
        let deaf = LinkConfiguration(credentials: password, heartbeatSeconds: 0)
        #expect(throws: AMQPError(.invalidConfiguration, "")) { try deaf.validate() }
        #expect(throws: Never.self) { try LinkConfiguration(credentials: password).validate() }
    }

    @Test(
        "nothing leaves the machine in the clear",
        arguments: [("localhost", true), ("127.0.0.1", true), ("broker", false)])
    func plainTCP(host: String, isFine: Bool) {
        let configuration = LinkConfiguration(host: host, credentials: password)
        #expect(((try? configuration.validate()) != nil) == isFine)
    }

    @Test("a retry waits longer with every delivery, up to the longest pause")
    func retryPause() {
        let limits = ConsumingLimits(retryPauseSeconds: 1...60)
        let pauses = [nil, 0, 1, 2, 5, 6, 1000, -3].map { limits.retryPause(deliveryCount: $0) }
        #expect(pauses == [1, 1, 2, 4, 32, 60, 60, 1].map { .seconds($0) })
    }

    @Test("what AMQP cannot carry is refused before its first byte leaves")
    func flaws() {
        let fine = OutboundMessage(exchange: "x", routingKey: "k", messageID: "m", contentType: "c", body: [1])
        func flaw(_ change: (inout OutboundMessage) -> Void) -> StaticString? {
            var message = fine
            change(&message)
            return Publication.flaw(in: message, maxBodyBytes: 4)
        }
        #expect(flaw { _ in } == nil)
        #expect(flaw { $0.messageID = String(repeating: "m", count: 255) } == nil)
        #expect(flaw { $0.messageID = String(repeating: "m", count: 256) } != nil)
        #expect(flaw { $0.routingKey = String(repeating: "é", count: 128) } != nil)
        #expect(flaw { $0.headers = ["h": String(repeating: "v", count: 60_000)] } == nil)
        #expect(flaw { $0.headers = ["h": String(repeating: "v", count: 66_000)] } != nil)
        #expect(flaw { $0.headers = [String(repeating: "h", count: 256): ""] } != nil)
        #expect(flaw { $0.body = [1, 2, 3, 4] } == nil)
        #expect(flaw { $0.body = [1, 2, 3, 4, 5] } != nil)
    }
}
