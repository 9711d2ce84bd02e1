import Synchronization

/// Wakes whoever waits for an item's fate.
///
/// Whoever waits asks the store after each ring, and once more after registering: a ring says "look", never what became.
final class FateBell: Sendable {
    private let waiting = Mutex<[Int64: [Waiter]]>([:])

    private struct Waiter {
        let number: Int
        let signal: WakeSignal
    }

    /// A place in the queue of those who wait for one item.
    struct Place: Sendable {
        fileprivate let sequence: Int64
        fileprivate let number: Int
        let signal: WakeSignal
    }

    /// Registers; to be given back with ``leave(_:)``.
    func register(_ sequence: Int64) -> Place {
        let signal = WakeSignal()
        return waiting.withLock { waiting in
            let number = (waiting[sequence]?.last?.number ?? 0) + 1
            waiting[sequence, default: []].append(Waiter(number: number, signal: signal))
            return Place(sequence: sequence, number: number, signal: signal)
        }
    }

    func leave(_ place: Place) {
        waiting.withLock { waiting in
            waiting[place.sequence]?.removeAll { $0.number == place.number }
            if waiting[place.sequence]?.isEmpty == true { waiting[place.sequence] = nil }
        }
    }

    /// How many wait, for tests.
    var waiterCount: Int { waiting.withLock { $0.values.reduce(0) { $0 + $1.count } } }

    /// Something was decided about these items.
    func ring(_ sequences: [Int64]) {
        let signals = waiting.withLock { waiting in
            waiting.isEmpty ? [] : sequences.flatMap { waiting[$0]?.map(\.signal) ?? [] }
        }
        for signal in signals { signal.raise() }
    }
}
