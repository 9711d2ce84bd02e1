import CanonicalModel
import SchemeEngine
import TestSupport
import Testing

/// What holds of colours in every case, whatever happened and however it was learnt (reference 6.5, "Properties").
@Suite("Colours, in every case") struct ColourPropertyTests {
    private static let seeds: [UInt64] = Array(1...6)
    private static let casesASeed = 40

    private static func pack() throws -> SchemePack { try SchemeFolder.pack("lancashire-revolution.yaml") }

    /// Runs a property on the cases of a seed, at an instant of each.
    private func everyCase(
        of seed: UInt64, _ holds: (SchemeEvaluator, RandomColourCase, Timestamp) throws -> Bool
    ) throws {
        let evaluator = SchemeEvaluator(try Self.pack())
        var random = SeededGenerator(seed: seed)
        for number in 0..<Self.casesASeed {
            let sample = RandomColourCase(seed: random.next())
            let now = RandomColourCase.start.adding(seconds: Int64.random(in: 0...190 * 360, using: &random) * 240)
            #expect(try holds(evaluator, sample, now), "seed \(seed), case \(number), at \(now)")
        }
    }

    @Test("Shuffled and doubled facts change nothing", arguments: seeds)
    func order(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            let (one, other) = (
                evaluator.assess(sample.file, now: now), evaluator.assess(sample.shuffled(seed: seed), now: now)
            )
            return one.colour == other.colour && one.visits == other.visits && one.ofColours == other.ofColours
                && one.next == other.next
        }
    }

    @Test("What was listed at one time stays listed, in its place, at every later time", arguments: seeds)
    func monotone(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            guard let early = evaluator.assess(sample.file, now: now).colour,
                let late = evaluator.assess(sample.file, now: RandomColourCase.end).colour
            else { return true }
            return Array(late.transitions.prefix(early.transitions.count)) == early.transitions
        }
    }

    @Test("Each transition has a key of its own and begins where the one before ended", arguments: seeds)
    func chain(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            let all = evaluator.assess(sample.file, now: now).colour?.transitions ?? []
            let isChain = zip(all, all.dropFirst()).allSatisfy {
                $1.from == $0.to || ($1.from == nil && $1.kind == .selected)
            }
            let isInOrder = zip(all, all.dropFirst()).allSatisfy { $0.at <= $1.at }
            return Set(all.map(\.key)).count == all.count && isChain && isInOrder
        }
    }

    @Test("No colour is shown without a transition, but for the minutes in which triggers gather", arguments: seeds)
    func stored(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            let assessment = evaluator.assess(sample.file, now: now)
            guard let colour = assessment.colour, colour.transitions.last?.to != colour.shown else { return true }
            guard let next = assessment.next else { return false }
            return colour.proposed != nil && next <= now.adding(seconds: 600)
        }
    }

    @Test("At every instant somebody has one owner, who gained them in the last hand-over", arguments: seeds)
    func owner(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            guard let colour = evaluator.assess(sample.file, now: now).colour else { return true }
            var owner: String?
            for transition in colour.transitions {
                if transition.from == nil { owner = nil }
                if let change = transition.handOver {
                    guard change.losing == owner, change.gaining != owner else { return false }
                    owner = change.gaining
                }
            }
            return colour.owner == owner || colour.transitions.last?.to != colour.shown
        }
    }

    @Test("When everything is known, the colour is the same however late each thing was learnt", arguments: seeds)
    func learning(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, _ in
            let late = evaluator.assess(sample.file, now: RandomColourCase.end).colour
            let early = evaluator.assess(sample.learntAtOnce, now: RandomColourCase.end).colour
            // Death stops what is shown when it is learnt, and nothing that comes later may move it again.
            guard !sample.file.events.contains(where: { $0.kind == .died }) else { return true }
            return late?.shown == early?.shown && late?.confirmed == early?.confirmed
                && late?.proposed == early?.proposed
                && late?.owner == early?.owner
        }
    }

    @Test("What threatens a life always alerts, at the instant it is known", arguments: seeds)
    func alarms(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, _ in
            for event in sample.file.events where event.detail.alarm != nil && event.kind != .died {
                let known = max(event.occurred, event.recorded)
                guard let colour = evaluator.assess(sample.file, now: known).colour, colour.visitStop != .dead else {
                    continue
                }
                let isTakenBack = evaluator.takesBack(event, in: sample.file, by: known)
                guard
                    isTakenBack
                        || colour.transitions.contains(where: { $0.kind == .alarm && $0.causes.contains(event.id) })
                else { return false }
            }
            return true
        }
    }

    @Test("Until the instant named as the next, time alone changes nothing", arguments: seeds)
    func nextInstant(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            let known = max(now, RandomColourCase.start.adding(seconds: 170 * 86_400))
            let (file, present) = (sample.file, evaluator.assess(sample.file, now: known))
            let later = present.next.map { $0.adding(seconds: -1) } ?? known.adding(seconds: 900 * 86_400)
            let future = evaluator.assess(file, now: max(known, later))
            return present.colour == future.colour && present.visits == future.visits
                && present.ofColours == future.ofColours
        }
    }

    @Test("Whoever was alerted to what was taken back is corrected, or a task asks for it", arguments: seeds)
    func corrected(seed: UInt64) throws {
        try everyCase(of: seed) { evaluator, sample, now in
            let assessment = evaluator.assess(sample.file, now: now)
            guard let colour = assessment.colour, colour.visitStop != .dead, sample.file.stays.count == 1 else {
                return true
            }
            let corrected = Set(colour.transitions.flatMap(\.corrects))
            let wrong = sample.file.events(by: now).filter { evaluator.takesBack($0, in: sample.file, by: now) }.map(
                \.id)
            return colour.transitions.allSatisfy { transition in
                transition.kind == .correction || corrected.contains(transition.key)
                    || Set(transition.causes).isDisjoint(with: wrong)
            }
        }
    }
}

