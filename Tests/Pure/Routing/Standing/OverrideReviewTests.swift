import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// Who may review an override, and what a review that names none does (agreement reference 4.6, scenario 15).
@Suite("Reviews of emergency overrides")
struct OverrideReviewTests {
    private static let team = OverrideTests.team
    private static let elsewhere = "5f0e0027-7c1d-8a3e-9b42-6d1f0c000027"

    private func opened() throws -> (life: StandingLife, id: String) {
        var life = try StandingLife()
        life.select()
        let id = life.override(Self.team).id
        return (life, id)
    }

    private func kinds(_ outcome: RoutingOutcome) -> [String] {
        outcome.closed.compactMap { $0.split(separator: " ").first.map(String.init) }.sorted()
    }

    @Test(
        "Nobody upholds their own override: the review stays open until somebody else has looked",
        arguments: ["Insp. R. Mallow", "insp r mallow", "R. Mallow", "Insp. R. Mallow, 1234"])
    func own(_ reviewer: String) throws {
        var (life, id) = try opened()
        let own = life.review(id, .upheld, by: reviewer)
        #expect(own.closed.isEmpty)
        #expect(own.nominal.openTasks.contains("review-override /test/simulation \(id)"))
        #expect(kinds(life.review(id, .upheld)) == ["review-override", "tell-owner"])
    }

    @Test("Somebody else of a like name is somebody else", arguments: ["Supt. S. Mallow", "Mallow", "Insp. R. Marlow"])
    func other(_ reviewer: String) throws {
        var (life, id) = try opened()
        #expect(kinds(life.review(id, .upheld, by: reviewer)) == ["review-override", "tell-owner"])
    }

    @Test("Whoever opened it may end it; that it was right is still for somebody else to say")
    func ended() throws {
        var (life, id) = try opened()
        let ended = life.review(id, .notUpheld, by: "Insp. R. Mallow")
        #expect(ended.notices.map(\.kind) == [.recalled] && ended.notices.map(\.recipient) == [Self.team])
        #expect(ended.closed.isEmpty)
    }

    @Test("To uphold one's own gives nothing back that somebody else found against")
    func revived() throws {
        var (life, id) = try opened()
        life.review(id, .notUpheld)
        let revived = life.review(id, .upheld, by: "Insp. R. Mallow")
        #expect(revived.notices.isEmpty)
        #expect(revived.nominal.history.overrides.map(\.review) == [.notUpheld])
    }

    @Test("A review that came first leaves nothing to be reviewed, and the question about it is over")
    func reviewedFirst() throws {
        var life = try StandingLife()
        life.select()
        let opening = OverrideOpening(
            person: life.person, recipient: Self.team, rank: .inspector, reason: "Threat", openedBy: "Insp. R. Mallow")
        let message = NominalFixture.message(.overrideOpened(opening), at: life.now, ordinal: 90)
        let early = life.review(message.id, .upheld)
        #expect(early.raised.map(\.kind) == [.namesNothing])
        let late = life.hear(message)
        #expect(late.raised.map(\.kind) == [.tellOwner])
        #expect(kinds(late) == ["names-nothing"])
    }

    @Test("A review that came first and was the officer's own leaves the review to be done")
    func ownFirst() throws {
        var life = try StandingLife()
        life.select()
        let opening = OverrideOpening(
            person: life.person, recipient: Self.team, rank: .inspector, reason: "Threat", openedBy: "Insp. R. Mallow")
        let message = NominalFixture.message(.overrideOpened(opening), at: life.now, ordinal: 90)
        life.review(message.id, .upheld, by: "Insp. R. Mallow")
        #expect(Set(life.hear(message).raised.map(\.kind)) == [.reviewOverride, .tellOwner])
    }

    @Test("A review of an override that nobody knows of the person changes nothing, and somebody is told so")
    func unknown() throws {
        var (life, _) = try opened()
        let outcome = life.review(Self.elsewhere, .notUpheld)
        #expect(outcome.raised.map(\.kind) == [.namesNothing])
        #expect(outcome.closed.isEmpty && outcome.notices.isEmpty)
    }

    @Test("An override that tells nobody says so; the review closes that too")
    func toldNobody() throws {
        var life = try StandingLife()
        life.select()
        let (outcome, id) = life.override(Self.team, by: .sergeant)
        #expect(Set(outcome.raised.map(\.kind)) == [.reviewOverride, .overrideToldNobody])
        #expect(kinds(life.review(id, .upheld)) == ["override-told-nobody", "review-override"])
    }

    @Test("An override about somebody who was never on a cohort says that it told nobody, until it does")
    func noStay() throws {
        var life = try StandingLife()
        let outcome = life.override(Self.team).outcome
        #expect(outcome.notices.isEmpty && outcome.raised.contains { $0.kind == .overrideToldNobody })
        let selected = life.select()
        #expect(selected.notices.contains { $0.recipient == Self.team })
        #expect(kinds(selected) == ["override-told-nobody"])
    }
}
