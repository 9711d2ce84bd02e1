import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// What follows when somebody refuses or withdraws consent: a task for a person, never a move (LDS 1.24; reference 5.5).
@Suite("The consequence of a refusal")
struct RefusalTests {
    static func text(_ file: String) throws -> String {
        try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
    }

    static func router(_ change: (String) -> String = { $0 }) throws -> ContentBasedRouter {
        ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: text("directory/leeds.yaml")),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: change(text("agreements/leeds.yaml")))))
    }

    @Test(
        "An adult at liberty: one task for the hub, proposing catch and control, and nobody else is told (CON-02)",
        arguments: [
            ConsentRecord.State.refused, .withdrawn,
        ])
    func adult(_ state: ConsentRecord.State) throws {
        var life = try Life(Self.router())
        life.say(.custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .released)))
        life.consents(.given)
        let outcome = life.consents(state)
        #expect(outcome.raised.map(\.kind) == [.decideStrand])
        let detail = try #require(outcome.raised.first?.detail)
        #expect(detail.proposal == "catch-and-control")
        #expect(detail.isStatutory == true)
        #expect(detail.sentence.contains("lead agency does not change"))
        #expect(life.router.owner(of: outcome.raised[0]) == "IOM hub sergeant, Leeds")
        #expect(outcome.notices.isEmpty)
    }

    @Test("What a duty demands to be stated is asked of the hub, beside the task that another duty raises")
    func demanded() throws {
        let router = try Self.router { text in
            text + """
                  - id: "X2"
                    says: "A refusal is looked at by a named person."
                    effect: "duty"
                    on: "consent.refused"
                    do: [{ require: ["seen-by", "seen-on"] }]
                    source: "test"

                """
        }
        var life = Life(router)
        let raised = life.consents(.refused).raised
        #expect(raised.map(\.kind) == [.decideStrand, .meetRequirement])
        let task = try #require(raised.last)
        #expect(task.detail?.sentence.contains("state seen-by, seen-on") == true)
        #expect(life.router.owner(of: task) == "IOM hub sergeant, Leeds")
        #expect(HubTask.subject(of: task.key) == HubTask.subject(of: raised[0].key))
    }

    @Test("Refused and then withdrawn, or said again, raises no second task")
    func once() throws {
        var life = try Life(Self.router())
        #expect(life.consents(.refused).raised.count == 1)
        #expect(life.consents(.withdrawn).raised.isEmpty)
        #expect(life.consents(.refused).raised.isEmpty)
    }

    @Test("A later consent closes the open task and raises one proposing rehabilitate and resettle (CON-02)")
    func reversed() throws {
        var life = try Life(Self.router())
        life.say(.custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .released)))
        life.consents(.refused)
        let outcome = life.consents(.given)
        #expect(outcome.closed.map { $0.hasPrefix("decide-strand ") } == [true])
        #expect(outcome.raised.map(\.kind) == [.decideStrandAgain])
        #expect(outcome.raised.first?.detail?.proposal == "rehabilitate-and-resettle")
        let again = life.consents(.refused)
        #expect(again.closed.map { $0.hasPrefix("decide-strand-again ") } == [true])
        #expect(again.raised.map(\.kind) == [.decideStrand])
    }

    @Test("A first consent reverses nothing")
    func firstConsent() throws {
        var life = try Life(Self.router())
        #expect(life.consents(.given).raised.isEmpty)
    }

    @Test("A consent for one class of recipient reverses nothing while a refusal for another stands")
    func partialConsent() throws {
        var life = try Life(Self.router())
        life.say(.custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .released)))
        #expect(life.consents(.refused).raised.map(\.kind) == [.decideStrand])
        #expect(life.consents(.refused, with: "criminal-justice").raised.isEmpty)
        let partial = life.consents(.given, with: "criminal-justice")
        #expect(partial.raised.isEmpty && partial.closed.isEmpty)
        #expect(life.consents(.withdrawn, with: "criminal-justice").raised.isEmpty)
        #expect(life.consents(.given).closed.isEmpty)
        let whole = life.consents(.given, with: "criminal-justice")
        #expect(whole.closed.map { $0.hasPrefix("decide-strand ") } == [true])
        #expect(whole.raised.map(\.kind) == [.decideStrandAgain])
    }

    @Test("A second refusal raises no second task, be it of the plan or for another class of recipient")
    func secondRefusal() throws {
        var life = try Life(Self.router())
        #expect(life.consents(.refused).raised.count == 1)
        let task = try #require(life.nominal.openTasks.first { $0.hasPrefix("decide-strand ") })
        life.close(task)
        #expect(life.consents(.refused, covers: "plan.*").raised.isEmpty)
        #expect(life.consents(.refused, with: "criminal-justice").raised.isEmpty)
    }

    @Test("Saying yes to somebody else's question reverses no refusal about support")
    func otherConsent() throws {
        var life = try Life(Self.router())
        life.consents(.refused)
        let other = life.consents(.given, covers: "housing.*", with: "housing")
        #expect(other.raised.isEmpty && other.closed.isEmpty)
    }

    @Test("In custody it is recorded and nothing is proposed (CON-02, ROL-03)")
    func inCustody() throws {
        var life = try Life(Self.router())
        life.say(.custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .received)))
        #expect(life.consents(.refused).raised.isEmpty)
    }

    @Test("A child's refusal is for the youth offending service")
    func child() throws {
        var life = try Life(Self.router(), born: CalendarDate(year: 2011, month: 3, day: 4))
        let outcome = life.consents(.refused)
        #expect(outcome.raised.map(\.kind) == [.decideStrand])
        #expect(outcome.raised.first?.detail?.proposal == nil)
        #expect(life.router.owner(of: outcome.raised[0]) == "Leeds Youth Offending Service: case managers")
    }

    @Test("Where nobody knows whether the person is in custody a person finds out; nothing is proposed")
    func unknown() throws {
        var life = try Life(Self.router())
        let detail = try #require(life.consents(.refused).raised.first?.detail)
        #expect(detail.proposal == nil)
        #expect(detail.unknown == ["custody.status"])
    }

    @Test(
        "Refusing a councillor, a researcher, a landlord or treatment has no consequence",
        arguments: [
            ("plan.support-level", "reassure-public", "ward-councillor"), ("engagement.*", "evaluate", "researcher"),
            ("housing.*", "resettle", "housing"), ("substance.*", "resettle", "treatment"),
        ])
    func otherKinds(_ covers: String, _ purpose: String, _ with: String) throws {
        var life = try Life(Self.router())
        #expect(life.consents(.refused, covers: covers, purpose: purpose, with: with).raised.isEmpty)
    }

    @Test(
        "The Cleveland ground is open for somebody not supervised by statute, and for nobody else (DES-04)",
        arguments: [
            (false, ["consider-ground"]), (true, []),
        ])
    func ground(_ isStatutory: Bool, _ expected: [String]) throws {
        let router = try Self.router { text in
            text.replacing(
                #"when: { subject.age-band: "18-plus", custody.status: "out" }     # in custody the strand is always R&R"#,
                with: #"when: { subject.statutory: "none" }"#
            ).replacing(
                #"raise-task: "decide-strand", to: "west-yorkshire-police/iom-hub", propose: "catch-and-control""#,
                with:
                    #"raise-task: "consider-ground", to: "west-yorkshire-police/iom-hub", propose: "refused-non-statutory""#
            )
        }
        var life = Life(router, isStatutory: isStatutory)
        #expect(life.consents(.refused).raised.map(\.kind.rawValue) == expected)
    }

    @Test("A consent that ran out permits nothing, raises no refusal, and somebody is asked to renew it 28 days before")
    func expiry() throws {
        var life = try Life(Self.router())
        life.consents(.given)
        let end = try #require(life.nominal.history.firstPrompt).adding(seconds: 28 * 86_400)
        #expect(life.now.adding(seconds: 181 * 86_400) < end && end < life.now.adding(seconds: 186 * 86_400))
        let early = life.router.remind(life.nominal, cause: "x", now: end.adding(seconds: -29 * 86_400))
        #expect(early.raised.isEmpty)
        let due = life.router.remind(life.nominal, cause: "x", now: end.adding(seconds: -28 * 86_400))
        #expect(due.raised.map(\.kind) == [.renewConsent])
        life.now = end
        let later = life.say(.custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .released)))
        #expect(later.disclosures.contains { $0.decision.fields.contains { $0.reason == .consentExpired } })
        #expect(later.raised.map(\.kind) == [.renewConsent])
        let renewed = life.consents(.given)
        #expect(renewed.closed.map { $0.hasPrefix("renew-consent ") } == [true])
    }

    @Test("Withdrawing changes no decision that does not rest on consent (CON-10)")
    func others() throws {
        var (one, other) = (try Life(Self.router()), try Life(Self.router()))
        one.consents(.given)
        other.consents(.given)
        other.consents(.withdrawn)
        let movement = Fact.custody(CustodyMovement(person: one.fixture.withoutAddress, kind: .received))
        func decided(_ outcome: RoutingOutcome) -> [String: [FieldDecision]] {
            let rest = outcome.disclosures.filter { $0.difference.recipient != "disc-leeds" }
            return Dictionary(rest.map { ($0.difference.recipient, $0.decision.fields) }) { first, _ in first }
        }
        let (given, withdrawn) = (decided(one.say(movement)), decided(other.say(movement)))
        #expect(given == withdrawn)
        #expect(given.count >= 3)
    }

    @Test("Every decision carries the number of the last consent it has seen")
    func epoch() throws {
        var life = try Life(Self.router())
        #expect(life.nominal.history.consentEpoch == 0)
        life.consents(.given)
        let outcome = life.say(.custody(CustodyMovement(person: life.fixture.withoutAddress, kind: .received)))
        #expect(Set(outcome.disclosures.map(\.consentEpoch)) == [2])
    }
}

