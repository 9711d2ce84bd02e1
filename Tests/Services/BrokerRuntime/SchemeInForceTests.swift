import AgreementEngine
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation
import RecordStore
import Routing
import TestSupport
import Testing

/// An agreement with local sections at work: one scheme's section is signed, activated, decides, and is found again years later.
@Suite("The section of a scheme in force", .timeLimit(.minutes(5)))
struct SchemeInForceTests {
    private typealias Office = AgreementActivatorTests.Office

    private let now = Timestamp("2026-11-21T10:00:00Z") ?? Timestamp(microseconds: 0)
    private let fixture = NominalFixture(811)
    private let contracts = RepositoryRoot.path + "/Contracts/"
    private static let section = """

        schemes:
          leeds-hub: { area: "E08000035" }
          leeds-east: { area: "E08000035" }
        local:
          leeds-hub:
            narrow:
              - rule: "L3-npt-selected"
                says: "In the hub's scheme the team is told of a selection and of no colour."
                share: ["identity.core", "address.current", "cohort.status", "licence.checkable"]
                source: "modelled"

        """

    /// A section that takes the stop notice away and leaves the selection.
    private static let untold = """
          leeds-east:
            narrow:
              - rule: "L20-resettlement-stopped"
                says: "In the east housing is told of the end only of somebody red."
                when: { subject.rag: "red" }
                source: "modelled"

        """

    // MARK: Routing

    @Test(
        "A field that all schemes let go stays where the scheme's section keeps it back, and the audit says under which"
    )
    func narrows() async throws {
        let office = try office()
        let hub = try partnership(office)
        #expect(hub.refusals.isEmpty && hub.agreement.narrowedFrom?.scheme == "leeds-hub")
        let bench = try CoreBench(partnership: hub)
        let notice = try await selected(bench)
        #expect(notice.fields.map(\.name).contains("name") && !notice.fields.map(\.name).contains("rag"))
        #expect(try await bench.audited("\"agreementScheme\":\"leeds-hub\"") > 0)
        #expect(try await bench.audited("\"agreementSigned\":\"\(hub.agreement.signedDigest)\"") > 0)
        #expect(try await bench.audited("\"agreement\":\"\(hub.agreement.digest)\"") > 0)
    }

    @Test("A scheme without a section goes by the text of all")
    func common() async throws {
        let office = try office()
        let east = try partnership(office, scheme: east(in: office))
        #expect(east.agreement.narrowedFrom?.scheme == "leeds-east")
        let notice = try await selected(try CoreBench(partnership: east))
        #expect(notice.fields.map(\.name).contains("rag"))
    }

    @Test("Whoever asks what would be told is answered as the scheme decides")
    func asks() throws {
        let office = try office()
        let agreements = [
            try partnership(office).agreement, try partnership(office, scheme: east(in: office)).agreement,
        ]
        let sentence = "may west-yorkshire-police/npt see rag.colour for notify-npt"
        let verdicts = try agreements.map { agreement in
            var facts = try GivenFacts(
                yaml: Array(Data(contentsOf: URL(fileURLWithPath: contracts + "agreements/scenarios/leeds.yaml"))))
            facts.coversArea = .known(true)
            return PractitionerAnswer(
                try PractitionerQuestion(sentence, under: agreement), facts: facts, under: agreement,
                hub: Discloser(party: "west-yorkshire-police", role: "iom-hub")
            ).verdict
        }
        #expect(verdicts == [.no, .yes])
    }

    // MARK: Years later

    @Test(
        "A decision under a section is made again to the byte after another version took over, from the archive alone")
    func replays() async throws {
        let office = try office()
        let hub = try partnership(office)
        let bench = try CoreBench(partnership: hub)
        let notice = try await selected(bench)
        try office.change(#"version: "3.1.0""#, to: #"version: "3.2.0""#)
        try office.change(Self.section, to: "\n")
        try office.sign()
        let successor = try partnership(office)
        #expect(successor.refusals.isEmpty && successor.agreement.version == "3.2.0")
        #expect(successor.agreement.narrowedFrom == nil)
        let archived = try office.archive.activated()
        #expect(
            !archived.map(\.digest).contains(hub.agreement.digest), "what was signed is kept, not what was made of it")
        let reports = try await bench.store.read { try DecisionReplay($0, agreements: archived).replay(notice.id) }
        #expect(reports?.map(\.outcome) == [.same])
        #expect(reports?.first?.lines.first?.contains("\(hub.agreement.signedDigest) as it is in leeds-hub") == true)
        let newest = try await bench.store.read {
            try DecisionReplay($0, agreements: [successor.agreement]).replay(notice.id)
        }
        #expect(newest?.map(\.outcome) == [.agreementMissing])
    }

    @Test("A draft is replayed as it would be in the scheme that runs, and not where nobody can say which")
    func drafts() async throws {
        let office = try office()
        let bench = try CoreBench(partnership: try partnership(office))
        _ = try await selected(bench)
        let text = try String(contentsOfFile: office.files.agreement, encoding: .utf8)
        let same = try await replayed(bench, AgreementReplay(try Agreement(yaml: text), in: "leeds-hub"))
        #expect(same.tallies.values.allSatisfy { !$0.isChanged } && same.lines[0].contains("as it is in leeds-hub"))
        let wider = try Agreement(yaml: text.replacing(Self.section, with: "\n"))
        let team = try await replayed(bench, AgreementReplay(wider, in: "leeds-hub")).tallies["npt-headingley"]
        #expect(team?.fieldsAppeared == 1 && team?.fieldsVanished == 0 && team?.noticesAppeared == 0)
        let error = #expect(throws: FormatError.self) { try AgreementReplay(Agreement(yaml: text)) }
        #expect(error?.rule == "scheme.not-chosen")
    }

