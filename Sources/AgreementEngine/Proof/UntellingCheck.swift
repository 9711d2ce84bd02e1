/// The agreement's half of P15: whoever may learn that somebody was selected has a stop rule of the agreement's own,
/// which nothing that can lapse, and nothing that can become unknown, keeps from applying (DESIGN decision 8).
///
/// The engine untells by itself; but what the parties sign has to say so, or they sign something else than what is
/// done.
struct UntellingCheck: FieldCheck {
    static let checks: Set<ProofCheck> = [.untelling]

    /// Of whom the recipient learns nothing: figures name nobody.
    private static let figures = CategoryPattern("statistics.*")

    private var learnt: [UInt16: ProofWitness] = [:]
    /// What of a selection each discloser can tell each recipient.
    private var selections: [Telling: Set<String>] = [:]
    /// Which rules decide what a stop notice makes no sense without.
    private var stops: [StopQuestion: [FieldRules]] = [:]

    private struct Telling: Hashable {
        var discloser: UInt16
        var recipient: UInt16
    }

    private struct StopQuestion: Hashable {
        var discloser: UInt16
        var recipient: UInt16
        var message: UInt16
        var purpose: UInt16
    }

    mutating func examine(_ field: ExaminedField) {
        learn(field)
        for question in field.group.questions {
            let message = field.ground.message(question)
            guard message.isUntelling, message.requiredCategories.contains(field.ground.category(question)) else {
                continue
            }
            let stop = StopQuestion(
                discloser: question.discloser, recipient: question.recipient, message: question.message,
                purpose: question.purpose)
            stops[stop, default: []].append(field.group.rules)
        }
    }

    private mutating func learn(_ field: ExaminedField) {
        guard let point = field.firstRelease() else { return }
        for question in field.group.questions {
            note(question, field)
            guard learnt[question.recipient] == nil else { continue }
            let isFigure = Self.figures.matches(field.ground.category(question))
            if isFigure || field.ground.message(question).isUntelling { continue }
            learnt[question.recipient] = field.witness(question, at: point, shouldGo: false)
        }
    }

    private mutating func note(_ question: ProofQuestion, _ field: ExaminedField) {
        let category = field.ground.category(question)
        guard field.ground.message(question) == .selection, question.discloser != question.recipient,
            NoticeKind.selection.requiredCategories.contains(category)
        else { return }
        selections[Telling(discloser: question.discloser, recipient: question.recipient), default: []].insert(category)
    }

    /// Whoever tells others of selections and of every stop needs no telling: it is where the news comes from.
    ///
    /// Telling one who tells on does not count: a body that only answers the hub would be let off.
    ///
    /// - Parameter stops: by discloser and recipient, the stop notices that always go.
    private func sources(_ stops: [Telling: Set<UInt16>], _ ground: ProofGround) -> Set<UInt16> {
        let untelling = ground.messages.count { $0.isUntelling }
        let told = stops.filter { telling, messages in
            messages.count == untelling
                && selections[telling]?.count == NoticeKind.selection.requiredCategories.count
        }.keys
        let tellers = Set(told.map(\.discloser))
        return Set(told.filter { !tellers.contains($0.recipient) }.map(\.discloser))
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] {
        var verdicts = [FieldRules: Gap]()
        var gaps = [UInt16: [UInt16: (stop: StopQuestion, gap: Gap)]]()
        var told = [Telling: Set<UInt16>]()
        for stop in stops.keys.sorted(by: Self.comesFirst) {
            let gap = gap(of: stop, ground, &verdicts)
            let known = gaps[stop.recipient]?[stop.message]
            if known.map({ gap < $0.gap }) ?? true { gaps[stop.recipient, default: [:]][stop.message] = (stop, gap) }
            if gap == .none, stop.discloser != stop.recipient {
                told[Telling(discloser: stop.discloser, recipient: stop.recipient), default: []].insert(stop.message)
            }
        }
        let sources = sources(told, ground)
        return learnt.keys.sorted().filter { !sources.contains($0) }.compactMap { recipient in
            let open = (gaps[recipient] ?? [:]).values.filter { $0.gap != .none }.sorted {
                $0.stop.message < $1.stop.message
            }
            guard let worst = open.max(by: { $0.gap < $1.gap }) else { return nil }
            let messages = open.map { ground.messages[Int($0.stop.message)].rawValue }
            return finding(recipient, messages.joined(separator: ", "), worst.gap, ground)
        }
    }

    private static func comesFirst(_ left: StopQuestion, _ right: StopQuestion) -> Bool {
        (left.recipient, left.message, left.discloser, left.purpose)
            < (right.recipient, right.message, right.discloser, right.purpose)
    }

