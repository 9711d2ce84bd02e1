@testable import BrokerRuntime
import CanonicalModel
import Foundation
import RecordStore
import Routing
import TestSupport
import Testing

/// Destroying a person's keys while the log still verifies (DESIGN decision 14).
@Suite("Erasure", .timeLimit(.minutes(5)))
struct ErasureTests {
    @Test("An order to erase is refused while a stay goes on, an end is unacknowledged or a review needs the record")
    func refused() async throws {
        let life = try RecordLife(701)
        _ = await life.select()
        #expect(try await reason(life, day: 1) == "not-erased: open-stay")
        _ = await life.deselect(day: 2)
        #expect(try await reason(life, day: 3)?.hasPrefix("not-erased: end-not-acknowledged") == true)
        try await life.acknowledgeAll(day: 4)
        await life.order(.reviewStarted, reviewBy: CalendarDate("2026-12-24"), day: 5)
        #expect(try await reason(life, day: 6) == "not-erased: review")
        #expect(try await life.tasks().filter { $0 == .erasureRefused }.count == 3)
        #expect(try await life.bench.audited("\"what\":\"erasure-refused\"") == 3)
        await life.order(.reviewEnded, day: 7)
        let id = await life.order(.erased, day: 8)
        #expect(try await life.item(id).fate == .erased)
    }

