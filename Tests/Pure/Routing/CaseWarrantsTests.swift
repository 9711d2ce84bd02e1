import CanonicalModel
import Testing

@testable import Routing

/// One case's warrants of several hearings: a deletion takes back its own hearing's and nobody else's, in whatever order.
@Suite("Warrants of a case, hearing by hearing")
struct CaseWarrantsTests {
    /// What a court said: at the hearing of which June day, shared how many days into June, and what.
    struct Said: Sendable {
        enum Word: String { case issued, deleted, withdrawn }

        var hearing: Int
        var shared: Int
        var word: Word
        var code = "4576"
        var namesHearing = true

        /// The day that the message is dated from, where it is not the hearing's own.
        var sat: Int?
    }

    private static func day(_ number: Int) -> Timestamp {
        Timestamp(microseconds: 1_780_308_000_000_000 + Int64(number - 1) * 86_400_000_000)  // 2026-06-01T10:00:00Z
    }

    private static func message(_ said: Said) -> CanonicalMessage {
        let warrant = Warrant(
            person: Person(identifiers: [], name: Person.Name(given: [], family: "EXAMPLE")),
            case: HearingResult.Case(ptiurn: "99QQ0000126", asn: nil),
            resultCode: said.word == .withdrawn ? "2509" : said.code, isWithdrawn: said.word != .issued,
            sharedTime: day(said.shared), hearingDate: said.namesHearing ? day(said.hearing).date : nil)
        return CanonicalMessage(
            id: "\(said)", source: "/courts/common-platform", time: day(said.sat ?? said.hearing),
            recordedTime: day(said.shared).adding(seconds: 60), fact: .warrant(warrant))
    }

    private static func history(_ said: [Said]) -> NominalHistory {
        var history = NominalHistory()
        for (index, message) in said.map(message).enumerated() {
            _ = history.fold(AcceptedMessage(message, sequence: Int64(index), digest: message.id))
        }
        return history
    }

    /// "4576", or nil where no warrant is out.
    private static func standing(_ history: NominalHistory) -> String? {
        let report = history.warrants["99QQ0000126"]?.standing
        return report.flatMap { $0.value.isWithdrawn ? nil : $0.value.resultCode }
    }

    /// Every order of a list.
    private static func orders(_ said: [Said]) -> [[Said]] {
        guard said.count > 1 else { return [said] }
        return said.indices.flatMap { index in
            var rest = said
            let first = rest.remove(at: index)
            return orders(rest).map { [first] + $0 }
        }
    }

    private static let issuedTwice = [
        Said(hearing: 1, shared: 1, word: .issued), Said(hearing: 8, shared: 8, word: .issued, code: "4575"),
    ]

    static let courses: [(said: [Said], standing: String?)] = [
        (issuedTwice, "4575"),
        (issuedTwice + [Said(hearing: 1, shared: 10, word: .deleted)], "4575"),
        (issuedTwice + [Said(hearing: 8, shared: 10, word: .deleted, code: "4575")], "4576"),
        (
            issuedTwice + [
                Said(hearing: 1, shared: 10, word: .deleted),
                Said(hearing: 8, shared: 11, word: .deleted, code: "4575"),
            ], nil
        ),
        (issuedTwice + [Said(hearing: 9, shared: 9, word: .withdrawn)], nil),
        ([Said(hearing: 1, shared: 1, word: .issued), Said(hearing: 1, shared: 3, word: .deleted)], nil),
        ([Said(hearing: 1, shared: 3, word: .issued), Said(hearing: 1, shared: 2, word: .deleted)], "4576"),
        ([Said(hearing: 3, shared: 3, word: .deleted)], nil),
        ([Said(hearing: 1, shared: 1, word: .issued), Said(hearing: 3, shared: 3, word: .deleted)], "4576"),
        // A share of an older hearing that changes nothing does not bring back what a newer one withdrew.
        (
            [
                Said(hearing: 1, shared: 1, word: .issued), Said(hearing: 8, shared: 8, word: .withdrawn),
                Said(hearing: 1, shared: 10, word: .issued),
            ], nil
        ),
        // The court deletes its withdrawal, and shows the warrant.
        (
            [
                Said(hearing: 1, shared: 1, word: .issued), Said(hearing: 8, shared: 8, word: .withdrawn),
                Said(hearing: 8, shared: 10, word: .issued),
            ], "4576"
        ),
        // A hearing of several days goes on after a newer one, and is told by its first day.
        (
            [
                Said(hearing: 1, shared: 2, word: .issued, sat: 2),
                Said(hearing: 8, shared: 8, word: .issued, code: "4575"),
                Said(hearing: 1, shared: 12, word: .deleted, sat: 12),
            ], "4575"
        ),
        // Without a hearing's day, the day that the message is dated from is the hearing's.
        (
            [
                Said(hearing: 1, shared: 1, word: .issued, namesHearing: false),
                Said(hearing: 8, shared: 8, word: .issued, code: "4575", namesHearing: false),
                Said(hearing: 1, shared: 10, word: .deleted),
            ], "4575"
        ),
    ]

    @Test("A deletion takes back its own hearing's warrant, in every order and however often said", arguments: courses)
    func deletions(said: [Said], standing: String?) {
        for order in Self.orders(said) {
            let history = Self.history(order)
            #expect(Self.standing(history) == standing)
            #expect(Self.history(order + order.reversed()) == history)
            #expect(history.warrants == Self.history(said).warrants)
        }
    }

    @Test("Folding says that something changed only when another word stands")
    func changes() {
        var history = Self.history(Self.issuedTwice)
        func fold(_ said: Said) -> NominalHistory.Change {
            history.fold(AcceptedMessage(Self.message(said), sequence: 9, digest: "\(said)"))
        }
        #expect(fold(Said(hearing: 1, shared: 10, word: .deleted)) == .nothing)
        #expect(fold(Said(hearing: 8, shared: 11, word: .deleted)) == .topic(.warrant("99QQ0000126")))
        #expect(fold(Said(hearing: 8, shared: 11, word: .deleted)) == .nothing)
    }

    @Test("Which hearing says so is no part of what a warrant says: feeds that tell one warrant tell it once")
    func substance() {
        let said = Said(hearing: 1, shared: 1, word: .issued)
        var nameless = said
        nameless.namesHearing = false
        #expect(Self.message(said).fact.substanceDigest == Self.message(nameless).fact.substanceDigest)
    }
}
