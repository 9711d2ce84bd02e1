import CanonicalModel
import Foundation
import Formats
import GRDB
import Messaging
import Testing

@testable import AdapterKit

/// What may not be kept is destroyed, on its own schedule, and nothing else is.
@Suite struct RetentionTests {
    let fixture: AdapterFixture

    init() throws {
        fixture = try AdapterFixture()
        fixture.maxFileBytes = 10_000
        fixture.retention = Retention(rawItemDays: 28, quarantineDays: 90, doneDays: 7, receiptDays: 100_000)
    }

    @Test("keys and bytes go after their days, rejected ones later, and the skeletons stay")
    func bodies() async throws {
        try fixture.dropRelease("good.json", 1)
        try fixture.drop("bad.json", Array("{".utf8))
        let process = try fixture.start()
        try await process.pass()
        func bodies() async throws -> Int {
            try await process.store.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM body") ?? -1 }
        }
        fixture.clock.advance(days: 28)
        try await process.housekeeper.destroyExpired()
        #expect(try await bodies() == 2)
        fixture.clock.advance(seconds: 1)
        try await process.housekeeper.destroyExpired()
        #expect(try await bodies() == 1)
        #expect(try await process.count("destroyedAt IS NOT NULL AND state = 'published'") == 1)
        fixture.clock.advance(days: 62)
        try await process.housekeeper.destroyExpired()
        #expect(try await bodies() == 0)
        #expect(try await process.count("TRUE") == 2)
        let archive = try IntakeArchive(folder: fixture.path("state"), masterKeyFile: fixture.path("state/master.key"))
        let id = try #require(fixture.channel.confirmedIDs.first)
        let record = try #require(try archive.records(messageID: id).first)
        #expect(record.name == "good.json")
        #expect(record.destroyedTime != nil)
        #expect(throws: AdapterError(.notFound, "")) { try archive.bytes(of: record.id) }
    }

    @Test("a destroyed key and its bytes are nowhere in the state folder any more")
    func nothingRemains() async throws {
        try fixture.dropRelease("good.json", 1)
        let process = try fixture.start()
        try await process.pass()
        let (key, bytes) = try await process.store.read { database in
            let row = try #require(try Row.fetchOne(database, sql: "SELECT wrappedKey, bytes FROM body"))
            return (row["wrappedKey"] as Data, row["bytes"] as Data)
        }
        func isOnDisk(_ needle: Data) throws -> Bool {
            try fixture.names("state").contains { name in
                try Data(contentsOf: URL(fileURLWithPath: fixture.path("state/" + name))).range(of: needle) != nil
            }
        }
        #expect(try isOnDisk(key))
        #expect(try isOnDisk(bytes))
        fixture.clock.advance(days: 29)
        try await process.housekeeper.destroyExpired()
        #expect(try !isOnDisk(key))
        #expect(try !isOnDisk(bytes))
    }

    @Test("what the broker has not confirmed is never destroyed")
    func unconfirmed() async throws {
        fixture.channel.behave { _, _ in .unknown(reason: "test") }
        try fixture.dropRelease("a.json", 1)
        let process = try fixture.start()
        try await process.pass()
        fixture.clock.advance(days: 10_000)
        try await process.housekeeper.destroyExpired()
        fixture.channel.behave { _, _ in .confirmed }
        try await process.pass()
        #expect(try fixture.status("a.json") == "accepted")
    }

    @Test("files aside go after a week, those never sealed as late as the quarantine")
    func aside() async throws {
        try fixture.dropRelease("good.json", 1)
        try fixture.drop("large.json", [UInt8](repeating: 1, count: 10_001))
        let process = try fixture.start()
        try await process.pass()
        fixture.clock.advance(days: 8)
        try await process.housekeeper.destroyExpired()
        #expect(try fixture.names("done").map { $0.hasSuffix("-large.json") } == [true])
        fixture.clock.advance(days: 90)
        try await process.housekeeper.destroyExpired()
        #expect(try fixture.names("done") == [])
    }

    @Test("receipts go after their days")
    func receipts() async throws {
        fixture.retention.receiptDays = 28
        try fixture.dropRelease("good.json", 1)
        let process = try fixture.start()
        try await process.pass()
        // Their age is the file's own, which is the real clock's: the test's is years ahead.
        try await process.housekeeper.destroyExpired()
        #expect(try fixture.names("receipts") == [])
    }

    @Test("an item whose bytes are destroyed cannot be retried")
    func retryAfterDestruction() async throws {
        try fixture.drop("bad.json", Array("{".utf8))
        let process = try fixture.start()
        try await process.pass()
        let id = try #require(try fixture.receipt("bad.json")["id"]?.string)
        fixture.clock.advance(days: 91)
        try await process.housekeeper.destroyExpired()
        await #expect(throws: AdapterError(.notFound, "")) { try await process.store.resubmit(id) }
    }
}
