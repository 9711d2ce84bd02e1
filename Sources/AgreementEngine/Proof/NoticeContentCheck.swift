/// P16: for every kind of notice there is a recipient, and a state of the facts, for whom the agreement's own rules let
/// go everything that the notice makes no sense without; or the kind is excluded with a reason (DESIGN decision 8).
struct NoticeContentCheck: FieldCheck {
    static let checks: Set<ProofCheck> = [.noticeContent]

    private struct Pair: Hashable {
        var discloser: UInt16
        var recipient: UInt16
        var purpose: UInt16
    }

    private var rules: [NoticeKind: [Pair: [String: FieldRules]]] = [:]

    mutating func examine(_ field: ExaminedField) {
        if field.group.rules.permits.isEmpty { return }
        for question in field.group.questions where field.ground.isRequired(question) {
            let (message, category) = (field.ground.message(question), field.ground.category(question))
            let pair = Pair(discloser: question.discloser, recipient: question.recipient, purpose: question.purpose)
            rules[message, default: [:]][pair, default: [:]][category] = field.group.rules
        }
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] {
        let excluded = Set(ground.agreement.exclusions.map(\.message))
        return ground.messages.filter { !excluded.contains($0) && !canCarry($0, ground) }.map { message in
            ProofFinding(
                .noticeContent,
                "No permit lets anybody have \(message.requiredCategories.joined(separator: " and ")) together in a "
                    + "\(message.rawValue) notice, which makes no sense without them.",
                witness: ground.sample(of: message),
                remedy: message.isUntelling
                    ? "Add a permit for it on recipient.previously-notified: true; it cannot be excluded."
                    : "Add a permit for it, or say under 'not-in-this-scheme' why it is not given.")
        }
    }

    private func canCarry(_ message: NoticeKind, _ ground: ProofGround) -> Bool {
        var seen = Set<[FieldRules]>()
        for pair in (rules[message] ?? [:]).values where pair.count == message.requiredCategories.count {
            let fields = message.requiredCategories.compactMap { pair[$0] }
            if seen.insert(fields).inserted, canGoTogether(fields, ground) { return true }
        }
        return false
    }

    private func canGoTogether(_ fields: [FieldRules], _ ground: ProofGround) -> Bool {
        let isSignatory = fields.allSatisfy { !$0.isBoundByUndertaking }
        guard
            let space = try? FactSpace(fields.flatMap(\.conditions), isSignatory: isSignatory, at: ground.now),
            case let compiled = fields.compactMap({ try? CompiledField($0, in: space) }), compiled.count == fields.count
        else { return false }
        return (0..<space.count).contains { point in
            let (yes, no) = space.bits(at: point)
            return compiled.allSatisfy { $0.isLetGo(yes, no) }
        }
    }
}
