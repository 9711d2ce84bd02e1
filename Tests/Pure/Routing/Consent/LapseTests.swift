import AgreementEngine
import CanonicalModel
import Routing
import TestSupport
import Testing

/// A consent that ran out is nobody's refusal: nothing that was fetched on it is taken back (decision record 0016).
@Suite("A lapse takes nothing back")
struct LapseTests {
    private static let disc = "disc-leeds"

    /// A year after DISC fetched who was selected: the consent for it has lapsed.
    private func lapsed() throws -> Life {
        var life = try Life(RefusalTests.router())
        life.consents(.given)
        let fields = life.fetches(.selection, .standing, as: Self.disc) ?? []
        #expect(fields.contains { $0.name == "name" })
        life.now = life.now.adding(seconds: 365 * 86_400)
        return life
    }

    private func told(_ outcome: RoutingOutcome) -> [NoticeKind] {
        outcome.notices.filter { $0.recipient == Self.disc }.map(\.kind)
    }

    @Test("Another consent after a lapse sends no notice to stop using what was fetched before")
    func lapse() throws {
        var life = try lapsed()
        let outcome = life.consents(.refused, covers: "housing.*", with: "housing")
        #expect(told(outcome) == [])
    }

    @Test("Withdrawing a consent takes back what was fetched, though it had lapsed already")
    func withdrawnAfterwards() throws {
        var life = try lapsed()
        let outcome = life.consents(.withdrawn)
        #expect(told(outcome) == [.recalled])
    }

    @Test("A claim ticket whose consent lapsed is not stopped by another consent: it opens nothing as it is")
    func ticket() throws {
        var life = try Life(RefusalTests.router())
        life.consents(.given)
        life.now = life.now.adding(seconds: 365 * 86_400)
        let outcome = life.consents(.refused, covers: "housing.*", with: "housing")
        #expect(outcome.tickets.isEmpty)
        let fields = life.fetches(.selection, .standing, as: Self.disc)
        #expect(fields == [])
        let withdrawn = life.consents(.withdrawn)
        #expect(withdrawn.tickets.map(\.key.recipient) == [Self.disc])
    }
}
