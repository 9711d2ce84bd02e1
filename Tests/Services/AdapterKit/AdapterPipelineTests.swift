import CanonicalModel
import CourtsTranslation
import Foundation
import Formats
import GRDB
import Logging
import Messaging
import PrisonTranslation
import ServiceLifecycle
import Testing

@testable import AdapterKit

/// From a file to confirmed messages and a receipt.
@Suite struct AdapterPipelineTests {
    let fixture: AdapterFixture

    init() throws { fixture = try AdapterFixture() }

    @Test("a file is published, moved aside and receipted as accepted")
    func accepted() async throws {
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        let message = try #require(fixture.channel.confirmed.first)
        #expect(fixture.channel.confirmed.count == 1)
        #expect(message.exchange == "in.prison")
        #expect(message.routingKey == "custody.released.v1")
        #expect(message.type == "custody.released.v1")
        #expect(message.userID == "prison-adapter")
        #expect(message.contentType == "application/cloudevents+json")
        let canonical = try CanonicalMessage(try StrictJSON.parse(message.body))
        #expect(canonical.id == message.messageID)
        #expect(canonical.sourceItem?.name == "a.json")
        #expect(try fixture.names("drop") == [])
        #expect(try fixture.names("done").map { $0.hasSuffix("-a.json") } == [true])
        let receipt = try fixture.receipt("a.json")
        #expect(receipt["status"]?.string == "accepted")
        #expect(receipt["file"]?.string == "a.json")
        #expect(receipt["id"]?.string == canonical.sourceItem?.id)
        #expect(receipt["receivedTime"]?.string == "2030-01-01T00:00:00Z")
        #expect(receipt["messageIds"]?.array == [.string(message.messageID)])
        #expect(receipt["problems"]?.array == [])
    }

    @Test("an envelope's own id correlates the message, the property and the receipt")
    func correlation() async throws {
        let body = String(decoding: AdapterFixture.release(1), as: UTF8.self)
        let envelope: JSONValue = ["Type": "Notification", "MessageId": "abc-1", "Message": .string(body)]
        try fixture.drop("a.json", envelope.encoded())
        try await fixture.run()
        #expect(fixture.channel.confirmed.first?.correlationID == "abc-1")
        #expect(try fixture.receipt("a.json")["correlationID"]?.string == "abc-1")
    }

    @Test("the same bytes dropped again are published again under the same ids, and receipted as a duplicate")
    func duplicate() async throws {
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        try fixture.dropRelease("b.json", 1)
        try fixture.dropRelease("c.json", 2)
        try await fixture.run()
        #expect(try fixture.status("a.json") == "accepted")
        #expect(try fixture.status("b.json") == "duplicate")
        #expect(try fixture.status("c.json") == "accepted")
        #expect(fixture.channel.confirmed.count == 3)
        #expect(fixture.channel.confirmedIDs.count == 2)
        #expect(try fixture.receipt("b.json")["messageIds"] == (try fixture.receipt("a.json")["messageIds"]))
    }

    @Test("of the same bytes twice in one look, the second is the duplicate")
    func duplicateInOneBatch() async throws {
        try fixture.dropRelease("a.json", 1)
        try fixture.dropRelease("b.json", 1)
        try await fixture.run()
        #expect(try fixture.status("a.json") == "accepted")
        #expect(try fixture.status("b.json") == "duplicate")
    }

    @Test("bytes rejected before are rejected again: only what was taken has a duplicate")
    func rejectedTwice() async throws {
        for name in ["a.json", "b.json"] {
            try fixture.drop(name, Array("{".utf8))
            try await fixture.run()
            #expect(try fixture.status(name) == "rejected")
        }
    }

    @Test("what says nothing for this feed is ignored, and the receipt says by which rule")
    func ignored() async throws {
        try fixture.dropRelease("a.json", 1, code: "MRG")
        try await fixture.run()
        #expect(try fixture.status("a.json") == "ignored")
        #expect(try fixture.rules("a.json") == ["prison.administrative-merge"])
        #expect(fixture.channel.tried.isEmpty)
    }

