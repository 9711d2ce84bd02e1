import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// `selection.route`: how the person came onto the cohort, by the panel's own record (CLV 8.9, 8.10).
@Suite("The route of a selection")
struct SelectionRouteTests {
    private func route(_ word: String?) throws -> Set<Knowable<SelectionRoute>> {
        var life = try StandingLife()
        var panel = PanelRecord()
        panel.route = word
        let outcome = life.say(
            .selection(
                SelectionDecision(
                    person: life.fixture.person, cohort: "iom", rag: .amber, decidedBy: "Panel", panel: panel))
        ).outcome
        return Set(outcome.disclosures.map(\.request.subject.selectionRoute))
    }

    @Test("The panel's word is what the agreement is asked about", arguments: SelectionRoute.allCases)
    func known(_ word: SelectionRoute) throws { #expect(try route(word.rawValue) == [.known(word)]) }

    @Test(
        "A route that the agreement has no word for, or that nobody said, is unknown: never the other",
        arguments: ["transfer", nil])
    func unknown(_ word: String?) throws {
        let routes = try route(word)
        #expect(routes.count == 1 && routes.allSatisfy { if case .unknown = $0 { true } else { false } })
    }
}