extension SchemeAssessment {
    /// The tasks that colours make: their rules begin with "R-" in every pack.
    fileprivate var ofColours: [SchemeTask] { tasks.filter { $0.rule.hasPrefix("R-") } }
}

extension SchemeEvaluator {
    /// Whether a trigger was taken back, by the words of decision 16, told a second way for the tests.
    fileprivate func takesBack(_ event: CaseEvent, in file: CaseFile, by now: Timestamp) -> Bool {
        let known = file.events.filter { max($0.occurred, $0.recorded) <= now }
        let latest = Dictionary(known.map { ($0.id, $0) }) { $0.recorded < $1.recorded ? $1 : $0 }.values
        let isDeclined = latest.contains { word in
            guard word.kind == .recallDeclined, word.occurred >= event.occurred else { return false }
            return word.detail.reference.map { [event.detail.reference, event.id].contains($0) } ?? (event.kind == .recall)
        }
        return isDeclined
            || [event.detail.reference, event.id].compactMap(\.self).contains { name in
                isEnded(latest.filter { $0.detail.reference == name }, event)
            }
    }

    /// Backwards from the last word: the first that says anything of the matter decides.
    private func isEnded(_ matter: [CaseEvent], _ event: CaseEvent) -> Bool {
        if matter.contains(where: { $0.kind == .mistakenIdentity }) { return true }
        let words = matter.filter { ["no-further-action", "acquitted"].contains($0.detail.outcome) }
        func isConvicted(before instant: Timestamp) -> Bool {
            matter.contains { conviction in
                conviction.detail.outcome == "convicted" && conviction.occurred <= instant
                    && !words.contains { $0.occurred >= conviction.occurred && $0.occurred < instant }
            }
        }
        let ends = words + matter.filter { $0.detail.outcome == "discontinued" && !isConvicted(before: $0.occurred) }
        guard let last = ends.map(\.occurred).max() else { return false }
        let isReopened = matter.contains {
            $0.occurred > last && ($0.kind == .charge || $0.detail.outcome == "convicted")
        }
        return !isReopened && LondonTime.day(of: event.occurred) <= LondonTime.day(of: last)
    }
}
