import CanonicalModel
import Foundation
import GRDB
import Logging
import Messaging
import Testing

@testable import AdapterKit

/// What the health port tells, and what it never tells.
@Suite struct HealthDoorTests {
    let fixture: AdapterFixture

    init() throws { fixture = try AdapterFixture() }

    @Test("it lives, and is ready when broker and store are")
    func ready() async throws {
        try await fixture.whileRunning { (running) async throws in
            #expect(try await running.health.get("/health/live").status == 200)
            #expect(try await running.health.get("/health/ready").status == 200)
            #expect(try await running.health.get("/items").status == 404)
            #expect(try await running.health.send("POST", "/metrics").status == 405)
        }
    }

    @Test("without a broker it lives and is not ready, and says why")
    func noBroker() async throws {
        try await fixture.whileRunning(isBrokerUp: { false }) { (running) async throws in
            #expect(try await running.health.get("/health/live").status == 200)
            let answer = try await running.health.get("/health/ready")
            #expect(answer.status == 503)
            #expect(answer.body == "not ready: broker\n")
            #expect(try await running.health.get("/metrics").body.contains("broker_up{agency=\"prison\"} 0"))
        }
    }

    @Test("without a writable store it is not ready")
    func noStore() async throws {
        try await fixture.whileRunning { (running) async throws in
            try await running.services.store.write { try $0.execute(sql: "ALTER TABLE setting RENAME TO elsewhere") }
            #expect(try await running.health.get("/health/ready").body == "not ready: store\n")
            try await running.services.store.write { try $0.execute(sql: "ALTER TABLE elsewhere RENAME TO setting") }
        }
    }

    @Test("metrics count items by outcome, what waits and the quarantine, with no name of anybody")
    func metrics() async throws {
        try fixture.dropRelease("canary-name.json", 1)
        try fixture.dropRelease("b.json", 1)
        try fixture.dropRelease("c.json", 2, code: "MRG")
        try fixture.drop("d.json", Array("{".utf8))
        try await fixture.run()
        fixture.clock.advance(seconds: 90)
        try await fixture.whileRunning { (running) async throws in
            let text = try await running.health.get("/metrics").body
            let lines = Set(text.split(separator: "\n").map(String.init))
            for line in [
                "items_total{agency=\"prison\",outcome=\"published\"} 1",
                "items_total{agency=\"prison\",outcome=\"duplicate\"} 1",
                "items_total{agency=\"prison\",outcome=\"ignored\"} 1",
                "items_total{agency=\"prison\",outcome=\"rejected\"} 1",
                "items_total{agency=\"prison\",outcome=\"held\"} 0", "queue_depth{agency=\"prison\"} 0",
                "quarantine_items{agency=\"prison\"} 1", "feed_silent{agency=\"prison\"} 0",
                "broker_up{agency=\"prison\"} 1", "oldest_waiting_seconds{agency=\"prison\"} 0",
                "last_item_timestamp_seconds{agency=\"prison\"} 1893456000",
            ] {
                #expect(lines.contains("throughgate_adapter_" + line), "\(line)")
            }
            #expect(!text.contains("canary"))
            #expect(!text.contains("nomis"))
        }
    }

    @Test("what waits for the broker shows in depth and age")
    func waiting() async throws {
        fixture.channel.behave { _, _ in .unknown(reason: "test") }
        try fixture.dropRelease("a.json", 1)
        let process = try fixture.start()
        try await process.pass()
        fixture.clock.advance(seconds: 75)
        let figures = try await process.store.figures()
        let text = AdapterMetrics(
            agency: "prison", figures: figures, isSilent: true, isBrokerUp: false, now: fixture.clock.now()
        ).text
        #expect(text.contains("queue_depth{agency=\"prison\"} 1\n"))
        #expect(text.contains("oldest_waiting_seconds{agency=\"prison\"} 75\n"))
        #expect(text.contains("feed_silent{agency=\"prison\"} 1\n"))
    }

    @Test("counters survive the process, and a database of the first version is counted when it is opened")
    func counters() async throws {
        try fixture.dropRelease("a.json", 1)
        try await fixture.run()
        try fixture.dropRelease("b.json", 2)
        let process = try fixture.start()
        try await process.pass()
        #expect(try await process.store.figures().outcomes["published"] == 2)
    }

    @Test("a database of the first version is opened, its items kept and counted")
    func migrated() async throws {
        let path = fixture.path("state/intake.sqlite")
        _ = try MasterKey.load(fixture.path("state/master.key"), mayCreate: true)
        let old = try DatabaseQueue(path: path)
        try IntakeSchema.migrator.migrate(old, upTo: "1 items, bodies, messages")
        try await old.write { database in
            for state in ["published", "published", "rejected"] {
                try database.execute(
                    sql: """
                        INSERT INTO item (id, name, receivedAt, byteCount, inode, modifiedAt, state)
                        VALUES (hex(randomblob(8)), 'a.json', 0, 1, 1, 1, ?)
                        """, arguments: [state])
            }
        }
        try old.close()
        let process = try fixture.start()
        #expect(try await process.store.figures().outcomes == ["published": 2, "rejected": 1])
        let kept = try await process.store.quarantined(QuarantineSelection(), at: fixture.clock.now())
        #expect(kept.map(\.way) == [.file])
    }

    // MARK: The alarm

    @Test("silence raises one alarm that says why, and its end is told")
    func alarm() async throws {
        let log = LogCatcher()
        let process = try fixture.start()
        let rhythm = FeedRhythm(
            declaration: FeedDeclaration(expectEvery: 3_600, grace: 600), startedAt: fixture.clock.now())
        let watch = FeedWatch(store: process.store, rhythm: rhythm, clock: fixture.clock.now, logger: log.logger)
        try await watch.look()
        #expect(log.lines.isEmpty)
        fixture.clock.advance(seconds: 4_201)
        try await watch.look()
        try await watch.look()
        #expect(log.lines.map(\.message) == ["the feed is silent"])
        #expect(log.lines.first?.level == .error)
        #expect(log.lines.first?.why?.contains("every 1 h") == true)
        try fixture.dropRelease("a.json", 1)
        try await process.pass()
        try await watch.look()
        #expect(log.lines.map(\.message) == ["the feed is silent", "the feed speaks again"])
    }
}
