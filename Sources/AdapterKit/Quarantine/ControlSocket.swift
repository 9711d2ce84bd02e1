import Formats
import Glibc

/// The socket in a state folder over which a running adapter takes its operator's orders.
///
/// The store has one writer (reliability-and-performance.md 0.5), so a command asks the process that is it.
struct ControlSocket: Sendable {
    static let fileName = "control.sock"
    /// The longest path that `sockaddr_un` holds, its end included.
    static let maxPathBytes = 107
    /// The longest answer: a line of an item has at most a few problems.
    private static let maxAnswerBytes = 64 << 20

    let path: String

    init(stateFolder: String) { path = stateFolder + "/" + Self.fileName }

    /// Whether the kernel can bind it.
    var isPossible: Bool { path.utf8.count <= Self.maxPathBytes }

    /// Lets the adapter's own user alone in, whatever the process's mask and the folder's permissions are.
    func protect() { _ = chmod(path, 0o600) }

    /// Sends an order to the running adapter and waits for the end of it.
    func send(_ order: QuarantineOrder) throws(AdapterError) -> [JSONValue] {
        guard isPossible else {
            throw AdapterError(
                .control, "the adapter runs and \(path) is too long for a socket; stop it, or shorten the path")
        }
        let body = order.json.encoded()
        let head =
            "POST /quarantine HTTP/1.1\r\nHost: control\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
        let answer = try exchange(Array(head.utf8) + body)
        guard let (status, lines) = Self.parsed(answer) else {
            throw AdapterError(.control, "the running adapter's answer cannot be read")
        }
        guard status == 200 else { throw Self.error(lines.first) }
        return lines
    }

    private func exchange(_ request: [UInt8]) throws(AdapterError) -> [UInt8] {
        let socket = FileDescriptor(
            owning: try SystemCall.check("making a socket") {
                Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            })
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
        let (_, code) = SystemCall.attempt {
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket.raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        }
        guard code == 0 else {
            throw AdapterError(
                .control, "the adapter runs and does not answer on \(path)", cause: String(cString: strerror(code)))
        }
        try socket.write(request)
        return try socket.readToEnd(limit: Self.maxAnswerBytes, expecting: 4_096)
    }

    private static func parsed(_ answer: [UInt8]) -> (status: Int, lines: [JSONValue])? {
        let end = Array("\r\n\r\n".utf8)
        let start = answer.indices.first { answer[$0...].starts(with: end) }
        guard let start else { return nil }
        let words = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        let lines = answer[(start + end.count)...].split(separator: UInt8(ascii: "\n")).map { line in
            try? StrictJSON.parse(Array(line), limits: .feed)
        }
        return (status, lines.compactMap { $0 })
    }

    private static func error(_ line: JSONValue?) -> AdapterError {
        let code = line?.object?["code"]?.string.flatMap(AdapterError.Code.init(rawValue:)) ?? .control
        return AdapterError(code, line?.object?["message"]?.string ?? "the running adapter refused the order")
    }
}
