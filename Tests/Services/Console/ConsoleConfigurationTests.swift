import Testing

@testable import Console

@Suite("Where the console may listen")
struct ConsoleConfigurationTests {
    @Test(
        "On loopback",
        arguments: [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("127.1.2.3", "127.1.2.3"), ("::1", "::1")])
    func loopback(host: String, address: String) throws {
        #expect(try ConsoleConfiguration(host: host).loopbackAddress() == address)
    }

    @Test(
        "Nowhere else",
        arguments: [
            "0.0.0.0", "::", "192.168.1.4", "inbox.example", "127.0.0.1.evil.example", "128.0.0.1", "127.0.0", "",
        ])
    func elsewhere(host: String) {
        let error = #expect(throws: ConsoleError.self) {
            try ConsoleServer(
                configuration: .init(host: host), backend: InMemoryConsoleBackend([], clock: { BelievableDay.now }),
                clock: { BelievableDay.now })
        }
        #expect(error?.code == .notLoopback)
        #expect(error?.message.contains("until sign-in and TLS are configured") == true)
    }

    @Test("A folder without pages stops the start")
    func pages() {
        let error = #expect(throws: ConsoleError.self) { try Pages(directory: "/nonexistent") }
        #expect(error?.code == .pagesUnreadable)
    }
}
