// Which publications still await the broker's word. A value, tested as a table.
import Messaging

/// The publications of one channel in confirm mode.
///
/// Publishing tags count up from 1 on each channel. Confirms may come out of order and may cover many (`multiple`). A
/// message no queue is bound for is returned first and *acknowledged afterwards*: the return is what counts.
struct ConfirmLedger<Ticket> {
    typealias Resolution = (ticket: Ticket, outcome: PublishOutcome)

    private enum Fate {
        case awaited
        case returned(code: UInt16, text: String)
        /// Given up by us; the broker may still speak of it.
        case abandoned
        case settled
    }

    private struct Entry {
        /// Nil once settled: a long-awaited neighbour must not keep the others' bodies alive.
        var ticket: Ticket?
        let publishedAt: ContinuousClock.Instant
        var fate: Fate

        /// What to tell the publisher, unless it has been told.
        func resolution(otherwise outcome: PublishOutcome) -> Resolution? {
            guard let ticket else { return nil }
            if case .returned(let code, let text) = fate { return (ticket, .returned(code: code, text: text)) }
            return (ticket, outcome)
        }
    }

    private var entries: [Entry] = []
    /// Entries before this index are settled and await removal.
    private var head = 0
    /// The tag of `entries[0]`.
    private var firstTag: UInt64 = 1

    /// How many publications are in flight: the window.
    private(set) var awaitedCount = 0
    /// How many we gave up on and the broker has not yet spoken of.
    private(set) var abandonedCount = 0
    /// How many tags are remembered, from the oldest unsettled one to the newest.
    var span: Int { entries.count - head }

    /// Call before the bytes leave: the confirm may be back before the call that sends them returns.
    mutating func published(_ ticket: Ticket, at now: ContinuousClock.Instant) {
        entries.append(Entry(ticket: ticket, publishedAt: now, fate: .awaited))
        awaitedCount += 1
    }

    /// The broker has it.
    mutating func confirmed(_ tag: UInt64, multiple: Bool) -> [Resolution] {
        settle(tag, multiple: multiple, as: .confirmed)
    }

    /// The broker could not keep it.
    mutating func refused(_ tag: UInt64, multiple: Bool) -> [Resolution] {
        settle(tag, multiple: multiple, as: .rejected)
    }

    /// A return names no tag.
    ///
    /// The broker handles a channel's publications in order, so it speaks of the oldest that matches and was not
    /// returned yet; returns are rare enough to search the window.
    /// - Parameter matches: whether a ticket's message is the returned one.
    /// - Returns: whether one was found.
    mutating func returned(code: UInt16, text: String, matching matches: (Ticket) -> Bool) -> Bool {
        for index in head..<entries.count {
            guard case .awaited = entries[index].fate, let ticket = entries[index].ticket, matches(ticket) else {
                continue
            }
            entries[index].fate = .returned(code: code, text: text)
            return true
        }
        return false
    }

    /// Gives up on what was published until the instant.
    ///
    /// Their tags stay counted, for the broker may still confirm them.
    mutating func abandon(publishedUntil limit: ContinuousClock.Instant, reason: String) -> [Resolution] {
        var resolutions: [Resolution] = []
        for index in head..<entries.count {
            guard entries[index].publishedAt <= limit else { break }
            guard let resolution = entries[index].resolution(otherwise: .unknown(reason: reason)) else { continue }
            resolutions.append(resolution)
            entries[index].ticket = nil
            entries[index].fate = .abandoned
            awaitedCount -= 1
            abandonedCount += 1
        }
        return resolutions
    }

    /// The channel is gone: nothing more will be heard of anything on it.
    ///
    /// - Parameter outcome: what becomes of those the broker had said nothing about.
    mutating func failAll(as outcome: PublishOutcome) -> [Resolution] {
        let resolutions = entries[head...].compactMap { $0.resolution(otherwise: outcome) }
        self = ConfirmLedger()
        return resolutions
    }

    /// When the oldest publication still awaited was sent.
    var oldestAwaited: ContinuousClock.Instant? {
        for index in head..<entries.count {
            switch entries[index].fate {
            case .awaited, .returned: return entries[index].publishedAt
            case .abandoned, .settled: continue
            }
        }
        return nil
    }

    private mutating func settle(_ tag: UInt64, multiple: Bool, as outcome: PublishOutcome) -> [Resolution] {
        // A tag we never used, or one already settled, is the broker's mistake, and changes nothing.
        guard tag >= firstTag + UInt64(head), tag < firstTag + UInt64(entries.count) else { return [] }
        let last = Int(tag - firstTag)
        var resolutions: [Resolution] = []
        resolutions.reserveCapacity(multiple ? last + 1 - head : 1)
        for index in (multiple ? head : last)...last {
            if let resolution = entries[index].resolution(otherwise: outcome) { resolutions.append(resolution) }
            settleEntry(index)
        }
        dropSettled()
        return resolutions
    }

    private mutating func settleEntry(_ index: Int) {
        switch entries[index].fate {
        case .awaited, .returned: awaitedCount -= 1
        case .abandoned: abandonedCount -= 1
        case .settled: return
        }
        entries[index].fate = .settled
        entries[index].ticket = nil
    }

    private mutating func dropSettled() {
        while head < entries.count, case .settled = entries[head].fate { head += 1 }
        // Moving the rest costs its length: wait until what is dropped is at least as long.
        guard head > 256, head * 2 >= entries.count else { return }
        entries.removeSubrange(0..<head)
        firstTag += UInt64(head)
        head = 0
    }
}
