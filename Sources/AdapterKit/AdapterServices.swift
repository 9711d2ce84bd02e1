import CanonicalModel
import Hummingbird
import HummingbirdCore
import Logging
import Messaging
import ServiceLifecycle

/// An adapter's services, put together from its configuration.
struct AdapterServices: Sendable {
    let pipeline: AdapterPipeline
    private let reception: Reception
    private let configuration: AdapterConfiguration
    private let judge: Judge
    private let isBrokerUp: @Sendable () -> Bool
    private let clock: WallClock
    private let logger: Logger
    /// How long a connection may say nothing, and how long a request's head may take to come.
    var (idleSeconds, headSeconds): (Int64, Int64) = (30, 30)
    /// Measures how long an answer waits for the broker, and how long a body may take.
    var (fateClock, bodyClock): (any Clock<Duration>, any Clock<Duration>) = (ContinuousClock(), ContinuousClock())

    /// Opens everything that a configuration names and binds nothing yet.
    ///
    /// - Parameters:
    ///   - translator: the agency's.
    ///   - channel: takes messages and receipts.
    ///   - isBrokerUp: whether it can take one now.
    init(
        _ configuration: AdapterConfiguration, translator: any MessageTranslator, channel: any OutboundChannel,
        isBrokerUp: @escaping @Sendable () -> Bool, logger: Logger, clock: @escaping WallClock = SystemClock.now
    ) throws(AdapterError) {
        pipeline = try AdapterPipeline(
            configuration, translator: translator, channel: channel, logger: logger, clock: clock)
        judge = Judge(translator: translator)
        reception = Reception(
            store: pipeline.publishing.store, judge: judge, limits: configuration.limits, due: pipeline.due,
            clock: clock,
            logger: logger)
        self.configuration = configuration
        self.isBrokerUp = isBrokerUp
        self.clock = clock
        self.logger = logger
    }

    var store: IntakeStore { pipeline.publishing.store }

    /// In the order of their start; the end goes the other way.
    ///
    /// Nobody is let in any more, then what is in hand is sealed
    /// and answered, then published and receipted.
    ///
    /// - Parameters:
    ///   - inbound: the queue of raw messages, when the configuration names one.
    ///   - onBound: gets the port of the HTTP way in and of the health port, once they listen.
    func all(
        inbound: (any InboundChannel)?, onBound: @escaping @Sendable (Port, Int) async -> Void = { _, _ in }
    ) throws(AdapterError) -> [any Service] {
        var services: [any Service] = [reception]
        if let control = control() { services.append(control) }
        if let inbound, let queue = configuration.queue {
            services.append(
                RawQueueSource(
                    channel: inbound, reception: reception, sender: queue.sender, maxBytes: configuration.maxFileBytes))
        }
        if let http = configuration.http { services.append(try items(http, onBound)) }
        if let health = configuration.health { services.append(self.health(health, onBound)) }
        return services
    }

    /// What listens.
    enum Port: String, Sendable {
        case http
        case health
    }

    private func items(
        _ http: HTTPConfiguration, _ onBound: @escaping @Sendable (Port, Int) async -> Void
    ) throws(AdapterError) -> any Service {
        var clients: [ItemClient] = []
        for client in http.clients { clients.append(try client.loaded()) }
        let door = ItemDoor(
            clients: ClientRegistry(clients: clients), reception: reception,
            fates: FateWatch(store: store, pauseClock: fateClock), limits: http.limits,
            turnstile: Turnstile(maxRequests: http.limits.maxConcurrent, maxBytes: http.limits.maxBytesAtOnce),
            pauseClock: bodyClock)
        return HTTPService(
            responder: door, address: .hostname(http.host, port: http.port), tls: try http.tls?.configuration(),
            logger: logger, idleSeconds: idleSeconds, headSeconds: headSeconds,
            onBound: { port in if let port { await onBound(.http, port) } })
    }

    private func health(
        _ health: HealthConfiguration, _ onBound: @escaping @Sendable (Port, Int) async -> Void
    ) -> any Service {
        let door = HealthDoor(
            health: AdapterHealth(
                agency: configuration.agency, store: store, rhythm: configuration.rhythm(startedAt: clock()),
                isBrokerUp: isBrokerUp, clock: clock))
        return HTTPService(
            responder: door, address: .hostname(health.host, port: health.port), logger: logger,
            onBound: { port in if let port { await onBound(.health, port) } })
    }

    private func control() -> (any Service)? {
        let socket = ControlSocket(stateFolder: configuration.stateFolder)
        guard socket.isPossible else {
            logger.warning(
                "no control socket: the state folder's path is too long; stop the adapter to mend its quarantine")
            return nil
        }
        let due = pipeline.due
        let desk = QuarantineDesk(
            store: store, judge: judge, clock: clock, confirmWait: .seconds(15), wake: { due.raise() })
        return HTTPService(
            responder: ControlDoor(desk: desk), address: .unixDomainSocket(path: socket.path), logger: logger,
            onBound: { _ in socket.protect() })
    }
}
