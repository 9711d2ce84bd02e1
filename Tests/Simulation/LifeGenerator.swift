import CanonicalModel
import TestSupport

/// Makes up everything that agencies could say about one nominal, in the order it happened.
struct LifeGenerator {
    /// Postcodes of different teams of the Leeds directory, one nobody covers, and nil for "none known".
    static let postcodes: [String?] = ["LS6 3AA", "LS9 7BB", "LS11 5CC", "LS14 6DD", "ZE1 0AA", nil]

    private var random: SeededGenerator
    private let fixture: NominalFixture
    private var clock = Timestamp("2026-01-05T09:00:00Z") ?? Timestamp(microseconds: 0)

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        fixture = NominalFixture(Int(seed % 90_000) + 1, postcode: nil)
    }

    /// A life of so many messages, oldest first; some facts share an instant, some results are corrected later.
    mutating func messages(_ count: Int) -> [CanonicalMessage] {
        var messages = [CanonicalMessage]()
        for ordinal in 0..<count {
            if Int.random(in: 0..<8, using: &random) > 0 {
                clock = clock.adding(seconds: Int64.random(in: 60...400_000, using: &random))
            }
            // Agencies report late: recorded times run ahead of the world by up to a month.
            let recorded = clock.adding(seconds: Int64.random(in: 0...2_600_000, using: &random))
            messages.append(NominalFixture.message(fact(), at: clock, recorded: recorded, ordinal: ordinal))
        }
        return messages
    }

    private mutating func fact() -> Fact {
        let place = fixture.living(at: Self.postcodes.randomElement(using: &random) ?? nil)
        let person = fixture.withoutAddress
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<18:
            return .selection(
                SelectionDecision(
                    person: Bool.random(using: &random) ? place : person, cohort: "iom",
                    isStatutory: true, rag: RAGRating.allCases.randomElement(using: &random), decidedBy: "Panel"))
        case 18..<32: return .deselection(DeselectionDecision(person: person, cohort: "iom", ground: "six-months-clear", decidedBy: "Panel"))
        case 32..<46: return .addressChanged(AddressChange(person: place))
        case 46..<58:
            return .rag(RAGDecision(person: person, rating: RAGRating.allCases.randomElement(using: &random) ?? .red, decidedBy: "DS Example"))
        case 58..<76:
            let kind = CustodyMovement.Kind.allCases.randomElement(using: &random) ?? .received
            return .custody(
                CustodyMovement(
                    person: person, kind: kind, establishment: "LEI", admission: kind == .received ? .recall : nil,
                    absence: kind == .absenceStarted ? .temporaryLicence : nil))
        case 76..<98: return .hearingResulted(hearing(person))
        default: return .died(Death(person: person))
        }
    }

    private mutating func hearing(_ person: Person) -> HearingResult {
        let code = ["1002", "1116", "2006", "4028", "1015"].randomElement(using: &random) ?? "1002"
        let day = Int.random(in: 1...28, using: &random)
        return HearingResult(
            person: person, case: HearingResult.Case(ptiurn: "13AA000000\(Int.random(in: 1...4, using: &random))", asn: nil),
            hearing: HearingResult.Hearing(
                courtOrganisationUnit: "B13CC00", courtHouseCode: "2992",
                date: CalendarDate(year: 2026, month: 2, day: day) ?? clock.date, time: "10:00:00"),
            offences: [
                HearingResult.Offence(sequence: "1", code: "TH68010", results: [HearingResult.Result(code: code)])
            ])
    }
}
