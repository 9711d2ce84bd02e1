import AgreementEngine
import CanonicalModel
import TestSupport
import Testing

@testable import Routing

/// What a team was told of a court's word is put right when the court takes it back, whatever stands then (DESIGN decision 16).
@Suite("Correcting what was told of a warrant or a hearing")
struct WarrantCorrectionTests {
    private static let team = "npt-headingley"
    private let router: ContentBasedRouter
    private let fixture = NominalFixture(42, postcode: "LS6 3AA")

    init() throws { router = try RefusalTests.router() }

    private static func time(_ day: String) throws -> Timestamp { try #require(Timestamp("\(day)T09:00:00Z")) }

    /// Routes one fact after the other, each on its day and seen on another.
    private func route(_ said: [(fact: Fact, day: String, seen: String)]) throws -> [RoutingOutcome] {
        var (nominal, outcomes) = (Nominal(), [RoutingOutcome]())
        for (index, item) in said.enumerated() {
            let (day, seen) = (try Self.time(item.day), try Self.time(item.seen))
            let message = NominalFixture.message(item.fact, at: day, recorded: seen, ordinal: index)
            outcomes.append(router.route(message.accepted(Int64(index + 1)), into: nominal, now: seen))
            nominal = outcomes[index].nominal
        }
        return outcomes
    }

    private func warrant(_ code: String, isWithdrawn: Bool = false, on day: String, shared: String) throws -> Fact {
        .warrant(
            Warrant(
                person: fixture.withoutAddress, case: HearingResult.Case(ptiurn: "99QQ0000126", asn: nil),
                resultCode: code, isWithdrawn: isWithdrawn, sharedTime: try Self.time(shared),
                hearingDate: try Self.time(day).date))
    }

    private var selection: (fact: Fact, day: String, seen: String) {
        let decision = SelectionDecision(
            person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "P")
        return (.selection(decision), "2026-07-01", "2026-07-01")
    }

    private func said(_ outcome: RoutingOutcome?) -> [String] {
        (outcome?.notices ?? []).filter { $0.recipient == Self.team }.map {
            ([$0.kind.rawValue] + $0.fields.filter { $0.name == "resultClass" || $0.name == "status" }.map(\.value))
                .joined(separator: " ")
        }
    }

    private func deleted(after earlier: [(fact: Fact, day: String, seen: String)]) throws -> [RoutingOutcome] {
        try route(
            earlier + [
                selection,
                (try warrant("4576", on: "2026-07-10", shared: "2026-07-10"), "2026-07-10", "2026-07-10"),
                (
                    try warrant("4576", isWithdrawn: true, on: "2026-07-10", shared: "2026-07-12"), "2026-07-10",
                    "2026-07-12"
                ),
            ])
    }

    @Test("A team told of a warrant that the court deletes is told so, though what stands then is older than the stay")
    func olderWithdrawal() throws {
        let outcomes = try deleted(after: [
            (
                try warrant("2509", isWithdrawn: true, on: "2026-06-08", shared: "2026-06-08"), "2026-06-08",
                "2026-06-08"
            )
        ])
        #expect(said(outcomes[1]).count == 1, "nothing from before the stay is told with the selection")
        #expect(said(outcomes[2]) == ["court-result warrant-issued"])
        #expect(said(outcomes[3]) == ["court-result warrant-withdrawn"])
        let notices = outcomes.flatMap(\.notices).filter { $0.recipient == Self.team }
        #expect(notices.last?.supersedes == notices.dropLast().last?.id)
    }

    @Test("A deletion that leaves nothing but itself is told too, and said again it is told nobody")
    func nothingElse() throws {
        let outcomes = try deleted(after: [])
        #expect(said(outcomes.last) == ["court-result warrant-withdrawn"])
        let nominal = try #require(outcomes.last).nominal
        #expect(nominal.differences(responsible: [Self.team]).filter { $0.recipient == Self.team }.isEmpty)
    }

    @Test("Where no report is left at all, what was told of a warrant and of a hearing is withdrawn, once")
    func vanished() throws {
        let hearing = HearingResult(
            person: fixture.withoutAddress, case: HearingResult.Case(ptiurn: "99QQ0000226", asn: nil),
            hearing: .init(
                courtOrganisationUnit: "B99QQ01", courtHouseCode: nil, date: try Self.time("2026-07-09").date, time: nil
            ),
            offences: [.init(sequence: "001", code: "TH68010", results: [.init(code: "1002")])])
        let outcomes = try route([
            selection, (try warrant("4576", on: "2026-07-10", shared: "2026-07-10"), "2026-07-10", "2026-07-10"),
            (.hearingResulted(hearing), "2026-07-09", "2026-07-11"),
        ])
        var nominal = try #require(outcomes.last).nominal
        nominal.history.warrants = [:]
        nominal.history.hearings = [:]
        let differences = nominal.differences(responsible: [Self.team]).filter { $0.recipient == Self.team }
        #expect(differences.map(\.kind) == [.recalled, .recalled])
        for difference in differences {
            let key = ToldLedger.Key(
                spell: difference.spell.id, recipient: difference.recipient, topic: difference.topic)
            nominal.ledger[key]?.value = difference.value
        }
        #expect(nominal.differences(responsible: [Self.team]).filter { $0.recipient == Self.team }.isEmpty)
    }

    @Test("A warrant from before the stay is told to nobody who was told of no other")
    func older() throws {
        let outcomes = try route([
            (try warrant("4576", on: "2026-06-08", shared: "2026-06-08"), "2026-06-08", "2026-06-08"), selection,
            (try warrant("4575", on: "2026-06-08", shared: "2026-07-03"), "2026-06-08", "2026-07-03"),
        ])
        #expect(outcomes.flatMap(said).filter { $0.hasPrefix("court-result") }.isEmpty)
    }
}
