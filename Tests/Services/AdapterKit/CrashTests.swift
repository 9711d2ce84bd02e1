import CanonicalModel
import Foundation
import Messaging
import Synchronization
import Testing

@testable import AdapterKit

/// A process may end between any two steps; the next one finishes what it began, loses nothing and doubles nothing.
@Suite struct CrashTests {
    /// Ends the process at one step, once.
    static func crash(at wanted: PipelineStep) -> Interruption {
        { (step) throws(AdapterError) in
            if step == wanted { throw AdapterError(.store, "the process died at \(wanted)") }
        }
    }

    /// One life that ends wherever it does.
    static func live(_ fixture: AdapterFixture, _ interruption: @escaping Interruption = { _ in }) async throws {
        let process = try fixture.start(interruption)
        do { try await process.pass() } catch let error as AdapterError where error.code == .store {}
    }

    static func expectWhole(_ fixture: AdapterFixture, files: [String]) async throws {
        let process = try fixture.start()
        #expect(try await process.count("TRUE") == files.count)
        #expect(try await process.count("state = 'published'") == files.count)
        #expect(try await process.count("isAside = 0") == 0)
        #expect(try await process.count("isDuplicate = 1") == 0)
        #expect(try fixture.names("drop") == [])
        #expect(try fixture.names("done").count == files.count)
        #expect(fixture.channel.confirmedIDs.count == files.count)
        for file in files { #expect(try fixture.status(file) == "accepted") }
    }

    @Test("a crash at any step loses nothing and doubles nothing", arguments: PipelineStep.allCases)
    func onceAtEachStep(step: PipelineStep) async throws {
        let fixture = try AdapterFixture()
        let files = ["a.json", "b.json", "c.json"]
        for (number, file) in files.enumerated() { try fixture.dropRelease(file, number) }
        try await Self.live(fixture, Self.crash(at: step))
        try await Self.live(fixture)
        try await Self.expectWhole(fixture, files: files)
    }

    @Test("so does a second crash anywhere after the first", arguments: PipelineStep.allCases)
    func twiceAtEachPair(first: PipelineStep) async throws {
        for second in PipelineStep.allCases {
            let fixture = try AdapterFixture()
            try fixture.dropRelease("a.json", 1)
            try await Self.live(fixture, Self.crash(at: first))
            try fixture.dropRelease("b.json", 2)
            try await Self.live(fixture, Self.crash(at: second))
            try await Self.live(fixture)
            try await Self.expectWhole(fixture, files: ["a.json", "b.json"])
        }
    }

    @Test("a file that takes a sealed one's name before the restart is another item, and both are taken")
    func replacedBetween() async throws {
        let fixture = try AdapterFixture()
        try fixture.dropRelease("a.json", 1)
        try await Self.live(fixture, Self.crash(at: .sealed))
        try fixture.dropRelease("a.json", 2)
        try await Self.live(fixture)
        let process = try fixture.start()
        #expect(try await process.count("state = 'published'") == 2)
        #expect(fixture.channel.confirmedIDs.count == 2)
        #expect(try fixture.names("drop") == [])
    }

    @Test("the same file dropped again after its item was done is a new item, not a resumed one")
    func redropped() async throws {
        let fixture = try AdapterFixture()
        try fixture.dropRelease("a.json", 1)
        try await Self.live(fixture)
        let aside = try #require(try fixture.names("done").first)
        // The very file, moved back by somebody: same inode, same time, same bytes.
        #expect(rename(fixture.path("done/" + aside), fixture.path("drop/a.json")) == 0)
        try await Self.live(fixture)
        let process = try fixture.start()
        #expect(try await process.count("TRUE") == 2)
        #expect(try fixture.status("a.json") == "duplicate")
    }

    @Test("a receipt that a power cut may have taken is written again, the same")
    func unsettledReceipt() async throws {
        let fixture = try AdapterFixture()
        try fixture.dropRelease("a.json", 1)
        try await Self.live(fixture)
        let before = try fixture.receipt("a.json")
        try FileManager.default.removeItem(atPath: fixture.path("receipts/a.json.receipt.json"))
        try await Self.live(fixture)
        #expect(try fixture.receipt("a.json") == before)
        do {
            let process = try fixture.start()
            fixture.clock.advance(seconds: 60)
            try await process.housekeeper.settleReceipts(olderThan: 60, batch: 10)
        }
        try FileManager.default.removeItem(atPath: fixture.path("receipts/a.json.receipt.json"))
        try await Self.live(fixture)
        #expect(try fixture.names("receipts") == [])
    }

    @Test("random crashes, duplicates and refusals: every file ends once, with its own fate", arguments: 0..<6)
    func random(round: Int) async throws {
        let seed =
            ProcessInfo.processInfo.environment["THROUGHGATE_SEED"].flatMap(UInt64.init)
            ?? UInt64.random(in: 0...UInt64.max)
        let generator = Mutex(SeededGenerator(seed: seed &+ UInt64(round)))
        let fixture = try AdapterFixture()
        fixture.limits.batchFiles = 3
        fixture.limits.publishItems = 4
        var names: [String] = []
        for life in 0..<25 {
            for _ in 0..<generator.withLock({ Int.random(in: 0...4, using: &$0) }) {
                let number = generator.withLock { Int.random(in: 0...9, using: &$0) }
                let name = "f\(names.count).json"
                names.append(name)
                if number == 9 {
                    try fixture.drop(name, Array("{".utf8))
                } else {
                    try fixture.dropRelease(name, number)
                }
            }
            fixture.channel.behave { _, _ in
                generator.withLock { Int.random(in: 0...9, using: &$0) } < 7 ? .confirmed : .unknown(reason: "test")
            }
            try await Self.live(fixture) { (_) throws(AdapterError) in
                if generator.withLock({ Int.random(in: 0...9, using: &$0) }) == 0 {
                    throw AdapterError(.store, "the process died in life \(life)")
                }
            }
        }
        fixture.channel.behave { _, _ in .confirmed }
        try await Self.live(fixture)
        let process = try fixture.start()
        let comment: Comment = "THROUGHGATE_SEED=\(seed), round \(round)"
        #expect(try await process.count("TRUE") == names.count, comment)
        #expect(try await process.count("state IN ('published', 'rejected')") == names.count, comment)
        #expect(try fixture.names("drop") == [], comment)
        #expect(try fixture.names("receipts").count == names.count, comment)
    }
}

/// SplitMix64: small, and the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
