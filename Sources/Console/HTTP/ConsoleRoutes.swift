import CanonicalModel
import HTTPTypes
import Hummingbird
import Logging

/// The pages and what they do.
struct ConsoleRoutes: Sendable {
    let backend: any ConsoleBackend
    let pages: Pages
    let door: FormDoor
    let clock: WallClock
    /// The hub's pages, where there is a hub.
    let hub: HubRoutes?

    init(
        backend: any ConsoleBackend, hub: (any HubBackend)?, pages: Pages, hosts: HostAllowList,
        clock: @escaping WallClock
    ) {
        let door = FormDoor(hosts: hosts)
        self.backend = backend
        self.pages = pages
        self.door = door
        self.clock = clock
        self.hub = hub.map { HubRoutes(hub: $0, pages: pages, door: door, clock: clock) }
    }

    func responder() -> RouterResponder<ConsoleContext> {
        let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
        router.get("/") { _, _ in try await teams() }
        router.get("/teams/{team}") { try await team($0, $1) }
        router.get("/teams/{team}/notices/{notice}") { try await notice($0, $1) }
        router.post("/teams/{team}/notices/{notice}") { try await acknowledge($0, $1) }
        hub?.add(to: router)
        router.get("/console.css") { _, _ in pages.stylesheetResponse }
        router.get("/healthz") { _, _ in Response.text(.ok, "live\n") }
        router.get("/readyz") { _, _ in await ready() }
        router.get("/metrics") { _, _ in await metrics() }
        return router.buildResponder()
    }
}

// MARK: - Pages

extension ConsoleRoutes {
    private func teams() async throws -> Response {
        pages.render(TeamListView(teams: try await backend.teams()))
    }

    private func team(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard let inbox = try await backend.inbox(team: try context.id("team")) else { throw Refusal.notFound }
        let (session, cookie) = door.session(for: request)
        let view = TeamView(
            inbox, token: session, now: clock(),
            justAcknowledged: request.uri.queryParameters["acknowledged"].map { String($0) },
            alreadyAcknowledged: request.uri.queryParameters["already"].map { String($0) })
        return pages.render(view, cookie: cookie)
    }

    private func notice(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let (inbox, notice) = try await find(context)
        return page(of: notice, in: inbox, request)
    }

    private func page(
        of notice: InboxNotice, in inbox: TeamInbox, _ request: Request, typed: NoticeFormView.Typed? = nil
    ) -> Response {
        let (session, cookie) = door.session(for: request)
        let view = NoticePageView(notice, in: inbox, token: session, now: clock(), typed: typed)
        return pages.render(view, status: typed == nil ? .ok : .unprocessableContent, cookie: cookie)
    }

    private func find(_ context: ConsoleContext) async throws -> (TeamInbox, InboxNotice) {
        let team = try context.id("team")
        guard let inbox = try await backend.inbox(team: team),
            let notice = try await backend.notice(team: team, id: try context.id("notice"))
        else { throw Refusal.notFound }
        return (inbox, notice)
    }
}

// MARK: - Acknowledging

extension ConsoleRoutes {
    private func acknowledge(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        do {
            let form = try await AcknowledgementForm.read(request, context)
            guard door.isOwn(token: form.token, request, context) else { throw Refusal.staleForm }
            return try await acknowledge(form, request, context)
        } catch let refusal as Refusal where refusal.status == .contentTooLarge {
            return pages.message(refusal, closesConnection: true)
        }
    }

    private func acknowledge(
        _ form: AcknowledgementForm, _ request: Request, _ context: ConsoleContext
    ) async throws -> Response {
        let (inbox, notice) = try await find(context)
        let officer: OfficerName
        do {
            officer = try OfficerName(form.officer)
        } catch {
            let problem = NoticeFormView.Typed(text: form.officer, problem: error)
            return page(of: notice, in: inbox, request, typed: problem)
        }
        let outcome = try await backend.acknowledge(notice: notice.id, team: inbox.team.id, officer: officer.text)
        context.logger.info(
            "Acknowledgement taken",
            metadata: ["team": "\(inbox.team.id)", "notice": "\(notice.id)", "outcome": outcome.logged])
        switch outcome {
        case .acknowledged: return back(to: inbox.team, "acknowledged", notice)
        case .already: return back(to: inbox.team, "already", notice)
        case .unknown: throw Refusal.notFound
        }
    }

    /// See Other, so that reloading the page never sends the form again.
    private func back(to team: TeamSummary, _ outcome: String, _ notice: InboxNotice) -> Response {
        let id = Address.escaped(notice.id)
        return Response(
            status: .seeOther,
            headers: [
                .location: Address.team(team.id) + "?\(outcome)=\(id)#" + Address.escaped(Address.anchor(notice.id))
            ])
    }
}

extension AcknowledgementOutcome {
    /// The outcome's word alone: who acknowledged is the person's data.
    fileprivate var logged: Logger.MetadataValue {
        switch self {
        case .acknowledged: "acknowledged"
        case .already: "already"
        case .unknown: "unknown"
        }
    }
}

// MARK: - For machines

extension ConsoleRoutes {
    private func ready() async -> Response {
        let health = await backend.health()
        let problems = health.parts.compactMap { part in part.problem.map { "\(part.name): \($0)\n" } }
        guard !health.isReady else { return .text(.ok, "ready\n") }
        return .text(.serviceUnavailable, "not ready\n" + problems.joined())
    }

    private func metrics() async -> Response {
        var response = Response.text(.ok, PrometheusText.render(await backend.metrics()))
        response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
        return response
    }
}
