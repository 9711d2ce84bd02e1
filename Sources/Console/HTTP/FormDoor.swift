import HTTPTypes
import Hummingbird

/// Whether a form that comes back was made by this process for this browser.
struct FormDoor: Sendable {
    private let hosts: HostAllowList
    private let forms = FormGuard()

    init(hosts: HostAllowList) { self.hosts = hosts }

    /// The browser's form token, and the cookie to set when it has none of ours yet.
    func session(for request: Request) -> (token: String, cookie: Cookie?) {
        if let token = forms.token(for: request.cookies[FormGuard.cookieName]?.value) { return (token, nil) }
        let value = forms.newCookie()
        guard let token = forms.token(for: value) else {
            preconditionFailure("A cookie that was just signed must verify.")
        }
        // Not Secure: until TLS is configured the console answers on loopback only, over plain HTTP.
        return (token, Cookie(name: FormGuard.cookieName, value: value, path: "/", httpOnly: true, sameSite: .strict))
    }

    /// The signed double submit decides; the browser's own word on where the form came from is asked first, because it also
    /// covers a hostile program on another port of this machine.
    func isOwn(token: String, _ request: Request, _ context: ConsoleContext) -> Bool {
        if let site = request.headers[.secFetchSite], site != "same-origin" { return false }
        // A browser sends "null" here because our own pages say no-referrer (Fetch, "append a request Origin header").
        if let origin = request.headers[.origin], origin != "null", !hosts.contains(origin: origin, port: context.port)
        {
            return false
        }
        return forms.accepts(token: token, cookie: request.cookies[FormGuard.cookieName]?.value)
    }
}

extension FormDoor {
    /// Reads a form of the hub that is ours, and does with it what it asks for.
    ///
    /// - Parameters:
    ///   - pages: say what is too large; such a body is not read to its end, so the connection closes.
    ///   - act: gets what was typed and chosen.
    func answer(
        _ request: Request, _ context: ConsoleContext, _ pages: Pages,
        _ act: ([String: [String]]) async throws -> Response
    ) async throws -> Response {
        do {
            let form = try await FormValues.read(request)
            guard isOwn(token: form.token, request, context) else { throw Refusal.staleForm }
            return try await act(form.values)
        } catch let refusal as Refusal where refusal.status == .contentTooLarge {
            return pages.message(refusal, closesConnection: true)
        }
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
