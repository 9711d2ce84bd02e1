import CanonicalModel
import TestSupport

/// Makes up a life under a scheme: selections that are whole and that are not, arrests, alarms, prison, moves, ends.
struct SchemeLifeGenerator {
    private var random: SeededGenerator
    private let fixture: NominalFixture
    private let isImported: Bool
    private let grounds: [String]
    private var clock = Timestamp("2026-06-05T09:00:00Z") ?? Timestamp(microseconds: 0)

    /// - Parameters:
    ///   - seed: of the life.
    ///   - pack: every pack gets lives of its own.
    ///   - grounds: on which its panels may de-select.
    init(seed: UInt64, pack: String, grounds: [String]) {
        self.grounds = grounds
        random = SeededGenerator(seed: pack.utf8.reduce(seed) { $0 &* 31 &+ UInt64($1) })
        fixture = NominalFixture(Int(seed % 90_000) + 1, postcode: "LS6 3AA")
        isImported = Int.random(in: 0..<4, using: &random) > 0
    }

    mutating func messages(_ count: Int) -> [CanonicalMessage] {
        var messages = [NominalFixture.message(selection(isWhole: true), at: clock, ordinal: 0)]
        for ordinal in 1...count {
            clock = clock.adding(seconds: Int64.random(in: 60...900_000, using: &random))
            let message = NominalFixture.message(fact(ordinal), at: clock, ordinal: ordinal)
            messages.append(message)
            if Int.random(in: 0..<8, using: &random) == 0 { messages.append(message) }
        }
        return messages + ends(after: count)
    }

    /// Three lives in four end as they should: on every ground the pack has, one after the other, until one of them stands.
    private mutating func ends(after count: Int) -> [CanonicalMessage] {
        guard Int.random(in: 0..<4, using: &random) > 0 else { return [] }
        return ["iom", "ppo"].flatMap { cohort in grounds.map { (cohort, $0) } }.enumerated().map { place, end in
            clock = clock.adding(seconds: 3_600)
            let fact = Fact.deselection(
                DeselectionDecision(
                    person: fixture.withoutAddress, cohort: end.0, ground: end.1, decidedBy: "Sgt Cole", panel: panel,
                    transferTo: "elsewhere"))
            return NominalFixture.message(fact, at: clock, ordinal: count + 1 + place)
        }
    }

    private mutating func fact(_ ordinal: Int) -> Fact {
        let person = fixture.withoutAddress
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<12: return selection(isWhole: Bool.random(using: &random))
        case 12..<22: return deselection(isWhole: Int.random(in: 0..<3, using: &random) > 0)
        case 22..<34: return .police(arrest(ordinal))
        case 34..<46: return .intelligence(item(ordinal))
        case 46..<56:
            let rating = RAGRating.allCases.randomElement(using: &random) ?? .red
            return .rag(RAGDecision(person: person, rating: rating, decidedBy: "Insp. Example", panel: panel))
        case 56..<70:
            let kind = CustodyMovement.Kind.allCases.randomElement(using: &random) ?? .received
            return .custody(CustodyMovement(person: person, kind: kind, establishment: "LEI"))
        case 70..<80: return .recall(RecallDecision(person: person, isDeclined: Bool.random(using: &random)))
        case 80..<90:
            let postcode = ["LS6 3AA", "LS9 7BB", "LS11 5CC", nil].randomElement(using: &random) ?? nil
            return .addressChanged(AddressChange(person: fixture.living(at: postcode)))
        case 90..<97:
            return .cohortChanged(CohortChange(person: person, from: "iom", to: "ppo", decidedBy: "P", panel: panel))
        default: return .died(Death(person: person))
        }
    }

    private mutating func selection(isWhole: Bool) -> Fact {
        var said = panel
        if isImported { said.route = "import" }
        return .selection(
            SelectionDecision(
                person: fixture.person, cohort: "iom", isStatutory: true,
                rag: RAGRating.allCases.randomElement(using: &random), decidedBy: "Sgt Cole",
                panel: isWhole ? said : nil))
    }

    private mutating func deselection(isWhole: Bool) -> Fact {
        let cohort = Int.random(in: 0..<4, using: &random) > 0 ? "iom" : "ppo"
        let ground = grounds.randomElement(using: &random) ?? "no-longer-immediate-risk"
        return .deselection(
            DeselectionDecision(
                person: fixture.withoutAddress, cohort: cohort, ground: ground,
                decidedBy: "Sgt Cole",
                panel: isWhole ? panel : nil, transferTo: "elsewhere"))
    }

    private mutating func arrest(_ ordinal: Int) -> PoliceRecord {
        var record = PoliceRecord(person: fixture.withoutAddress, kind: .arrest, reference: "C\(ordinal)", asOf: clock)
        record.offences = [PoliceRecord.Offence(code: Bool.random(using: &random) ? "TH68036" : "CJ88001")]
        if Int.random(in: 0..<6, using: &random) == 0 { record.isWithdrawn = true }
        return record
    }

    private mutating func item(_ ordinal: Int) -> IntelligenceItem {
        IntelligenceItem(
            person: fixture.withoutAddress, reference: "INT-\(ordinal)", origin: .forceIntelligence, grading: .none,
            handling: .conditions, isSignificant: Bool.random(using: &random),
            alarm: Int.random(in: 0..<3, using: &random) == 0 ? .lifeRisk : nil)
    }

    private var panel: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", clock.date)
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation", "leeds-yos"], ["e1"])
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        (panel.rank, panel.isAgreedByPerson) = ("inspector", true)
        panel.exception = "Nobody else is left to ask."
        return panel
    }
}
