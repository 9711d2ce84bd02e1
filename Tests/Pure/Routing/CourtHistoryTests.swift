import AgreementEngine
import CanonicalModel
import Testing

@testable import Routing

/// Shares of a hearing, listings and statements of youth, folded in whatever order they arrive.
@Suite("Court hearings in a nominal's history")
struct CourtHistoryTests {
    private static let epoch = Timestamp(microseconds: 1_795_168_800_000_000)  // 2026-11-20T10:40:00Z
    private static let matter = HearingResult.Case(ptiurn: "99QQ0000126", asn: nil)

    private static func person(born: String? = nil) -> Person {
        Person(
            identifiers: [], name: Person.Name(given: ["Testan"], family: "EXAMPLE"),
            dateOfBirth: born.flatMap { CalendarDate($0) })
    }

    private static func hearing(_ day: String = "2026-11-19") -> HearingResult.Hearing {
        HearingResult.Hearing(
            courtOrganisationUnit: "B99QQ01", courtHouseCode: nil, date: CalendarDate(day) ?? epoch.date, time: nil)
    }

    private static func result(
        _ code: String, shared: Int64?, day: String = "2026-11-19", born: String? = nil, isYouth: Bool? = nil
    ) -> Fact {
        .hearingResulted(
            HearingResult(
                person: person(born: born), case: matter, hearing: hearing(day),
                offences: [.init(sequence: "001", code: "TH68010", results: [.init(code: code)])], isYouth: isYouth,
                sharedTime: shared.map { epoch.adding(seconds: $0) }))
    }

    private static func listing(cancelled: Bool, born: String? = nil) -> Fact {
        .listing(
            HearingListing(
                person: person(born: born), case: matter, hearing: hearing("2026-12-24"), offenceCodes: [],
                isCancelled: cancelled))
    }

    /// Folds facts, each first seen so many seconds after the epoch.
    private static func history(_ facts: [(seen: Int64, fact: Fact)]) -> NominalHistory {
        var history = NominalHistory()
        for (index, item) in facts.enumerated() {
            let message = CanonicalMessage(
                id: "m\(item.seen)", source: "/courts/common-platform",
                time: item.fact.type == .hearingResulted
                    ? epoch.adding(seconds: -86_400) : epoch.adding(seconds: 86_400 * 30),
                recordedTime: epoch.adding(seconds: item.seen), fact: item.fact)
            let digest = message.contentDigest.map { String($0) }.joined(separator: ".")
            _ = history.fold(AcceptedMessage(message, sequence: Int64(index), digest: digest))
        }
        return history
    }

    private static func warrant(withdrawn: Bool, shared: Int64) -> Fact {
        .warrant(
            Warrant(
                person: person(), case: matter, resultCode: "4576", isWithdrawn: withdrawn,
                sharedTime: epoch.adding(seconds: shared)))
    }

    private static func standing(_ history: NominalHistory) -> [String?] {
        history.hearings.values.flatMap { $0.value.offences.flatMap(\.results).map(\.code) }
    }

    @Test("Of two shares of a hearing the later one stands, whichever arrives first")
    func laterShare() {
        let shares: [(seen: Int64, fact: Fact)] = [
            (seen: 200, fact: Self.result("4576", shared: 10)), (seen: 100, fact: Self.result("2063", shared: 50)),
        ]
        #expect(Self.standing(Self.history(shares)) == ["2063"])
        #expect(Self.standing(Self.history(shares.reversed())) == ["2063"])
    }

    @Test("A share from a court whose clock is wrong keeps no correction out")
    func wrongClock() {
        let shares: [(seen: Int64, fact: Fact)] = [
            (seen: 100, fact: Self.result("4576", shared: 1_000_000)),
            (seen: 200, fact: Self.result("2063", shared: 150)),
        ]
        #expect(Self.standing(Self.history(shares)) == ["2063"])
    }

