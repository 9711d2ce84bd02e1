import CanonicalModel
import Logging
import ServiceLifecycle
import Synchronization

/// The whole way of an agency's items, from file to confirmed message and receipt, until told to stop.
///
/// Two loops with the store between them: the broker may be away for days while files go on being sealed, and a slow disk
/// delays nobody's confirms. Told to stop, the first ends after its batch and the second after what that left to publish.
struct AdapterPipeline: Service {
    let intake: IntakeStage
    let publishing: PublishingStage
    let housekeeper: Housekeeper
    let limits: PipelineLimits
    let logger: Logger
    /// Wakes the scan; a folder watch raises it.
    let arrivals: WakeSignal
    /// Tells of changes in the drop folder; nil where the kernel does not, and then only the interval is left.
    let watch: FolderWatch?
    /// Measures pauses; instants of messages come from the stages' own wall clocks.
    var pauseClock: any Clock<Duration> = ContinuousClock()

    /// Raised when messages or receipts are due.
    let due = WakeSignal()
    /// Raised only to stop: nothing else shortens a pause that a broker's silence or a round of destruction has earned.
    private let brokerPause = WakeSignal()
    private let housePause = WakeSignal()
    private let progress = PipelineProgress()

    init(
        intake: IntakeStage, publishing: PublishingStage, housekeeper: Housekeeper, limits: PipelineLimits,
        logger: Logger, arrivals: WakeSignal, watch: FolderWatch?, pauseClock: any Clock<Duration> = ContinuousClock()
    ) {
        self.intake = intake
        self.publishing = publishing
        self.housekeeper = housekeeper
        self.limits = limits
        self.logger = logger
        self.arrivals = arrivals
        self.watch = watch
        self.pauseClock = pauseClock
    }

    /// Whether the kernel tells of changes in the drop folder.
    var isWatched: Bool { watch != nil }

    /// Runs until told to stop.
    ///
    /// - Throws: an error that no waiting can cure.
    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withThrowingTaskGroup { group in
                group.addTask { try await takeIn() }
                group.addTask { try await publish() }
                group.addTask { try await keepHouse() }
                try await group.waitForAll()
            }
        } onCancelOrGracefulShutdown: {
            progress.stop()
            for signal in [arrivals, due, brokerPause, housePause] { signal.raise() }
        }
    }
}

// MARK: - The loops

extension AdapterPipeline {
    private func takeIn() async throws(AdapterError) {
        defer {
            progress.intakeEnded()
            due.raise()
            brokerPause.raise()
        }
        var failures = 0
        var isFirstLook = true
        while !progress.isStopping {
            var pause = limits.pollSeconds
            do throws(AdapterError) {
                // After a failure too: items may have been sealed and not judged.
                if isFirstLook || failures > 0 { try await intake.recover() }
                let lookAgainAt = try await intake.takeIn(isWatched: isWatched && !isFirstLook) {
                    due.raise()
                    return !progress.isStopping
                }
                isFirstLook = false
                failures = 0
                if let lookAgainAt { pause = min(pause, max(0.05, intake.clock().seconds(to: lookAgainAt))) }
            } catch {
                failures += 1
                pause = try report(error, "intake failed", failures)
            }
            if !progress.isStopping { await arrivals.wait(atMost: .seconds(pause), on: pauseClock) }
        }
    }

    private func publish() async throws(AdapterError) {
        var failures = 0
        var isFirstRound = true
        while true {
            let isLastRound = progress.isIntakeEnded
            var round = PublishingStage.Round.unanswered
            var pause = limits.retryTickSeconds
            do throws(AdapterError) {
                if isFirstRound { try await publishing.store.oweUnsettledReceipts() }
                isFirstRound = false
                round = try await publishing.publish()
                try await publishing.writeReceipts()
                failures = round == .unanswered ? failures + 1 : 0
                if failures > 0 { pause = limits.backOff.seconds(afterFailures: failures) }
            } catch {
                failures += 1
                pause = try report(error, "publishing failed", failures)
            }
            if round == .answered { continue }
            if isLastRound || progress.isStopping && failures > 0 { return }
            // New work is no reason to ask a broker that does not answer.
            await (failures > 0 ? brokerPause : due).wait(atMost: .seconds(pause), on: pauseClock)
        }
    }

    private func keepHouse() async throws(AdapterError) {
        while !progress.isStopping {
            do throws(AdapterError) {
                try await housekeeper.settleReceipts(olderThan: limits.receiptSettleSeconds, batch: limits.receiptBatch)
                try await housekeeper.destroyExpired()
                try await housekeeper.feed?.look()
                try await intake.judgeLeftOver(olderThanSeconds: limits.leftOverSeconds)
                due.raise()
            } catch {
                _ = try report(error, "housekeeping failed", 1)
            }
            if !progress.isStopping {
                await housePause.wait(atMost: .seconds(limits.housekeepingSeconds), on: pauseClock)
            }
        }
    }

    /// - Returns: the pause before the next attempt.
    private func report(_ error: AdapterError, _ what: Logger.Message, _ failures: Int) throws(AdapterError) -> Double {
        // A cancelled task's database calls fail: that is the end, not an error.
        if Task.isCancelled { return 0 }
        guard error.isRetryable else { throw error }
        logger.error(what, metadata: ["error": "\(error)", "failures": "\(failures)"])
        return limits.backOff.seconds(afterFailures: failures)
    }
}

/// How far a pipeline's end has come.
private final class PipelineProgress: Sendable {
    private struct State {
        var isStopping = false
        var isIntakeEnded = false
    }

    private let state = Mutex(State())

    var isStopping: Bool { Task.isCancelled || state.withLock { $0.isStopping } }
    var isIntakeEnded: Bool { state.withLock { $0.isIntakeEnded } }
    func stop() { state.withLock { $0.isStopping = true } }
    func intakeEnded() { state.withLock { $0.isIntakeEnded = true } }
}

extension Timestamp {
    fileprivate func seconds(to other: Timestamp) -> Double { Double(other.microseconds - microseconds) / 1_000_000 }
}
