import Console
import Testing

@Suite("Health and metrics")
struct HealthAndMetricsTests {
    @Test("It is live, and ready when every part is")
    func ready() async throws {
        try await withConsole { probe in
            #expect(try await probe.get("/healthz").body == "live\n")
            let ready = try await probe.get("/readyz")
            #expect(ready.status == 200 && ready.body == "ready\n")
        }
    }

    @Test("When it is not ready it names what is not")
    func notReady() async throws {
        let backend = InMemoryConsoleBackend(
            [], clock: { BelievableDay.now }, unready: [.init(name: "amqp", problem: "no connection for 12 seconds")])
        try await withConsole(backend) { probe in
            #expect(try await probe.get("/healthz").status == 200)
            let ready = try await probe.get("/readyz")
            #expect(ready.status == 503)
            #expect(ready.body == "not ready\namqp: no connection for 12 seconds\n")
        }
    }

    @Test("Metrics are Prometheus text and name teams by id, nobody by name (NPT-05)")
    func metrics() async throws {
        try await withConsole { probe in
            let answer = try await probe.get("/metrics")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.body.contains("# TYPE throughgate_notices_outstanding gauge\n"))
            #expect(answer.body.contains("throughgate_notices_outstanding{team=\"leeds-holbeck\"} 3\n"))
            #expect(answer.body.contains("throughgate_uptime_seconds 12.5\n"))
            #expect(!answer.body.contains("ASHWORTH"))
        }
    }
}
