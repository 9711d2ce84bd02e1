import AgreementEngine
import AMQP
public import CanonicalModel
public import Console
public import Logging
import Messaging
import RecordStore
import Routing
import ServiceLifecycle
import UnixSignals

/// The broker process: the one place that knows every room, wired into one group of services.
///
/// Services start in this order and stop in the reverse one: the pages first, then the intake, then the relay, which empties
/// what was committed, and the publishing link last.
public struct Broker: Sendable {
    /// Deliveries RabbitMQ may have handed over and not seen settled.
    private static let prefetch: UInt16 = 1_024
    /// Deliveries one transaction commits: group commit makes the disk's flush vanish (reliability-and-performance.md 3).
    private static let batchLimit = 256

    private let services: [any Service]
    private let logger: Logger

    /// Wires a broker.
    ///
    /// - Parameters:
    ///   - folder: its state.
    ///   - partnership: reads agreement and directory; is handed the digest of the agreement that was last in force.
    ///   - console: where the pages bind.
    ///   - clock: gives the present.
    ///   - logger: gets static messages and ids.
    ///   - onBound: told the address of the pages.
    /// - Throws: when the store is held by another process, or the configuration cannot be read.
    public init(
        folder: RunFolder, partnership load: (String?) throws -> Partnership, console: ConsoleConfiguration, clock: @escaping WallClock,
        logger: Logger, onBound: @escaping @Sendable (ConsoleServer.BoundAddress) async -> Void
    ) throws {
        let store = try SQLiteRecord(
            path: folder.storePath, keys: try folder.masterKey(), erasures: folder.erasureLedger)
        // The store's lock is held now: a second broker must not put another agreement in force under the running one.
        let partnership = try load(try store.agreementInForce())
        try store.remember(agreementInForce: partnership.agreement.signedDigest)
        try store.writeAtStart { try partnership.record(schemeInForceIn: $0, at: clock()) }
        let directory = partnership.directory
        func link(_ user: String, _ name: String) throws -> LinkConfiguration {
            try folder.link(user: user, virtualHost: directory.id, name: name)
        }
        let publishing = PublishingLink(try link(Topology.coreUser, "core publishing"), logger: logger)
        let deskLink = PublishingLink(try link(Topology.consoleUser, "console"), logger: logger)
        // A partnership whose directory lets nobody publish for the hub has no hub pages.
        let hubLink =
            directory.publishers.contains { $0.user == Topology.hubUser }
            ? PublishingLink(try link(Topology.hubUser, "hub pages"), logger: logger) : nil
        let consuming = ConsumingLink(
            try link(Topology.coreUser, "core consuming"), queue: Topology.inboundQueue,
            limits: ConsumingLimits(prefetch: Self.prefetch, maxBatch: Self.batchLimit), cautiousStart: true,
            logger: logger)
        var deadLink = try link(Topology.coreUser, "core dead letters")
        // What was too large for the core's door still has to be kept: RabbitMQ itself admits no larger body.
        deadLink.maxBodyBytes = 134_217_728
        let dead = ConsumingLink(
            deadLink, queue: Topology.deadQueue, limits: ConsumingLimits(prefetch: 2, maxBatch: 1), logger: logger)
        let relay = OutboxRelay(
            channel: publishing, store: store, user: Topology.coreUser, clock: clock, logger: logger)
        let core = RoutingCore(
            directory: directory, decisionPoint: PolicyDecisionPoint(partnership.agreement),
            scheme: partnership.scheme, store: store, relay: relay,
            clock: clock, logger: logger)
        let deadLetters = DeadLetterDrain(store: store, clock: clock, logger: logger)
        let backend = StoreBackend(
            directory: directory,
            fetches: FetchDesk(
                router: partnership.router,
                store: store, discloser: directory.hub.discloser, clock: clock),
            store: store, desk: AcknowledgementDesk(channel: deskLink, user: Topology.consoleUser),
            relay: relay, consuming: consuming, publishing: publishing, clock: clock,
            activation: ActivationReport(partnership))
        ActivationReport(partnership).log(to: logger)
        let renewals = RenewalSweep(
            router: backend.fetches.router, hub: directory.hub, store: store, relay: relay, clock: clock, logger: logger
        )
        let retention = RetentionSweep(
            retention: partnership.agreement.retention, router: backend.fetches.router, hub: directory.hub, store: store,
            relay: relay, clock: clock, logger: logger)
        let schemes = partnership.scheme.map { scheme in
            SchemeSweep(
                router: backend.fetches.router, scheme: scheme.digest, hub: directory.hub, store: store, relay: relay,
                clock: clock, logger: logger)
        }
        let hub = hubLink.map {
            StoreHubBackend(
                partnership: partnership, router: backend.fetches.router, store: store,
                desk: HubDesk(channel: $0, user: Topology.hubUser), clock: clock)
        }
        services = [hubLink].compactMap { $0 } + [schemes].compactMap { $0 } + [
            publishing, deskLink, relay, renewals, retention, dead.service(handler: deadLetters.handle),
            consuming.service(handler: core.handle),
            try ConsoleServer(
                configuration: console, backend: backend, hub: hub, clock: clock, logger: logger, onBound: onBound),
        ]
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT, then drains.
    public func run() async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}
