import CanonicalModel
import Logging
import Messaging

extension AdapterPipeline {
    /// Opens everything a configuration names and puts the pipeline together.
    ///
    /// - Parameters:
    ///   - translator: the agency's.
    ///   - channel: takes the messages.
    ///   - logger: gets ids and counts, never a person's data.
    init(
        _ configuration: AdapterConfiguration, translator: any MessageTranslator, channel: any OutboundChannel,
        logger: Logger, clock: @escaping WallClock = SystemClock.now
    ) throws(AdapterError) {
        let store = try IntakeStore(folder: configuration.stateFolder, masterKeyFile: configuration.masterKeyFile)
        let folder = DropFolder(
            drop: try Directory.make(configuration.dropFolder, permissions: 0o770),
            done: try Directory.make(configuration.doneFolder, permissions: 0o700),
            maxFileBytes: configuration.maxFileBytes)
        let desk = ReceiptDesk(folder: try Directory.make(configuration.receiptsFolder, permissions: 0o755))
        let arrivals = WakeSignal()
        let watch = FolderWatch(configuration.dropFolder, clock: clock, ledger: folder.ledger, wake: arrivals)
        self.init(
            intake: IntakeStage(
                folder: folder, store: store, translator: translator, limits: configuration.limits, clock: clock,
                logger: logger),
            publishing: PublishingStage(
                store: store, channel: channel, desk: desk,
                address: PublishingAddress(exchange: configuration.exchange, user: configuration.broker.user),
                receiptAddress: configuration.queue.map {
                    ReceiptAddress(
                        exchange: $0.receiptsExchange, routingKey: $0.receiptsKey, source: translator.source,
                        user: configuration.broker.user)
                },
                limits: configuration.limits, clock: clock, logger: logger),
            housekeeper: Housekeeper(
                store: store, folder: folder, desk: desk, retention: configuration.retention,
                feed: FeedWatch(
                    store: store, rhythm: configuration.rhythm(startedAt: clock()), clock: clock, logger: logger),
                clock: clock, logger: logger),
            limits: configuration.limits, logger: logger, arrivals: arrivals, watch: watch)
    }
}

extension AdapterConfiguration {
    /// What is expected of the feed.
    func rhythm(startedAt: Timestamp) -> FeedRhythm {
        FeedRhythm(declaration: declaration, learns: learnsRhythm, startedAt: startedAt)
    }
}
