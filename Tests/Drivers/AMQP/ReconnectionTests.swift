import Testing

@testable import AMQP

@Suite("Reconnection")
struct ReconnectionTests {
    let start = ContinuousClock.now
    let down = AMQPError(.connectionClosed, "the broker went away")
    let refused = AMQPError(.accessRefused, "403")

    func connected() -> Reconnection {
        var reconnection = Reconnection(pauseSeconds: 0.5...30, steadySeconds: 30)
        _ = reconnection.start()
        reconnection.connected(at: start)
        return reconnection
    }

    @Test("pauses grow from the shortest to the longest while nothing succeeds")
    func backOff() {
        var reconnection = Reconnection(pauseSeconds: 0.5...30, steadySeconds: 30)
        _ = reconnection.start()
        var pauses: [Duration] = []
        var now = start
        for _ in 0..<9 {
            _ = reconnection.lost(down, at: now, random: 1)
            guard case .waiting(let until) = reconnection.state else { break }
            pauses.append(until - now)
            now = until
            let action = reconnection.due(at: now)
            #expect(action == .connect)
        }
        #expect(pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
    }

    @Test("jitter is full: the pause may be none at all", arguments: [0, 0.25, 1])
    func jitter(random: Double) {
        var reconnection = connected()
        _ = reconnection.lost(down, at: start, random: random)
        #expect(reconnection.state == .waiting(until: start + .seconds(0.5 * random)))
    }

    @Test("is due neither before its time nor twice")
    func due() {
        var reconnection = connected()
        _ = reconnection.lost(down, at: start, random: 1)
        let actions = [499, 500, 501].map { reconnection.due(at: start + .milliseconds($0)) }
        #expect(actions == [.none, .connect, .none])
    }

    @Test("a link that was steady starts again from the shortest pause; one that was not does not")
    func steady() {
        var (steady, flapping) = (connected(), connected())
        for _ in 0..<5 {
            _ = steady.lost(down, at: start, random: 0)
            _ = steady.due(at: start)
            steady.connected(at: start)
            _ = flapping.lost(down, at: start, random: 0)
            _ = flapping.due(at: start)
            flapping.connected(at: start)
        }
        _ = steady.lost(down, at: start + .seconds(30), random: 1)
        _ = flapping.lost(down, at: start + .seconds(29), random: 1)
        #expect(steady.state == .waiting(until: start + .seconds(30.5)))
        #expect(flapping.state == .waiting(until: start + .seconds(29 + 16)))
    }

    @Test("a refusal at the first attempt ends the link; later it is waited out")
    func failFast() {
        var fresh = Reconnection(pauseSeconds: 0.5...30, steadySeconds: 30)
        _ = fresh.start()
        let first = fresh.lost(refused, at: start, random: 1)
        #expect(first == .fail(refused) && fresh.isClosed)
        var proven = connected()
        let later = proven.lost(refused, at: start, random: 1)
        #expect(later == .none && !proven.isClosed)
    }

    @Test("an unreachable broker at the first attempt is waited for")
    func patient() {
        var reconnection = Reconnection(pauseSeconds: 0.5...30, steadySeconds: 30)
        _ = reconnection.start()
        let action = reconnection.lost(AMQPError(.unreachable, ""), at: start, random: 1)
        #expect(action == .none)
        #expect(reconnection.state == .waiting(until: start + .seconds(0.5)))
    }

    @Test("an alarm stops publishing, also while draining, and a new connection knows of none")
    func alarm() {
        var reconnection = connected()
        #expect(reconnection.mayPublish)
        reconnection.blocked()
        #expect(reconnection.state == .blocked && !reconnection.mayPublish)
        reconnection.stop()
        #expect(reconnection.state == .draining && !reconnection.mayPublish)
        reconnection.unblocked()
        #expect(reconnection.mayPublish)

        var lost = connected()
        lost.blocked()
        _ = lost.lost(down, at: start, random: 0)
        _ = lost.due(at: start)
        lost.connected(at: start)
        #expect(lost.mayPublish)
    }

    @Test("stopping drains when connected and closes at once when not; a loss while draining is the end")
    func stopping() {
        var draining = connected()
        draining.stop()
        #expect(draining.state == .draining)
        _ = draining.lost(down, at: start, random: 1)
        #expect(draining.isClosed)

        var waiting = connected()
        _ = waiting.lost(down, at: start, random: 1)
        waiting.stop()
        #expect(waiting.isClosed)
        let action = waiting.due(at: start + .seconds(60))
        #expect(action == .none)
    }

    @Test("counts its connections")
    func epoch() {
        var reconnection = connected()
        #expect(reconnection.epoch == 1)
        _ = reconnection.lost(down, at: start, random: 0)
        _ = reconnection.due(at: start)
        #expect(reconnection.epoch == 1)
        reconnection.connected(at: start)
        #expect(reconnection.epoch == 2)
    }
}
