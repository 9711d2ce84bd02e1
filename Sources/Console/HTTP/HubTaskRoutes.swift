import CanonicalModel
import HTTPTypes
import Hummingbird
import Logging

/// The hub's tasks, and the form by which somebody closes one.
struct HubTaskRoutes: Sendable {
    let hub: any HubBackend
    let pages: Pages
    let door: FormDoor
    let clock: WallClock

    func add(to router: Router<ConsoleContext>) {
        router.get("/hub/tasks") { request, _ in try await tasks(request) }
        router.get("/hub/tasks/{task}/done") { try await form($0, $1) }
        router.post("/hub/tasks/{task}/done") { request, context in
            try await door.answer(request, context, pages) { try await submit($0, request, context) }
        }
    }

    private func tasks(_ request: Request) async throws -> Response {
        let isRecorded = request.uri.queryParameters["recorded"].map { $0 == "done" } ?? false
        return pages.render(HubTasksView(try await hub.tasks(), isRecorded: isRecorded, now: clock()))
    }

    private func form(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let task = try context.id("task")
        guard let ending = try await hub.ending(of: task) else { throw Refusal.notFound }
        let (token, cookie) = door.session(for: request)
        return pages.render(HubFormView(ending, task: task, token: token), cookie: cookie)
    }

    private func submit(
        _ values: [String: [String]], _ request: Request, _ context: ConsoleContext
    ) async throws -> Response {
        let task = try context.id("task")
        guard let ending = try await hub.ending(of: task) else { throw Refusal.notFound }
        var problems = TaskDoneForm(ending).fields.problems(values)
        if problems.isEmpty {
            switch try await hub.finish(task, values) {
            case .recorded(let message):
                context.logger.info("A task was said to be done", metadata: ["message": "\(message)"])
                return Response(status: .seeOther, headers: [.location: "/hub/tasks?recorded=done"])
            case .refused(let found): problems = found
            case .unknown: throw Refusal.notFound
            }
        }
        let (token, cookie) = door.session(for: request)
        let view = HubFormView(ending, task: task, token: token, values: values, problems: problems)
        return pages.render(view, status: .unprocessableContent, cookie: cookie)
    }
}
