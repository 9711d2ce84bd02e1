import AMQP
import ArgumentParser
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
        let configuration = try AdapterConfiguration(path: config, agency: Product.agency)
        let broker = configuration.broker
        let link = PublishingLink(
            try broker.link(named: Product.commandName),
            limits: PublishingLimits(waitSeconds: 5, drainSeconds: 5), logger: logger)
        let pipeline = try AdapterPipeline(
            configuration, translator: Product.makeTranslator(), channel: link, logger: logger)
        logger.notice(
            "adapter started", metadata: ["version": "\(AdapterVersion.current)", "watched": "\(pipeline.isWatched)"])
        // The pipeline stops first, and what it has published is confirmed while the link still stands.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: link),
                    .init(service: pipeline, successTerminationBehavior: .gracefullyShutdownGroup),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        logger.notice("adapter stopped")
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
