import AgreementEngine
import BrokerRuntime
import CanonicalModel
import Foundation
import GRDB
import Messaging
import RecordStore
import Routing
import TestSupport
import Testing

/// Decisions kept in a real record and made again from it (DESIGN decision 7).
@Suite("Replaying decisions", .timeLimit(.minutes(5)))
struct DecisionReplayTests {
    let bench: CoreBench
    let fixture = NominalFixture(21)

    init() throws { bench = try CoreBench() }

    @Test("A notice's decision is made again to the byte, and so are those of the message that led to it")
    func same() async throws {
        let notice = try await selected()
        let reports = try #require(try await replay(notice.id))
        #expect(reports.map(\.outcome) == [.same])
        #expect(reports[0].bytes?.hasPrefix(#"{"agreement":""#) == true)
        let message = try #require(try await bench.store.read { try $0.item(sequence: notice.cause)?.message?.id })
        let all = try #require(try await replay(message))
        #expect(all.count > 1 && all.allSatisfy { $0.outcome == .same })
        #expect(try await replay("\(reports[0].sequence)")?.map(\.outcome) == [.same])
        #expect(try await bench.store.read { try AuditCheck($0).isIntact })
    }

    @Test("Without the version it was decided under a decision is not made again, and the report says so")
    func otherVersion() async throws {
        let notice = try await selected()
        let newer = try Self.leeds(replacing: "version: \"", with: "version: \"9")
        let reports = try await replay(notice.id, under: [newer])
        #expect(reports?.map(\.outcome) == [.agreementMissing])
        #expect(reports?[0].lines[1].contains("not at hand") == true)
        #expect(reports?[0].isProved == false)
    }

    @Test("An unknown id is no decision")
    func unknown() async throws {
        _ = try await selected()
        #expect(try await replay("nobody") == nil)
        #expect(try await replay("999999") == nil)
    }

    @Test("After an erasure the commitments are verified and nothing is decided")
    func erased() async throws {
        let notice = try await selected()
        let sequence = try #require(try await replay(notice.id)?.first?.sequence)
        try tamper("UPDATE nominal SET wrapped = x''")
        let reports = try #require(try await replay("\(sequence)"))
        #expect(reports.map(\.outcome) == [.erased])
        #expect(reports[0].isProved && reports[0].bytes == nil)
        try tamper(
            """
            UPDATE audit SET record = CAST(replace(CAST(record AS TEXT), 'release', 'RELEASE') AS BLOB)
            WHERE seq = \(sequence)
            """)
        #expect(try await replay("\(sequence)")?.map(\.outcome) != [.erased])
    }

    @Test("A request put in another's place is not what the audit committed to")
    func swapped() async throws {
        let notice = try await selected()
        let sequence = try #require(try await replay(notice.id)?.first?.sequence)
        try tamper(
            """
            UPDATE decision SET sealed = (SELECT sealed FROM decision WHERE seq <> \(sequence) LIMIT 1) WHERE seq = \(sequence)
            """)
        #expect(try await replay("\(sequence)")?.map(\.outcome) == [.damaged])
    }

    @Test("The same agreement replayed over history changes nothing; without a permit its notices vanish")
    func drafts() async throws {
        _ = try await selected()
        let same = try await replayAll(try Self.leeds())
        #expect(same.replayed > 1 && same.tallies.values.allSatisfy { !$0.isChanged })
        #expect(same.lines.contains("Nothing would have been told otherwise."))
        let narrower = try await replayAll(
            try Self.leeds(
                replacing: #"when: { message: "selection", recipient.covers-area: true }"#,
                with: #"when: { message: "recalled" }"#))
        let team = try #require(narrower.tallies["npt-headingley"])
        #expect(team.noticesVanished == 1 && team.noticesAppeared == 0 && team.fieldsVanished > 0)
        #expect(team.samples.first?.contains("the notice would not go") == true)
    }

    @Test(
        "A draft that nobody has signed is replayed as if it were in force; a day to start from leaves out what was before"
    )
    func unsigned() async throws {
        _ = try await selected()
        let draft = try await replayAll(try Self.leeds(replacing: #"status: "in-force""#, with: #"status: "draft""#))
        #expect(draft.tallies.values.allSatisfy { !$0.isChanged })
        let later = try await replayAll(try Self.leeds(), since: bench.now.adding(seconds: 86_400))
        #expect(later.replayed == 0)
    }

    // MARK: Helpers

    private func selected() async throws -> StoredNotice {
        let fact = Fact.selection(
            SelectionDecision(person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "Panel")
        )
        await bench.deliver(bench.delivery(fact, user: "hub", source: "/hub/test"))
        return try #require(try await bench.notices("npt-headingley").first)
    }

    private func replay(_ id: String, under agreements: [Agreement]? = nil) async throws -> [DecisionReplay.Report]? {
        let agreements = try agreements ?? [Self.leeds()]
        return try await bench.store.read { try DecisionReplay($0, agreements: agreements).replay(id) }
    }

    private func replayAll(
        _ draft: Agreement, since: Timestamp = Timestamp(microseconds: 0)
    ) async throws -> AgreementReplay {
        try await bench.store.read { reader in
            var replay = try AgreementReplay(draft)
            var last: Int64 = 0
            while let page = try reader.decisions(since: since, after: last, limit: 2) {
                for decision in page.decisions { try replay.add(decision) }
                last = page.last
            }
            return replay
        }
    }

    private static func leeds(replacing old: String = "", with new: String = "") throws -> Agreement {
        let path = RepositoryRoot.path + "/Contracts/agreements/leeds.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let place = text.range(of: old) else {
            try #require(old.isEmpty, "the agreement has no \(old) any more")
            return try Agreement(yaml: text)
        }
        return try Agreement(yaml: text.replacingCharacters(in: place, with: new))
    }

    private func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: bench.storePath)
        try queue.write { try $0.execute(sql: sql) }
    }
}
