@testable import AgreementEngine
import Testing

/// Words of the agreement language and their places.
@Suite("Fact words") struct FactWordTests {
    @Test("a word's ordinal is its place, or masks would mix words up") func ordinals() {
        func check<Word: FactWord>(_: Word.Type) {
            #expect(Word.allCases.map(\.ordinal) == Array(0..<Word.allCases.count))
            #expect(Word.allCases.count < 14, "bits 14 and 15 of a mask say that a fact is unknown")
        }
        check(AgeBand.self)
        check(CohortType.self)
        check(StatutoryStatus.self)
        check(RiskColour.self)
        check(CustodyPlace.self)
        check(HandlingCode.self)
        check(PartyKind.self)
        check(NoticeKind.self)
        check(ConsentState.self)
    }

    @Test("a scheme's word that agreements do not know is an unknown fact") func schemeWords() {
        #expect(Knowable<CohortType>(word: "iom") == .known(.iom))
        guard case .unknown = Knowable<CohortType>(word: "super-prolific") else {
            Issue.record("An unknown word passed for a fact.")
            return
        }
    }
}
