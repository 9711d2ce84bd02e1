import Foundation
import HTTPTypes
import Hummingbird
import Mustache

/// The templates and the stylesheet, read once at start.
struct Pages: Sendable {
    private let library: MustacheLibrary
    private let stylesheet: String

    private static let templates = [
        "layout", "teams", "team", "notice", "notice-article", "message", "hub-navigation", "hub", "hub-tasks",
        "hub-task-list", "hub-cohort", "hub-candidates", "hub-candidate-list", "hub-agenda", "nominal", "hub-form",
        "persons-copy",
    ]

    /// - Parameter directory: where they are; nil for the built-in ones.
    init(directory: String?) throws(ConsoleError) {
        let folder = directory ?? Bundle.module.bundlePath + "/Pages"
        MustacheContentTypes.register(HTMLEscaping(), named: HTMLEscaping.name)
        do {
            var library = MustacheLibrary()
            for name in Pages.templates {
                let source = try String(contentsOfFile: "\(folder)/\(name).mustache", encoding: .utf8)
                // In front of every template, so that none can forget it: a partial starts over with the library's own.
                try library.register("{{% CONTENT_TYPE: \(HTMLEscaping.name)}}\n" + source, named: name)
            }
            self.library = library
            stylesheet = try String(contentsOfFile: "\(folder)/console.css", encoding: .utf8)
        } catch {
            throw ConsoleError(.pagesUnreadable, "The console's pages in \(folder) could not be read.", cause: error)
        }
    }

    var stylesheetResponse: Response {
        Response(
            status: .ok, headers: [.contentType: "text/css; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: stylesheet)))
    }

    /// A page.
    func render(_ view: some PageView, status: HTTPResponse.Status = .ok, cookie: Cookie? = nil) -> Response {
        var response = Response.html(status, html(view))
        if let cookie { response.setCookie(cookie) }
        return response
    }

    /// The page that says why a request is not served.
    func message(_ refusal: Refusal, closesConnection: Bool = false) -> Response {
        let html = html(MessageView(heading: refusal.heading, advice: refusal.advice))
        let response = Response.html(refusal.status, html)
        return closesConnection ? response.closingConnection(html) : response
    }

    private func html<View: PageView>(_ view: View) -> String {
        guard let html = library.render(view, withTemplate: View.template) else {
            preconditionFailure("Every view's template is in the list that init reads.")
        }
        return html
    }
}

/// A page of one message.
struct MessageView: PageView {
    static let template = "message"
    let heading: String
    let advice: String
}