    @Test("A warrant that a later share took back is not issued again by an earlier share that arrives late")
    func lateWarrant() {
        let shares: [(seen: Int64, fact: Fact)] = [
            (seen: 100, fact: Self.warrant(withdrawn: true, shared: 50)),
            (seen: 200, fact: Self.warrant(withdrawn: false, shared: 10)),
        ]
        #expect(Self.history(shares).warrants.values.map { $0.standing?.value.isWithdrawn } == [true])
        #expect(Self.history(shares.reversed()).warrants.values.map { $0.standing?.value.isWithdrawn } == [true])
    }

    @Test("Two feeds that report one decision, or one feed twice, say the same")
    func oneSubstance() {
        let (spi, platform) = (Self.result("4576", shared: nil), Self.result("4576", shared: 10, born: "1990-01-01"))
        #expect(spi.substanceDigest == platform.substanceDigest)
        #expect(spi.substanceDigest != Self.result("4575", shared: nil).substanceDigest)
    }

    @Test("A feed that does not say when it shared is ordered by when it was seen")
    func unsaidShare() {
        let shares: [(seen: Int64, fact: Fact)] = [
            (seen: 100, fact: Self.result("4576", shared: nil)), (seen: 200, fact: Self.result("2063", shared: nil)),
        ]
        #expect(Self.standing(Self.history(shares.reversed())) == ["2063"])
    }

    @Test("A cancellation and a listing of one hearing correct each other, and neither touches a result")
    func listings() {
        let facts: [(seen: Int64, fact: Fact)] = [
            (seen: 100, fact: Self.listing(cancelled: false)), (seen: 200, fact: Self.listing(cancelled: true)),
            (seen: 50, fact: Self.result("4576", shared: nil)),
        ]
        for history in [Self.history(facts), Self.history(facts.reversed())] {
            #expect(history.listings.values.map(\.value.isCancelled) == [true])
            #expect(Self.standing(history) == ["4576"])
        }
    }

    @Test("A hearing listed for next month keeps no later correction of the person out")
    func futureListing() {
        let history = Self.history([
            (seen: 100, fact: Self.listing(cancelled: false, born: "1990-01-02")),
            (seen: 200, fact: Self.listing(cancelled: true, born: "1990-02-01")),
        ])
        #expect(history.dateOfBirth?.value.description == "1990-02-01")
    }

    @Test(
        "A youth is never taken for an adult, and what contradicts itself is unknown",
        arguments: [
            ("2010-01-01", nil, Knowable<AgeBand>.known(.under18)), ("2010-01-01", true, .known(.under18)),
            ("1990-01-01", nil, .known(.adult)),
            ("1990-01-01", true, .unknown("a court calls the person a youth, the date of birth an adult")),
            (nil, true, .unknown("no date of birth")), (nil, nil, .unknown("no date of birth")),
        ] as [(String?, Bool?, Knowable<AgeBand>)])
    func ages(born: String?, isYouth: Bool?, band: Knowable<AgeBand>) {
        let history = Self.history([(seen: 100, fact: Self.result("1015", shared: nil, born: born, isYouth: isYouth))])
        #expect(history.ageBand(on: Self.epoch.date) == band)
    }

    @Test(
        "Who was a youth at a hearing then grows up, and a later hearing that says nothing of it ends the contradiction"
    )
    func growingUp() {
        let young = Self.history([
            (seen: 1, fact: Self.result("1015", shared: nil, day: "2024-01-10", born: "2007-01-01", isYouth: true))
        ])
        #expect(young.ageBand(on: Self.epoch.date) == .known(.adult))
        let corrected = Self.history([
            (seen: 1, fact: Self.result("1015", shared: nil, day: "2026-01-10", born: "1990-01-01", isYouth: true)),
            (seen: 2, fact: Self.result("1015", shared: nil, day: "2026-02-10", born: "1990-01-01")),
        ])
        #expect(corrected.ageBand(on: Self.epoch.date) == .known(.adult))
    }
}
