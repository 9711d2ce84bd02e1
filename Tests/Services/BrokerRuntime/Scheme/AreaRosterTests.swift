import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import RecordStore
import Routing
import TestSupport
import Testing

/// "Every Chief Inspector should know the PPOs in their area" (Leeds 1.22): the list that an area's page shows.
@Suite("Who is on the cohort in an area")
struct AreaRosterTests {
    @Test("An area's list has everybody on the cohort who lives there: moved in, and neither moved out nor off (ISH-22)")
    func standing() async throws {
        let bench = try CoreBench()
        let people = (0..<4).map { NominalFixture(741 + $0) }
        for fixture in people {
            await say(.selection(Self.selected(fixture.person)), 0, bench)
        }
        #expect(try await list("npt-headingley", bench) == [1, 2, 3, 4])
        #expect(try await list("npt-city", bench) == [])
        await bench.deliver(
            bench.delivery(
                .addressChanged(Self.moved(people[1].living(at: "LS1 4AP"))), days: 2, user: "probation-adapter",
                source: "/probation/test"))
        await say(.deselection(Self.ended(people[2].withoutAddress)), 3, bench)
        #expect(try await list("npt-headingley", bench) == [1, 4], "one moved away and one is off the cohort")
        #expect(try await list("npt-city", bench) == [2], "whoever moved in is known there")
    }

    private static func selected(_ person: Person) -> SelectionDecision {
        SelectionDecision(person: person, cohort: "ppo", isStatutory: true, rag: .amber, decidedBy: "Panel")
    }

    private static func ended(_ person: Person) -> DeselectionDecision {
        DeselectionDecision(person: person, cohort: "ppo", ground: "no-offending", decidedBy: "Panel")
    }

    private static func moved(_ person: Person) -> AddressChange { AddressChange(person: person) }

    private func say(_ fact: Fact, _ day: Int64, _ bench: CoreBench) async {
        await bench.deliver(bench.delivery(fact, days: day, user: "hub"))
    }

    private func list(_ team: String, _ bench: CoreBench) async throws -> [Int64] {
        try await bench.store.read { try $0.roster(of: team).map(\.nominal) }
    }
}