    // MARK: What keeps a stop notice from going

    /// What is missing, the least first.
    private enum Gap: Comparable {
        case none
        /// A guardrail can refuse it.
        case guardrail(String, facts: [String])
        /// A permit applies, and not always.
        case sometimes(String, facts: [String])
        case noPermit

        private var severity: Int {
            switch self {
            case .none: 0
            case .guardrail: 1
            case .sometimes: 2
            case .noPermit: 3
            }
        }

        static func < (left: Gap, right: Gap) -> Bool { left.severity < right.severity }
    }

    private func gap(of stop: StopQuestion, _ ground: ProofGround, _ verdicts: inout [FieldRules: Gap]) -> Gap {
        var worst = Gap.none
        for rules in stops[stop] ?? [] {
            let gap = verdicts[rules] ?? Self.gap(of: rules, ground)
            verdicts[rules] = gap
            worst = max(worst, gap)
        }
        return worst
    }

    private static func gap(of rules: FieldRules, _ ground: ProofGround) -> Gap {
        guard let first = rules.permits.first else { return .noPermit }
        let isSignatory = !rules.isBoundByUndertaking
        guard let space = try? FactSpace(rules.conditions, isSignatory: isSignatory, at: ground.now),
            let compiled = try? CompiledField(rules, in: space)
        else { return .sometimes(first.id, facts: ["there are too many cases to look at"]) }
        return permitGap(first.id, compiled, space) ?? guardrailGap(compiled, space) ?? .none
    }

    private static func permitGap(_ permit: String, _ compiled: CompiledField, _ space: FactSpace) -> Gap? {
        for point in 0..<space.count {
            let (yes, no) = space.bits(at: point)
            if compiled.untells(yes), !compiled.isPermitted(yes, no) {
                return .sometimes(permit, facts: space.words(at: point))
            }
        }
        return nil
    }

    /// The facts of the field itself do not lapse: the same fields were let go once. So a guardrail counts where it
    /// refuses whatever they are.
    private static func guardrailGap(_ compiled: CompiledField, _ space: FactSpace) -> Gap? {
        let fieldAxes = space.axes.count { $0.name.isOfField }
        let block =
            fieldAxes == 0
            ? 1 : space.strides[space.axes.count - fieldAxes] * space.axes[space.axes.count - fieldAxes].classes.count
        for start in stride(from: 0, to: space.count, by: block) where compiled.untells(space.bits(at: start).yes) {
            let points = start..<(start + block)
            let isSpared = points.contains { point in
                let (yes, no) = space.bits(at: point)
                return !compiled.isRefused(yes, no)
            }
            if isSpared { continue }
            let (yes, no) = space.bits(at: start)
            let guardrail = compiled.guardrails.first { $0.isPossible(yes, no) }?.id ?? ""
            return .guardrail(guardrail, facts: space.words(at: start))
        }
        return nil
    }

    private func finding(
        _ recipient: UInt16, _ messages: String, _ gap: Gap, _ ground: ProofGround
    ) -> ProofFinding {
        let told = "\(ground.recipients[Int(recipient)].name) can learn that somebody was selected"
        let permit =
            "Let a permit share identity.core and cohort.status with it in \(messages) notices, when "
            + "recipient.previously-notified is true and on no other condition."
        let spare =
            "Let the guardrail spare it: under 'unless', the messages deselection, stop-visits and recalled with "
            + "recipient.previously-notified: true."
        return switch gap {
        case .none, .noPermit:
            finding("\(told), and no permit tells it that it ended (\(messages)).", recipient, permit)
        case .sometimes(let rule, let facts):
            finding(
                "\(told), and \(rule) does not tell it that it ended (\(messages)) when, for one, \(facts.inWords).",
                recipient,
                permit)
        case .guardrail(let rule, let facts):
            finding(
                "\(told), and \(rule) keeps from it that it ended (\(messages)) when \(facts.inWords).", recipient,
                spare)
        }
    }

    private func finding(_ says: String, _ recipient: UInt16, _ remedy: String) -> ProofFinding {
        ProofFinding(.untelling, says, witness: learnt[recipient], remedy: remedy)
    }
}

extension [String] {
    fileprivate var inWords: String { joined(separator: ", ") }
}

extension NoticeKind {
    /// What a notice of the kind makes no sense without; the router marks the same fields as required.
    var requiredCategories: [String] {
        switch self {
        case .selection, .deselection, .stopVisits, .recalled: ["identity.core", "cohort.status"]
        case .ragEscalation, .ragReduction: ["identity.core", "rag.colour"]
        case .custody: ["identity.core", "custody.status"]
        case .courtResult: ["identity.core", "court.result-class"]
        }
    }
}
