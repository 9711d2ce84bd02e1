import HTTPTypes
import Hummingbird

extension Response {
    static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: body(text))
    }

    static func html(_ status: HTTPResponse.Status = .ok, _ html: String) -> Response {
        Response(status: status, headers: [.contentType: "text/html; charset=utf-8"], body: body(html))
    }

    private static func body(_ text: String) -> ResponseBody { ResponseBody(byteBuffer: ByteBuffer(string: text)) }

    /// The same answer on a connection that closes behind it, for a request whose body nobody is going to read: Hummingbird
    /// would otherwise read it to its end, however long that is.
    func closingConnection(_ text: String) -> Response {
        var headers = headers
        headers[.connection] = "close"
        let bytes = ByteBuffer(string: text)
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
