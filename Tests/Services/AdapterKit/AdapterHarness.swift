import CanonicalModel
import Crypto
import Formats
import Foundation
import Logging
import Messaging
import ServiceLifecycle
import Synchronization

@testable import AdapterKit

/// A clock on which every pause is over at once.
struct InstantClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws { try Task.checkCancellation() }
}

/// A queue in memory: hands out the batches that a test puts in it and keeps their settlements.
final class InMemoryInboundChannel: InboundChannel {
    private let (batches, source) = AsyncStream<[Delivery]>.makeStream()
    private let (settlements, sink) = AsyncStream<[Settlement]>.makeStream()

    func run(handler: @escaping @Sendable ([Delivery]) async -> [Settlement]) async throws {
        let source = source
        await withGracefulShutdownHandler {
            for await batch in batches { sink.yield(await handler(batch)) }
        } onGracefulShutdown: {
            source.finish()
        }
    }

    func deliver(_ batch: [Delivery]) { source.yield(batch) }

    /// The settlements of the next batch.
    func settled() async -> [Settlement]? { await settlements.first { _ in true } }
}

extension Delivery {
    static func raw(
        _ body: [UInt8], id: String? = nil, user: String? = "nomis", redelivered: Bool = false
    ) -> Delivery {
        Delivery(
            messageID: id, userID: user, exchange: "raw.prison", routingKey: "prison", redelivered: redelivered,
            body: body)
    }
}

extension AdapterFixture {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let token = "0123456789abcdef0123456789abcdef"
    static let otherToken = "fedcba9876543210fedcba9876543210"

    /// What an adapter tells of itself while a test talks to it.
    struct Running: Sendable {
        let services: AdapterServices
        let http: HTTPProbe
        let health: HTTPProbe
        /// Tells the adapter to stop, as SIGTERM does.
        let stop: @Sendable () async -> Void

        /// POSTs an item with the first client's token.
        func post(
            _ body: [UInt8], headers: [String: String] = [:], token: String? = AdapterFixture.token
        ) async throws -> HTTPProbe.Answer {
            var all = ["Content-Length": "\(body.count)"].merging(headers) { $1 }
            if let token { all["Authorization"] = "Bearer \(token)" }
            return try await http.send("POST", "/items", headers: all, body: String(decoding: body, as: UTF8.self))
        }

        func get(_ path: String, token: String? = AdapterFixture.token) async throws -> HTTPProbe.Answer {
            try await http.get(path, headers: token.map { ["Authorization": "Bearer \($0)"] } ?? [:])
        }
    }

    /// A configuration with every way in, its secrets beside it.
    ///
    /// Its waits are long: with every test at once on two cores, none may end before the machine has come to its work.
    func wholeConfiguration(_ more: String = "") throws -> AdapterConfiguration {
        let hash = { (token: String) in Hexadecimal.text(SHA256Text.bytes(token)) }
        for (name, token) in [("first", Self.token), ("second", Self.otherToken)] {
            let file = path("\(name).sha256")
            try Data((hash(token) + "\n").utf8).write(to: URL(fileURLWithPath: file))
            chmod(file, 0o600)
        }
        let yaml = """
            agency: prison
            source: {drop: drop}
            state: {folder: state}
            amqp: {user: prison-adapter, passwordFile: secret}
            http:
              port: 0
              confirmSeconds: 300
              bodySeconds: 300
              clients:
                nomis: {tokenHashFile: first.sha256}
                delius: {tokenHashFile: second.sha256}
            queue: {sender: nomis}
            health: {port: 0}
            \(more)
            """
        var configuration = try AdapterConfiguration(yaml: yaml, agency: "prison", folder: root)
        configuration.limits.pollSeconds = 3_600
        return configuration
    }

    /// Runs a whole adapter but for its link, and stops it in good order.
    func whileRunning(
        _ configuration: AdapterConfiguration? = nil, inbound: InMemoryInboundChannel? = nil,
        isBrokerUp: @escaping @Sendable () -> Bool = { true },
        change: (inout AdapterServices) -> Void = { _ in }, _ body: (Running) async throws -> Void
    ) async throws {
        var services = try AdapterServices(
            try configuration ?? wholeConfiguration(), translator: translator, channel: channel, isBrokerUp: isBrokerUp,
            logger: Self.logger, clock: clock.now)
        change(&services)
        let (ports, report) = AsyncStream<(AdapterServices.Port, Int)>.makeStream()
        let all = try services.all(inbound: inbound) { port, number in report.yield((port, number)) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: ([services.pipeline] + all).map { .init(service: $0) }, logger: Self.logger))
        let running = services
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            var bound: [AdapterServices.Port: Int] = [:]
            for await (port, number) in ports {
                bound[port] = number
                if bound.count == 2 { break }
            }
            let probe = { (port: AdapterServices.Port) in
                HTTPProbe(host: "127.0.0.1", port: bound[port] ?? 0, patienceSeconds: 120)
            }
            do {
                try await body(
                    Running(services: running, http: probe(.http), health: probe(.health)) {
                        await group.triggerGracefulShutdown()
                    })
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}

extension HTTPProbe.Answer {
    var json: JSONObject { (try? StrictJSON.parse(Array(body.utf8)))?.object ?? JSONObject() }
    var rule: String? { json["rule"]?.string }
}

/// SHA-256 of a text.
enum SHA256Text {
    static func bytes(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
