import Foundation

/// A client that sends exactly the bytes a test wants, which no well-behaved client would: another Host, no Host, two.
struct HTTPProbe: Sendable {
    /// An answer, taken apart.
    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: String
    }

    struct Unreachable: Error {}

    let host: String
    let port: Int
    /// How long an answer may take: server and probe share two processors with every other test that runs.
    var patienceSeconds = 120
    /// The Host header of requests that name none.
    var authority: String { "\(host):\(port)" }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    /// Sends a form as a browser would.
    func post(_ path: String, form: [String: String], headers: [String: String] = [:]) async throws -> Answer {
        let body = form.map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&")
        let own = ["Content-Type": "application/x-www-form-urlencoded", "Content-Length": "\(body.utf8.count)"]
        return try await send("POST", path, headers: own.merging(headers) { $1 }, body: body)
    }

    func send(_ method: String, _ path: String, headers: [String: String] = [:], body: String = "") async throws
        -> Answer
    {
        let all = ["Host": authority, "Connection": "close"].merging(headers) { $1 }
        let lines = all.map { "\($0.key): \($0.value)\r\n" }.joined()
        return try await send("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body)")
    }

    /// Sends bytes and reads until the server closes.
    ///
    /// On a thread of its own: a test that blocked one of the two threads of the pool would stop the server that it
    /// waits for.
    func send(_ request: String) async throws -> Answer {
        let bytes: [UInt8] = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try exchange(Array(request.utf8)) }) }
        }
        return try answer(String(decoding: bytes, as: UTF8.self))
    }

    private func exchange(_ request: [UInt8]) throws -> [UInt8] {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw Unreachable() }
        defer { close(socket) }
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr(host)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Unreachable() }
        // The server may answer and close before it has read everything; what it answered is what counts.
        _ = Glibc.send(socket, request, request.count, Int32(MSG_NOSIGNAL))
        var answer = [UInt8]()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            // A reset after the answer is a close too; a server that keeps the connection open is not.
            if count < 0, errno == EAGAIN { throw Unreachable() }
            guard count > 0 else { return answer }
            answer += buffer[..<count]
        }
    }

    private func answer(_ text: String) throws -> Answer {
        guard let end = text.firstRange(of: "\r\n\r\n") else { throw Unreachable() }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Unreachable()
        }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts[1].trimmingCharacters(in: .whitespaces))
        }
        return Answer(
            status: status, headers: Dictionary(headers) { "\($0), \($1)" }, body: String(text[end.upperBound...]))
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension HTTPProbe {
    /// A browser's session with a page: its cookie and the token of the page's forms.
    struct Session: Sendable {
        let cookie: String
        let token: String
    }

    /// Opens a page with a form.
    func session(at path: String) async throws -> Session {
        let page = try await get(path)
        let cookie = page.headers["set-cookie"]?.split(separator: ";").first.map { String($0) }
        let token = page.body.firstMatch(of: /name="token" value="([0-9a-f]+)"/).map { String($0.output.1) }
        guard let cookie, let token else { throw Unreachable() }
        return Session(cookie: cookie, token: token)
    }

    /// Fills in an acknowledgement form and sends it.
    func acknowledge(_ path: String, officer: String, session: Session, headers: [String: String] = [:]) async throws
        -> Answer
    {
        let own = ["Cookie": session.cookie, "Sec-Fetch-Site": "same-origin", "Origin": "null"]
        return try await post(
            path, form: ["officer": officer, "token": session.token], headers: own.merging(headers) { $1 })
    }
}
