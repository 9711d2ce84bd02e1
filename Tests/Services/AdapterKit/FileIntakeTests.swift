import CanonicalModel
import Foundation
import Formats
import Testing

@testable import AdapterKit

/// What reading a sender's file can come to.
@Suite struct FileIntakeTests {
    let fixture: AdapterFixture
    let folder: Directory

    init() throws {
        fixture = try AdapterFixture()
        folder = try Directory(fixture.path("drop"))
    }

    func refusal(_ name: String, maxBytes: Int = 100) throws -> String? {
        guard case .refused(let refusal, _) = try FileIntake.read(FileName(name), in: folder, maxBytes: maxBytes) else {
            return nil
        }
        return refusal.rule
    }

    @Test("a finished file is read whole, up to its limit and no further")
    func limits() throws {
        try fixture.drop("a", [UInt8](repeating: 7, count: 100))
        guard case .read(let bytes, _) = try FileIntake.read(FileName("a"), in: folder, maxBytes: 100) else {
            Issue.record("not read")
            return
        }
        #expect(bytes == [UInt8](repeating: 7, count: 100))
        #expect(try refusal("a", maxBytes: 99) == "intake.too-large")
    }

    @Test("an empty file is refused")
    func empty() throws {
        try fixture.drop("a", [])
        #expect(try refusal("a") == "intake.empty")
    }

    @Test("a link is never followed, and a pipe never waited for")
    func linksAndPipes() throws {
        #expect(symlink("/etc/passwd", fixture.path("drop/link")) == 0)
        #expect(mkfifo(fixture.path("drop/pipe"), 0o600) == 0)
        #expect(try refusal("link") == "intake.symbolic-link")
        #expect(try refusal("pipe") == "intake.not-a-file")
    }

    @Test("a folder is nobody's item, and a name without a file is nothing")
    func foldersAndGhosts() throws {
        _ = try Directory.make(fixture.path("drop/inner"), permissions: 0o700)
        guard case .folder = try FileIntake.read(FileName("inner"), in: folder, maxBytes: 1) else {
            Issue.record("not a folder")
            return
        }
        guard case .gone = try FileIntake.read(FileName("ghost"), in: folder, maxBytes: 1) else {
            Issue.record("not gone")
            return
        }
    }

    /// The kernel's own files say that they have no bytes and then have some: a file that grows while it is read, always.
    @Test("a file that grows while it is read is left alone for a minute, then refused with what was seen of it")
    func growing() throws {
        let process = try Directory("/proc/self")
        let drop = DropFolder(drop: process, done: folder, maxFileBytes: 1 << 20)
        let start = Timestamp(microseconds: 0)
        let name = FileName("status")
        #expect(try drop.take(name, at: start) == nil)
        #expect(try drop.take(name, at: start.adding(seconds: 59)) == nil)
        let arrival = try #require(try drop.take(name, at: start.adding(seconds: 60)))
        #expect(arrival.refusal?.rule == "intake.unstable")
        #expect((arrival.bytes ?? []).count > 100)
    }

    @Test("names that say unfinished are left alone, and the rest come in the order of their names")
    func names() throws {
        for name in ["b.xml", "a.xml", ".hidden", "c.part", "d.tmp", "e.part.xml"] { try fixture.drop(name, [1]) }
        let drop = DropFolder(drop: folder, done: folder, maxFileBytes: 1)
        let scan = try drop.scan(isWatched: false, at: fixture.clock.now())
        #expect(scan.names.map(\.text) == ["a.xml", "b.xml", "e.part.xml"])
    }

    @Test("a name is safe to print and to file under, whatever its bytes")
    func safeNames() {
        #expect(FileName(Array("a\n\u{7}b".utf8)).text == "a\u{FFFD}\u{FFFD}b")
        #expect(FileName([0xFF, 0x41]).text == "\u{FFFD}A")
        let long = FileName([UInt8](repeating: 0xFF, count: 255))
        #expect(long.text.utf8.count <= FileName.maxTextBytes)
        #expect(long.decorated(prefix: String(repeating: "i", count: 37), suffix: ".receipt.json").bytes.count <= 255)
    }

    @Test("a file that changed after its bytes were sealed stays where it is, for another look")
    func changedAfterSealing() throws {
        try fixture.drop("a", [1])
        let drop = DropFolder(drop: folder, done: try Directory(fixture.path("done")), maxFileBytes: 100)
        let arrival = try #require(try drop.take(FileName("a"), at: fixture.clock.now()))
        try fixture.drop("a", [2])
        try drop.moveAside(arrival, itemID: "item")
        #expect(try fixture.names("drop") == ["a"])
        #expect(try fixture.names("done") == [])
    }

    @Test("the kernel tells of a file that is being written, and of its end")
    func watch() async throws {
        let ledger = SharedLedger()
        let wake = WakeSignal()
        let clock = fixture.clock
        let watch = try #require(
            FolderWatch(fixture.path("drop"), clock: clock.now, ledger: ledger, wake: wake))
        ledger.update { $0.scanned(isWatched: true, at: clock.now()) }
        let path = fixture.path("drop/slow.xml")
        let file = try #require(fopen(path, "w"))
        fputs("half", file)
        fflush(file)
        let name = Array("slow.xml".utf8)
        func verdict() -> WritingLedger.Verdict {
            ledger.update { $0.verdict(name, modifiedAt: clock.now(), at: clock.now()) }
        }
        while verdict() == .take { await wake.wait() }
        fclose(file)
        while verdict() != .take { await wake.wait() }
        withExtendedLifetime(watch) {}
    }
}
