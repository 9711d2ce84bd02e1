/// Where the console listens and under which names it answers.
public struct ConsoleConfiguration: Sendable, Hashable {
    /// A loopback address: "127.0.0.1", "::1" or "localhost".
    public var host: String
    /// The port; 0 takes a free one, which ``ConsoleServer`` reports.
    public var port: Int
    /// Host headers accepted besides loopback's own, as a browser sends them: an SSH tunnel's "localhost:9090", say.
    public var extraHosts: [String]
    /// A folder of templates and stylesheet in place of the built-in one.
    public var pagesDirectory: String?

    /// Puts a configuration together.
    public init(host: String = "127.0.0.1", port: Int = 8_080, extraHosts: [String] = [], pagesDirectory: String? = nil)
    {
        self.host = host
        self.port = port
        self.extraHosts = extraHosts
        self.pagesDirectory = pagesDirectory
    }

    /// The address to bind, literal, so that no hosts file decides who can reach the pages.
    ///
    /// - Throws: ``ConsoleError/Code/notLoopback`` for any other address: names typed into these forms are only asserted, and
    ///   the pages show personal data to whoever asks (DESIGN decision 19).
    func loopbackAddress() throws(ConsoleError) -> String {
        if host == "localhost" { return "127.0.0.1" }
        if host == "::1" || host == "[::1]" { return "::1" }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        if parts.count == 4, parts.first == 127, !parts.contains(nil) { return host }
        throw ConsoleError(
            .notLoopback,
            "The console binds to a loopback address only (127.0.0.1, ::1 or localhost) until sign-in and TLS are configured; "
                + "\(host) is not one. To read it from another machine use an SSH tunnel.")
    }
}
