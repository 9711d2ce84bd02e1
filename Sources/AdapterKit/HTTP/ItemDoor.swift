import CanonicalModel
import Formats
import HTTPTypes
import Hummingbird
import Logging

/// `POST /items`, `GET /receipts/ID` and `GET /receipts/ID/rows`, for the clients that the configuration names.
///
/// Who sends is known before a byte of the body is read. 202 means that the broker has confirmed every message made of the
/// item; everything less is told as what it is.
struct ItemDoor: HTTPResponder {
    let clients: ClientRegistry
    let reception: Reception
    let fates: FateWatch
    let limits: ItemDoorLimits
    let turnstile: Turnstile
    var pauseClock: any Clock<Duration> = ContinuousClock()

    func respond(to request: Request, context: ItemContext) async throws -> Response {
        var response: Response
        do {
            response = try await answer(request, context)
        } catch let problem as Problem {
            response = problem.response
        } catch {
            // The error's type only: its text may quote what was sent.
            context.logger.error("request failed", metadata: ["error": "\(type(of: error))"])
            response = Problem.failed.response
        }
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }

    private func answer(_ request: Request, _ context: ItemContext) async throws -> Response {
        let client = try await client(of: request, context)
        let path = request.uri.path
        if path == "/items" {
            guard request.method == .post else { throw Problem.methodNotAllowed }
            return try await take(request, from: client)
        }
        guard let place = ReceiptPlace(path) else { throw Problem.notFound }
        guard request.method == .get else { throw Problem.methodNotAllowed }
        return try await receipt(place, for: client)
    }

    private func client(of request: Request, _ context: ItemContext) async throws -> ItemClient {
        if let certificate = await context.certificate(), let client = clients.client(certificateDER: certificate) {
            return client
        }
        guard let value = try single(.authorization, request), let client = clients.client(authorization: value) else {
            throw Problem.unauthorised()
        }
        return client
    }

    /// A header that must not occur twice: two readers of the same request would take different ones.
    private func single(_ name: HTTPField.Name, _ request: Request) throws -> String? {
        let values = request.headers[values: name]
        guard values.count <= 1 else { throw Problem.header(name.canonicalName) }
        return values.first
    }
}

// MARK: - Taking an item

extension ItemDoor {
    private func take(_ request: Request, from client: ItemClient) async throws -> Response {
        let key = try idempotencyKey(request)
        if let encoding = try single(.contentEncoding, request), encoding.lowercased() != "identity" {
            throw Problem.contentEncoding
        }
        try await refuseWhenFull()
        let bytes = try await body(of: request)
        guard !bytes.isEmpty else { throw Problem.empty }
        let origin = ItemOrigin(way: .http, sender: client.name, idempotencyKey: key)
        switch await reception.receive(Arrival(.bytes(bytes), from: origin)) {
        case .unavailable: throw Problem.busy("The item could not be taken.")
        case .keyReused: throw Problem.keyReused
        case .taken(let sequence, let id):
            let record = try await fates.record(of: id, sequence: sequence, atMost: limits.confirmWait)
            return try fate(record, place: ReceiptPlace.address(id))
        }
    }

    private func idempotencyKey(_ request: Request) throws -> String? {
        guard let value = try single(.idempotencyKey, request) else { return nil }
        guard let key = IdempotencyKey.read(value) else { throw Problem.header("Idempotency-Key") }
        return key
    }

    /// What waits for the broker is bounded: a sender is slowed before our disk is full.
    private func refuseWhenFull() async throws {
        let backlog = try await reception.store.backlog(atMost: limits.maxBacklog)
        guard backlog < limits.maxBacklog else { throw Problem.busy("Too many items wait for the broker.") }
    }

    private func fate(_ record: IntakeRecord?, place: String) throws -> Response {
        guard let record, let receipt = Receipt(record) else { throw Problem.unconfirmed(place) }
        switch receipt.status {
        case .accepted, .duplicate: return .json(.accepted, receipt.json, place: place)
        case .ignored, .held: return .json(.ok, receipt.json, place: place)
        case .rejected:
            throw Problem(
                status: .unprocessableContent, rule: "intake.rejected", detail: "The item breaks the feed's contract.",
                remedy: "Correct what problems names and send it again.", instance: place, receipt: receipt.json)
        }
    }
}

// MARK: - Reading a body

extension ItemDoor {
    private func body(of request: Request) async throws -> [UInt8] {
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        guard (declared ?? 0) <= limits.maxBytes else { throw Problem.tooLarge(limits.maxBytes) }
        let room = declared ?? limits.maxBytes
        guard turnstile.enter(bytes: room) else { throw Problem.busy("Too many items are being read.") }
        defer { turnstile.leave(bytes: room) }
        return try await withDeadline { [limits] in
            var bytes: [UInt8] = []
            for try await part in request.body {
                guard bytes.count + part.readableBytes <= limits.maxBytes else {
                    throw Problem.tooLarge(limits.maxBytes)
                }
                bytes += part.readableBytesView
            }
            return bytes
        }
    }

    /// A sender that trickles a byte a second holds its room no longer than one that sends.
    private func withDeadline(_ body: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        let (clock, limit) = (pauseClock, limits.bodyWait)
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await clock.sleep(for: limit)
                throw Problem.tooSlow
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw Problem.tooSlow }
            return bytes
        }
    }
}

// MARK: - Receipts

extension ItemDoor {
    private func receipt(_ place: ReceiptPlace, for client: ItemClient) async throws -> Response {
        let found = try await reception.store.sequenceAndRecord(of: place.id)
        guard let found, found.record.way == .http, found.record.sender == client.name else { throw Problem.notFound }
        let address = ReceiptPlace.address(place.id)
        guard let receipt = Receipt(found.record) else { throw Problem.notYet(address) }
        guard place.isOfRows else { return .json(.ok, receipt.json, place: address) }
        guard let rows = try await reception.store.rowReport(of: found.sequence) else { throw Problem.notFound }
        return Response(
            status: .ok, headers: [.contentType: "application/jsonl"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: rows)))
    }
}

extension Response {
    fileprivate static func json(_ status: HTTPResponse.Status, _ object: JSONObject, place: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .location: place],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONValue.object(object).encoded())))
    }
}

extension HTTPField.Name {
    fileprivate static var idempotencyKey: HTTPField.Name {
        guard let name = HTTPField.Name("Idempotency-Key") else { preconditionFailure("It is a token of RFC 9110.") }
        return name
    }
}
