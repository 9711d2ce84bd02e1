import Synchronization

/// Says once and for all that a wait is over.
final class TimeIsUp: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }
    func set() { flag.store(true, ordering: .releasing) }
}
