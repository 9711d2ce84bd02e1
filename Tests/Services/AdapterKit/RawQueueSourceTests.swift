import CanonicalModel
import Formats
import GRDB
import Messaging
import Testing

@testable import AdapterKit

/// Items that come as AMQP messages: settled when safe, receipted by message.
@Suite(.timeLimit(.minutes(5))) struct RawQueueSourceTests {
    let fixture: AdapterFixture
    let queue = InMemoryInboundChannel()

    init() throws { fixture = try AdapterFixture() }

    private static func receipts(_ fixture: AdapterFixture) throws -> [(OutboundMessage, JSONObject)] {
        try fixture.channel.confirmed.filter { $0.type == "receipt.issued.v1" }.map { message in
            (message, try StrictJSON.parse(message.body).object?["data"]?.object ?? JSONObject())
        }
    }

    @Test("a message is sealed, published and settled, and its receipt is a message that names the sender's own id")
    func accepted() async throws {
        let queue = queue
        try await fixture.whileRunning(inbound: queue) { (_) async throws in
            queue.deliver([.raw(AdapterFixture.release(1), id: "m-1"), .raw(Array("{".utf8), id: "m-2")])
            #expect(await queue.settled() == [.accept, .accept])
            await fixture.channel.waitUntilConfirmed(3)
        }
        let receipts = try Self.receipts(fixture)
        let byID = Dictionary(uniqueKeysWithValues: receipts.map { ($0.0.correlationID ?? "", $0) })
        #expect(byID["m-1"]?.1["status"]?.string == "accepted")
        #expect(byID["m-2"]?.1["status"]?.string == "rejected")
        let message = try #require(byID["m-1"]?.0)
        #expect(message.exchange == "raw.prison.receipts")
        #expect(message.routingKey == "prison")
        #expect(message.userID == "prison-adapter")
        #expect(receipts.count == 2)
        #expect(try fixture.names("receipts") == [])
    }

    @Test("what a crash left unsettled comes again and is the same item, with no second message and no second receipt")
    func redelivered() async throws {
        let fixture = fixture
        let process = try fixture.start()
        let source = Self.source(process, fixture)
        #expect(await source.settle([.raw(AdapterFixture.release(1), id: "m")]) == [.accept])
        #expect(await source.settle([.raw(AdapterFixture.release(1), id: "m", redelivered: true)]) == [.accept])
        #expect(try await process.count("1 = 1") == 1)
    }

    @Test("a publisher's own repetition is another item, told to be a duplicate")
    func repeated() async throws {
        let process = try fixture.start()
        let source = Self.source(process, fixture)
        for _ in 1...2 { _ = await source.settle([.raw(AdapterFixture.release(1), id: "m")]) }
        while try await process.publishing.publish() == .answered {}
        #expect(try await process.count("isDuplicate = 1 AND state = 'published'") == 1)
        #expect(try await process.count("state = 'published'") == 2)
    }

    @Test(
        "a message id used for other bytes is rejected with its bytes kept, redelivered or not",
        arguments: [true, false])
    func idReused(redelivered: Bool) async throws {
        let process = try fixture.start()
        let source = Self.source(process, fixture)
        _ = await source.settle([.raw(AdapterFixture.release(1), id: "m")])
        let settlements = await source.settle([.raw(AdapterFixture.release(2), id: "m", redelivered: redelivered)])
        #expect(settlements == [.accept])
        let kept = try #require(
            try await process.store.quarantined(QuarantineSelection(), at: fixture.clock.now()).first)
        #expect(kept.problems.first?.object?["rule"]?.string == "intake.message-id-reused")
        #expect(kept.transportID == "m")
        #expect(try fixture.archive().bytes(of: kept.id) == AdapterFixture.release(2))
    }

    @Test("another login's message is rejected, one without a login too", arguments: ["courts", nil])
    func foreignSender(user: String?) async throws {
        let process = try fixture.start()
        let settlements = await Self.source(process, fixture).settle([.raw(AdapterFixture.release(1), user: user)])
        #expect(settlements == [.accept])
        #expect(try await process.count("state = 'rejected'") == 1)
    }

    @Test("an empty message and one beyond the limit are rejected")
    func sizes() async throws {
        let process = try fixture.start()
        let source = Self.source(process, fixture)
        let large = [UInt8](repeating: 48, count: fixture.maxFileBytes + 1)
        #expect(await source.settle([.raw([]), .raw(large)]) == [.accept, .accept])
        let rules = try await process.store.quarantined(QuarantineSelection(), at: fixture.clock.now()).map {
            $0.problems.first?.object?["rule"]?.string
        }
        #expect(rules == ["intake.empty", "intake.too-large"])
    }

    @Test("what the store cannot take goes back to the queue")
    func storeFails() async throws {
        let process = try fixture.start()
        try await process.store.write { database in try database.execute(sql: "ALTER TABLE body RENAME TO elsewhere") }
        let settlements = await Self.source(process, fixture).settle([.raw(AdapterFixture.release(1))])
        #expect(settlements == [.retry])
    }

    @Test("a receipt that the broker does not take is sent again later, under the same id")
    func receiptRetried() async throws {
        let process = try fixture.start()
        _ = await Self.source(process, fixture).settle([.raw(Array("{".utf8))])
        fixture.channel.behave { _, _ in .returned(code: 312, text: "NO_ROUTE") }
        try await process.publishing.writeReceipts()
        #expect(fixture.channel.tried.count == 1)
        fixture.channel.behave { _, _ in .confirmed }
        try await process.publishing.writeReceipts()
        #expect(fixture.channel.tried.count == 1)
        fixture.clock.advance(seconds: fixture.limits.receiptRetrySeconds)
        try await process.publishing.writeReceipts()
        #expect(fixture.channel.confirmed.count == 1)
        #expect(Set(fixture.channel.tried.map(\.messageID)).count == 1)
        #expect(try await process.count("receiptDue = 0") == 1)
    }

    @Test("a receipt by message is the same whoever may be on a cohort: it has a status, problems and counts")
    func members() async throws {
        let process = try fixture.start()
        _ = await Self.source(process, fixture).settle([.raw(AdapterFixture.release(1))])
        while try await process.publishing.publish() == .answered {}
        try await process.publishing.writeReceipts()
        let receipt = try #require(try Self.receipts(fixture).first)
        #expect(Set(receipt.1.members.map(\.key)) == ["item", "status", "problems"])
    }

    private static func source(_ process: AdapterFixture.Process, _ fixture: AdapterFixture) -> RawQueueSource {
        RawQueueSource(
            channel: InMemoryInboundChannel(), reception: process.reception(fixture), sender: "nomis",
            maxBytes: fixture.maxFileBytes)
    }
}

extension AdapterFixture {
    func archive() throws -> IntakeArchive {
        try IntakeArchive(folder: path("state"), masterKeyFile: path("state/master.key"))
    }
}

extension AdapterFixture.Process {
    func reception(_ fixture: AdapterFixture) -> Reception {
        Reception(
            store: store, judge: Judge(translator: fixture.translator), limits: fixture.limits, due: WakeSignal(),
            clock: fixture.clock.now, logger: AdapterFixture.logger)
    }

    func desk(_ fixture: AdapterFixture) -> QuarantineDesk {
        QuarantineDesk(
            store: store, judge: Judge(translator: fixture.translator), clock: fixture.clock.now, pause: .zero,
            pauseClock: InstantClock())
    }
}
