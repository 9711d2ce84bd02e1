import Console
import Testing

@Suite("Acknowledging a notice")
struct AcknowledgingTests {
    private static let team = "/teams/leeds-holbeck"
    private static let id = BelievableDay.overdueDeselection.id
    private static let notice = "\(team)/notices/\(id)"

    @Test("A named officer acknowledges; the page says so, by whom and when, and nothing waits any more")
    func acknowledged() async throws {
        try await withConsole { probe in
            let session = try await probe.session(at: AcknowledgingTests.team)
            let answer = try await probe.acknowledge(
                AcknowledgingTests.notice, officer: " PC 4127 Hannah Booth ", session: session)
            #expect(answer.status == 303)
            #expect(
                answer.headers["location"]
                    == "\(AcknowledgingTests.team)?acknowledged=\(AcknowledgingTests.id)#notice-\(AcknowledgingTests.id)"
            )
            let page = try await probe.get("\(AcknowledgingTests.team)?acknowledged=\(AcknowledgingTests.id)")
            #expect(page.body.contains("role=\"status\""))
            #expect(
                page.body.contains("By PC 4127 Hannah Booth (asserted, not signed in), 20 November 2026 at 16:40 GMT."))
            #expect(page.body.contains("2 to acknowledge"))
        }
    }

    @Test("The second officer is told of the first, and changes nothing")
    func twice() async throws {
        try await withConsole { probe in
            let session = try await probe.session(at: AcknowledgingTests.notice)
            _ = try await probe.acknowledge(AcknowledgingTests.notice, officer: "PC 1 First", session: session)
            let second = try await probe.acknowledge(
                AcknowledgingTests.notice, officer: "PC 2 Second", session: session)
            #expect(second.status == 303)
            #expect(second.headers["location"]?.contains("?already=") == true)
            let page = try await probe.get("\(AcknowledgingTests.team)?already=\(AcknowledgingTests.id)")
            #expect(page.body.contains("PC 1 First had already acknowledged this notice. Nothing was changed."))
            #expect(!page.body.contains("PC 2 Second"))
        }
    }

    @Test("An address that claims an acknowledgement which never was says nothing")
    func forgedAddress() async throws {
        try await withConsole { probe in
            let page = try await probe.get("\(AcknowledgingTests.team)?acknowledged=\(AcknowledgingTests.id)")
            #expect(!page.body.contains("role=\"status\""))
        }
    }

    @Test(
        "A missing name comes back with the error in the title, the summary and the field, and records nothing",
        arguments: [
            ("", "Enter your name and collar number"), ("   ", "Enter your name and collar number"),
            ("4127", "Enter your name as well as your number"),
        ])
    func emptyName(typed: String, message: String) async throws {
        try await withConsole { probe in
            let session = try await probe.session(at: AcknowledgingTests.team)
            let page = try await probe.acknowledge(AcknowledgingTests.notice, officer: typed, session: session)
            #expect(page.status == 422)
            #expect(page.body.contains("<title>Error: De-selection"))
            #expect(page.body.contains("<a href=\"#officer-\(AcknowledgingTests.id)\">\(message)</a>"))
            #expect(
                page.body.contains(
                    "aria-describedby=\"officer-\(AcknowledgingTests.id)-hint officer-\(AcknowledgingTests.id)-error\" aria-invalid=\"true\""
                ))
            #expect(page.body.contains("tabindex=\"-1\" autofocus"))
            #expect(try await probe.get(AcknowledgingTests.team).body.contains("3 to acknowledge"))
        }
    }

    @Test("A name that is refused is given back as text, whatever is in it")
    func hostileTyping() async throws {
        try await withConsole { probe in
            let session = try await probe.session(at: AcknowledgingTests.team)
            let typed = "\"\u{301} onfocus=\"alert(1)\" <b>" + String(repeating: "x", count: 120)
            let page = try await probe.acknowledge(AcknowledgingTests.notice, officer: typed, session: session)
            #expect(page.status == 422)
            #expect(page.body.contains("value=\"&quot;\u{301} onfocus=&quot;alert(1)&quot; &lt;b&gt;"))
        }
    }

    @Test("Without the token, with another's, or without the cookie, nothing is recorded")
    func forged() async throws {
        try await withConsole { probe in
            let own = try await probe.session(at: AcknowledgingTests.team)
            let other = try await probe.session(at: AcknowledgingTests.team)
            let forged = [
                HTTPProbe.Session(cookie: own.cookie, token: ""),
                HTTPProbe.Session(cookie: own.cookie, token: other.token),
                HTTPProbe.Session(cookie: "other=1", token: own.token),
            ]
            for session in forged {
                let answer = try await probe.acknowledge(
                    AcknowledgingTests.notice, officer: "PC 1 Mallory", session: session)
                #expect(answer.status == 403)
            }
            #expect(try await probe.post(AcknowledgingTests.notice, form: ["officer": "PC 1 Mallory"]).status == 400)
            #expect(try await probe.get(AcknowledgingTests.team).body.contains("3 to acknowledge"))
        }
    }

    @Test(
        "A form that the browser says came from elsewhere is refused even with a token",
        arguments: [
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "http://evil.example"],
        ])
    func fromElsewhere(headers: [String: String]) async throws {
        try await withConsole { probe in
            let session = try await probe.session(at: AcknowledgingTests.team)
            let answer = try await probe.acknowledge(
                AcknowledgingTests.notice, officer: "PC 1 M", session: session, headers: headers)
            #expect(answer.status == 403)
        }
    }

    @Test("The cookie is for this site alone and no script reads it")
    func cookie() async throws {
        try await withConsole { probe in
            let page = try await probe.get(AcknowledgingTests.team)
            let cookie = try #require(page.headers["set-cookie"])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
            let again = try await probe.get(
                AcknowledgingTests.team,
                headers: ["Cookie": try #require(cookie.split(separator: ";").first.map { String($0) })])
            #expect(again.headers["set-cookie"] == nil)
        }
    }

    @Test("The log names the notice, never the person or the officer")
    func log() async throws {
        let log = LogRecorder()
        try await withConsole(logger: log.logger()) { probe in
            let session = try await probe.session(at: AcknowledgingTests.team)
            _ = try await probe.acknowledge(
                AcknowledgingTests.notice, officer: "PC 4127 Hannah Booth", session: session)
            _ = try await probe.get(AcknowledgingTests.team)
        }
        #expect(log.text.contains(AcknowledgingTests.id))
        #expect(!log.text.contains("ASHWORTH") && !log.text.contains("Booth"))
    }
}
