import CanonicalModel
import SchemeEngine
import TestSupport

/// A person whose record follows from a seed: what panels look at, and what panels decided, early in 2026.
struct RandomSelectionCase {
    private(set) var file = CaseFile()
    private var generator: SeededGenerator
    private let cohorts: [String]
    private let begin = Timestamp(microseconds: 1_767_261_600_000_000)

    init(seed: UInt64, cohorts: [String]) {
        generator = SeededGenerator(seed: seed)
        self.cohorts = cohorts
        if Bool.random(using: &generator) {
            file.born = CalendarDate(year: 1990 + Int.random(in: 0..<27, using: &generator), month: 2, day: 28)
        }
        file.events = (0..<Int.random(in: 4..<30, using: &generator)).map { event("e\($0)") }
        if Bool.random(using: &generator) {
            let from = hour()
            file.custody = [CustodyPeriod(from: from, until: from.adding(seconds: 3_600 * 700))]
        }
        file.decisions = (0..<Int.random(in: 0..<5, using: &generator)).map { decision("d\($0)") }
        file.isSupervised = [true, false, nil].randomElement(using: &generator) ?? nil
    }

    /// The same case with everything doubled and in another order.
    mutating func shuffledAndDoubled() -> CaseFile {
        var other = file
        other.events = (file.events + file.events).shuffled(using: &generator)
        other.decisions = (file.decisions + file.decisions).shuffled(using: &generator)
        other.custody = (file.custody + file.custody).shuffled(using: &generator)
        return other
    }

    /// An instant of the first half of 2026.
    mutating func hour() -> Timestamp { begin.adding(seconds: 3_600 * Int64.random(in: 0..<4_300, using: &generator)) }

    /// An event of any kind, with every code that a matrix or a trigger looks at.
    mutating func event(_ id: String) -> CaseEvent {
        let kinds: [CaseEvent.Kind] = [
            .arrest, .charge, .intelligence, .crime, .drugTest, .riskAssessed, .youthAssessed, .nomination, .sentence,
            .disposal, .courtResult, .appointmentMissed, .agreedToSupport, .visitMade, .supervisionEnded,
        ]
        var detail = CaseEvent.Detail()
        detail.offence = ["burglary-dwelling", "robbery", "theft", "domestic-abuse"].randomElement(using: &generator)
        detail.outcome = ["positive", "no-further-action", "convicted"].randomElement(using: &generator)
        detail.reference = Bool.random(using: &generator) ? "R\(Int.random(in: 0..<6, using: &generator))" : nil
        detail.tool = ["ogrs3", "oasys", "asset", "rosh"].randomElement(using: &generator)
        detail.score = Int.random(in: 0..<100, using: &generator)
        detail.band = ["low", "medium", "high", "very-high"].randomElement(using: &generator)
        detail.isSignificant = Bool.random(using: &generator)
        detail.order = ["custody", "community-order", "dto"].randomElement(using: &generator)
        detail.days = Int.random(in: 30..<800, using: &generator)
        detail.cohort = cohorts.randomElement(using: &generator)
        detail.party = ["leeds-yos", "disc"].randomElement(using: &generator)
        let (occurred, late) = (hour(), Int64.random(in: 0..<400, using: &generator))
        return CaseEvent(
            id: id, kind: kinds.randomElement(using: &generator) ?? .arrest, occurred: occurred,
            recorded: occurred.adding(seconds: 3_600 * late), detail: detail)
    }

    /// A decision of some completeness.
    mutating func decision(_ id: String) -> PanelDecision {
        let (cohort, other) = (cohort(), cohort())
        let matters: [PanelDecision.Matter] = [
            .select(cohort: cohort), .select(cohort: cohort), .decline(cohort: cohort),
            .changeCohort(from: other, to: cohort),
            .makeDormant(cohort: cohort, grounds: []), .deselect(cohort: cohort, grounds: []),
        ]
        let at = hour()
        var decision = PanelDecision(
            id: id, matter: matters.randomElement(using: &generator) ?? .select(cohort: cohort), at: at,
            recorded: at.adding(seconds: 3_600 * Int64.random(in: 0..<48, using: &generator)), decidedBy: "Sgt Cole")
        let kinds = ["selection-panel", "case-conference", "tasking", "review", "inter-agency", "odoc", "iom-panel"]
        if Bool.random(using: &generator) {
            decision.meeting = PanelDecision.Meeting(
                kind: kinds.randomElement(using: &generator) ?? "tasking", date: at.date, members: ["one", "two"])
        }
        decision.evidence = file.events.shuffled(using: &generator).prefix(2).map(\.id)
        decision.route = ["cycle", "interim", "import", nil].randomElement(using: &generator) ?? nil
        decision.isAgreedByPerson = [true, false, nil].randomElement(using: &generator) ?? nil
        decision.lead = Bool.random(using: &generator) ? "disc" : nil
        decision.leadRole = ["responsible-officer", "vcs-worker"].randomElement(using: &generator)
        return decision
    }

    /// One of the scheme's cohorts.
    mutating func cohort() -> String { cohorts.randomElement(using: &generator) ?? "ppo" }
}
