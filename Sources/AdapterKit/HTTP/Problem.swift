import Formats
import HTTPTypes
import Hummingbird

/// A refusal as RFC 9457 writes it, with the place, the rule and what the sender can do.
///
/// It never repeats what was sent.
struct Problem: Error {
    let status: HTTPResponse.Status
    let rule: String
    let detail: String
    let remedy: String
    /// Seconds after which it is worth another attempt.
    var retryAfterSeconds: Int?
    /// The receipt's address.
    var instance: String?
    /// The whole receipt, when the item's fate is what is told.
    var receipt: JSONObject?
    /// Whether the request's body is left unread and the connection cannot go on.
    var closesConnection = false

    var json: JSONValue {
        var object: JSONObject = [
            "type": .string("https://throughgate.example/problems/\(rule)"), "title": .string(status.reasonPhrase),
            "status": .integer(Int64(status.code)), "detail": .string(detail), "path": "", "rule": .string(rule),
            "remedy": .string(remedy),
        ]
        object.setIfPresent("instance", instance)
        object.setIfPresent("problems", receipt?["problems"])
        object.setIfPresent("receipt", receipt.map(JSONValue.object))
        return .object(object)
    }

    var response: Response {
        var headers: HTTPFields = [.contentType: "application/problem+json"]
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        if let instance { headers[.location] = instance }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        let bytes = ByteBuffer(bytes: json.encoded())
        let response = Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
        return closesConnection ? response.closing(bytes) : response
    }
}

extension Problem {
    static func unauthorised() -> Problem {
        Problem(
            status: .unauthorized, rule: "http.unauthorised",
            detail: "The request bears no token or certificate known here.",
            remedy: "Send the agency's token as Authorization: Bearer, or the client certificate agreed.",
            closesConnection: true)
    }

    /// The same for what does not exist and for what is somebody else's (DESIGN decision 17).
    static let notFound = Problem(
        status: .notFound, rule: "http.not-found", detail: "There is nothing at this address for you.",
        remedy: "POST items to /items; fetch receipts from the Location of their answers.", closesConnection: true)

    static let methodNotAllowed = Problem(
        status: .methodNotAllowed, rule: "http.method", detail: "The address does not take this method.",
        remedy: "POST items to /items; GET receipts.", closesConnection: true)

    static func header(_ name: String) -> Problem {
        Problem(
            status: .badRequest, rule: "http.header", detail: "The header \(name) occurs twice or cannot be read.",
            remedy: "Send it once, in the form the README gives.", closesConnection: true)
    }

    static let contentEncoding = Problem(
        status: .unsupportedMediaType, rule: "http.content-encoding", detail: "The body is compressed.",
        remedy: "Send it as it is: a small body that becomes a large one is refused unread.", closesConnection: true)

    static func tooLarge(_ maxBytes: Int) -> Problem {
        Problem(
            status: .contentTooLarge, rule: "intake.too-large", detail: "The body is bigger than \(maxBytes) bytes.",
            remedy: "Send fewer facts in an item.", closesConnection: true)
    }

    static let empty = Problem(
        status: .badRequest, rule: "intake.empty", detail: "The body has no bytes.", remedy: "Send the item itself.")

    static let tooSlow = Problem(
        status: .requestTimeout, rule: "http.too-slow", detail: "The body did not come in time.",
        remedy: "Send it in one go.", closesConnection: true)

    static func busy(_ detail: String) -> Problem {
        Problem(
            status: .serviceUnavailable, rule: "http.busy", detail: detail,
            remedy: "Send it again later, under the same Idempotency-Key.", retryAfterSeconds: 5, closesConnection: true
        )
    }

    static let keyReused = Problem(
        status: .unprocessableContent, rule: "http.idempotency-key-reused",
        detail: "The Idempotency-Key was used before for other bytes.",
        remedy: "Give each item a key of its own, and the same one only to the same bytes.")

    static func unconfirmed(_ place: String) -> Problem {
        Problem(
            status: .serviceUnavailable, rule: "intake.unconfirmed",
            detail: "The item is safe here and the broker has not confirmed it yet; it goes on by itself.",
            remedy: "Fetch the receipt later, or send the item again under the same Idempotency-Key.",
            retryAfterSeconds: 15, instance: place)
    }

    static func notYet(_ place: String) -> Problem {
        Problem(
            status: .notFound, rule: "receipt.not-yet", detail: "The item is safe here and its fate is still open.",
            remedy: "Fetch the receipt later.", retryAfterSeconds: 15, instance: place)
    }

    static let failed = Problem(
        status: .internalServerError, rule: "http.failed", detail: "Something of ours failed.",
        remedy: "Send it again later, under the same Idempotency-Key.", retryAfterSeconds: 60, closesConnection: true)
}

extension Response {
    /// The same answer on a connection that closes behind it, for a request whose body nobody is going to read: Hummingbird
    /// would otherwise read it to its end, however long that is.
    fileprivate func closing(_ bytes: ByteBuffer) -> Response {
        var headers = headers
        headers[.connection] = "close"
        return Response(
            status: status, headers: headers,
            body: ResponseBody(contentLength: bytes.readableBytes) { writer in
                try await writer.write(bytes)
                try await writer.finish(nil)
                throw ConnectionClosed()
            })
    }

    private struct ConnectionClosed: Error {}
}
