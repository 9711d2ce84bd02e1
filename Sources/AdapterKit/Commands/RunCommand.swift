import AMQP
import ArgumentParser
import CanonicalModel
import Logging
import ServiceLifecycle
import UnixSignals

/// `run --config FILE`: the adapter itself.
struct RunCommand<Product: AdapterProduct>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "run", abstract: "Take in the agency's items until told to stop (SIGTERM, SIGINT).")
    }

    @Option(help: "The configuration file.")
    var config: String

    @Option(help: "The least that is logged: debug, info, notice, warning or error.")
    var logLevel = "info"

    func run() async throws {
        IgnoreSIGPIPE.install()
        let logger = try Self.logger(logLevel)
        if SystemClock.shift != .none {
            logger.warning(
                "A rehearsal: the clock is set off from the machine's", metadata: ["now": "\(SystemClock.now())"])
        }
        let configuration = try AdapterConfiguration(path: config, agency: Product.agency)
        let translator = try Product.translator(standingData: configuration.standingData)
        let link = PublishingLink(
            try configuration.broker.link(named: Product.commandName),
            limits: PublishingLimits(waitSeconds: 5, drainSeconds: 5), logger: logger)
        let services = try AdapterServices(
            configuration, translator: translator, channel: link,
            isBrokerUp: { link.status.phase == .ready }, logger: logger)
        let wasUnclean = try await services.store.begin()
        let inbound = try Self.inbound(configuration, isCautious: wasUnclean, logger)
        let doors = try services.all(inbound: inbound) { port, number in
            logger.notice("listening", metadata: ["what": "\(port.rawValue)", "port": "\(number)"])
        }
        logger.notice(
            "adapter started",
            metadata: ["version": "\(AdapterVersion.current)", "watched": "\(services.pipeline.isWatched)"])
        // They stop in the other order: the doors, then the pipeline, and what it has published is confirmed while the
        // link still stands.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: link),
                    .init(service: services.pipeline, successTerminationBehavior: .gracefullyShutdownGroup),
                ] + doors.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try await services.store.end()
        logger.notice("adapter stopped")
    }

    private static func inbound(
        _ configuration: AdapterConfiguration, isCautious: Bool, _ logger: Logger
    ) throws -> ConsumingLink? {
        guard let queue = configuration.queue else { return nil }
        var link = try configuration.broker.link(named: "\(Product.commandName) raw")
        // What is a little too big is sealed and rejected with a receipt; what is far too big is dead-lettered unread.
        link.maxBodyBytes = 2 * configuration.maxFileBytes
        return ConsumingLink(
            link, queue: queue.name, limits: ConsumingLimits(prefetch: UInt16(queue.prefetch)),
            cautiousStart: isCautious, logger: logger)
    }

    private static func logger(_ level: String) throws -> Logger {
        guard let level = Logger.Level(rawValue: level) else {
            throw ValidationError("--log-level wants debug, info, notice, warning or error.")
        }
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var logger = Logger(label: Product.commandName)
        logger.logLevel = level
        return logger
    }
}
