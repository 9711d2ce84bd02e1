// Which deliveries are still owed a settlement, and the fewest frames that settle them. A value, tested as a table.
import Messaging

/// The unsettled deliveries of one channel.
///
/// Delivery tags count up from 1 on each channel, and settling an unknown tag closes the channel, so a settlement from an
/// earlier epoch must never reach it: it would settle somebody else's message.
struct DeliveryLedger {
    enum Action: Equatable {
        case acknowledge(upTo: UInt64, multiple: Bool)
        case deadLetter(UInt64)
        /// Requeue it, but later: the caller keeps the tag and calls `release` when the pause is over.
        case hold(UInt64)
    }

    /// Which channel this is; grows with every new one.
    private(set) var epoch = 0
    /// Every tag below is settled.
    private var lowestUnsettled: UInt64 = 1
    private var lastDelivered: UInt64 = 0
    /// Settled out of order, above the lowest unsettled.
    private var settledAhead: Set<UInt64> = []

    var unsettledCount: Int { Int(lastDelivered + 1 - lowestUnsettled) - settledAhead.count }

    /// A new channel: everything before it is forgotten, for the broker delivers it again.
    mutating func begin() {
        self = DeliveryLedger(epoch: epoch + 1)
    }

    init(epoch: Int = 0) { self.epoch = epoch }

    mutating func delivered(_ tag: UInt64) {
        precondition(tag == lastDelivered + 1, "delivery tags count up by one on a channel")
        lastDelivered = tag
    }

    /// - Returns: what to send, in this order; nil when the epoch has passed and nothing may be sent.
    mutating func settle(_ settlements: [(tag: UInt64, settlement: Settlement)], epoch: Int) -> [Action]? {
        guard epoch == self.epoch else { return nil }
        var actions: [Action] = []
        var run: ClosedRange<UInt64>?
        for (tag, settlement) in settlements {
            if settlement == .accept, let open = run, open.upperBound + 1 == tag {
                run = open.lowerBound...tag
                continue
            }
            accept(&run, into: &actions)
            switch settlement {
            case .accept: run = tag...tag
            case .deadLetter:
                settled(tag)
                actions.append(.deadLetter(tag))
            case .retry: actions.append(.hold(tag))
            }
        }
        accept(&run, into: &actions)
        return actions
    }

    /// A held delivery goes back to the queue, or an unreadable one leaves it.
    mutating func release(_ tag: UInt64) { settled(tag) }

    /// `multiple` settles everything up to its tag, so it may be used only when nothing below the run is owed.
    private mutating func accept(_ run: inout ClosedRange<UInt64>?, into actions: inout [Action]) {
        guard let tags = run else { return }
        run = nil
        if tags.count > 1, tags.lowerBound == lowestUnsettled {
            actions.append(.acknowledge(upTo: tags.upperBound, multiple: true))
            lowestUnsettled = tags.upperBound + 1
            skipSettledAhead()
            return
        }
        for tag in tags {
            settled(tag)
            actions.append(.acknowledge(upTo: tag, multiple: false))
        }
    }

    private mutating func settled(_ tag: UInt64) {
        precondition(tag >= lowestUnsettled && tag <= lastDelivered, "only an unsettled delivery can be settled")
        guard tag == lowestUnsettled else {
            precondition(settledAhead.insert(tag).inserted, "no delivery is settled twice")
            return
        }
        lowestUnsettled += 1
        skipSettledAhead()
    }

    private mutating func skipSettledAhead() {
        while settledAhead.remove(lowestUnsettled) != nil { lowestUnsettled += 1 }
    }
}
