import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// An officer's emergency override, from the message to what leaves (agreement reference 4.6, scenario 15).
@Suite("Emergency overrides")
struct OverrideTests {
    /// Another area's team: no other rule lets it know of this person.
    static let team = "npt-inner-south"
    /// A partner that is told nothing of adults, and that the originator's conditions bind.
    static let youth = "yos-leeds"

    @Test("An inspector's override tells its recipient who, where and how great the risk is, and nobody else anything")
    func released() throws {
        var life = try StandingLife()
        life.select()
        life.say(
            .riskAssessed(
                RiskAssessment(
                    person: life.person, tool: .oasys, status: .complete,
                    scores: [RiskAssessment.Score(name: "rosh-children", band: .high)])))
        let outcome = life.override(Self.team).outcome
        #expect(outcome.notices.map(\.recipient) == [Self.team])
        let notice = try #require(outcome.notices.first)
        #expect(notice.names == ["name", "dateOfBirth", "address", "risk"])
        #expect(notice.value(of: "risk") == "rosh-children high")
    }

    @Test("The disclosure says that it rests on the override; what any other rule releases does not")
    func basis() throws {
        var life = try StandingLife()
        let selection = life.select()
        #expect(selection.disclosures.allSatisfy { $0.basis.override == nil })
        let (outcome, id) = life.override(Self.team)
        #expect(outcome.disclosures.map(\.basis.override) == ["/test/simulation \(id)"])
        #expect(outcome.disclosures.first?.basis.powers == ["protect-life"])
    }

    @Test("A sergeant's override releases nothing")
    func rank() throws {
        var life = try StandingLife()
        life.select()
        #expect(life.override(Self.team, by: .sergeant).outcome.notices.isEmpty)
    }

    @Test("It beats no guardrail: intelligence with conditions stays until its originator releases it")
    func guardrail() throws {
        var life = try StandingLife()
        life.select()
        life.intelligence("INT-1", .permitted, "Seen near the school.")
        life.intelligence("INT-2", .conditions, "Named by a neighbour.")
        let first = life.override(Self.youth).outcome
        #expect(first.notices.first?.value(of: "intelligence") == "Seen near the school.")
        #expect(first.notices.first?.value(of: "conditionalIntelligence") == nil)
        let reasons = first.disclosures.flatMap(\.decision.fields).filter { $0.reason == .originatorConditions }
        #expect(reasons.map(\.name) == ["conditionalIntelligence"])
        #expect(first.raised.map(\.kind).contains(.askOriginator))

        let second = life.permit(.released, "INT-2")
        #expect(second.notices.map(\.recipient) == [Self.youth])
        #expect(second.notices.first?.value(of: "conditionalIntelligence") == "Named by a neighbour.")
        #expect(second.closed.contains { $0.hasPrefix("ask-originator ") })
    }

    @Test("A release is for the text that its originator read: a later report has to be released again")
    func releaseOfOldText() throws {
        var life = try StandingLife()
        life.select()
        life.intelligence("INT-2", .conditions, "Named by a neighbour.")
        life.permit(.released, "INT-2")
        life.intelligence("INT-2", .conditions, "Named by the child.")
        let notice = try #require(life.override(Self.youth).outcome.notices.first)
        #expect(notice.value(of: "conditionalIntelligence") == nil)
    }

    @Test("A clearance of the text is put in the request")
    func clearance() throws {
        var life = try StandingLife()
        life.select()
        life.intelligence("INT-1", .permitted, "Seen near the school.")
        func cleared(_ outcome: RoutingOutcome) -> Knowable<Presence>? {
            outcome.disclosures.flatMap(\.request.fields).first { $0.name == "intelligence" }?.clearedBy
        }
        #expect(cleared(life.override(Self.team).outcome) == .known(.absent))
        #expect(cleared(life.permit(.cleared, "INT-1")) == .known(.present))
    }

    @Test("It lasts a day: what follows within it is told, what follows after it is not")
    func expiry() throws {
        var life = try StandingLife()
        life.select()
        life.override(Self.team)
        let within = life.say(.addressChanged(AddressChange(person: life.fixture.living(at: "LS9 7BB"))), after: 20)
        let news = within.outcome.notices.first { $0.recipient == Self.team }
        #expect(news?.value(of: "address")?.contains("LS9 7BB") == true)
        #expect(news?.revision == 2)
        let after = life.say(.addressChanged(AddressChange(person: life.fixture.living(at: "LS14 6DD"))), after: 5)
        #expect(!after.outcome.notices.contains { $0.recipient == Self.team })
    }

    @Test("An override that reaches the core after its day releases nothing")
    func late() throws {
        var life = try StandingLife()
        life.select()
        let opening = OverrideOpening(
            person: life.person, recipient: Self.team, rank: .inspector, reason: "Threat", openedBy: "Insp. R. Mallow")
        let message = NominalFixture.message(.overrideOpened(opening), at: life.now)
        let outcome = life.router.route(
            message.accepted(9), into: life.nominal, now: life.now.adding(seconds: 24 * 3_600))
        #expect(outcome.notices.isEmpty)
    }

    @Test("A review is asked for within 72 hours and the owner is to be told; the review closes both")
    func tasks() throws {
        var life = try StandingLife()
        life.select()
        let (outcome, id) = life.override(Self.team)
        #expect(Set(outcome.raised.map(\.kind)) == [.reviewOverride, .tellOwner])
        let review = try #require(outcome.raised.first { $0.kind == .reviewOverride })
        #expect(review.dueBy == life.now.adding(seconds: 72 * 3_600))
        let reviewed = life.review(id, .upheld)
        #expect(reviewed.closed.count == 2 && reviewed.closed.allSatisfy { $0.hasSuffix(id) })
        #expect(reviewed.notices.isEmpty)
    }

    @Test("A review of another override closes nothing")
    func otherReview() throws {
        var life = try StandingLife()
        life.select()
        life.override(Self.team)
        #expect(life.review("5f0e0027-7c1d-8a3e-9b42-6d1f0c000027", .notUpheld).closed.isEmpty)
    }

    @Test("A review that finds against it takes back what was told, and nothing more is told under it")
    func notUpheld() throws {
        var life = try StandingLife()
        life.select()
        let id = life.override(Self.team).id
        #expect(life.review(id, .notUpheld).notices.map(\.kind) == [.recalled])
        let moved = life.say(.addressChanged(AddressChange(person: life.fixture.living(at: "LS9 7BB")))).outcome
        #expect(!moved.notices.contains { $0.recipient == Self.team })
    }

    @Test("The order of the review and the override makes no difference")
    func order() throws {
        var life = try StandingLife()
        life.select()
        var opened = life
        let (_, id) = opened.override(Self.team)
        life.review(id, .notUpheld)
        #expect(life.override(Self.team, after: 0).outcome.notices.isEmpty == false, "another id is another override")
        let message = NominalFixture.message(
            .overrideOpened(
                OverrideOpening(
                    person: life.person, recipient: "npt-city", rank: .inspector, reason: "Threat",
                    openedBy: "Insp. R. Mallow")), at: life.now, ordinal: 99)
        var reviewed = life
        reviewed.review(message.id, .notUpheld)
        let late = reviewed.router.route(message.accepted(99), into: reviewed.nominal, now: reviewed.now)
        #expect(late.notices.isEmpty)
    }

    @Test("Folding it again tells nobody again")
    func repeated() throws {
        var life = try StandingLife()
        life.select()
        life.override(Self.team)
        #expect(life.rate(.amber).notices.allSatisfy { $0.recipient != Self.team })
    }
}
