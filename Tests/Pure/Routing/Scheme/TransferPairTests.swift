import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import SchemeEngine
import TestSupport
import Testing

/// Somebody moves from one cohort and area of a hub to another: told to stop under the one, told of the selection under the
/// other, and never two teams at once (agreement reference 6.5, "One owner").
@Suite("A transfer within one broker")
struct TransferPairTests {
    enum Step: String, CaseIterable {
        case moves, ends, begins
    }

    private let start = Timestamp("2026-06-01T09:00:00Z") ?? Timestamp(microseconds: 0)
    private let fixture = NominalFixture(43, postcode: "LS6 3AA")
    private let router: ContentBasedRouter

    init() throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))),
            scheme: Scheme(
                try SchemePack(yaml: Array(text("schemes/leeds-hub.yaml").utf8)),
                offences: try OffenceClasses(yaml: Array(text("schemes/offences/classes.yaml").utf8))))
    }

    static let orders: [[Step]] = [
        [.moves, .ends, .begins], [.ends, .moves, .begins], [.ends, .begins, .moves], [.begins, .ends, .moves],
        [.begins, .moves, .ends], [.moves, .begins, .ends],
    ]

    @Test(
        "In whatever order the three words come, the old team ends, the new one begins, and never are there two",
        arguments: orders)
    func pair(_ order: [Step]) throws {
        var (nominal, notices) = (Nominal(), [Notice]())
        for (index, fact) in ([selection("ppo")] + order.map(fact)).enumerated() {
            let now = start.adding(seconds: Int64(index) * 86_400)
            let message = NominalFixture.message(fact, at: now)
            let outcome = router.route(message.accepted(Int64(index + 1)), into: nominal, now: now)
            (nominal, notices) = (outcome.nominal, notices + outcome.notices)
            #expect(owners(of: nominal).count <= 1, "\(order): \(owners(of: nominal))")
            #expect(router.caseFile(of: nominal)?.owningTeam != nil)
        }
        #expect(owners(of: nominal) == ["npt-inner-south"])
        let (old, new) = (nominal.spells.filter { !$0.isOpen }, nominal.spells.filter(\.isOpen))
        #expect(old.map(\.cohort) == ["ppo"])
        #expect(new.map(\.cohort) == ["iom"])
        let told = Set(notices.filter { $0.kind == .selection && $0.spell == old.first?.id }.map(\.recipient))
        let stopped = Set(notices.filter { $0.kind == .deselection && $0.spell == old.first?.id }.map(\.recipient))
        #expect(told.contains("npt-headingley") && told == stopped)
        #expect(
            notices.contains { $0.kind == .selection && $0.spell == new.first?.id && $0.recipient == "npt-inner-south" }
        )
    }

    /// The teams that have the person on their lists.
    private func owners(of nominal: Nominal) -> Set<String> {
        Set(
            nominal.ledger.entries.filter { key, entry in
                key.topic == .standing && entry.value == Standing.active.rawValue && router.isTeam(key.recipient)
            }.map(\.key.recipient))
    }

    private func fact(_ step: Step) -> Fact {
        switch step {
        case .moves: .addressChanged(AddressChange(person: fixture.living(at: "LS11 5CC")))
        case .begins: selection("iom")
        case .ends:
            .deselection(
                DeselectionDecision(
                    person: fixture.withoutAddress, cohort: "ppo", ground: "no-longer-immediate-risk",
                    decidedBy: "Sgt Cole", panel: conference, transferTo: "leeds-south"))
        }
    }

    private func selection(_ cohort: String) -> Fact {
        .selection(
            SelectionDecision(
                person: cohort == "ppo" ? fixture.person : fixture.withoutAddress, cohort: cohort, isStatutory: true,
                decidedBy: "Sgt Cole",
                panel: conference))
    }

    private var conference: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", CalendarDate("2026-06-01"))
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "nuisance")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return panel
    }
}
