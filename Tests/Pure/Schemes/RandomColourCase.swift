import CanonicalModel
import SchemeEngine
import TestSupport

/// A case that follows from its seed: triggers and what takes them back, decisions, prison, late and early news.
struct RandomColourCase {
    static let start = Timestamp(microseconds: 1_767_225_600_000_000)
    /// When everything of a case has happened and is known.
    static let end = start.adding(seconds: 200 * 86_400)

    private(set) var file = CaseFile()
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        file.owningTeam = "npt-1"
        file.hasAddress = true
        file.isSupervised = [nil, true, false].randomElement(using: &random) ?? nil
        addStays()
        addCustody()
        for number in 0..<Int.random(in: 0...14, using: &random) { addEvent(number) }
        for number in 0..<Int.random(in: 0...7, using: &random) { addDecision(number) }
    }

    /// The same facts in another order, some of them twice.
    func shuffled(seed: UInt64) -> CaseFile {
        var random = SeededGenerator(seed: seed)
        var other = file
        other.events = Self.disturb(file.events, &random)
        other.decisions = Self.disturb(file.decisions, &random)
        other.stays = Self.disturb(file.stays, &random)
        other.custody = Self.disturb(file.custody, &random)
        return other
    }

    /// The same facts, the corrected ones corrected, each known as soon as it happened.
    var learntAtOnce: CaseFile {
        var other = file
        let last = Dictionary(file.events.map { ($0.id, $0) }) { $0.recorded < $1.recorded ? $1 : $0 }
        other.events = last.values.sorted { $0.id < $1.id }
        for index in other.events.indices { other.events[index].recorded = other.events[index].occurred }
        for index in other.decisions.indices { other.decisions[index].recorded = other.decisions[index].at }
        for index in other.custody.indices {
            (other.custody[index].learnt, other.custody[index].endLearnt) = (nil, nil)
        }
        return other
    }

    private static func disturb<Fact>(_ facts: [Fact], _ random: inout SeededGenerator) -> [Fact] {
        (facts + facts.filter { _ in Bool.random(using: &random) }).shuffled(using: &random)
    }

    /// Half of what happens falls on a few minutes of a few days, so that things meet.
    private mutating func instant() -> Timestamp {
        let days = Int64.random(in: 0...(Bool.random(using: &random) ? 160 : 20), using: &random)
        return Self.start.adding(seconds: days * 86_400 + Int64.random(in: 0...8, using: &random) * 240)
    }

    private mutating func delay() -> Int64 {
        [0, 0, 0, 240, 86_400, 9 * 86_400].randomElement(using: &random) ?? 0
    }

    private mutating func addStays() {
        file.stays = [CohortStay(id: "s1", cohort: "ppo", from: Self.start)]
        guard Bool.random(using: &random) else { return }
        file.stays[0].until = instant().adding(seconds: 86_400)
        let end = file.stays[0].until ?? Self.end
        if Bool.random(using: &random) {
            let matter = PanelDecision.Matter.makeDormant(cohort: "ppo", grounds: ["not-active"])
            file.decisions.append(
                PanelDecision(id: "white", matter: matter, at: end, recorded: end, decidedBy: "Sgt Cole"))
        }
        if Bool.random(using: &random) {
            let back = end.adding(seconds: Int64.random(in: 0...20, using: &random) * 86_400)
            file.stays.append(CohortStay(id: "s2", cohort: "hcco", from: back))
        }
    }

    private mutating func addCustody() {
        guard Bool.random(using: &random) else { return }
        let from = instant()
        var period = CustodyPeriod(from: from, learnt: from.adding(seconds: delay()))
        if Bool.random(using: &random) {
            let until = from.adding(seconds: Int64.random(in: 1...30, using: &random) * 86_400)
            (period.until, period.endLearnt) = (until, until.adding(seconds: delay()))
        }
        file.custody = [period]
        guard Bool.random(using: &random) else { return }
        var plan = CaseEvent(id: "plan", kind: .releasePlanned, occurred: from, recorded: from.adding(seconds: delay()))
        plan.detail.until = from.adding(seconds: 15 * 86_400).date
        file.events.append(plan)
    }

    private mutating func addEvent(_ number: Int) {
        let kinds: [CaseEvent.Kind] = [
            .arrest, .arrest, .charge, .intelligence, .intelligence, .recall, .recallDeclined, .refusedSupport,
            .drugTest,
            .disposal, .courtResult, .mistakenIdentity, .visitPlanned, .breach,
        ]
        let occurred = instant()
        var event = CaseEvent(
            id: "e\(number)", kind: kinds.randomElement(using: &random) ?? .arrest, occurred: occurred,
            recorded: occurred.adding(seconds: delay()))
        event.detail.reference =
            Int.random(in: 0...3, using: &random) == 0 ? nil : "r\(Int.random(in: 0...2, using: &random))"
        event.detail.isSignificant = Bool.random(using: &random)
        event.detail.perWeek = Int.random(in: 1...8, using: &random)
        event.detail.outcome = outcome(of: event.kind)
        if Int.random(in: 0...9, using: &random) == 0 {
            event.detail.alarm = ["life-risk", "recall-at-large", "victim-threat"].randomElement(using: &random)
        }
        if Int.random(in: 0...80, using: &random) == 0 { event = CaseEvent(id: event.id, died: event) }
        file.events.append(event)
        if Int.random(in: 0...9, using: &random) == 0 { correct(event) }
    }

    /// The sender says it again, and differently.
    private mutating func correct(_ event: CaseEvent) {
        var other = event
        other.recorded = event.recorded.adding(seconds: 240 + delay())
        other.detail.isSignificant = event.detail.isSignificant.map { !$0 }
        if event.detail.outcome == "positive" { other.detail.outcome = "negative" }
        file.events.append(other)
    }

    private mutating func outcome(of kind: CaseEvent.Kind) -> String? {
        switch kind {
        case .disposal: "no-further-action"
        case .courtResult: ["acquitted", "discontinued", "convicted"].randomElement(using: &random)
        case .drugTest: Bool.random(using: &random) ? "positive" : "negative"
        default: nil
        }
    }

    private mutating func addDecision(_ number: Int) {
        let at = instant()
        let rating = RAGRating.allCases.randomElement(using: &random) ?? .amber
        let isReview = Int.random(in: 0...4, using: &random) == 0
        var decision = PanelDecision(
            id: "d\(number)", matter: isReview ? .review : .rate(rating), at: at, recorded: at.adding(seconds: delay()),
            decidedBy: "Sgt Cole")
        if Bool.random(using: &random) { decision.evidence = ["e\(Int.random(in: 0...6, using: &random))"] }
        file.decisions.append(decision)
    }
}

extension CaseEvent {
    fileprivate init(id: String, died event: CaseEvent) {
        self.init(id: id, kind: .died, occurred: event.occurred, recorded: event.recorded)
    }
}
