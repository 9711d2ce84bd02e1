import AgreementEngine
import CanonicalModel

/// What is decided: one category of one notice to one recipient at a time, about people who differ.
enum Workload {
    static let areaPeople = 670
    static let now = Timestamp(microseconds: 1_795_255_200_000_000)  // 2026-11-21T10:00:00Z

    /// Twenty roles of the benchmark's parties.
    static let recipients: [(party: String, role: String, kind: PartyKind, purpose: String)] = [
        ("west-yorkshire-police", "npt", .police, "notify-npt"),
        ("west-yorkshire-police", "iom-hub", .police, "manage-offender"),
        ("west-yorkshire-police", "divisional-intel", .police, "manage-offender"),
        ("west-yorkshire-police", "custody", .police, "manage-offender"),
        ("west-yorkshire-probation", "case-manager", .probation, "manage-offender"),
        ("west-yorkshire-probation", "victim-liaison", .probation, "manage-offender"),
        ("west-yorkshire-probation", "approved-premises", .probation, "manage-offender"),
        ("hm-prison-service", "offender-management", .prison, "manage-offender"),
        ("hm-prison-service", "reception", .prison, "manage-offender"),
        ("g4s-monitoring", "monitoring", .emProvider, "manage-offender"),
        ("leeds-yos", "case-manager", .yot, "manage-offender"),
        ("bradford-yos", "case-manager", .yot, "manage-offender"),
        ("kirklees-yos", "case-manager", .yot, "manage-offender"),
        ("leeds-city-council", "housing-options", .localAuthority, "resettle"),
        ("leeds-city-council", "childrens-services", .localAuthority, "manage-offender"),
        ("bradford-city-council", "housing-options", .localAuthority, "resettle"),
        ("disc", "case-manager", .vcs, "resettle"),
        ("bradford-together", "case-manager", .vcs, "resettle"),
        ("cri", "drug-worker", .treatment, "resettle"),
        ("bridge-bradford", "drug-worker", .treatment, "resettle"),
    ]

    static let categories = [
        "identity.core", "address.current", "cohort.status", "cohort.reason", "rag.colour", "licence.checkable",
        "custody.status", "court.result-class", "risk.ogrs3", "engagement.attendance", "intelligence.summary",
        "housing.need",
    ]

    static let messages: [NoticeKind] = [.selection, .deselection, .ragEscalation, .custody]

    /// Ten thousand requests; the same in every run.
    static let requests: [DisclosureRequest] = {
        var dice = Dice(state: 20_261_121)
        return (0..<10_000).map { _ in
            request(
                to: recipients[dice.roll(recipients.count)], [categories[dice.roll(categories.count)]],
                messages[dice.roll(messages.count)], person(&dice), &dice)
        }
    }()

    /// Everybody times every recipient times every category: one decision each, or the categories of one notice together.
    static func area(together: Bool) -> [DisclosureRequest] {
        var dice = Dice(state: 670)
        return (0..<areaPeople).flatMap { _ in
            let person = person(&dice)
            return recipients.flatMap { recipient in
                let asked = together ? [categories] : categories.map { [$0] }
                return asked.map { request(to: recipient, $0, .selection, person, &dice) }
            }
        }
    }

    private static func request(
        to recipient: (party: String, role: String, kind: PartyKind, purpose: String), _ categories: [String],
        _ message: NoticeKind, _ subject: SubjectFacts, _ dice: inout Dice
    ) -> DisclosureRequest {
        DisclosureRequest(
            message: message, discloser: Discloser(party: "west-yorkshire-police", role: "iom-hub"),
            recipient: RecipientFacts(
                id: recipient.role, party: recipient.party, role: recipient.role, kind: recipient.kind,
                coversArea: dice.roll(5) == 0 ? dice.fact(false) : .known(true), previouslyNotified: dice.roll(2) == 0),
            subject: subject, fields: categories.map { field($0, &dice) }, purpose: recipient.purpose, now: now)
    }

    private static func field(_ category: String, _ dice: inout Dice) -> DataField {
        DataField(
            name: category, category: category, required: false,
            sources: .known(dice.roll(20) == 0 ? ["idiom"] : ["hub"]),
            handling: category.hasPrefix("intelligence.") ? dice.word(HandlingCode.self) : .unknown("no handling code"),
            isYouthRecord: .known(dice.roll(20) == 0), originatorRelease: dice.word(Presence.self))
    }

    private static func person(_ dice: inout Dice) -> SubjectFacts {
        SubjectFacts(
            ageBand: dice.roll(8) == 0 ? dice.fact(.under18) : .known(.adult),
            cohort: dice.roll(4) == 0 ? dice.word(CohortType.self) : .known(.iom),
            statutory: dice.word(StatutoryStatus.self), rag: dice.word(RiskColour.self),
            custody: dice.word(CustodyPlace.self), consents: .known(consents(&dice)))
    }

    private static func consents(_ dice: inout Dice) -> [Consent] {
        let covered = ["engagement.*", "plan.*", "housing.*", "substance.*"]
        return (0..<dice.roll(4)).map { _ in
            Consent(
                covers: covered[dice.roll(covered.count)], purpose: "resettle",
                with: ["vcs", "housing", "treatment"][dice.roll(3)],
                state: [.given, .given, .refused, .withdrawn][dice.roll(4)], form: "written",
                decidedAt: now.adding(seconds: -Int64(dice.roll(90)) * 86_400))
        }
    }
}

/// SplitMix64 with a fixed seed, so that every run decides the same.
struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(sides))
    }

    /// A word of a fact; one in eight is unknown.
    mutating func word<Word: FactWord>(_: Word.Type) -> Knowable<Word> {
        let all = Array(Word.allCases)
        return fact(all[roll(all.count)])
    }

    mutating func fact<Value>(_ value: Value) -> Knowable<Value> {
        roll(8) == 0 ? .unknown("nobody has said") : .known(value)
    }
}
