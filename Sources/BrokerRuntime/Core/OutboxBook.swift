import Messaging
import RecordStore

/// Which committed entries are in memory and where each stands: the relay's state machine, without a clock or a channel.
///
/// What RabbitMQ has no queue for is let go from memory at once, because it is on disk: one entry a route asks again from time
/// to time, and when it is taken the route's entries are read from disk. So a queue that is missing costs one entry of memory,
/// holds nobody back, and nothing that was let go depends on what else is waiting.
struct OutboxBook {
    /// Where an entry goes.
    struct Route: Hashable {
        var exchange: String
        var routingKey: String
    }

    /// Entries to be read from the outbox on disk: of one route, or of all at a start.
    struct Reading: Hashable {
        var route: Route?
        /// Entries up to this one have been read.
        var after: Int64
    }

    /// A route without a queue. From here it can go to: being read from disk.
    private struct Missing {
        var probe: OutboxEntry
        var due: ContinuousClock.Instant
        var delay: Duration
        /// It was asked and has not answered yet.
        var isAsked = false
    }

    /// A route, or all, being read from disk.
    private struct Recovery {
        var after: Int64 = 0
        /// Something was committed that this reading may have missed.
        var hasNews = false
    }

    /// How long an entry that RabbitMQ did not take waits, and a missing queue's first wait.
    static let retryDelay = Duration.seconds(1)
    /// The longest wait between two questions whether a queue is there now.
    static let longestDelay = Duration.seconds(30)

    private let waitingLimit: Int
    private var waiting: [OutboxEntry] = []
    private var delayed: [(entry: OutboxEntry, due: ContinuousClock.Instant)] = []
    private var confirmed: [Int64] = []
    private var missing: [Route: Missing] = [:]
    private var recoveries: [Route?: Recovery] = [:]
    /// Every entry in memory, so that none is there twice.
    private var known = Set<Int64>()
    /// Entries up to this one were committed in an earlier run of the process, which may have published them.
    private let lastOfEarlierRuns: Int64
    /// Confirmed entries that a transaction is taking out of the outbox.
    private var settling = Set<Int64>()
    /// Entries that may have arrived although nobody confirmed them.
    private var attempted = Set<Int64>()
    /// Entries in publish calls.
    private var flying = Set<Int64>()
    /// Entries that must not be published, because what they rest on was withdrawn; a number stays for each in this process's
    /// life, for a page read before the withdrawal may still bring it.
    private var withheld = Set<Int64>()
    /// Those withheld by transactions that have not ended.
    private var withheldNow = Set<Int64>()
    private var isStopping = false

    /// - Parameters:
    ///   - waitingLimit: entries in memory before whoever brings more has to wait.
    ///   - lastOfEarlierRuns: the highest number in the outbox when the process started.
    init(waitingLimit: Int, lastOfEarlierRuns: Int64 = 0) {
        self.waitingLimit = waitingLimit
        self.lastOfEarlierRuns = lastOfEarlierRuns
    }

    /// Entries in memory that wait for RabbitMQ.
    var held: Int { waiting.count + delayed.count }
    /// Whether whoever brings more has to wait.
    var isFull: Bool { held > waitingLimit && !isStopping }
    /// Whether those who wait may go on.
    var hasRoom: Bool { held <= waitingLimit / 2 }
    /// Entries that wait to be published or to be taken out.
    var backlog: Int { held + confirmed.count }

    /// At a start: everything on disk has to be read.
    mutating func begin() { recoveries[nil] = Recovery() }

    /// Takes committed entries over; those of a route without a queue stay on disk alone.
    mutating func submit(_ entries: [OutboxEntry]) {
        for entry in entries {
            recoveries[entry.route]?.hasNews = true
            let staysOnDisk = missing[entry.route] != nil || recoveries[entry.route] != nil
            if !staysOnDisk, !withheld.contains(entry.sequence), known.insert(entry.sequence).inserted { waiting.append(entry) }
        }
    }

    /// The next entries to publish, the oldest first.
    mutating func nextBatch(atMost limit: Int) -> [OutboxEntry] {
        let batch = Array(waiting.prefix(limit))
        waiting.removeFirst(batch.count)
        flying.formUnion(batch.map(\.sequence))
        return batch
    }

    /// Notes what RabbitMQ said to a batch.
    mutating func settle(_ batch: [OutboxEntry], _ outcomes: [PublishOutcome], at now: ContinuousClock.Instant) {
        flying.subtract(batch.map(\.sequence))
        for (entry, outcome) in zip(batch, outcomes) {
            switch outcome {
            case .confirmed: confirm(entry)
            case .returned: park(entry, at: now)
            case .unknown:
                attempted.insert(entry.sequence)
                delay(entry, from: now)
            case .rejected: delay(entry, from: now)
            }
        }
        // All of it is on disk; trying on would keep a stop waiting for as long as RabbitMQ takes nothing.
        if isStopping, outcomes.contains(where: { !$0.isConfirmed && !$0.isReturned }) { waiting = [] }
    }

