import Console
import Testing

@Suite("The console's door")
struct ConsoleDoorTests {
    private static let notice = "/teams/leeds-holbeck/notices/\(BelievableDay.overdueDeselection.id)"

    @Test(
        "A Host that is not ours is misdirected, and learns nothing",
        arguments: ["evil.example", "127.0.0.1:1", "localhost"])
    func foreignHost(host: String) async throws {
        try await withConsole { probe in
            let answer = try await probe.get("/", headers: ["Host": host])
            #expect(answer.status == 421)
            #expect(!answer.body.contains("Throughgate"))
        }
    }

    @Test("A request without a Host is a bad one")
    func noHost() async throws {
        try await withConsole { probe in
            let answer = try await probe.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
            #expect(answer.status == 400)
        }
    }

    @Test("Loopback by its other names, and a configured name, are answered")
    func ownHosts() async throws {
        try await withConsole(extraHosts: ["inbox.example"]) { probe in
            for host in ["localhost:\(probe.port)", "[::1]:\(probe.port)", "inbox.example"] {
                let answer = try await probe.get("/", headers: ["Host": host])
                #expect(answer.status == 200)
            }
        }
    }

    @Test("Every answer carries the security headers, the refusals too")
    func securityHeaders() async throws {
        try await withConsole { probe in
            var answers = try await ["/", "/teams/leeds-holbeck", "/console.css", "/healthz", "/metrics", "/nothing"]
                .asyncMap {
                    try await probe.get($0)
                }
            answers.append(try await probe.get("/", headers: ["Host": "evil.example"]))
            answers.append(try await probe.post(ConsoleDoorTests.notice, form: [:]))
            for answer in answers {
                let policy = try #require(answer.headers["content-security-policy"])
                #expect(
                    policy
                        == "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                )
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["referrer-policy"] == "no-referrer")
                #expect(answer.headers["cache-control"] == "no-store")
                #expect(answer.headers["server"] == nil)
            }
        }
    }

    @Test("A body beyond 16 KiB is refused, declared or not, and the connection closes")
    func largeBody() async throws {
        try await withConsole { probe in
            let large = String(repeating: "a", count: 17 * 1_024)
            let declared = try await probe.post(
                ConsoleDoorTests.notice, form: ["officer": large, "token": ""], headers: ["Connection": "keep-alive"])
            #expect(declared.status == 413)
            let chunked = try await probe.send(
                "POST", ConsoleDoorTests.notice,
                headers: [
                    "Content-Type": "application/x-www-form-urlencoded", "Transfer-Encoding": "chunked",
                    "Connection": "keep-alive",
                ], body: String(large.utf8.count, radix: 16) + "\r\n" + large + "\r\n0\r\n\r\n")
            #expect(chunked.status == 413)
        }
    }

    @Test(
        "What is not a form is not understood",
        arguments: ["application/json", "text/plain", "multipart/form-data; boundary=x"])
    func notAForm(type: String) async throws {
        try await withConsole { probe in
            let answer = try await probe.post(
                ConsoleDoorTests.notice, form: ["officer": "x"], headers: ["Content-Type": type])
            #expect(answer.status == 400)
        }
    }

    @Test("Headers without end are refused")
    func largeHeaders() async throws {
        try await withConsole { probe in
            let answer = try? await probe.get("/", headers: ["X-Long": String(repeating: "a", count: 40 * 1_024)])
            #expect(answer == nil || (400..<500).contains(answer?.status ?? 0))
            let next = try await probe.get("/healthz")
            #expect(next.status == 200)
        }
    }

    @Test("HEAD answers like GET, without the body")
    func head() async throws {
        try await withConsole { probe in
            for (path, status) in [("/", 200), ("/teams/no-such-team", 404), ("/no-such-page", 404)] {
                let answer = try await probe.send("HEAD", path)
                #expect(answer.status == status)
                #expect(answer.body.isEmpty)
            }
        }
    }
}
