import CanonicalModel
import Foundation
import Formats
import GRDB
import Logging
import Messaging
import PrisonTranslation
import Synchronization

@testable import AdapterKit

/// A wall clock that moves when a test says so.
final class AdapterTestClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ text: String = "2030-01-01T00:00:00Z") { time = Mutex(Timestamp(text) ?? Timestamp(microseconds: 0)) }

    var now: WallClock { { self.time.withLock { $0 } } }

    func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }

    func advance(days: Int64) { advance(seconds: days * 86_400) }
}

/// A broker in memory that keeps what it confirms and says what a test wants it to.
final class InMemoryOutboundChannel: OutboundChannel {
    /// Decides the outcome of a message; gets how often its id was tried before.
    typealias Behaviour = @Sendable (OutboundMessage, Int) -> PublishOutcome

    private struct State {
        var behaviour: Behaviour = { _, _ in .confirmed }
        var tried: [OutboundMessage] = []
        var confirmed: [OutboundMessage] = []
        var waiter: (count: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())

    var tried: [OutboundMessage] { state.withLock { $0.tried } }
    var confirmed: [OutboundMessage] { state.withLock { $0.confirmed } }
    var confirmedIDs: Set<String> { Set(confirmed.map(\.messageID)) }

    func behave(_ behaviour: @escaping Behaviour) { state.withLock { $0.behaviour = behaviour } }

    func publish(_ batch: [OutboundMessage]) async -> [PublishOutcome] {
        let (outcomes, waiter) = state.withLock { state in
            let outcomes = batch.map { message in
                let earlier = state.tried.count { $0.messageID == message.messageID }
                state.tried.append(message)
                let outcome = state.behaviour(message, earlier)
                if outcome.isConfirmed { state.confirmed.append(message) }
                return outcome
            }
            var ready: CheckedContinuation<Void, Never>?
            if let waiter = state.waiter, state.confirmed.count >= waiter.count {
                ready = waiter.continuation
                state.waiter = nil
            }
            return (outcomes, ready)
        }
        waiter?.resume()
        return outcomes
    }

    /// Waits until so many messages are confirmed.
    func waitUntilConfirmed(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.confirmed.count >= count { return true }
                state.waiter = (count, continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}

/// A translator that does what a test wrote.
struct ScriptedTranslator: MessageTranslator {
    let source = "/prison/hmpps-domain-events"
    let script: @Sendable (IntakeItem) -> Translation

    func translate(_ item: IntakeItem) -> Translation { script(item) }
    func read(_ item: IntakeItem) -> JSONValue { ["file": .string(item.name)] }
}

/// The folders of one adapter in a temporary place, and processes that run over them one after another.
final class AdapterFixture {
    let root: String
    let clock = AdapterTestClock()
    let channel = InMemoryOutboundChannel()
    var translator: any MessageTranslator = PrisonTranslator()
    var limits = PipelineLimits()
    var maxFileBytes = 1 << 20
    var retention = Retention()

    init() throws {
        root = NSTemporaryDirectory() + "adapter-" + UUID().uuidString
        for folder in ["drop", "done", "receipts", "state"] { _ = try Directory.make(path(folder), permissions: 0o700) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { root + "/" + name }

    /// One life of the adapter's process.
    ///
    /// Let it go before starting the next: the kernel holds it to one.
    final class Process {
        let store: IntakeStore
        let folder: DropFolder
        let intake: IntakeStage
        let publishing: PublishingStage
        let housekeeper: Housekeeper

        fileprivate init(_ fixture: AdapterFixture, interruption: @escaping Interruption) throws {
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let clock = fixture.clock.now
            store = try IntakeStore(folder: fixture.path("state"), masterKeyFile: fixture.path("state/master.key"))
            folder = DropFolder(
                drop: try Directory(fixture.path("drop")), done: try Directory(fixture.path("done")),
                maxFileBytes: fixture.maxFileBytes)
            let desk = ReceiptDesk(folder: try Directory(fixture.path("receipts")))
            intake = IntakeStage(
                folder: folder, store: store, translator: fixture.translator, limits: fixture.limits, clock: clock,
                logger: logger, interruption: interruption)
            publishing = PublishingStage(
                store: store, channel: fixture.channel, desk: desk,
                address: PublishingAddress(exchange: "in.prison", user: "prison-adapter"),
                receiptAddress: ReceiptAddress(
                    exchange: "raw.prison.receipts", routingKey: "prison", source: fixture.translator.source,
                    user: "prison-adapter"), limits: fixture.limits,
                clock: clock, logger: logger, interruption: interruption)
            housekeeper = Housekeeper(
                store: store, folder: folder, desk: desk, retention: fixture.retention, clock: clock, logger: logger)
        }

        /// What a start does, then one look at the folder, publishing until nothing is due, and receipts.
        func pass() async throws {
            try await store.oweUnsettledReceipts()
            try await intake.recover()
            _ = try await intake.takeIn()
            while try await publishing.publish() == .answered {}
            try await publishing.writeReceipts()
        }

        func count(_ condition: String) async throws -> Int {
            try await store.read { database in
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM item WHERE \(condition)") ?? -1
            }
        }
    }

    func start(_ interruption: @escaping Interruption = { _ in }) throws -> Process {
        try Process(self, interruption: interruption)
    }

    /// One whole life: start, one pass, end.
    func run() async throws { try await start().pass() }
}

// MARK: - Files

extension AdapterFixture {
    /// Drops a file as the contract wants it: written under another name, then renamed.
    func drop(_ name: String, _ bytes: [UInt8]) throws {
        let draft = path("drop/.draft")
        try Data(bytes).write(to: URL(fileURLWithPath: draft))
        guard rename(draft, path("drop/" + name)) == 0 else { throw AdapterError(.file, "the test could not rename") }
    }

    /// Drops an ordinary release of the prisoner with a number.
    func dropRelease(_ name: String, _ number: Int, code: String = "CR", at time: String = eve) throws {
        try drop(name, Self.release(number, code: code, at: time))
    }

    /// The day before the tests' clock begins; a process with a clock of its own is given a day that has passed.
    static let eve = "2029-12-31T10:00:00Z"

    static func release(_ number: Int, code: String = "CR", at time: String = eve) -> [UInt8] {
        let digits = String(number + 10_000).dropFirst()
        return Array(
            """
            {"eventType":"prison-offender-events.prisoner.released","version":1,"occurredAt":"\(time)",\
            "additionalInformation":{"nomsNumber":"Z\(digits)ZZ","reason":"RELEASED","nomisMovementReasonCode":"\(code)",\
            "details":"Zebedee Canary"}}
            """.utf8)
    }

    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    /// The receipt of a file.
    func receipt(_ name: String) throws -> JSONObject {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path("receipts/\(name).receipt.json"))))
        return try StrictJSON.parse(bytes).object ?? JSONObject()
    }

    func status(_ name: String) throws -> String? { try receipt(name)["status"]?.string }

    func rules(_ name: String) throws -> [String] {
        (try receipt(name)["problems"]?.array ?? []).compactMap { $0.object?["rule"]?.string }
    }

    /// Whether bytes occur anywhere in the state folder's files.
    func stateContains(_ text: String) throws -> Bool {
        try names("state").contains { name in
            try Data(contentsOf: URL(fileURLWithPath: path("state/" + name))).range(of: Data(text.utf8)) != nil
        }
    }
}
