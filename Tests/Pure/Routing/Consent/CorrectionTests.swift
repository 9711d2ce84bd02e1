import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// A record of consent that should never have been made (agreement reference 5.1, entered-in-error).
@Suite("Consent entered in error, and consent that begins later")
struct CorrectionTests {
    @discardableResult
    func consent(
        _ life: inout StandingLife, _ state: ConsentRecord.State, corrects: String? = nil, from: Timestamp? = nil
    ) -> (outcome: RoutingOutcome, id: String) {
        life.say(
            .consent(
                ConsentRecord(
                    person: life.person, covers: "engagement.*", purpose: "resettle", with: "vcs", state: state,
                    recordedBy: "A. Officer", effectiveFrom: from, corrects: corrects)))
    }

    func state(_ life: StandingLife) -> ConsentRecord.State? { life.nominal.history.consents.values.first?.value.state }

    @Test("The prior state returns, and no refusal duty follows")
    func priorReturns() throws {
        var life = try StandingLife()
        life.select()
        life.move(.released)
        consent(&life, .refused)
        let mistake = consent(&life, .given).id
        #expect(state(life) == .given)
        let correction = consent(&life, .enteredInError, corrects: mistake).outcome
        #expect(state(life) == .refused)
        #expect(correction.raised.isEmpty)
    }

    @Test("A refusal entered in error leaves nothing: its task is closed, and nothing is proposed in its place")
    func refusalInError() throws {
        var life = try StandingLife()
        life.select()
        life.move(.released)
        let (refusal, mistake) = consent(&life, .refused)
        #expect(refusal.raised.map(\.kind) == [.decideStrand])
        let correction = consent(&life, .enteredInError, corrects: mistake).outcome
        #expect(state(life) == nil)
        #expect(correction.raised.isEmpty)
        #expect(correction.closed.map { $0.hasPrefix("decide-strand ") } == [true])
    }

    @Test("A correction entered in error corrects nothing")
    func correctedCorrection() throws {
        var life = try StandingLife()
        life.select()
        let given = consent(&life, .given).id
        let correction = consent(&life, .enteredInError, corrects: given).id
        #expect(state(life) == nil)
        consent(&life, .enteredInError, corrects: correction)
        #expect(state(life) == .given)
    }

    @Test("Neither order nor repetition of the records matters")
    func order() throws {
        let life = try StandingLife()
        func message(_ state: ConsentRecord.State, _ corrects: String?, _ ordinal: Int) -> CanonicalMessage {
            NominalFixture.message(
                .consent(
                    ConsentRecord(
                        person: life.person, covers: "plan.*", purpose: "resettle", with: "vcs", state: state,
                        recordedBy: "A. Officer", corrects: corrects)),
                at: life.now.adding(seconds: Int64(ordinal)), ordinal: ordinal)
        }
        let given = message(.given, nil, 1)
        let refused = message(.refused, nil, 2)
        let all = [given, refused, message(.enteredInError, refused.id, 3), message(.withdrawn, nil, 0)]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1, 2, 1]] {
            var history = NominalHistory()
            for place in order { _ = history.fold(all[place].accepted(Int64(place + 1))) }
            #expect(history.consents.values.map(\.value.state) == [.given], "\(order)")
        }
    }

    @Test("What was fetched on a consent entered in error is taken back like what was fetched on a withdrawn one")
    func takenBack() throws {
        var life = try StandingLife()
        life.select()
        let mistake = consent(&life, .given).id
        let ticket = try #require(life.notices.last { $0.recipient == "disc-leeds" })
        let fetch = try #require(
            life.router.fetch(notice: ticket.id, ticket.kind, by: "disc-leeds", from: life.nominal, now: life.now))
        #expect(!fetch.fields.isEmpty)
        var nominal = life.nominal
        nominal.ledger[fetch.key] = fetch.entry
        let message = NominalFixture.message(
            .consent(
                ConsentRecord(
                    person: life.person, covers: "engagement.*", purpose: "resettle", with: "vcs",
                    state: .enteredInError, recordedBy: "A. Officer", corrects: mistake)), at: life.now, ordinal: 70)
        let outcome = life.router.route(message.accepted(70), into: nominal, now: life.now)
        #expect(outcome.notices.contains { $0.recipient == "disc-leeds" && $0.kind == .recalled })
    }

    @Test("A consent that begins later permits nothing before; a refusal stands at once whatever day it names")
    func effectiveFrom() throws {
        var life = try StandingLife()
        life.select()
        let begins = life.now.adding(seconds: 48 * 3_600)
        #expect(!consent(&life, .given, from: begins).outcome.notices.contains { $0.recipient == "disc-leeds" })
        life.now = begins
        #expect(life.rate(.green).notices.contains { $0.recipient == "disc-leeds" })
        consent(&life, .refused, from: life.now.adding(seconds: 48 * 3_600))
        #expect(state(life) == .refused)
    }
}
