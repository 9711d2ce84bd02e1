import Console
import Testing

@Suite("The team pages")
struct TeamPagesTests {
    private static let holbeck = "/teams/leeds-holbeck"

    @Test("The list has neighbourhood teams first, then partners, with what waits")
    func teams() async throws {
        try await withConsole { probe in
            let page = try await probe.get("/")
            #expect(page.status == 200)
            let order = [
                "Neighbourhood teams", "Harehills", "Holbeck", "3 to acknowledge", "1 overdue", "Partners",
                "Leeds offender managers",
            ]
            var rest = page.body[...]
            for text in order {
                let range = try #require(rest.firstRange(of: text), "\(text) is missing or out of order")
                rest = rest[range.upperBound...]
            }
            #expect(!page.body.contains("covert"))
        }
    }

    @Test("A team's page says that names are asserted, shows notices newest first, and who is on the list (ISH-22)")
    func team() async throws {
        try await withConsole { probe in
            let body = try await probe.get(TeamPagesTests.holbeck).body
            #expect(
                body.contains(
                    "<strong>Sign-in is not configured:</strong> this page answers on loopback only, and acknowledgements are recorded as asserted."
                ))
            #expect(body.contains("De-selected: stop visits to <bdi>Jordan ASHWORTH</bdi>"))
            #expect(body.contains("Was due Friday 20 November 2026 at 09:12 GMT, 7 hours ago."))
            #expect(body.contains("Risk on release: red until assessed again"))
            let sent = body.matches(of: /<time datetime="([^"]+)"/).map { String($0.output.1) }
            #expect(sent.count == 8 && sent == sent.sorted(by: >))
        }
    }

    @Test("A notice that replaces another says which, and the other says that it was replaced")
    func replaced() async throws {
        try await withConsole { probe in
            let body = try await probe.get(TeamPagesTests.holbeck).body
            #expect(
                body.contains(
                    "This replaces what you were told <a href=\"/teams/leeds-holbeck/notices/a7e2c9b1-5d4f-8a3b-9c8d-7e6f5a4b3c55\">on 17 November 2026 at 15:20 GMT</a>."
                ))
            #expect(
                body.contains(
                    "A later notice replaces this one. <a href=\"/teams/leeds-holbeck/notices/c4d5e6f7-8a9b-8c0d-8e1f-2a3b4c5d6e66\">"
                ))
        }
    }

    @Test("A notice has a page of its own, whose title names nobody")
    func notice() async throws {
        try await withConsole { probe in
            let page = try await probe.get("\(TeamPagesTests.holbeck)/notices/\(BelievableDay.overdueDeselection.id)")
            #expect(page.status == 200)
            #expect(
                page.body.contains("<title>De-selection – Holbeck and Beeston neighbourhood team – Throughgate</title>")
            )
            #expect(page.body.contains("A notice of de-selection never gives a reason."))
        }
    }

    @Test("What does not exist and what one may not see are the same page, to the byte")
    func notFound() async throws {
        try await withConsole { probe in
            let paths = [
                "/teams/no-such-team", "/teams/\(InMemoryConsoleBackend.hiddenTeam)",
                "\(TeamPagesTests.holbeck)/notices/no-such-notice",
                "/teams/\(InMemoryConsoleBackend.hiddenTeam)/notices/hidden-notice",
                "/teams/leeds-seacroft/notices/\(BelievableDay.overdueDeselection.id)", "/no-such-page", "/teams/%ff",
            ]
            let answers = try await paths.asyncMap { try await probe.get($0) }
            let session = try await probe.session(at: TeamPagesTests.holbeck)
            let posts = try await paths.dropFirst(2).dropLast(2).asyncMap {
                try await probe.acknowledge($0, officer: "PC 1 A", session: session)
            }
            for answer in answers + posts {
                #expect(answer.status == 404)
                #expect(answer.body == answers[0].body)
                #expect(answer.headers.filter { $0.key != "date" } == answers[0].headers.filter { $0.key != "date" })
            }
        }
    }

    @Test(
        "A hostile name stays text",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{teamName}}{{{teamName}}}",
            "\"\u{301} onfocus=alert(1) x=\"",
        ])
    func hostileName(name: String) async throws {
        try await withConsole(.day(withName: name)) { probe in
            for path in [
                TeamPagesTests.holbeck, "\(TeamPagesTests.holbeck)/notices/\(BelievableDay.overdueDeselection.id)",
            ] {
                let page = try await probe.get(path)
                #expect(page.status == 200)
                #expect(!page.body.contains("<script") && !page.body.contains("<img"))
                #expect(!page.body.unicodeScalars.split(separator: "\u{301}").dropLast().contains { $0.last == "\"" })
                #expect(!name.hasPrefix("{{") || page.body.contains("{{teamName}}"))
            }
        }
    }

    @Test("A failing store is our fault, and the page does not repeat what it said")
    func failure() async throws {
        let log = LogRecorder()
        let broken = InMemoryConsoleBackend([BelievableDay.holbeck], clock: { BelievableDay.now }, isBroken: true)
        try await withConsole(broken, logger: log.logger()) { probe in
            let page = try await probe.get(TeamPagesTests.holbeck)
            #expect(page.status == 500)
            #expect(!page.body.contains("ASHWORTH"))
        }
        #expect(log.text.contains("Request failed") && log.text.contains("Outage"))
        #expect(!log.text.contains("ASHWORTH"))
    }
}

extension Sequence where Self: Sendable {
    func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values = [Value]()
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
