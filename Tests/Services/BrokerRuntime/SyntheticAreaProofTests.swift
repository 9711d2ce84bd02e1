import BrokerRuntime
import CanonicalModel
import CourtsTranslation
import Foundation
import PartnersTranslation
import PoliceTranslation
import PrisonTranslation
import ProbationTranslation
import RecordStore
import SchemeEngine
import TestSupport
import Testing

/// A small synthetic area through the real translators and the real core: every figure of every report is the truth.
@Suite("A synthetic area, proved", .timeLimit(.minutes(10)))
struct SyntheticAreaProofTests {
    /// West Yorkshire, the last of table 3.2: it has young people and colours.
    private static let area = AreaTable.pioneers.areas[AreaTable.pioneers.areas.count - 1]

    @Test(
        "Every figure equals the generator's truth, though items come twice, late, corrected, and five people under two records",
        arguments: [UInt64(7)])
    func equalsTruth(seed: UInt64) async throws {
        let area = SyntheticArea(
            Self.area.scaled(to: 60), from: try #require(ReportMonth("2026-04")), months: 3, seed: seed)
        let (input, counts) = try await run(area)
        #expect(counts["items.merged"] == 5, "seed \(seed)")
        #expect(counts["quarantine"] == 0, "seed \(seed)")
        #expect(counts["held"] == 0, "seed \(seed)")
        #expect(counts["items.held-for-hub", default: 0] == area.heldDecisions, "seed \(seed)")
        for month in area.months {
            let comparison = ReportComparison(
                report(input, month, area), with: area.truth, leavingOut: SyntheticArea.unaccounted)
            #expect(comparison.compared > 90, "seed \(seed)")
            #expect(comparison.differences == [], "seed \(seed)")
        }
    }

    @Test(
        "Every area runs by its own scheme and its own agreement, and its figures are the truth",
        arguments: AreaTable.allCases.flatMap(\.areas).map(\.id))
    func ownScheme(id: String) async throws {
        let specification = try #require(AreaTable.allCases.flatMap(\.areas).first { $0.id == id })
        let area = SyntheticArea(
            specification.scaled(to: 16), from: try #require(ReportMonth("2026-04")), months: 2, seed: 5)
        let (input, counts) = try await run(area)
        #expect(counts["items.held-for-hub", default: 0] == area.heldDecisions)
        for month in area.months {
            #expect(
                ReportComparison(report(input, month, area), with: area.truth, leavingOut: SyntheticArea.unaccounted)
                    .differences == [])
        }
    }

    @Test("The comparison finds a person who is missing: a proof that cannot fail proves nothing")
    func canFail() async throws {
        let area = SyntheticArea(
            Self.area.scaled(to: 30), from: try #require(ReportMonth("2026-04")), months: 1, seed: 3, faults: .none)
        var (input, _) = try await run(area)
        let month = area.months[0]
        #expect(
            ReportComparison(report(input, month, area), with: area.truth, leavingOut: SyntheticArea.unaccounted)
                .differences == [])
        input.people.removeLast()
        #expect(
            !ReportComparison(report(input, month, area), with: area.truth, leavingOut: SyntheticArea.unaccounted)
                .differences.isEmpty)
    }

    private func report(_ input: ReportInput, _ month: ReportMonth, _ area: SyntheticArea) -> MonthlyReport {
        let first = area.months[0].first
        return MonthlyReport(
            input, month: month,
            settings: ReportSettings(
                scheme: "Synthetic", fixedOn: first, begins: first, officers: area.specification.officers))
    }

    private func run(_ area: SyntheticArea) async throws -> (ReportInput, [String: Int]) {
        let folder = try TemporaryFolder("synthetic")
        let directory = folder.path + "/directory.yaml"
        try area.directory.write(toFile: directory, atomically: true, encoding: .utf8)
        let (scheme, contracts) = (area.specification.scheme, RepositoryRoot.path + "/Contracts")
        let partnership = try Partnership(
            agreementFile: "\(contracts)/agreements/\(scheme.agreementFile)", directoryFile: directory,
            scheme: SchemeFiles("\(contracts)/schemes/\(scheme.pack).yaml"))
        let broker = try RehearsalBroker(
            partnership: partnership, storePath: folder.path + "/store.sqlite",
            keys: MasterKey(file: folder.path + "/master.key"))
        try await broker.running { broker in
            var run = AreaRehearsal(area, through: broker) { Self.messages(of: $0) }
            try await run.run()
            #expect(run.refused == 0)
        }
        return try await broker.store.read {
            (try ReportBuilder(partnership, now: area.isOver).input($0), try $0.counts())
        }
    }

    private static func messages(of file: SyntheticFile) -> [[UInt8]] {
        let item = IntakeItem(id: "sample", name: file.name, bytes: file.bytes, receivedTime: file.arrivesAt)
        return translator(file.feed).translate(item).messages.map { $0.encoded() }
    }

    private static func translator(_ feed: SyntheticFeed) -> any MessageTranslator {
        switch feed {
        case .police: PoliceTranslator()
        case .courts: CourtsTranslator()
        case .prison: PrisonTranslator()
        case .probation: ProbationTranslator()
        case .hub, .treatment, .voluntary, .monitoring, .plans: PartnersTranslator()
        }
    }
}
