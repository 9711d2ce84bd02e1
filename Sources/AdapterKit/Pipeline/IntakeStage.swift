import CanonicalModel
import Logging

/// The first half of the way: files are sealed, moved aside and translated, in batches of one group commit each.
///
/// The order is the promise. Bytes are sealed before anything looks at them; a file leaves the drop folder only after its
/// bytes are on the disk; so a crash at any point leaves the file, the sealed bytes, or both.
struct IntakeStage: Sendable {
    let folder: DropFolder
    let store: IntakeStore
    let judge: Judge
    let limits: PipelineLimits
    let clock: WallClock
    let logger: Logger
    var interruption: Interruption = { _ in }
    private let files = FileQueue("throughgate.adapter.intake")

    init(
        folder: DropFolder, store: IntakeStore, translator: any MessageTranslator, limits: PipelineLimits,
        clock: @escaping WallClock, logger: Logger, interruption: @escaping Interruption = { _ in }
    ) {
        self.folder = folder
        self.store = store
        judge = Judge(translator: translator)
        self.limits = limits
        self.clock = clock
        self.logger = logger
        self.interruption = interruption
    }

    /// Takes in every finished file of one look at the folder.
    ///
    /// - Parameters:
    ///   - isWatched: whether the kernel has been telling of changes since before this look.
    ///   - afterBatch: called when a batch is recorded; returns whether to go on.
    /// - Returns: when a file that was left alone is worth another look.
    func takeIn(
        isWatched: Bool = false, afterBatch: @Sendable () -> Bool = { true }
    ) async throws(AdapterError) -> Timestamp? {
        let (folder, now) = (folder, clock())
        let scan = try await files.run { () throws(AdapterError) in try folder.scan(isWatched: isWatched, at: now) }
        var rest = scan.names[...]
        while !rest.isEmpty {
            let batch = try await read(&rest)
            if !batch.isEmpty { try await process(batch) }
            guard afterBatch() else { break }
        }
        return scan.lookAgainAt
    }

    /// Translates what a crash or an operator left sealed and not judged, one item at a time.
    func recover() async throws(AdapterError) {
        try await findMovedAside()
        try await judgeLeftOver(receivedBefore: Timestamp(microseconds: .max))
    }

    /// Translates what has been sealed for a while and is not judged: its verdict could not be kept when it was found.
    func judgeLeftOver(olderThanSeconds age: Int64) async throws(AdapterError) {
        try await judgeLeftOver(receivedBefore: clock().adding(seconds: -age))
    }

    private func judgeLeftOver(receivedBefore limit: Timestamp) async throws(AdapterError) {
        var last: Int64 = 0
        while let opened = try await store.nextInterrupted(after: last, receivedBefore: limit) {
            last = opened.item.sequence
            try await store.record([(opened.item, judge.judgement(of: opened))], aside: [])
            logger.notice("interrupted item judged", metadata: ["item": "\(opened.item.id)"])
        }
    }

    /// A crash between a move and the note of it leaves the file aside; one before the move leaves it for the next look.
    private func findMovedAside() async throws(AdapterError) {
        let (folder, inDrop) = (folder, try await store.inDrop())
        let aside = try await files.run { () throws(AdapterError) in
            var aside: [Int64] = []
            for item in inDrop where try folder.isAside(itemID: item.id, name: item.name) {
                aside.append(item.sequence)
            }
            try folder.synchronize()
            return aside
        }
        try await store.markAside(aside)
    }
}

// MARK: - A batch

extension IntakeStage {
    /// Reads files until the batch is full.
    private func read(_ rest: inout ArraySlice<FileName>) async throws(AdapterError) -> [Arrival] {
        let (folder, limits, now, names) = (folder, limits, clock(), rest.prefix(limits.batchFiles))
        let (arrivals, count) = try await files.run { () throws(AdapterError) in
            var arrivals: [Arrival] = []
            var byteCount = 0
            var count = 0
            for name in names where byteCount < limits.batchBytes {
                count += 1
                guard let arrival = try folder.take(name, at: now) else { continue }
                byteCount += arrival.bytes?.count ?? 0
                arrivals.append(arrival)
            }
            return (arrivals, count)
        }
        rest = rest.dropFirst(count)
        return arrivals
    }

    private func process(_ arrivals: [Arrival]) async throws(AdapterError) {
        try interruption(.read)
        let items = try await store.seal(arrivals, at: clock())
        try interruption(.sealed)
        try await moveAside(arrivals, items)
        try interruption(.movedAside)
        let judgements = zip(items, arrivals).compactMap { item, arrival in judged(item, arrival) }
        try interruption(.translated)
        try await store.record(judgements, aside: items.map(\.sequence))
        try interruption(.recorded)
        logger.debug("items taken in", metadata: ["count": "\(items.count)", "last": "\(items.last?.id ?? "")"])
    }

    private func moveAside(_ arrivals: [Arrival], _ items: [SealedItem]) async throws(AdapterError) {
        let folder = folder
        try await files.run { () throws(AdapterError) in
            for (arrival, item) in zip(arrivals, items) { try folder.moveAside(arrival, itemID: item.id) }
            try folder.synchronize()
        }
    }

    /// Nil for what was refused unread, and for what an earlier process sealed: its own recovery has judged it.
    private func judged(_ item: SealedItem, _ arrival: Arrival) -> (item: SealedItem, judgement: Judgement)? {
        guard item.state == .received, let bytes = arrival.bytes else { return nil }
        return (item, judge.judgement(of: item, bytes: bytes))
    }
}
