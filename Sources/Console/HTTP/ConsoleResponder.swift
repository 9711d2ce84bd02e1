import HTTPTypes
import Hummingbird
import Logging

/// The door in front of the routes: the Host check before them, the security headers after them, whatever they answer.
///
/// A responder and not a middleware, because a router's middleware does not see every answer of the server.
struct ConsoleResponder: HTTPResponder {
    let hosts: HostAllowList
    let pages: Pages
    let routes: RouterResponder<ConsoleContext>

    func respond(to request: Request, context: ConsoleContext) async throws -> Response {
        var response = await answer(request, context)
        // A body after a HEAD would be read as the next answer; the router takes it off its own answers only.
        if request.method == .head { response = response.createHeadResponse() }
        for (name, value) in ConsoleResponder.securityHeaders { response.headers[name] = value }
        context.logger.debug(
            "Answered",
            metadata: [
                "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)",
            ])
        return response
    }

    private func answer(_ request: Request, _ context: ConsoleContext) async -> Response {
        guard let host = request.head.authority, !host.isEmpty else {
            return .text(.badRequest, "Host header missing.\n")
        }
        guard hosts.contains(host, port: context.port) else {
            return .text(.misdirectedRequest, "This server does not answer under that name.\n")
        }
        do {
            let response = try await routes.respond(to: request, context: context)
            // The router answers an address it does not know by itself, with an empty body.
            return response.status == .notFound ? pages.message(.notFound) : response
        } catch let refusal as Refusal {
            return pages.message(refusal)
        } catch {
            // The error's type only: its text may quote what the store or a person said.
            context.logger.error("Request failed", metadata: ["error": "\(type(of: error))"])
            return pages.message(.failed)
        }
    }

    /// No script, no frame, no foreign origin; nothing is kept by the browser of a shared computer.
    static let securityHeaders: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (.referrerPolicy, "no-referrer"),
        (.cacheControl, "no-store"),
        (.crossOriginOpenerPolicy, "same-origin"),
        (.crossOriginResourcePolicy, "same-origin"),
    ]
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    fileprivate static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
}
