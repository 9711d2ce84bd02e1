import CanonicalModel
import HTTPTypes
import Hummingbird
import Logging

/// The pages of the hub.
struct HubRoutes: Sendable {
    let hub: any HubBackend
    let pages: Pages
    let door: FormDoor
    let clock: WallClock

    func add(to router: Router<ConsoleContext>) {
        router.get("/hub") { _, _ in pages.render(HubOverviewView(try await hub.overview())) }
        HubTaskRoutes(hub: hub, pages: pages, door: door, clock: clock).add(to: router)
        router.get("/hub/cohort") { _, _ in pages.render(HubCohortView(try await hub.cohort())) }
        router.get("/hub/candidates") { _, _ in
            pages.render(HubCandidatesView(try await hub.candidates(asSeenBy: nil), hub: try await hub.overview()))
        }
        router.get("/hub/agenda") { request, _ in try await agenda(request) }
        router.get("/hub/nominals/{nominal}") { try await nominal($0, $1) }
        router.get("/hub/nominals/{nominal}/copy/consents") { try await copy($0, $1) }
        router.get("/hub/nominals/{nominal}/{form}") { try await form($0, $1) }
        router.post("/hub/nominals/{nominal}/{form}") { request, context in
            try await door.answer(request, context, pages) { try await submit($0, request, context) }
        }
    }
}

extension HubRoutes {
    private func agenda(_ request: Request) async throws -> Response {
        let members = try await hub.members()
        let asked = request.uri.queryParameters["member"].map { String($0) } ?? ""
        let member = members.first { $0.code == asked }
        // An unknown member sees what nobody may see: nothing, and not the hub's own view.
        guard asked.isEmpty || member != nil else { throw Refusal.notFound }
        return pages.render(
            HubAgendaView(
                try await hub.candidates(asSeenBy: member?.code), actions: try await hub.actions(of: member?.code), members: members,
                member: member, now: clock()))
    }

    private func nominal(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard let file = try await hub.nominal(try context.id("nominal")) else { throw Refusal.notFound }
        let recorded = request.uri.queryParameters["recorded"].flatMap { HubForm.Kind(rawValue: String($0)) }
        return pages.render(NominalView(file, recorded: recorded, now: clock()))
    }

    private func copy(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let nominal = try context.id("nominal")
        guard let copy = try await hub.personsCopy(of: nominal) else { throw Refusal.notFound }
        return pages.render(PersonsCopyView(copy, nominal: nominal))
    }

    private func form(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let (kind, nominal, choices) = try await find(context)
        let (token, cookie) = door.session(for: request)
        return pages.render(HubFormView(HubForm(kind, choices), choices, nominal: nominal, token: token), cookie: cookie)
    }

    private func find(_ context: ConsoleContext) async throws -> (HubForm.Kind, String, HubChoices) {
        let nominal = try context.id("nominal")
        guard let kind = HubForm.Kind(rawValue: try context.id("form")), let choices = try await hub.choices(for: nominal)
        else { throw Refusal.notFound }
        return (kind, nominal, choices)
    }

    private func submit(
        _ values: [String: [String]], _ request: Request, _ context: ConsoleContext
    ) async throws -> Response {
        let (kind, nominal, choices) = try await find(context)
        let form = HubForm(kind, choices)
        var problems = form.problems(values)
        if problems.isEmpty {
            switch try await hub.submit(kind, values, about: nominal) {
            case .recorded(let message):
                context.logger.info("Hub decision taken", metadata: ["kind": "\(kind.rawValue)", "message": "\(message)"])
                return Self.seeOther("/hub/nominals/\(Address.escaped(nominal))?recorded=\(kind.rawValue)")
            case .refused(let found): problems = found
            case .unknown: throw Refusal.notFound
            }
        }
        let (token, cookie) = door.session(for: request)
        let view = HubFormView(form, choices, nominal: nominal, token: token, values: values, problems: problems)
        return pages.render(view, status: .unprocessableContent, cookie: cookie)
    }

    /// So that reloading the page never sends the form again.
    private static func seeOther(_ place: String) -> Response { Response(status: .seeOther, headers: [.location: place]) }
}
