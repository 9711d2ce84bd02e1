import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// What an override lets go, for how long and on whose records, and how all of it comes back.
@Suite("How far an emergency override reaches")
struct OverrideReachTests {
    private static let team = OverrideTests.team
    /// A partner that has ordinary notices about the person.
    private static let partner = "probation-leeds"

    @Test("It is asked for in its own notice and in no other: what it lets go can all be taken back")
    func ownNotice() throws {
        var life = try StandingLife()
        life.select()
        let id = life.override(Self.partner).id
        let rise = life.rate(.red)
        let ordinary = rise.disclosures.filter { $0.difference.recipient == Self.partner }
        #expect(!ordinary.isEmpty)
        for disclosure in ordinary {
            #expect(disclosure.request.override == .known(nil))
            #expect(disclosure.basis.override == nil)
        }
        #expect(life.review(id, .notUpheld).notices.map(\.recipient) == [Self.partner])
    }

    @Test("One override lets nothing go on another's rank, and whichever is found against takes its own notice back")
    func twoOverrides() throws {
        var life = try StandingLife()
        life.select()
        #expect(life.override(Self.team, by: .sergeant).outcome.notices.isEmpty)
        let (outcome, id) = life.override(Self.team)
        #expect(outcome.notices.map(\.topic) == [.override("/test/simulation \(id)")])
        let taken = life.review(id, .notUpheld)
        #expect(taken.notices.map(\.kind) == [.recalled])
        let held = taken.nominal.ledger.entries.filter { $0.key.recipient == Self.team }
        #expect(held.values.allSatisfy { $0.value == ToldLedger.recalledValue })
    }

    @Test("A stay that ends and another that begins within the day tell nobody the same twice")
    func anotherStay() throws {
        var life = try StandingLife()
        life.select()
        life.override(Self.team)
        let end = DeselectionDecision(person: life.person, cohort: "iom", ground: "moved-area", decidedBy: "Panel")
        let ended = life.say(.deselection(end)).outcome
        #expect(!ended.notices.isEmpty)
        let again = life.select()
        #expect(again.nominal.spells.count == 2)
        #expect(!(ended.notices + again.notices).contains { $0.recipient == Self.team })
    }

    @Test("An officer's clock that runs ahead, as far as the door lets it, keeps nobody waiting in an emergency")
    func clockAhead() throws {
        var life = try StandingLife()
        life.select()
        let opening = OverrideOpening(
            person: life.person, recipient: Self.team, rank: .inspector, reason: "Threat", openedBy: "Insp. R. Mallow")
        let ahead = life.now.adding(seconds: Fact.clockAllowanceSeconds)
        let outcome = life.hear(NominalFixture.message(.overrideOpened(opening), at: ahead, ordinal: 91))
        #expect(outcome.notices.map(\.recipient) == [Self.team])
    }

    @Test("Do not share counts at once, though the clock of whoever judged it runs ahead")
    func assessedAhead() throws {
        var life = try StandingLife()
        life.select()
        let judged = DisclosureAssessment(
            person: life.person, purpose: "councillor-disclosure", outcome: .doNotShare, assessedBy: "DS Judge")
        let ahead = life.now.adding(seconds: 300)
        life.hear(NominalFixture.message(.sharingAssessed(judged), at: ahead, ordinal: 92))
        life.now = life.now.adding(seconds: 60)
        let rating = RAGDecision(person: life.person, rating: .red, triggerClass: nil, decidedBy: "DS Example")
        let asked = life.hear(NominalFixture.message(.rag(rating), at: life.now, ordinal: 93)).disclosures
        #expect(!asked.isEmpty)
        for disclosure in asked {
            guard case .known(let made) = disclosure.request.subject.riskAssessments else {
                Issue.record("Assessments are known.")
                continue
            }
            #expect(made.map(\.madeAt) == [life.now])
        }
    }

    @Test("A release does not stretch to a correction that speaks of an earlier moment than the release")
    func correctedText() throws {
        var life = try StandingLife()
        life.select()
        func item(_ summary: String, recorded: Timestamp, _ ordinal: Int) -> CanonicalMessage {
            NominalFixture.message(
                .intelligence(
                    IntelligenceItem(
                        person: life.person, reference: "INT-2", origin: .forceIntelligence, grading: .current,
                        sourceEvaluation: .reliable, assessment: .knownDirectly, handling: .conditions,
                        summary: summary)), at: seen, recorded: recorded, ordinal: ordinal)
        }
        let seen = life.now
        life.hear(item("Named by a neighbour.", recorded: seen, 94))
        life.permit(.released, "INT-2")
        let released = try #require(life.override(OverrideTests.youth).outcome.notices.first)
        #expect(released.value(of: "conditionalIntelligence") == "Named by a neighbour.")
        life.now = life.now.adding(seconds: 3_600)
        let corrected = life.hear(item("Named by the child.", recorded: life.now, 95))
        let told = corrected.notices + life.rate(.red).notices
        #expect(!told.contains { $0.value(of: "conditionalIntelligence")?.contains("child") == true })
    }

    // MARK: Records united and divided

    /// A person under a record of their own, and an override that names no more than an identifier of another record's.
    private struct Two {
        let router: ContentBasedRouter
        let one = NominalFixture(601, postcode: "LS6 3AA")
        let other = NominalFixture(602, postcode: "LS6 3AA")
        let now: Timestamp

        init() throws {
            let life = try StandingLife()
            (router, now) = (life.router, life.now)
        }

