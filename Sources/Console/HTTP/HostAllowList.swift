/// The names under which the console answers.
///
/// Everything else is refused, so that a hostile page cannot reach a loopback port by a name of its own that it points
/// at 127.0.0.1 (DNS rebinding).
struct HostAllowList: Sendable {
    /// Names configured on top of loopback, as a browser sends them ("inbox.example:8443").
    private let extraHosts: Set<String>

    init(extraHosts: [String]) { self.extraHosts = Set(extraHosts.map { $0.lowercased() }) }

    /// Whether a Host header names this server.
    ///
    /// - Parameters:
    ///   - host: the header, port included.
    ///   - port: the port the connection arrived on.
    func contains(_ host: String, port: Int?) -> Bool {
        let host = host.lowercased()
        guard !extraHosts.contains(host), let port else { return extraHosts.contains(host) }
        return ["127.0.0.1", "localhost", "[::1]"].contains { host == "\($0):\(port)" || (port == 80 && host == $0) }
    }

    /// Whether an Origin header names this server.
    func contains(origin: String, port: Int?) -> Bool {
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            return contains(String(origin.dropFirst(scheme.count)), port: port)
        }
        return false
    }
}
