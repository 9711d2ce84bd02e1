import Testing

@testable import Console

@Suite("The names it answers under")
struct HostAllowListTests {
    private let hosts = HostAllowList(extraHosts: ["Inbox.Example:8443"])

    @Test(
        "Loopback with the right port, and what is configured",
        arguments: ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080", "inbox.example:8443"])
    func accepted(host: String) {
        #expect(hosts.contains(host, port: 8_080))
    }

    @Test(
        "Everything else is refused",
        arguments: [
            "evil.example:8080", "127.0.0.1", "127.0.0.1:80", "localhost:8081", "localhost.evil.example:8080",
            "inbox.example",
            "127.0.0.1:8080@evil.example", "0.0.0.0:8080", "127.1:8080", "",
        ])
    func refused(host: String) {
        #expect(!hosts.contains(host, port: 8_080))
    }

    @Test("On port 80 a browser leaves the port out")
    func portEighty() {
        #expect(hosts.contains("localhost", port: 80))
    }

    @Test("An origin is a scheme and such a name")
    func origins() {
        #expect(hosts.contains(origin: "http://127.0.0.1:8080", port: 8_080))
        #expect(!hosts.contains(origin: "http://evil.example", port: 8_080))
        #expect(!hosts.contains(origin: "file://127.0.0.1:8080", port: 8_080))
    }
}
