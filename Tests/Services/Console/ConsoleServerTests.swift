import Console
import Logging
import ServiceLifecycle
import Testing

@Suite("The console as a service")
struct ConsoleServerTests {
    @Test("It reports the port that the kernel chose")
    func boundAddress() async throws {
        try await withConsole { probe in
            #expect(probe.host == "127.0.0.1")
            #expect(probe.port > 0)
            let answer = try await probe.get("/healthz")
            #expect(answer.status == 200)
        }
    }

    @Test("Graceful shutdown ends it, and nobody listens afterwards")
    func gracefulShutdown() async throws {
        let (bound, report) = AsyncStream<ConsoleServer.BoundAddress>.makeStream()
        let backend = InMemoryConsoleBackend.believableDay()
        let server = try ConsoleServer(
            configuration: .init(port: 0), backend: backend, clock: { BelievableDay.now }, logger: .silent,
            onBound: { report.yield($0) })
        let group = ServiceGroup(services: [server], logger: .silent)
        async let running: Void = group.run()
        let address = try #require(await bound.first { _ in true })
        let probe = HTTPProbe(host: address.host, port: address.port)
        #expect(try await probe.get("/").status == 200)
        await group.triggerGracefulShutdown()
        try await running
        await #expect(throws: HTTPProbe.Unreachable.self) { try await probe.get("/") }
    }
}