    @Test(
        "a broken file is rejected with path, rule and remedy, its bytes are kept, and the next file is taken",
        arguments: [
            ("json.empty", [32]), ("json.syntax", Array("{\"a\":".utf8)),
            ("json.depth", [UInt8](repeating: UInt8(ascii: "["), count: 500_000)), ("json.utf8", [0xFF, 0x7B, 0x7D]),
            ("json.utf8", Array("{}".utf16).flatMap { [UInt8($0 & 255), 0] }),
            ("json.duplicate-key", Array("{\"a\":1,\"a\":2}".utf8)), ("json.bom", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x7B]),
        ] as [(String, [UInt8])])
    func rejected(rule: String, bytes: [UInt8]) async throws {
        try fixture.drop("a.json", bytes)
        try fixture.dropRelease("b.json", 1)
        let process = try fixture.start()
        try await process.pass()
        let problem = try #require(try fixture.receipt("a.json")["problems"]?.array?.first?.object)
        #expect(problem["path"]?.string != nil)
        #expect(problem["rule"]?.string?.hasPrefix("json.") == true)
        #expect(problem["remedy"]?.string?.isEmpty == false)
        if rule != "json.utf8" { #expect(problem["rule"]?.string == rule) }
        #expect(try fixture.status("b.json") == "accepted")
        let archive = try IntakeArchive(folder: fixture.path("state"), masterKeyFile: fixture.path("state/master.key"))
        let kept = try #require(try archive.quarantined(limit: 10).first)
        #expect(try archive.bytes(of: kept.id) == bytes)
    }

    @Test("a document type declaration is refused by the courts adapter, and the next file is taken")
    func documentType() async throws {
        fixture.translator = CourtsTranslator()
        let bomb = "<!DOCTYPE a [<!ENTITY b \"Canary\">]><RouteData>&b;</RouteData>"
        try fixture.drop("a.xml", Array(bomb.utf8))
        try fixture.drop("b.xml", Array("<RouteData".utf8))
        try await fixture.run()
        for name in ["a.xml", "b.xml"] { #expect(try fixture.status(name) == "rejected") }
        #expect(try !fixture.receipt("a.xml")["problems"]!.encodedString.contains("Canary"))
    }

    @Test("links, pipes, empty and oversized files are refused unread and moved aside, each with a receipt")
    func refusedUnread() async throws {
        fixture.maxFileBytes = 1_000
        symlink("/etc/passwd", fixture.path("drop/link"))
        mkfifo(fixture.path("drop/pipe"), 0o600)
        try fixture.drop("empty", [])
        try fixture.drop("large", [UInt8](repeating: UInt8(ascii: "["), count: 1_001))
        try await fixture.run()
        #expect(try fixture.rules("link") == ["intake.symbolic-link"])
        #expect(try fixture.rules("pipe") == ["intake.not-a-file"])
        #expect(try fixture.rules("empty") == ["intake.empty"])
        #expect(try fixture.rules("large") == ["intake.too-large"])
        #expect(try fixture.names("drop") == [])
        #expect(try fixture.names("done").count == 4)
    }

    @Test("a file that never comes to rest is rejected with what was seen of it")
    func unstable() async throws {
        let process = try fixture.start()
        let arrival = Arrival(
            name: FileName("slow.json"), inode: 1, modifiedAt: 1,
            content: .unstable(Array("{\"half\":".utf8), .unstable))
        let items = try await process.store.seal([arrival], at: fixture.clock.now())
        try await process.publishing.writeReceipts()
        #expect(items.map(\.state) == [.rejected])
        #expect(try fixture.rules("slow.json") == ["intake.unstable"])
        let archive = try IntakeArchive(folder: fixture.path("state"), masterKeyFile: fixture.path("state/master.key"))
        #expect(try archive.bytes(of: items[0].id) == Array("{\"half\":".utf8))
    }

    // MARK: Our own defects

    @Test("a message that breaks our own contract is held, not blamed on the sender, and can be tried again")
    func contractBreach() async throws {
        fixture.translator = ScriptedTranslator { item in
            let person = Person(identifiers: [PersonIdentifier(.noms, "Z0001ZZ", writtenIn: 2029)])
            let movement = CustodyMovement(
                person: person, kind: .released, establishment: String(repeating: "x", count: 99))
            return Translation(
                outcome: .translated,
                messages: [
                    CanonicalMessage(
                        id: "1", source: "/prison/hmpps-domain-events", time: item.receivedTime,
                        recordedTime: item.receivedTime, fact: .custody(movement))
                ])
        }
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        #expect(try fixture.status("a.json") == "held")
        #expect(try fixture.rules("a.json") == ["adapter.contract"])
        #expect(fixture.channel.tried.isEmpty)

        fixture.translator = AdapterFixture.prison
        let id = try #require(try fixture.receipt("a.json")["id"]?.string)
        do {
            let process = try fixture.start()
            try await process.store.resubmit(id)
            try await process.pass()
        }
        #expect(try fixture.status("a.json") == "accepted")
    }

    @Test("a translator that dies of an item dies of it three times, not for ever")
    func poison() async throws {
        try fixture.dropRelease("a.json", 1)
        for _ in 0...Judge.maxAttempts {
            let process = try fixture.start { (step) throws(AdapterError) in
                if step == .sealed { throw AdapterError(.store, "the process died") }
            }
            // The recovery of an earlier life's item counts an attempt before it translates.
            _ = try? await process.intake.takeIn()
            _ = try await process.store.nextInterrupted(after: 0)
        }
        try await fixture.run()
        #expect(try fixture.status("a.json") == "held")
        #expect(try fixture.rules("a.json") == ["adapter.translator-died"])
    }

    @Test("an item whose seal is broken is held, and the others go on")
    func brokenSeal() async throws {
        fixture.channel.behave { _, _ in .unknown(reason: "test") }
        try fixture.dropRelease("a.json", 1)
        try fixture.dropRelease("b.json", 2)
        do {
            let process = try fixture.start()
            try await process.pass()
            try await process.store.write { database in
                try database.execute(sql: "UPDATE body SET messages = x'00112233' WHERE item = 1")
            }
        }
        fixture.channel.behave { _, _ in .confirmed }
        try await fixture.run()
        #expect(try fixture.rules("a.json") == ["adapter.seal-broken"])
        #expect(try fixture.status("b.json") == "accepted")
    }

    // MARK: The broker

    @Test("nobody is told accepted before the broker has confirmed")
    func unconfirmed() async throws {
        fixture.channel.behave { _, _ in .unknown(reason: "the broker is away") }
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        #expect(try fixture.names("receipts") == [])
        fixture.channel.behave { _, _ in .confirmed }
        try await fixture.run()
        #expect(try fixture.status("a.json") == "accepted")
        #expect(fixture.channel.confirmed.count == 1)
    }

    @Test("only what was not confirmed is published again")
    func partialConfirm() async throws {
        fixture.translator = ScriptedTranslator.releases(3)
        fixture.channel.behave { message, earlier in
            message.messageID == "id-1" && earlier == 0 ? .unknown(reason: "test") : .confirmed
        }
        try fixture.drop("a.json", [1])
        try await fixture.run()
        try await fixture.run()
        #expect(fixture.channel.tried.map(\.messageID) == ["id-0", "id-1", "id-2", "id-1"])
        #expect(try fixture.receipt("a.json")["messageIds"]?.array == ["id-0", "id-1", "id-2"])
    }

    @Test("a refused item waits longer each time while others pass it, is said to be held, and is accepted in the end")
    func refused() async throws {
        fixture.limits.holdAfterAttempts = 2
        fixture.limits.backOff = BackOff(firstSeconds: 10, longestSeconds: 15)
        let process = try fixture.start()
        fixture.channel.behave { _, _ in .returned(code: 312, text: "NO_ROUTE") }
        try fixture.dropRelease("a.json", 1)
        try await process.pass()
        #expect(fixture.channel.tried.count == 1)

        fixture.channel.behave { _, _ in .confirmed }
        try fixture.dropRelease("b.json", 2)
        try await process.pass()
        #expect(try fixture.status("b.json") == "accepted")
        #expect(fixture.channel.tried.count == 2)

        fixture.channel.behave { _, _ in .rejected }
        fixture.clock.advance(seconds: 10)
        try await process.pass()
        #expect(try fixture.status("a.json") == "held")
        #expect(try fixture.rules("a.json") == ["adapter.undelivered"])

        fixture.channel.behave { _, _ in .confirmed }
        fixture.clock.advance(seconds: 14)
        try await process.pass()
        #expect(try fixture.status("a.json") == "held")
        fixture.clock.advance(seconds: 1)
        try await process.pass()
        #expect(try fixture.status("a.json") == "accepted")
        #expect(try fixture.rules("a.json") == [])
    }

    @Test("pauses double up to a limit, however many failures there were")
    func backOff() {
        let backOff = BackOff(firstSeconds: 0.5, longestSeconds: 60)
        #expect([1, 2, 3, 4].map { backOff.seconds(afterFailures: $0) } == [0.5, 1, 2, 4])
        #expect(backOff.seconds(afterFailures: 8) == 60)
        #expect(backOff.seconds(afterFailures: Int.max) == 60)
    }

    // MARK: The running service

    @Test("the service takes a file as it is dropped, and ends in good order when told to", .timeLimit(.minutes(5)))
    func service() async throws {
        let configuration = try AdapterConfiguration(
            yaml: """
                agency: prison
                source: {drop: drop}
                state: {folder: state}
                amqp: {user: prison, passwordFile: none}
                """, agency: "prison", folder: fixture.root)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pipeline = try AdapterPipeline(
            configuration, translator: AdapterFixture.prison, channel: fixture.channel, logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: pipeline)], logger: logger))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            for number in 1...20 { try fixture.dropRelease("\(number).json", number, at: "2026-11-20T10:00:00Z") }
            await fixture.channel.waitUntilConfirmed(20)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(fixture.channel.confirmedIDs.count == 20)
        #expect(try fixture.names("receipts").count == 20)
        #expect(try fixture.names("drop") == [])
    }

    @Test("a cancelled service ends at once, whatever it was waiting for", .timeLimit(.minutes(5)))
    func cancelledService() async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let process = try fixture.start()
        fixture.channel.behave { _, _ in .unknown(reason: "test") }
        try fixture.dropRelease("a.json", 1)
        let pipeline = AdapterPipeline(
            intake: process.intake, publishing: process.publishing, housekeeper: process.housekeeper,
            limits: fixture.limits, logger: logger, arrivals: WakeSignal(), watch: nil)
        let running = Task { try await pipeline.run() }
        running.cancel()
        try await running.value
    }

    @Test("a signal raised while nobody waits is remembered once, and a cancelled wait ends")
    func wakeSignal() async {
        let signal = WakeSignal()
        signal.raise()
        signal.raise()
        await signal.wait()
        let waiting = Task { await signal.wait() }
        waiting.cancel()
        await waiting.value
        await signal.wait(atMost: .zero, on: ContinuousClock())
    }
}

extension AdapterFixture {
    static var prison: any MessageTranslator { PrisonTranslator() }
}

extension ScriptedTranslator {
    /// Makes so many releases of every item, with fixed ids.
    static func releases(_ count: Int) -> ScriptedTranslator {
        ScriptedTranslator { item in
            Translation(
                outcome: .translated,
                messages: (0..<count).map { index in
                    let person = Person(identifiers: [PersonIdentifier(.noms, "Z000\(index)ZZ", writtenIn: 2029)])
                    return CanonicalMessage(
                        id: "id-\(index)", source: "/prison/hmpps-domain-events", time: item.receivedTime,
                        recordedTime: item.receivedTime,
                        fact: .custody(CustodyMovement(person: person, kind: .released)))
                })
        }
    }
}
