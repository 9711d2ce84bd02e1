import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// A consent that was given for later, and corrections that name nothing (agreement reference 5.1, 5.3).
@Suite("Consent that comes into effect, and corrections of nothing")
struct ConsentBeginsTests {
    private static let disc = "disc-leeds"

    private func consent(
        _ life: StandingLife, _ state: ConsentRecord.State, corrects: String? = nil, from: Timestamp? = nil
    ) -> Fact {
        .consent(
            ConsentRecord(
                person: life.person, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state,
                recordedBy: "A. Officer", effectiveFrom: from, corrects: corrects))
    }

    /// Somebody selected who agreed that DISC be told from a day on, and that day.
    private func given() throws -> (life: StandingLife, begins: Timestamp) {
        var life = try StandingLife()
        life.select()
        let begins = life.now.adding(seconds: 48 * 3_600)
        life.say(consent(life, .given, from: begins))
        return (life, begins)
    }

    @Test("The day is when the record is looked at next, and then what waited is told, once")
    func told() throws {
        let (life, begins) = try given()
        #expect(life.nominal.history.firstPrompt == begins)
        #expect(life.nominal.history.nextPrompt(after: life.now) == begins)
        let early = life.router.remind(life.nominal, cause: "consent 2", now: begins.adding(seconds: -1))
        #expect(early.notices.isEmpty)
        let due = life.router.remind(early.nominal, cause: "consent 2", now: begins)
        #expect(due.notices.map(\.recipient) == [Self.disc])
        #expect(due.tellings.map(\.key.recipient) == [Self.disc])
        #expect(life.router.remind(due.nominal, cause: "consent 2", now: begins.adding(seconds: 60)).notices.isEmpty)
        let renewal = try #require(due.nominal.history.nextPrompt(after: begins))
        #expect(renewal > begins.adding(seconds: 86_400), "after that it is the renewal's day")
    }

    @Test("A withdrawal before the day comes leaves nothing to tell on it")
    func withdrawn() throws {
        var (life, begins) = try given()
        life.say(consent(life, .withdrawn))
        #expect(life.router.remind(life.nominal, cause: "consent 3", now: begins).notices.isEmpty)
    }

    @Test("A consent entered in error before its day comes lets nothing go on it")
    func mistaken() throws {
        var life = try StandingLife()
        life.select()
        let begins = life.now.adding(seconds: 48 * 3_600)
        let id = life.say(consent(life, .given, from: begins)).id
        life.say(consent(life, .enteredInError, corrects: id))
        #expect(life.router.remind(life.nominal, cause: "consent 3", now: begins).notices.isEmpty)
    }

    @Test("A correction that names no known answer changes nothing, and somebody is told so")
    func namesNothing() throws {
        var life = try StandingLife()
        life.select()
        life.say(consent(life, .refused))
        let outcome = life.say(consent(life, .enteredInError, corrects: "5f0e0027-7c1d-8a3e-9b42-6d1f0c000027")).outcome
        #expect(outcome.raised.map(\.kind) == [.namesNothing])
        #expect(life.nominal.history.consents.values.map(\.value.state) == [.refused])
    }

    @Test("A correction that came before what it corrects is no question any more once that has come")
    func early() throws {
        var life = try StandingLife()
        life.select()
        let given = NominalFixture.message(consent(life, .given), at: life.now, ordinal: 80)
        let correction = life.say(consent(life, .enteredInError, corrects: given.id)).outcome
        #expect(correction.raised.map(\.kind) == [.namesNothing])
        let late = life.hear(given)
        #expect(late.closed.map { $0.hasPrefix("names-nothing ") } == [true])
        #expect(life.nominal.history.consents.isEmpty)
        #expect(!late.notices.contains { $0.recipient == Self.disc })
    }

    @Test("A correction of a known answer, and of a correction, raises nothing")
    func known() throws {
        var life = try StandingLife()
        life.select()
        let id = life.say(consent(life, .given)).id
        let first = life.say(consent(life, .enteredInError, corrects: id))
        let second = life.say(consent(life, .enteredInError, corrects: first.id))
        #expect(!(first.outcome.raised + second.outcome.raised).contains { $0.kind == .namesNothing })
    }
}