    // MARK: Starting

    @Test("Without a scheme the first start is refused, and a scheme that goes missing later stops the broker")
    func missing() throws {
        let office = try office()
        let refused = #expect(throws: NothingInForce.self) { try partnership(office, scheme: nil) }
        #expect(refused?.description.contains("activation.scheme-unsettled") == true)
        #expect(try office.archive.current() == nil)
        let first = try partnership(office)
        let error = #expect(throws: FormatError.self) { try partnership(office, scheme: nil) }
        #expect(error?.rule == "scheme.not-chosen" && error?.remedy.contains("leeds-east, leeds-hub") == true)
        #expect(try office.archive.current()?.digest == first.agreement.signedDigest, "what is in force stays in force")
    }

    @Test("The record remembers what was signed, so that another scheme of the agreement is no lost archive")
    func remembers() throws {
        let office = try office()
        let hub = try partnership(office)
        let east = try partnership(office, scheme: east(in: office), remembering: hub.agreement.signedDigest)
        #expect(east.agreement.signedDigest == hub.agreement.signedDigest)
        #expect(east.agreement.digest != hub.agreement.digest)
        #expect(throws: (any Error).self) { try partnership(office, remembering: hub.agreement.digest) }
    }

    @Test("Another scheme of the text in force, in which nobody could be told of the end, stops the broker at its start")
    func unprovedElsewhere() throws {
        let office = try office(more: Self.untold)
        let hub = try partnership(office)
        #expect(hub.refusals.isEmpty)
        let error = #expect(throws: SchemeCannotUntell.self) { try partnership(office, scheme: east(in: office)) }
        #expect(error?.description.contains("activation.cannot-untell") == true)
        // An offered version that is refused changes nothing about what would decide.
        try office.change(#"version: "3.1.0""#, to: #"version: "3.2.0""#)
        #expect(throws: SchemeCannotUntell.self) { try partnership(office, scheme: east(in: office)) }
        #expect(try partnership(office).agreement.digest == hub.agreement.digest)
    }

    @Test("A version that drops the scheme in use is refused, and the one in force goes on deciding")
    func dropped() throws {
        let office = try office()
        let hub = try partnership(office)
        try office.change(#"version: "3.1.0""#, to: #"version: "3.2.0""#)
        try office.change("leeds-hub:", to: "leeds-west:")
        try office.sign()
        let kept = try partnership(office)
        #expect(kept.refusals.map(\.code) == [.schemeUnsettled])
        #expect(kept.agreement.digest == hub.agreement.digest)
    }
}

extension SchemeInForceTests {
    private func office(more: String = "") throws -> Office {
        let office = try Office(now: now)
        let text = try String(contentsOfFile: office.files.agreement, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("version:") })
        try office.write(
            text.replacing(line, with: #"version: "3.1.0""#) + Self.section + more, to: office.files.agreement)
        try office.sign()
        return office
    }

    private func partnership(_ office: Office, remembering digest: String? = nil) throws -> Partnership {
        try partnership(office, scheme: contracts + "schemes/leeds-hub.yaml", remembering: digest)
    }

    private func partnership(
        _ office: Office, scheme: String?, remembering digest: String? = nil
    ) throws -> Partnership {
        try Partnership(
            activating: office.files, archive: office.archive,
            directoryFile: scheme == nil ? schemeless(in: office) : contracts + "directory/leeds.yaml",
            remembered: digest, scheme: SchemeFiles(scheme), now: now)
    }

    /// The directory as it is where nobody chose a scheme yet.
    private func schemeless(in office: Office) throws -> String {
        let text = try String(contentsOfFile: contracts + "directory/leeds.yaml", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("scheme:") })
        let file = office.temporary.path + "/directory.yaml"
        try office.write(text.replacing(line, with: ""), to: file)
        return file
    }

    /// The hub's pack under the name of the scheme that has no section.
    private func east(in office: Office) throws -> String {
        let pack = try String(contentsOfFile: contracts + "schemes/leeds-hub.yaml", encoding: .utf8)
        let file = office.temporary.path + "/leeds-east.yaml"
        try office.write(pack.replacing(#"scheme: "leeds-hub""#, with: #"scheme: "leeds-east""#), to: file)
        return file
    }

    private func selected(_ bench: CoreBench) async throws -> StoredNotice {
        await bench.deliver(bench.delivery(.selection(SchemeSweepTests.selection(fixture)), user: "hub"))
        return try #require(try await bench.notices("npt-headingley").first)
    }

    private func replayed(_ bench: CoreBench, _ replay: AgreementReplay) async throws -> AgreementReplay {
        try await bench.store.read { reader in
            var replay = replay
            var last: Int64 = 0
            while let page = try reader.decisions(since: Timestamp(microseconds: 0), after: last) {
                for decision in page.decisions { try replay.add(decision) }
                last = page.last
            }
            return replay
        }
    }
}
