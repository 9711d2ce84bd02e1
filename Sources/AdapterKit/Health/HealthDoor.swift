import Hummingbird
import Logging

/// `/health/live`, `/health/ready` and `/metrics`; on loopback only, because nobody signs in to it (DESIGN decision 19).
struct HealthDoor: HTTPResponder {
    let health: AdapterHealth

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard request.method == .get else { return .plain(.methodNotAllowed, "GET only.\n") }
        switch request.uri.path {
        case "/health/live": return .plain(.ok, "live\n")
        case "/health/ready": return await ready()
        case "/metrics": return await metrics(context)
        default: return .plain(.notFound, "/health/live, /health/ready and /metrics are here.\n")
        }
    }

    private func ready() async -> Response {
        let missing = await health.missing()
        guard !missing.isEmpty else { return .plain(.ok, "ready\n") }
        return .plain(.serviceUnavailable, "not ready: \(missing.joined(separator: ", "))\n")
    }

    private func metrics(_ context: BasicRequestContext) async -> Response {
        do throws(AdapterError) {
            return .plain(.ok, try await health.metrics(), type: "text/plain; version=0.0.4; charset=utf-8")
        } catch {
            context.logger.error("metrics failed", metadata: ["error": "\(error)"])
            return .plain(.serviceUnavailable, "The store cannot be read.\n")
        }
    }
}

extension Response {
    static func plain(
        _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