        func accepted(_ fact: Fact, _ sequence: Int64, of record: Int64) -> AcceptedMessage {
            let message = NominalFixture.message(fact, at: now.adding(seconds: sequence), ordinal: Int(sequence))
            return AcceptedMessage(
                message, sequence: sequence, digest: message.accepted(sequence).digest, origin: record)
        }

        func selected(_ fixture: NominalFixture) -> Fact {
            .selection(SelectionDecision(person: fixture.person, cohort: "iom", rag: .amber, decidedBy: "Panel"))
        }

        var override: Fact {
            .overrideOpened(
                OverrideOpening(
                    person: Person(identifiers: other.person.identifiers), recipient: OverrideTests.team,
                    rank: .inspector, reason: "Threat", openedBy: "Insp. R. Mallow"))
        }

        func alone(_ facts: [AcceptedMessage]) -> Nominal {
            facts.reduce(Nominal()) { router.route($1, into: $0, now: now.adding(seconds: 60)).nominal }
        }

        func history(_ facts: [AcceptedMessage]) -> NominalHistory {
            var history = NominalHistory()
            for fact in facts { _ = history.fold(fact) }
            return history
        }

        func united(_ one: [AcceptedMessage], _ other: [AcceptedMessage]) -> RoutingOutcome {
            let union = RecordUnion(origins: [1, 2], since: now.adding(seconds: 50))
            return router.unite(
                cause, history: history(one + other).united(union), survivor: alone(one), other: alone(other),
                now: now.adding(seconds: 60))
        }

        /// A decision about identity, which changes no history by itself.
        var cause: AcceptedMessage {
            accepted(.identityUndone(IdentityUndo(decision: "x", reason: .documents, decidedBy: "J. C.")), 50, of: 1)
        }
    }

    @Test(
        "What an override told of the wrong record is taken back when the records part, though every word was that record's"
    )
    func parted() throws {
        let two = try Two()
        let (own, others) = ([two.accepted(two.selected(two.one), 1, of: 1)], [two.accepted(two.override, 2, of: 2)])
        let united = two.united(own, others)
        let wrong = try #require(united.notices.first { $0.recipient == OverrideTests.team })
        #expect(wrong.value(of: "name")?.uppercased().contains("EXAMPLE601") == true)
        let traced = try #require(
            TracedTelling(
                notice: wrong.id, kind: wrong.kind, recipient: wrong.recipient, revision: wrong.revision,
                fields: wrong.fields, in: united.nominal.history, scope: [1, 2], cause: 50))
        let part = Nominal(history: two.history(own), ledger: two.alone(own).ledger)
        let divided = two.router.divide(
            two.cause, part: part, from: united.nominal.ledger, [traced], records: [1], now: two.now.adding(seconds: 90)
        )
        let taken = divided.outcome.notices.filter { $0.recipient == OverrideTests.team }
        #expect(taken.map(\.kind) == [.recalled] && taken.first?.supersedes == wrong.id)
        #expect(divided.outcome.raised.contains { $0.kind == .assessBreach })
    }

    @Test("What was told under an override that is no longer of this record is taken back by whatever comes next")
    func leftBehind() throws {
        let two = try Two()
        let own = [two.accepted(two.selected(two.one), 1, of: 1)]
        var nominal = two.alone(own)
        let stay = try #require(nominal.spells.first?.id)
        let key = ToldLedger.Key(spell: stay, recipient: OverrideTests.team, topic: .override("/test/simulation gone"))
        nominal.ledger[key] = ToldLedger.Entry(revision: 1, value: "digest", notice: "n-1")
        let rating = RAGDecision(person: two.one.withoutAddress, rating: .amber, triggerClass: nil, decidedBy: "DS")
        let outcome = two.router.route(
            two.accepted(.rag(rating), 9, of: 1), into: nominal, now: two.now.adding(seconds: 60))
        let taken = outcome.notices.filter { $0.recipient == OverrideTests.team }
        #expect(taken.map(\.kind) == [.recalled] && taken.first?.supersedes == "n-1")
    }

    @Test(
        "Two stays that a union makes one tell nobody twice under an override, and one review takes it back once",
        arguments: 1...8)
    func united(_ number: Int64) throws {
        let two = try Two()
        let own = [two.accepted(two.selected(two.one), 1, of: 1)]
        let others = [two.accepted(two.selected(two.other), 2, of: 2), two.accepted(two.override, 2 + number, of: 2)]
        let union = two.united(own, others)
        func told(_ outcome: RoutingOutcome) -> [NoticeKind] {
            outcome.notices.filter { $0.recipient == OverrideTests.team }.map(\.kind)
        }
        // The other record's override is about the one person now, whose address and name are what the union says.
        #expect(told(union).count <= 1)
        // Nothing new of who the person is: a name would be told as news.
        let nameless = Person(identifiers: two.one.person.identifiers)
        let rating = RAGDecision(person: nameless, rating: .red, triggerClass: nil, decidedBy: "DS")
        let rated = two.router.route(
            two.accepted(.rag(rating), 30, of: 1), into: union.nominal, now: two.now.adding(seconds: 70))
        let again = two.router.route(
            two.accepted(.rag(rating), 31, of: 1), into: rated.nominal, now: two.now.adding(seconds: 71))
        #expect(told(rated).isEmpty && told(again).isEmpty)
        let review = OverrideReview(
            person: nameless, override: others[1].message.id, outcome: .notUpheld,
            reviewedBy: "Supt. H. Vane")
        let reviewed = two.router.route(
            two.accepted(.overrideReviewed(review), 32, of: 1), into: again.nominal, now: two.now.adding(seconds: 72))
        #expect(told(reviewed) == [.recalled])
    }
}
