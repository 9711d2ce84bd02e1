/// Where a link stands.
public struct LinkStatus: Sendable, Equatable {
    /// The states of a link, as operators see them.
    public enum Phase: String, Sendable {
        /// `run` has not been called.
        case idle
        /// A connection is being opened.
        case connecting
        /// In use.
        case ready
        /// The broker has an alarm and takes no publications.
        case blocked
        /// Not connected; the next attempt comes.
        case waiting
        /// Told to stop, with work in hand.
        case draining
        /// Ended.
        case closed
    }

    /// The state.
    public var phase = Phase.idle
    /// How many connections there have been: more than one means reconnects.
    public var connections = 0
    /// Why the last connection or attempt ended.
    public var lastError: AMQPError?
}

extension Reconnection {
    var phase: LinkStatus.Phase {
        switch state {
        case .idle: .idle
        case .connecting: .connecting
        case .ready: .ready
        case .blocked: .blocked
        case .waiting: .waiting
        case .draining: .draining
        case .closed: .closed
        }
    }
}
