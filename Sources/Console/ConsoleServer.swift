public import CanonicalModel
import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle

/// The team pages, health and metrics over HTTP on loopback, as a service of the broker's service group.
public struct ConsoleServer: Service {
    /// Where the server listens, once it does.
    public struct BoundAddress: Sendable, Hashable {
        /// "127.0.0.1".
        public let host: String
        /// The port, chosen by the kernel when the configuration says 0.
        public let port: Int
        /// "http://127.0.0.1:8080".
        public var url: String { "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
    }

    /// A connection that says nothing for so long is closed.
    static let idleTimeoutSeconds: Int64 = 30
    /// More connections than this wait in the kernel's queue.
    static let connectionLimit = 256
    /// The most bytes of header a request may have.
    static let headerByteLimit = 16 * 1_024

    private let address: String
    private let port: Int
    private let responder: ConsoleResponder
    private let logger: Logger
    private let onBound: @Sendable (BoundAddress) async -> Void

    /// A server that is not listening yet.
    ///
    /// - Parameters:
    ///   - configuration: where to listen.
    ///   - backend: what the pages show and record.
    ///   - hub: what the hub's pages show and record; nil where this console serves teams only.
    ///   - clock: the time that says what is overdue.
    ///   - logger: takes ids and outcomes, never names.
    ///   - onBound: called once it listens.
    /// - Throws: a ``ConsoleError``; nothing is bound by then.
    public init(
        configuration: ConsoleConfiguration, backend: any ConsoleBackend, hub: (any HubBackend)? = nil,
        clock: @escaping WallClock,
        logger: Logger = Logger(label: "console"), onBound: @escaping @Sendable (BoundAddress) async -> Void = { _ in }
    ) throws(ConsoleError) {
        address = try configuration.loopbackAddress()
        port = configuration.port
        let pages = try Pages(directory: configuration.pagesDirectory)
        let hosts = HostAllowList(extraHosts: configuration.extraHosts)
        let routes = ConsoleRoutes(backend: backend, hub: hub, pages: pages, hosts: hosts, clock: clock)
        responder = ConsoleResponder(hosts: hosts, pages: pages, routes: routes.responder())
        self.logger = logger
        self.onBound = onBound
    }

    /// Serves until graceful shutdown or cancellation.
    public func run() async throws {
        let application = Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(ConsoleServer.idleTimeoutSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: ConsoleServer.headerByteLimit,
                        maxHeaderListSize: ConsoleServer.headerByteLimit,
                        maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname(address, port: port),
                availableConnectionsDelegate: .maximum(ConsoleServer.connectionLimit, logger: logger)),
            onServerRunning: { channel in
                guard let local = channel.localAddress, let host = local.ipAddress, let port = local.port else {
                    return
                }
                logger.info("Listening", metadata: ["host": "\(host)", "port": "\(port)"])
                await onBound(BoundAddress(host: host, port: port))
            },
            logger: logger)
        try await application.run()
    }
}
