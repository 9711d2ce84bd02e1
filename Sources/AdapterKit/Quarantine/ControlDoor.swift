import Formats
import Hummingbird
import Logging

/// `POST /quarantine` on a socket in the state folder, which only the adapter's own user can reach: the permissions of the
/// folder are the sign-in.
struct ControlDoor: HTTPResponder {
    let desk: QuarantineDesk

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard request.method == .post, request.uri.path == "/quarantine" else {
            return .plain(.notFound, "POST /quarantine is here.\n")
        }
        do {
            let body = try await request.body.collect(upTo: QuarantineOrder.maxBytes)
            let order = try QuarantineOrder(
                try StrictJSON.parse(Array(body.readableBytesView), limits: QuarantineOrder.jsonLimits))
            context.logger.notice(
                "quarantine order", metadata: ["action": "\(order.action.rawValue)", "author": "\(order.author)"])
            let lines = try await desk.perform(order)
            return .lines(.ok, lines)
        } catch let error as AdapterError {
            return .lines(.conflict, [["code": .string(error.code.rawValue), "message": .string(error.message)]])
        } catch let error as FormatError {
            return .lines(.badRequest, [["code": "edit", "message": .string("\(error.rule): \(error.message)")]])
        }
    }
}

extension Response {
    fileprivate static func lines(_ status: HTTPResponse.Status, _ lines: [JSONValue]) -> Response {
        let bytes = lines.flatMap { $0.encoded() + [UInt8(ascii: "\n")] }
        return Response(
            status: status, headers: [.contentType: "application/jsonl"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