    @Test("After an erasure nothing says who it was, no file holds the key, and the log and every decision verify")
    func erased() async throws {
        let life = try await ended(702)
        let keys = try await life.wrappedKeys()
        let notice = try #require(try await life.told().first)
        #expect(keys.count == 1)
        #expect(try keys.allSatisfy(life.isInFiles), "the search would find a key that is there")
        await life.order(.erased, day: 8)
        #expect(try await life.wrappedKeys().isEmpty)
        for key in keys { #expect(try !life.isInFiles(key), "a destroyed key is still in a file") }
        let bench = life.bench
        for identifier in life.fixture.person.identifiers {
            #expect(try await bench.store.read { try $0.nominal(identifiedBy: identifier) } == nil)
        }
        let kept = try #require(try await bench.store.read { try $0.notice(notice.id) })
        #expect(kept.isErased && kept.fields.isEmpty && kept.acknowledgement?.officer.contains("PC 7") == false)
        #expect(try await bench.store.read { try AuditCheck($0).isIntact })
        let reports = try await bench.store.read { try DecisionReplay($0, agreements: []).replay(notice.id) }
        #expect(reports?.map(\.outcome) == [.erased])
        #expect(reports?[0].lines[1].contains("erased on 2026-") == true)
        #expect(reports?[0].lines[1].contains("The commitment verifies") == true)
        #expect(try await bench.audited("\"operations\":[\"erasure\"]") == 1)
        let release = try #require(try await bench.store.read { try DisclosureRecord($0).releases.first })
        #expect(try await bench.store.read { try $0.erasures() }[release.subject]?.reason == "unlawful")
    }

    @Test("Records that were united lose all their keys; whoever comes back is somebody new")
    func united() async throws {
        let life = try RecordLife(703)
        let other = NominalFixture(704)
        _ = await life.select()
        await life.say(
            .selection(SelectionDecision(person: other.person, cohort: "iom", isStatutory: true, decidedBy: "Panel")),
            day: 0)
        await life.say(
            .identityMerged(
                IdentityMerge(
                    person: life.fixture.withoutAddress, other: other.person.identifiers, reason: .fingerprints,
                    decidedBy: "J. Officer")), day: 1)
        _ = await life.deselect(day: 2)
        try await life.acknowledgeAll(day: 4)
        let keys = try await life.wrappedKeys()
        #expect(keys.count == 2)
        let id = await life.order(.erased, day: 8)
        let ordered = try await life.item(id)
        #expect(ordered.fate == .erased, "\(ordered.reason ?? "")")
        for key in keys { #expect(try !life.isInFiles(key)) }
        _ = await life.select(day: 9)
        #expect(try await life.told().last?.kind == "selection")
        #expect(try await life.bench.store.read { try AuditCheck($0).isIntact })
    }

    @Test("A restored backup forgets again before it serves, and without the ledger it would not")
    func restored() async throws {
        let life = try await ended(705)
        let (with, without) = (try life.backup("with-ledger"), try life.backup("without-ledger"))
        await life.order(.erased, day: 8)
        try FileManager.default.copyItem(
            atPath: life.bench.folder + "/master.key.erasures", toPath: with.path + "/master.key.erasures")
        let identifier = life.fixture.person.identifiers[0]
        let back = try open(without)
        #expect(try await back.read { try $0.nominal(identifiedBy: identifier) } != nil)
        let restored = try open(with)
        #expect(try await restored.read { try $0.nominal(identifiedBy: identifier) } == nil)
        #expect(try await restored.read { try AuditCheck($0).isIntact })
        let log = try await restored.read { try $0.auditLog() }.map { String(decoding: $0.record, as: UTF8.self) }
        #expect(log.contains { $0.contains("erased-again-after-restore") })
        #expect(try await restored.read { try $0.erasures().count } == 1)
    }

    @Test("A record that was opened after the backup under an erased number is not erased")
    func numberUsedAgain() async throws {
        let life = try RecordLife(706)
        let empty = try life.backup("empty")
        try await end(life)
        await life.order(.erased, day: 8)
        try FileManager.default.copyItem(
            atPath: life.bench.folder + "/master.key.erasures", toPath: empty.path + "/master.key.erasures")
        let other = NominalFixture(707).person
        do {
            let store = try open(empty)
            let number = try await store.write { store in
                let number = try store.openNominal(at: Timestamp(microseconds: 0))
                try store.replace(number, with: Nominal(history: Self.history(of: other)))
                return number
            }
            #expect(number == 1, "the number of the erased record")
        }
        let again = try open(empty)
        #expect(try await again.read { try $0.nominal(identifiedBy: other.identifiers[0]) } == 1)
    }

    @Test("A line of the ledger that this store did not write stops the start; a torn last line does not")
    func damagedLedger() async throws {
        let life = try await ended(708)
        let backup = try life.backup("damaged-ledger")
        await life.order(.erased, day: 8)
        let path = backup.path + "/master.key.erasures"
        let text = try String(contentsOfFile: life.bench.folder + "/master.key.erasures", encoding: .utf8)
        try Data(text.replacingOccurrences(of: "\"nominal\":1", with: "\"nominal\":2").utf8)
            .write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError(.erasureLedger, "")) { try open(backup) }
        try Data((text + text.prefix(20)).utf8).write(to: URL(fileURLWithPath: path))
        let restored = try open(backup)
        #expect(try await restored.read { try $0.erasures().count } == 1)
    }

    @Test("What has to be kept as evidence is restricted and not erased, until the restriction is lifted")
    func evidence() async throws {
        let life = try await ended(709)
        await life.order(.restricted, reason: .evidence, day: 5)
        try await life.sendAll()
        #expect(try await reason(life, day: 6) == "not-erased: evidence")
        await life.order(.unrestricted, day: 7)
        try await life.sendAll()
        let id = await life.order(.erased, day: 8)
        #expect(try await life.item(id).fate == .erased)
    }

    @Test("The end of a review that comes late does not end a review that began after it")
    func lateEnd() async throws {
        let life = try await ended(710)
        await life.order(.reviewStarted, reviewBy: CalendarDate("2026-12-24"), day: 5)
        await life.order(.reviewStarted, reviewBy: CalendarDate("2026-12-24"), day: 7)
        await life.order(.reviewEnded, day: 6)
        try await life.sendAll()
        #expect(try await reason(life, day: 8) == "not-erased: review")
        #expect(try await life.bench.store.read { try $0.reviewHolds().count } == 1)
        await life.order(.reviewEnded, day: 9)
        try await life.sendAll()
        let id = await life.order(.erased, day: 10)
        #expect(try await life.item(id).fate == .erased)
    }

    @Test("While the ledger cannot be written nothing more is committed; once it can, it has every erasure")
    func unwritableLedger() async throws {
        let folder = try RecordLife(712).backup("no-ledger")
        let (path, now) = (folder.path + "/missing/erasures", Timestamp(microseconds: 0))
        let keys = try MasterKey(file: folder.path + "/master.key")
        let store = try SQLiteRecord(
            path: folder.path + "/store.sqlite", keys: keys, erasures: ErasureLedger(path: path))
        let number = try await store.write { try $0.openNominal(at: now) }
        await #expect(throws: StoreError.self) {
            _ = try await store.write {
                try $0.erase(number, message: "m", reason: "unlawful", authority: "court", at: now)
            }
        }
        await #expect(throws: StoreError.self) { _ = try await store.write { try $0.openNominal(at: now) } }
        try FileManager.default.createDirectory(
            atPath: folder.path + "/missing", withIntermediateDirectories: false)
        #expect(try await store.write { try $0.openNominal(at: now) } == number + 1, "the failed one was not committed")
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 1)
    }

    // MARK: Helpers

    private func ended(_ number: Int) async throws -> RecordLife {
        let life = try RecordLife(number)
        try await end(life)
        return life
    }

    private func end(_ life: RecordLife) async throws {
        _ = await life.select()
        _ = await life.deselect(day: 2)
        try await life.acknowledgeAll(day: 4)
    }

    private func reason(_ life: RecordLife, day: Int64) async throws -> String? {
        let id = await life.order(.erased, day: day)
        return try await life.item(id).reason
    }

    private func open(_ folder: TemporaryFolder) throws -> SQLiteRecord {
        try SQLiteRecord(
            path: folder.path + "/store.sqlite", keys: MasterKey(file: folder.path + "/master.key"),
            erasures: ErasureLedger(path: folder.path + "/master.key.erasures"))
    }

    private static func history(of person: Person) -> NominalHistory {
        var history = NominalHistory()
        let message = NominalFixture.message(
            .addressChanged(AddressChange(person: person)), at: Timestamp(microseconds: 0))
        _ = history.fold(message.accepted(1))
        return history
    }
}