    private mutating func delay(_ entry: OutboxEntry, from now: ContinuousClock.Instant) {
        if !isStopping { delayed.append((entry, now + Self.retryDelay)) }
    }

    private mutating func confirm(_ entry: OutboxEntry) {
        confirmed.append(entry.sequence)
        attempted.remove(entry.sequence)
        if missing.removeValue(forKey: entry.route) != nil { recoveries[entry.route] = Recovery() }
    }

    private mutating func park(_ entry: OutboxEntry, at now: ContinuousClock.Instant) {
        let route = entry.route
        recoveries[route] = nil
        let earlier = missing[route]
        guard earlier.map({ $0.probe.sequence == entry.sequence }) ?? true else {
            known.remove(entry.sequence)
            return
        }
        let delay = earlier.map { min($0.delay * 2, Self.longestDelay) } ?? Self.retryDelay
        missing[route] = Missing(probe: entry, due: now + delay, delay: delay)
    }

    /// Puts what is due again behind what waits already; true when something is.
    mutating func readmit(at now: ContinuousClock.Instant) -> Bool {
        guard !isStopping else { return false }
        let before = waiting.count
        waiting += delayed.filter { $0.due <= now }.map(\.entry)
        delayed.removeAll { $0.due <= now }
        for (route, parked) in missing where parked.due <= now && !parked.isAsked {
            waiting.append(parked.probe)
            missing[route]?.isAsked = true
        }
        return waiting.count > before
    }

    /// What to read from disk next; nil while enough waits in memory.
    mutating func nextReading() -> Reading? {
        guard hasRoom, !isStopping, let (route, recovery) = recoveries.first else { return nil }
        recoveries[route]?.hasNews = false
        return Reading(route: route, after: recovery.after)
    }

    /// Takes a page over that was read from disk; one without entries ends the reading.
    mutating func read(_ page: [OutboxEntry], of reading: Reading) {
        guard let recovery = recoveries[reading.route] else { return }
        for entry in page
        where missing[entry.route] == nil && !withheld.contains(entry.sequence) && known.insert(entry.sequence).inserted {
            waiting.append(entry)
        }
        recoveries[reading.route]?.after = page.last?.sequence ?? recovery.after
        if page.isEmpty, !recovery.hasNews { recoveries[reading.route] = nil }
    }

    /// The confirmed entries that no transaction has taken out of the outbox yet; ``settled(_:)`` or ``giveBack(_:)`` follows.
    mutating func takeConfirmed() -> [Int64] {
        defer { confirmed = [] }
        settling.formUnion(confirmed)
        return confirmed
    }

    /// Forgets confirmed entries: the transaction that takes them out of the outbox has committed.
    mutating func settled(_ sequences: [Int64]) {
        settling.subtract(sequences)
        known.subtract(sequences)
    }

    /// Takes confirmed entries back after a transaction failed.
    mutating func giveBack(_ sequences: [Int64]) {
        settling.subtract(sequences)
        confirmed += sequences
    }

    // MARK: Stopping what has not left

    /// Keeps an entry from being published; false when it has left, or may have.
    mutating func withhold(_ sequence: Int64) -> Bool {
        if withheld.contains(sequence) { return true }
        guard !mayHaveLeft(sequence) else { return false }
        waiting.removeAll { $0.sequence == sequence }
        delayed.removeAll { $0.entry.sequence == sequence }
        if let route = missing.first(where: { $0.value.probe.sequence == sequence })?.key {
            // The next entry on disk asks for the queue instead.
            missing[route] = nil
            recoveries[route] = Recovery()
        }
        known.remove(sequence)
        withheld.insert(sequence)
        withheldNow.insert(sequence)
        return true
    }

    private func mayHaveLeft(_ sequence: Int64) -> Bool {
        sequence <= lastOfEarlierRuns || flying.contains(sequence) || attempted.contains(sequence)
            || settling.contains(sequence) || confirmed.contains(sequence)
    }

    /// What was withheld since the last call, when its transaction has ended.
    mutating func endWithholding() -> [Int64] {
        defer { withheldNow = [] }
        return Array(withheldNow)
    }

    /// It could not be found out what became of withheld entries: to be asked again.
    mutating func keepWithholding(_ sequences: [Int64]) { withheldNow.formUnion(sequences) }

    /// Withheld entries that are in the outbox after all are read from disk again.
    mutating func readmit(withheld still: Set<Int64>) {
        guard !still.isEmpty else { return }
        withheld.subtract(still)
        recoveries[nil] = Recovery()
    }

    /// The transaction was rolled back: nothing was withheld, and its new entries' numbers will be given again to others.
    mutating func undoWithholding() {
        readmit(withheld: withheldNow)
        withheldNow = []
    }

    /// From here nobody waits for room and nothing is tried again.
    mutating func stop() { isStopping = true }
}

extension OutboxEntry {
    /// Where it goes.
    fileprivate var route: OutboxBook.Route { OutboxBook.Route(exchange: exchange, routingKey: routingKey) }
}

extension PublishOutcome {
    /// Whether RabbitMQ has no queue for the message.
    fileprivate var isReturned: Bool { if case .returned = self { true } else { false } }
}