/// Somebody on the cohort, and what is said about them one after the other.
struct Life {
    let router: ContentBasedRouter
    let fixture = NominalFixture(42)
    var now = Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(microseconds: 0)
    private(set) var nominal = Nominal()
    private var count: Int64 = 0

    init(_ router: ContentBasedRouter, isStatutory: Bool = true, born: CalendarDate? = nil) {
        self.router = router
        var person = fixture.person
        if let born { person.dateOfBirth = born }
        say(
            .selection(
                SelectionDecision(person: person, cohort: "iom", isStatutory: isStatutory, rag: .amber, decidedBy: "P"))
        )
    }

    @discardableResult
    mutating func say(_ fact: Fact) -> RoutingOutcome {
        count += 1
        let message = NominalFixture.message(fact, at: now.adding(seconds: count), ordinal: Int(count))
        let outcome = router.route(message.accepted(count), into: nominal, now: now.adding(seconds: count))
        nominal = outcome.nominal
        return outcome
    }

    @discardableResult
    mutating func consents(
        _ state: ConsentRecord.State, covers: String = "engagement.*", purpose: String = "resettle",
        with: String = "vcs"
    ) -> RoutingOutcome {
        say(
            .consent(
                ConsentRecord(
                    person: anybody, covers: covers, purpose: purpose, with: with, state: state, form: "written",
                    recordedBy: "R. Bell")))
    }

