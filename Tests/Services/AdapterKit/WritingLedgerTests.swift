import CanonicalModel
import Testing

@testable import AdapterKit

/// Which files count as finished.
@Suite struct WritingLedgerTests {
    let name = Array("a.json".utf8)
    let start = Timestamp(microseconds: 1_000_000_000_000)

    @Test("a file begun and not closed is left alone, then taken when nothing more is heard of it")
    func openFile() {
        var ledger = WritingLedger()
        ledger.scanned(isWatched: true, at: start)
        ledger.changed(name, at: start)
        let quiet = start.adding(seconds: WritingLedger.openQuietSeconds)
        #expect(ledger.verdict(name, modifiedAt: start, at: start.adding(seconds: 1)) == .wait(untilAtLeast: quiet))
        #expect(ledger.verdict(name, modifiedAt: start, at: quiet) == .take)
    }

    @Test("a file closed by its writer is taken at once")
    func closedFile() {
        var ledger = WritingLedger()
        ledger.scanned(isWatched: true, at: start)
        ledger.changed(name, at: start)
        ledger.finished(name)
        #expect(ledger.verdict(name, modifiedAt: start, at: start) == .take)
    }

    @Test("without the kernel's word a file is taken a second after its last change")
    func unwatched() {
        let ledger = WritingLedger()
        let settled = start.adding(seconds: WritingLedger.settleSeconds)
        #expect(ledger.verdict(name, modifiedAt: start, at: start) == .wait(untilAtLeast: settled))
        #expect(ledger.verdict(name, modifiedAt: start, at: settled) == .take)
    }

    @Test("a change in the future is a wrong clock, not a writer")
    func futureChange() {
        #expect(WritingLedger().verdict(name, modifiedAt: start.adding(seconds: 60), at: start) == .take)
    }

    @Test("after dropped events only the files' own times count")
    func lostTrack() {
        var ledger = WritingLedger()
        ledger.scanned(isWatched: true, at: start)
        ledger.changed(name, at: start)
        ledger.lostTrack()
        let settled = start.adding(seconds: WritingLedger.settleSeconds)
        #expect(ledger.verdict(name, modifiedAt: start, at: start) == .wait(untilAtLeast: settled))
    }

    @Test("a file that goes on changing has a minute, counted from the first time")
    func unstable() {
        var ledger = WritingLedger()
        let limit = WritingLedger.unstableSeconds
        let early = [0, limit - 1].map { ledger.changedWhileRead(name, at: start.adding(seconds: $0)) }
        #expect(early == [false, false])
        let late = ledger.changedWhileRead(name, at: start.adding(seconds: limit))
        #expect(late)
        ledger.settled(name)
        let afresh = ledger.changedWhileRead(name, at: start.adding(seconds: limit))
        #expect(!afresh)
    }
}
