import AgreementEngine
import CanonicalModel
@testable import Routing
import TestSupport
import Testing

/// What a scheme alerts while the person is held (agreement reference 4.6, scenario 6; DESIGN decision 16).
@Suite("A scheme's alert about somebody in custody")
struct HeldColourBySchemeTests {
    private static let team = "npt-headingley"

    /// The kinds of notice about colour that the team would be told, of somebody held and selected as amber.
    private func told(_ change: (inout SchemeReading.Alert) -> Void, isHeld: Bool = true) throws -> [NoticeKind] {
        var life = try StandingLife()
        life.select(rag: .amber)
        if isHeld { life.move(.received) }
        var nominal = life.nominal
        var alert = SchemeReading.Alert(
            transition: "t-1", at: try #require(nominal.spells.last).start, rating: .red, isUnconfirmed: true, isCorrection: false, isAlarm: false, trigger: "arrest"
        )
        change(&alert)
        nominal.history.reading.alert = alert
        let found = nominal.differences(responsible: [Self.team])
        return found.filter { $0.topic == .rag && $0.recipient == Self.team }.map(\.kind)
    }

    @Test("A rise that is only proposed is kept while the person is held; outside it is told")
    func proposed() throws {
        #expect(try told { _ in } == [])
        #expect(try told({ _ in }, isHeld: false) == [.ragEscalation])
    }

    @Test("A rise that is confirmed is kept too")
    func confirmed() throws { #expect(try told { $0.isUnconfirmed = false } == []) }

    @Test("An alarm is told, confirmed or not", arguments: [true, false])
    func alarm(_ isUnconfirmed: Bool) throws {
        let kinds = try told { alert in
            alert.isAlarm = true
            alert.isUnconfirmed = isUnconfirmed
        }
        #expect(kinds == [.ragEscalation])
    }

    @Test("So is a rise for what always alerts", arguments: ["life-risk", "victim-threat", "recall-at-large"])
    func always(_ trigger: String) throws { #expect(try told { $0.trigger = trigger } == [.ragEscalation]) }

    @Test("A fall is told inside as outside")
    func fall() throws { #expect(try told { $0.rating = .green } == [.ragReduction]) }
}
