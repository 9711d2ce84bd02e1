import Synchronization

/// Bounds what is being read at once, in requests and in bytes: each request holds room for the biggest body it may have.
final class Turnstile: Sendable {
    private struct State {
        var requests = 0
        var bytes = 0
    }

    private let maxRequests: Int
    private let maxBytes: Int
    private let state = Mutex(State())

    init(maxRequests: Int, maxBytes: Int) {
        self.maxRequests = maxRequests
        self.maxBytes = maxBytes
    }

    /// Takes room; false when there is none, and the sender is to come again.
    func enter(bytes: Int) -> Bool {
        state.withLock { state in
            // One request may exceed the bytes alone: else a body near the limit would never pass.
            guard state.requests < maxRequests, state.requests == 0 || state.bytes + bytes <= maxBytes else {
                return false
            }
            state.requests += 1
            state.bytes += bytes
            return true
        }
    }

    /// Gives the room back.
    func leave(bytes: Int) {
        state.withLock { state in
            state.requests -= 1
            state.bytes -= bytes
        }
    }
}