    /// Somebody at the hub settles a task.
    mutating func close(_ task: String) { nominal.openTasks.remove(task) }

    /// A claim ticket is taken out of the outbox before it left.
    mutating func stop(_ key: ToldLedger.Key) { nominal.ledger[key]?.stop() }

    /// The panel ends the stay.
    mutating func deselected() -> RoutingOutcome {
        say(
            .deselection(
                DeselectionDecision(
                    person: fixture.withoutAddress, cohort: "iom", ground: "six-months-clear", decidedBy: "P")))
    }

    /// The panel selects somebody who is selected.
    mutating func selectedAgain() {
        say(
            .selection(
                SelectionDecision(
                    person: fixture.person, cohort: "iom", isStatutory: true, rag: .amber, decidedBy: "P")))
    }

    /// Somebody fetches what the last notice of a topic offers.
    ///
    /// - Returns: the fields that were released; nil when the ticket opens nothing.
    @discardableResult
    mutating func fetches(_ kind: NoticeKind, _ topic: Topic, as recipient: String) -> [Notice.Field]? {
        let key = nominal.ledger.entries.keys.first { $0.recipient == recipient && $0.topic == topic }
        guard let key, let notice = nominal.ledger[key]?.notice,
            let fetch = router.fetch(notice: notice, kind, by: recipient, from: nominal, now: now)
        else { return nil }
        nominal.ledger[fetch.key] = fetch.entry
        return fetch.fields
    }

    /// The person by identifiers alone: a consent form does not say when somebody was born.
    private var anybody: Person { Person(identifiers: fixture.person.identifiers) }
}
