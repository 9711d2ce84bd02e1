import CanonicalModel
import Console
import Testing

@Suite("The hub's pages")
struct HubPagesTests {
    private static let person = "/hub/nominals/7"

    @Test(
        "Each page answers with one first heading and the way to the others",
        arguments: [
            "/hub", "/hub/tasks", "/hub/cohort", "/hub/candidates", "/hub/agenda", person, "\(person)/copy/consents",
            "\(person)/deselect", "\(person)/consent", "/hub/tasks/12/done",
        ])
    func pages(path: String) async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let page = try await probe.get(path)
            #expect(page.status == 200)
            #expect(page.body.matches(of: /<h1/).count == 1)
            #expect(page.body.contains("<nav class=\"hub-navigation\" aria-label=\"Hub\">"))
            #expect(!page.body.contains("{{"))
        }
    }

    @Test("Every form asks who decided, and every decision about the meeting", arguments: HubForm.Kind.allCases)
    func forms(kind: HubForm.Kind) async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let body = try await probe.get("\(Self.person)/\(kind.rawValue)").body
            #expect(body.contains("name=\"by\""))
            #expect(body.contains("name=\"meeting-date\"") == (kind != .consent))
            let labels = Set(body.matches(of: /<label for="([^"]+)"/).map { String($0.output.1) })
            let inputs = body.matches(of: /<(?:input|select|textarea)[^>]* id="([^"]+)"/).map { String($0.output.1) }
            #expect(Set(inputs) == labels && inputs.count == labels.count)
        }
    }

    @Test("A task says what, about whom, whose, and who is next")
    func tasks() async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let body = try await probe.get("/hub/tasks").body
            #expect(body.contains("Hold the six-month review."))
            #expect(body.contains("<a href=\"/hub/nominals/7\"><bdi>Jordan ASHWORTH</bdi></a>"))
            #expect(body.contains("Owner: IOM hub sergeant, then IOM hub coordinator, then IOM inspector"))
            #expect(body.contains("Overdue"))
        }
    }

    @Test("A task that a word closes has a button, and the form says what is asked, of whom, and who may close it")
    func closable() async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let list = try await probe.get("/hub/tasks").body
            #expect(list.contains("<form method=\"get\" action=\"/hub/tasks/12/done\">"))
            let form = try await probe.get("/hub/tasks/12/done").body
            #expect(form.contains("About Jordan ASHWORTH. Hold the six-month review."))
            for name in ["outcome", "note", "post", "by"] { #expect(form.contains("name=\"\(name)\""), "\(name)") }
            #expect(form.contains("<option value=\"hub-coordinator\">Hub coordinator</option>"))
        }
    }

    @Test("A word that a task is done is handed over whole, and the list says so once")
    func finishes() async throws {
        let hub = InMemoryHubBackend()
        try await withConsole(hub: hub) { probe in
            let answer = try await probe.submit(
                "/hub/tasks/12/done", body: "outcome=not-needed&note=Moved+away&post=hub-sergeant&by=Sgt+Amy+Cole")
            #expect(answer.status == 303 && answer.headers["location"] == "/hub/tasks?recorded=done")
            #expect(try await probe.get("/hub/tasks?recorded=done").body.contains("Recorded: the task is closed."))
            #expect(try await !probe.get("/hub/tasks").body.contains("Recorded:"))
        }
        let values = await hub.finished
        #expect(values.count == 1 && values.first?["note"] == ["Moved away"] && values.first?["post"] == ["hub-sergeant"])
    }

    @Test("A word without an outcome, a post or a name comes back with a summary and closes nothing")
    func finishesNothing() async throws {
        let hub = InMemoryHubBackend()
        try await withConsole(hub: hub) { probe in
            let page = try await probe.submit("/hub/tasks/12/done", body: "note=%3Cb%3E&by=4127")
            #expect(page.status == 422 && page.body.contains("<title>Error: Say that a task is done"))
            #expect(page.body.contains("<a href=\"#field-outcome\">How it ended: choose one</a>"))
            #expect(page.body.contains("<a href=\"#field-post\">") && page.body.contains("<a href=\"#field-by\">"))
            #expect(page.body.contains("&lt;b&gt;"))
            let bare = try await probe.post("/hub/tasks/12/done", form: ["outcome": "done", "post": "hub-sergeant", "by": "Sgt Cole"])
            #expect(bare.status == 403)
        }
        #expect(await hub.finished.isEmpty)
    }

    @Test("What the broker refuses about a task comes back at its field")
    func refusesWord() async throws {
        let hub = InMemoryHubBackend(refusing: [.init(field: "note", sentence: "What is left undone needs a reason.")])
        try await withConsole(hub: hub) { probe in
            let page = try await probe.submit("/hub/tasks/12/done", body: "outcome=not-needed&post=hub-sergeant&by=Sgt+Cole")
            #expect(page.status == 422 && page.body.contains("<a href=\"#field-note\">What is left undone needs a reason.</a>"))
        }
    }

    @Test("The agenda shows a member what that member may see, and an unknown member nothing")
    func agenda() async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let all = try await probe.get("/hub/agenda").body
            #expect(all.contains("Police intelligence, graded") && !all.contains("not shown"))
            let disc = try await probe.get("/hub/agenda?member=disc").body
            #expect(!disc.contains("Police intelligence, graded") && disc.contains("1 item is not shown to this member"))
            #expect(disc.contains("Arrest: burglary of a dwelling"))
            #expect(all.contains("/select\"") && !disc.contains("/hub/nominals/"), "a member's copy leads to no record")
            #expect(all.contains("Hold the six-month review.") && !disc.contains("Hold the six-month review."))
            #expect(all.contains("42 points") && !disc.contains("42 points"), "a score tells what it was made from")
            #expect(all.contains("Candidate since") && !disc.contains("Candidate since"), "its day is the day of the evidence")
            let nobody = try await probe.get("/hub/agenda?member=nobody")
            #expect(nobody.status == 404 && !nobody.body.contains("OKAFOR"))
        }
    }

    @Test("A decision that waits stands apart from the actions, with what it lacks and whose it is")
    func waitingDecisions() async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let body = try await probe.get("/hub/agenda").body
            let parts = body.split(separator: "Actions of the one conversation")
            #expect(parts.count == 2)
            #expect(parts[0].contains("Decisions that wait") && parts[0].contains("recorded with what is missing"))
            #expect(!parts[1].contains("recorded with what is missing") && parts[1].contains("Hold the six-month review."))
        }
    }

    @Test("Selections and rejections ask what they rest on, and a colour which proposal it answers")
    func bases() async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            for kind in HubForm.Kind.allCases {
                let body = try await probe.get("\(Self.person)/\(kind.rawValue)").body
                let asksEvidence = body.contains("value=\"m-1\"") && body.contains("name=\"other-evidence\"")
                #expect(asksEvidence == [.select, .decline].contains(kind), "\(kind)")
                #expect(body.contains("value=\"t-1\"") == (kind == .rate), "\(kind)")
            }
        }
    }

    @Test("A proposed colour says that it authorises no visit")
    func proposed() async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let person = try await probe.get(Self.person).body
            #expect(person.contains("Proposed, not confirmed: authorises no visit"))
            let cohort = try await probe.get("/hub/cohort").body
            #expect(cohort.contains("Proposed, not confirmed"))
        }
    }

    @Test("A decision is handed over with all its answers, repeated ones too, and the page says so once")
    func submits() async throws {
        let hub = InMemoryHubBackend()
        try await withConsole(hub: hub) { probe in
            let answer = try await probe.submit(
                "\(Self.person)/deselect",
                body: "cohort=iom&grounds=six-months-clear&grounds=moved-area&meeting-date=2026-11-20&by=Sgt+Amy+Cole&told-how=In+person%2C+at+home")
            #expect(answer.status == 303)
            #expect(answer.headers["location"] == "\(Self.person)?recorded=deselect")
            let page = try await probe.get("\(Self.person)?recorded=deselect").body
            #expect(page.contains("Recorded: the de-selection."))
        }
        let submitted = await hub.submitted
        #expect(submitted.count == 1 && submitted.first?.kind == .deselect)
        #expect(submitted.first?.values["grounds"] == ["six-months-clear", "moved-area"])
        #expect(submitted.first?.values["told-how"] == ["In person, at home"])
    }

    @Test("What is missing comes back in the summary and at the field, keeps what was typed, and records nothing")
    func missing() async throws {
        let hub = InMemoryHubBackend()
        try await withConsole(hub: hub) { probe in
            let page = try await probe.submit("\(Self.person)/deselect", body: "cohort=iom&told-how=By+%3Cletter%3E&by=4127")
            #expect(page.status == 422)
            #expect(page.body.contains("<title>Error: De-select"))
            #expect(page.body.contains("<a href=\"#field-grounds\">Grounds: choose at least one</a>"))
            #expect(page.body.contains("Type your name on one line, with letters in it"))
            #expect(page.body.contains("By &lt;letter&gt;") && !page.body.contains("<letter>"))
            #expect(page.body.contains("<option value=\"iom\" selected>"))
        }
        #expect(await hub.submitted.isEmpty)
    }

    @Test("What the broker refuses comes back at its field")
    func refused() async throws {
        let hub = InMemoryHubBackend(refusing: [.init(field: "dissent", sentence: "DISC did not sit")])
        try await withConsole(hub: hub) { probe in
            let page = try await probe.submit("\(Self.person)/review", body: "cohort=iom&by=Sgt+Cole")
            #expect(page.status == 422 && page.body.contains("<a href=\"#field-dissent\">DISC did not sit</a>"))
        }
    }

    @Test("A form of another browser, of another site or without a token records nothing")
    func foreign() async throws {
        let hub = InMemoryHubBackend()
        try await withConsole(hub: hub) { probe in
            let bare = try await probe.post("\(Self.person)/review", form: ["cohort": "iom", "by": "Sgt Cole"])
            #expect(bare.status == 403)
            let session = try await probe.session(at: "\(Self.person)/review")
            let foreign = try await probe.post(
                "\(Self.person)/review", form: ["cohort": "iom", "by": "Sgt Cole", "token": session.token],
                headers: ["Cookie": session.cookie, "Origin": "http://elsewhere.example"])
            #expect(foreign.status == 403)
        }
        #expect(await hub.submitted.isEmpty)
    }

    @Test(
        "Nobody and nothing give the same page",
        arguments: ["/hub/nominals/8", "/hub/nominals/8/deselect", "\(person)/no-such-form", "/hub/nominals/8/copy/consents", "/hub/tasks/13/done"])
    func unknown(path: String) async throws {
        try await withConsole(hub: InMemoryHubBackend()) { probe in
            let page = try await probe.get(path)
            let none = try await probe.get("/there-is-no-such-page")
            #expect(page.status == 404 && page.body == none.body)
        }
    }

    @Test("A name that attacks the page stays a name")
    func hostileName() async throws {
        let name = "\"><script>alert(1)</script>"
        try await withConsole(hub: InMemoryHubBackend(name: name)) { probe in
            for path in ["/hub/tasks", "/hub/cohort", Self.person, "\(Self.person)/select", "\(Self.person)/copy/consents"] {
                let body = try await probe.get(path).body
                #expect(!body.contains("<script>"))
            }
        }
    }

    @Test("Without a hub there are no hub pages")
    func none() async throws {
        try await withConsole { probe in
            let page = try await probe.get("/hub")
            #expect(page.status == 404)
        }
    }
}

extension HTTPProbe {
    /// Sends a form with repeated fields as the browser it was made for would.
    fileprivate func submit(_ path: String, body: String) async throws -> Answer {
        let session = try await session(at: path)
        let body = body + "&token=" + session.token
        return try await send(
            "POST", path,
            headers: [
                "Content-Type": "application/x-www-form-urlencoded", "Content-Length": "\(body.utf8.count)",
                "Cookie": session.cookie,
            ], body: body)
    }
}
