import AgreementEngine
import CanonicalModel
import TestSupport
import Testing

@testable import Routing

/// A claim ticket that is stopped before it left takes nothing else with it: what was told before stands again.
@Suite("Stopping a claim ticket")
struct StoppedTicketTests {
    private static let disc = "disc-leeds"
    private let ticket = ["name": "L7-vcs-engagement"]

    @Test("Where nothing of the topic left before, nobody was told")
    func first() {
        var entry = ToldLedger.Entry(revision: 1, value: "active", notice: "n1", ticket: ticket)
        entry.stop()
        #expect(entry == ToldLedger.Entry(revision: 1, value: ToldLedger.unsentValue, notice: "n1"))
    }

    @Test("What was told before the ticket stands again, under a revision that stays spent")
    func restored() {
        let before = ToldLedger.Replaced(value: "confused", notice: "n2")
        var entry = ToldLedger.Entry(
            revision: 3, value: "active", notice: "n3", ticket: ticket, held: ["since": "L19"], replaced: before)
        entry.stop()
        #expect(entry == ToldLedger.Entry(revision: 3, value: "confused", notice: "n2", held: ["since": "L19"]))
        entry.stop()
        #expect(entry.value == ToldLedger.unsentValue)
    }

    @Test("A ticket that left before opens again what it opened")
    func olderTicket() {
        let before = ToldLedger.Replaced(value: "received", notice: "n1", ticket: ticket)
        var entry = ToldLedger.Entry(revision: 2, value: "released", notice: "n2", ticket: ticket, replaced: before)
        entry.stop()
        #expect(entry == ToldLedger.Entry(revision: 2, value: "received", notice: "n1", ticket: ticket))
    }

    @Test("What never left is nothing that a ticket could replace")
    func unsent() {
        #expect(ToldLedger.Replaced(nil) == nil)
        #expect(ToldLedger.Replaced(ToldLedger.Entry(revision: 1, value: "unsent", notice: "n1")) == nil)
    }

    /// Stops what an outcome wants stopped, as the core does with tickets that are in the outbox still.
    private func stopped(_ outcome: RoutingOutcome, in life: inout Life) {
        for (key, _) in outcome.tickets { life.stop(key) }
    }

    @Test("Whoever fetched on a consent is told of the end, though a later ticket was stopped")
    func endIsTold() throws {
        var life = try Life(RefusalTests.router())
        life.consents(.given)
        life.fetches(.selection, .standing, as: Self.disc)
        let recalled = life.consents(.withdrawn).notices.filter { $0.recipient == Self.disc }
        #expect(recalled.map(\.kind) == [.recalled])
        let again = life.consents(.given).notices.filter { $0.recipient == Self.disc }
        #expect(again.map(\.kind) == [.selection] && again.map(\.fields.count) == [0])
        let outcome = life.consents(.withdrawn)
        #expect(outcome.tickets.map(\.notice) == again.map(\.id))
        stopped(outcome, in: &life)
        let end = life.deselected().notices.filter { $0.recipient == Self.disc }
        #expect(end.map(\.kind) == [.deselection])
        #expect(end.map(\.supersedes) == recalled.map(\.id))
        #expect(end.map(\.revision) == [4])
    }

    @Test("Whoever was told of nothing but a ticket that was stopped is told of no end")
    func nothingLeft() throws {
        var life = try Life(RefusalTests.router())
        life.consents(.given)
        let outcome = life.consents(.withdrawn)
        #expect(outcome.tickets.map(\.key.recipient) == [Self.disc])
        stopped(outcome, in: &life)
        #expect(life.deselected().notices.allSatisfy { $0.recipient != Self.disc })
    }

    @Test(
        "Two stays that turn out to be one: stopping the ticket of one leaves what was told of the other",
        arguments: [true, false])
    func gathered(isTicketOfKeptName: Bool) throws {
        var life = try Life(RefusalTests.router())
        life.consents(.given)
        life.selectedAgain()
        var nominal = life.nominal
        let told = try #require(
            nominal.ledger.entries.first { $0.key.recipient == Self.disc && $0.key.topic == .standing })
        let spell = try #require(nominal.spells.first)
        let other = try #require(spell.members.first { $0 != told.key.spell })
        let second = ToldLedger.Key(spell: other, recipient: Self.disc, topic: .standing)
        let stopped = ToldLedger.Entry(revision: 0, value: "stopped", notice: nil)
        nominal.ledger[told.key] = isTicketOfKeptName ? told.value : stopped
        nominal.ledger[second] = isTicketOfKeptName ? stopped : told.value
        let target = ToldLedger.Key(
            spell: try #require(nominal.spells.first).id, recipient: Self.disc, topic: .standing)
        _ = nominal.gatherTellings()
        #expect(nominal.ledger.entries.filter { !$0.value.ticket.isEmpty }.map(\.key) == [target])
        nominal.ledger[target]?.stop()
        #expect(nominal.ledger.standing(of: Self.disc, in: target.spell) == .stopped)
    }
}
