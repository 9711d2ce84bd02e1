import CanonicalModel
import SchemeEngine
import TestSupport
import Testing

/// A person whose months on a scheme follow from a seed: what happens falls on whole hours of 2026.
struct RandomCase {
    static let begin = "2026-01-05T10:00:00Z"
    let seed: UInt64
    private(set) var file = CaseFile()
    private var generator: SeededGenerator

    /// A case on one of a pack's cohorts.
    init(seed: UInt64, days: Int, withDecisions: Bool = true) throws {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
        let start = try #require(Timestamp(Self.begin))
        file.born = CalendarDate(year: 1988 + Int.random(in: 0..<24, using: &generator), month: 2, day: 28)
        file.hasAddress = true
        file.owningTeam = Bool.random(using: &generator) ? "npt-1" : nil
        file.stays = [CohortStay(id: "s1", cohort: cohort(), from: start)]
        file.feeds = ["idiom": start]
        for number in 0..<Int.random(in: 1..<24, using: &generator) { file.events.append(event(number, start, days)) }
        if Bool.random(using: &generator) { file.custody = [custody(start, days)] }
        guard withDecisions else { return }
        for number in 0..<Int.random(in: 0..<6, using: &generator) {
            file.decisions.append(decision(number, start, days))
        }
    }

    /// The same case with everything doubled and in another order.
    mutating func shuffledAndDoubled() -> CaseFile {
        var other = file
        other.events = (file.events + file.events).shuffled(using: &generator)
        other.decisions = (file.decisions + file.decisions).shuffled(using: &generator)
        other.stays = (file.stays + file.stays).shuffled(using: &generator)
        other.custody = (file.custody + file.custody).shuffled(using: &generator)
        return other
    }

    /// Leaves out what somebody said was done.
    mutating func forgetWords() { file.events.removeAll { $0.kind == .taskDone } }

    /// Adds events.
    mutating func say(_ events: [CaseEvent]) { file.events += events }

    private mutating func cohort() -> String {
        ["ppo", "hcco", "iom", "impact", "gom", "dyo", "hccu", "fixed", "super-prolific"].randomElement(
            using: &generator)
            ?? "ppo"
    }

    private mutating func hour(_ start: Timestamp, _ days: Int) -> Timestamp {
        start.adding(seconds: 3_600 * Int64.random(in: 1..<Int64(days * 24), using: &generator))
    }

    private mutating func event(_ number: Int, _ start: Timestamp, _ days: Int) -> CaseEvent {
        let kind = CaseEvent.Kind.allCases.filter { $0 != .died }.randomElement(using: &generator) ?? .arrest
        let occurred = hour(start, days)
        let late = 3_600 * Int64.random(in: 0..<72, using: &generator)
        var detail = CaseEvent.Detail()
        detail.reference = Bool.random(using: &generator) ? "R\(Int.random(in: 0..<3, using: &generator))" : nil
        detail.outcome = ["convicted", "no-further-action", "review-due", nil].randomElement(using: &generator) ?? nil
        detail.isSignificant = [true, false, nil].randomElement(using: &generator) ?? nil
        detail.isStatutory = [true, false, nil].randomElement(using: &generator) ?? nil
        detail.order = ["licence", "community-order", nil].randomElement(using: &generator) ?? nil
        detail.until = occurred.date.adding(days: Int.random(in: 1..<90, using: &generator))
        detail.area = ["E06000001", "E09000001", nil].randomElement(using: &generator) ?? nil
        return CaseEvent(
            id: "e\(number)", kind: kind, occurred: occurred, recorded: occurred.adding(seconds: late), detail: detail)
    }

    private mutating func custody(_ start: Timestamp, _ days: Int) -> CustodyPeriod {
        let from = hour(start, days)
        return CustodyPeriod(
            from: from, until: from.adding(seconds: 3_600 * Int64.random(in: 1..<900, using: &generator)))
    }

    private mutating func decision(_ number: Int, _ start: Timestamp, _ days: Int) -> PanelDecision {
        let at = hour(start, days)
        let ground = ["no-longer-immediate-risk", "orders-completed", "six-months-clear", "unheard-of"]
        let cohort = file.stays.first?.cohort ?? "ppo"
        let matters: [PanelDecision.Matter] = [
            .review, .rate(.red), .rate(.green), .strand(.catchAndControl, lead: "west-yorkshire-police"),
            .strand(.rehabilitateAndResettle, lead: nil),
            .deselect(cohort: cohort, grounds: ground.shuffled(using: &generator).suffix(1)),
            .makeDormant(cohort: cohort, grounds: ground.shuffled(using: &generator).suffix(1)),
            .changeCohort(from: "ppo", to: "hcco"),
        ]
        var decision = PanelDecision(
            id: "d\(number)", matter: matters.randomElement(using: &generator) ?? .review, at: at,
            recorded: at.adding(seconds: 3_600 * Int64.random(in: 0..<48, using: &generator)), decidedBy: "Sgt Cole")
        if Bool.random(using: &generator) {
            decision.meeting = PanelDecision.Meeting(kind: "panel", date: at.date, members: ["police", "probation"])
        }
        return decision
    }
}

extension SchemeAssessment {
    /// The tasks of de-selection, strands and rhythm.
    var ownTasks: [SchemeTask] {
        tasks.filter { task in ["-DES-", "-STR-", "-TIM-"].contains { task.rule.contains($0) } }
    }
}

extension FiredTask {
    /// Whether it is a task of de-selection, strands or rhythm.
    var isOwn: Bool { ["-DES-", "-STR-", "-TIM-"].contains { task.rule.contains($0) } }
}
