import CanonicalModel
import Logging
import ServiceLifecycle
import Synchronization

/// Takes in what comes by no file: seals it, judges it, and answers; whatever is waiting is one batch and one commit.
///
/// Bytes are sealed before anything looks at them, as files are. It ends after what it was handed when told to stop.
final class Reception: Service {
    /// What became of an arrival once its bytes are safe.
    enum Answer: Sendable {
        /// It is an item; its fate may still be open.
        case taken(sequence: Int64, id: String)
        /// The sender has used the key for other bytes.
        case keyReused
        /// There is no room or no store: nothing is kept, and the sender tries again.
        case unavailable
    }

    private struct Waiting: Sendable {
        let arrival: Arrival
        let reply: CheckedContinuation<Answer, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isStopping = false
    }

    /// The most arrivals that wait; a caller beyond it is told at once that there is no room.
    static let maxWaiting = 1_024

    let store: IntakeStore
    private let judge: Judge
    private let limits: PipelineLimits
    private let clock: WallClock
    private let logger: Logger
    /// Raised when messages or receipts are due.
    private let due: WakeSignal
    private let state = Mutex(State())
    private let arrived = WakeSignal()

    init(
        store: IntakeStore, judge: Judge, limits: PipelineLimits, due: WakeSignal, clock: @escaping WallClock,
        logger: Logger
    ) {
        self.store = store
        self.judge = judge
        self.limits = limits
        self.due = due
        self.clock = clock
        self.logger = logger
    }

    /// Hands an arrival in.
    func receive(_ arrival: Arrival) async -> Answer {
        await withCheckedContinuation { reply in
            let isTaken = state.withLock { state in
                guard !state.isStopping, state.waiting.count < Self.maxWaiting else { return false }
                state.waiting.append(Waiting(arrival: arrival, reply: reply))
                return true
            }
            if isTaken { arrived.raise() } else { reply.resume(returning: .unavailable) }
        }
    }

    /// Works until told to stop, and then until nobody waits.
    func run() async {
        await withTaskCancellationOrGracefulShutdownHandler {
            while true {
                let batch = takeBatch()
                if batch.isEmpty {
                    if state.withLock({ $0.isStopping }) { return }
                    await arrived.wait()
                } else {
                    let answers = await process(batch.map(\.arrival))
                    for (waiting, answer) in zip(batch, answers) { waiting.reply.resume(returning: answer) }
                }
            }
        } onCancelOrGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.arrived.raise()
        }
    }

    private func takeBatch() -> [Waiting] {
        state.withLock { state in
            var byteCount = 0
            let batch = state.waiting.prefix(limits.batchFiles).prefix { waiting in
                defer { byteCount += waiting.arrival.byteCount }
                return byteCount < limits.batchBytes
            }
            state.waiting.removeFirst(batch.count)
            return Array(batch)
        }
    }

    /// Seals and judges a batch.
    ///
    /// - Returns: one answer an arrival.
    func process(_ arrivals: [Arrival]) async -> [Answer] {
        do throws(AdapterError) {
            let sealings = try await store.sealReceived(arrivals, at: clock())
            let judgements = zip(sealings, arrivals).compactMap { sealing, arrival in judged(sealing, arrival) }
            await record(judgements)
            due.raise()
            return sealings.map(Answer.init)
        } catch {
            logger.error("reception failed", metadata: ["error": "\(error)", "count": "\(arrivals.count)"])
            return arrivals.map { _ in .unavailable }
        }
    }

    private func judged(_ sealing: Sealing, _ arrival: Arrival) -> (item: SealedItem, judgement: Judgement)? {
        guard case .fresh(let item) = sealing, item.state == .received, let bytes = arrival.bytes else { return nil }
        return (item, judge.judgement(of: item, bytes: bytes))
    }

    /// A failure leaves the items sealed and not judged, for the recovery: they are safe, and that is what is answered.
    private func record(_ judgements: [(item: SealedItem, judgement: Judgement)]) async {
        do throws(AdapterError) { try await store.record(judgements, aside: []) } catch {
            logger.error(
                "judgements could not be kept", metadata: ["error": "\(error)", "count": "\(judgements.count)"])
        }
    }
}

extension Reception.Answer {
    fileprivate init(_ sealing: Sealing) {
        switch sealing {
        case .fresh(let item), .known(let item): self = .taken(sequence: item.sequence, id: item.id)
        case .keyReused: self = .keyReused
        }
    }
}
