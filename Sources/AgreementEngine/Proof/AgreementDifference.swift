import CanonicalModel

/// What one version of an agreement lets go that another does not, over every question and every combination of facts
/// (P8).
///
/// Both are read as if they were signed and in force; what changed about signatures and dates stands apart.
public struct AgreementDifference: Sendable {
    /// Which way a change goes.
    public enum Direction: String, Sendable, Hashable, CaseIterable {
        /// Newly permitted.
        case wider
        /// No longer permitted.
        case narrower
    }

    /// A change for one recipient.
    public struct Change: Sendable {
        /// Which way it goes.
        public let direction: Direction
        /// What it comes to, in a sentence.
        public let says: String
        /// Which rule makes the difference in that case.
        public let because: String
        /// A case in which the two versions answer differently.
        public let witness: ProofWitness
        /// In how many combinations of question and facts they do.
        public let count: Int
    }

    /// A change of what a release obliges to.
    public struct ObligationChange: Sendable, Hashable {
        /// Whether something is demanded less strictly than before.
        public let isWeaker: Bool
        /// Whether something is demanded more strictly than before.
        public let isStronger: Bool
        /// What it comes to, in a sentence.
        public let says: String
    }

    /// How the new version compares.
    public enum Verdict: String, Sendable {
        /// Exactly the same goes, and nothing else changed either.
        case equal
        /// Exactly the same goes, and something that the parties sign changed all the same: the verdict is no leave to
        /// take the new version for the old one.
        case equalInWhatGoes = "equal-in-what-goes"
        case narrower, wider
        /// Wider for some cases and narrower for others.
        case both
    }

    /// What is permitted newly or no longer.
    public let changes: [Change]
    /// What releases oblige to newly or no longer.
    public let obligations: [ObligationChange]
    /// What changed about signatures, dates, status, powers, purposes and duties.
    public let validity: [String]
    /// Rules that come and go, and what changed in their sentences and sources.
    public let sentences: [String]
    /// Questions that could not be compared, because they go beyond the limits of a proof.
    public let notCompared: [String]

    /// How the new version compares; what could not be compared and what obliges to less counts as wider.
    public var verdict: Verdict {
        let isWider =
            !notCompared.isEmpty || changes.contains { $0.direction == .wider }
            || obligations.contains(where: \.isWeaker)
        let isNarrower = changes.contains { $0.direction == .narrower } || obligations.contains(where: \.isStronger)
        if isWider { return isNarrower ? .both : .wider }
        if isNarrower { return .narrower }
        return validity.isEmpty && sentences.isEmpty ? .equal : .equalInWhatGoes
    }

    /// Whether nothing more goes, and yet somebody has to look: at the same rules in other words or on another footing,
    /// or at fewer that count for other people or on other days.
    public var asksForALook: Bool {
        verdict == .equalInWhatGoes || verdict == .narrower && !validity.isEmpty
    }

    /// Compares two versions.
    ///
    /// - Parameters:
    ///   - old: the version that stands.
    ///   - new: the one that would replace it.
    public init(from old: Agreement, to new: Agreement) {
        var comparison = Comparison(old, new)
        comparison.compare()
        changes = comparison.changes
        obligations = comparison.obligations
        notCompared = comparison.notCompared + SchemeDifference(from: old, to: new).deciding
        validity = ValidityDifference(from: old, to: new).words
        sentences = SentenceDifference(from: old, to: new).words
    }
}

/// Two versions being compared.
private struct Comparison {
    private let old: ProofGround
    private let new: ProofGround
    private let oldDuties: OwedByRule
    private let newDuties: OwedByRule
    private var owing: [DutyChange: [ProofQuestion]] = [:]
    private(set) var notCompared: [String] = []
    private var budget = ProofBudget()
    private var gathered: [Sentence: [ProofQuestion]] = [:]
    private var firsts: [Sentence: [FactSetting]] = [:]

    /// Changes that read alike but for the question.
    private struct Sentence: Hashable {
        var direction: AgreementDifference.Direction
        var recipient: UInt16
        var facts: [[String]]
        /// Combinations of facts for each question.
        var count: Int
        var because: String
    }

    private struct Pair: Hashable {
        var old: Int
        var new: Int
    }

    init(_ old: Agreement, _ new: Agreement) {
        self.old = ProofGround(old, beside: new)
        self.new = ProofGround(new, beside: old)
        oldDuties = OwedByRule(old)
        newDuties = OwedByRule(new)
    }

    mutating func compare() {
        var places = [ProofQuestion: Int](minimumCapacity: old.groups.reduce(0) { $0 + $1.questions.count })
        for (place, group) in old.groups.enumerated() {
            for question in group.questions { places[question] = place }
        }
        for group in new.groups {
            var pairs = [Int: [ProofQuestion]]()
            for question in group.questions { pairs[places[question] ?? 0, default: []].append(question) }
            for (oldPlace, questions) in pairs.sorted(by: { $0.key < $1.key }) {
                compare(old.groups[oldPlace].rules, group.rules, questions)
            }
        }
    }

    private mutating func compare(_ before: FieldRules, _ after: FieldRules, _ questions: [ProofQuestion]) {
        if before == after && oldDuties.agree(with: newDuties, on: before) { return }
        do throws(ProofLimit) {
            try budget.check()
            let isSignatory = !(before.isBoundByUndertaking && after.isBoundByUndertaking)
            let space = try FactSpace(before.conditions + after.conditions, isSignatory: isSignatory, at: new.now)
            try budget.spend(on: space)
            compare(try CompiledField(before, in: space), try CompiledField(after, in: space), space, questions)
        } catch {
            notCompared.append("\(new.category(questions[0])) to \(new.recipient(questions[0]).name): \(error.says)")
        }
    }

    private mutating func compare(
        _ before: CompiledField, _ after: CompiledField, _ space: FactSpace, _ questions: [ProofQuestion]
    ) {
        var gained = [Bool](repeating: false, count: space.count)
        var lost = gained
        var owed = Set<[Obligations]>()
        let old = AppliedObligations(before, oldDuties)
        let new = AppliedObligations(after, newDuties)
        space.forEachPoint { point, yes, no in
            let (went, goes) = (before.releases(yes, no), after.releases(yes, no))
            gained[point] = goes && !went
            lost[point] = went && !goes
            if went && goes { owed.insert([old.obligations(yes, no), new.obligations(yes, no)]) }
        }
        gather(.wider, gained, space, questions) {
            Self.cause(of: after, over: before, $0, $1, "no longer refuses", "permits")
        }
        gather(.narrower, lost, space, questions) {
            Self.cause(of: before, over: after, $0, $1, "refuses", "no longer permits")
        }
        for pair in owed where pair[0] != pair[1] { tell(pair[0], pair[1], questions) }
    }

    /// Which rule lets the field go under one version and not under the other.
    private static func cause(
        of releasing: CompiledField, over refusing: CompiledField, _ yes: UInt64, _ no: UInt64, _ guardrail: String,
        _ permit: String
    ) -> String {
        if refusing.isPermitted(yes, no), let rule = refusing.guardrails.first(where: { $0.isPossible(yes, no) }) {
            return "\(rule.id) \(guardrail)"
        }
        let rule = releasing.permits.first { $0.isTrue(yes, no) }?.id ?? BuiltInRule.untelling.rawValue
        return "\(rule) \(permit)"
    }

    private mutating func gather(
        _ direction: AgreementDifference.Direction, _ points: [Bool], _ space: FactSpace, _ questions: [ProofQuestion],
        because cause: (UInt64, UInt64) -> String
    ) {
        guard let first = points.firstIndex(of: true) else { return }
        let facts = FactRegion.regions(of: points, in: space).map { $0.words(in: space) }
        let count = points.count { $0 }
        let (yes, no) = space.bits(at: first)
        for question in questions {
            let sentence = Sentence(
                direction: direction, recipient: question.recipient, facts: facts, count: count, because: cause(yes, no)
            )
            gathered[sentence, default: []].append(question)
            if firsts[sentence] == nil { firsts[sentence] = space.settings(at: first) }
        }
    }

    // MARK: In words

    /// The largest change first.
    var changes: [AgreementDifference.Change] {
        let told = gathered.flatMap { sentence, questions in
            QuestionSet.merged(questions).compactMap { change(sentence, $0) }
        }
        return told.sorted { ($1.count, $0.says, $0.because) < ($0.count, $1.says, $1.because) }
    }

    private func change(_ sentence: Sentence, _ set: QuestionSet) -> AgreementDifference.Change? {
        firsts[sentence].map { first in
            AgreementDifference.Change(
                direction: sentence.direction, says: says(sentence, set), because: sentence.because,
                witness: ProofWitness(new, set.first, first, shouldGo: sentence.direction == .wider),
                count: sentence.count * set.count)
        }
    }

    private func says(_ sentence: Sentence, _ set: QuestionSet) -> String {
        let verb = sentence.direction == .wider ? "would newly let" : "would no longer let"
        let facts = sentence.facts.map { $0.enumeration }.filter { !$0.isEmpty }
        let condition = facts.isEmpty ? "" : ", when " + facts.joined(separator: "; or when ")
        return "This version \(verb) \(new.recipients[Int(sentence.recipient)].name) see \(set.words(new))\(condition)."
    }

    private mutating func tell(_ before: Obligations, _ after: Obligations, _ questions: [ProofQuestion]) {
        let change = DutyChange(
            isWeaker: after.strengthened(by: before) != after, isStronger: before.strengthened(by: after) != before,
            words: before.differences(to: after))
        owing[change, default: []] += questions
    }

    var obligations: [AgreementDifference.ObligationChange] {
        owing.map { change, questions in
            let recipients = Set(questions.map { new.recipient($0).name }).sorted().enumeration
            let categories = new.byFamily(Set(questions.map(\.category))).enumeration
            return AgreementDifference.ObligationChange(
                isWeaker: change.isWeaker, isStronger: change.isStronger,
                says: "\(change.words.joined(separator: "; ")): for \(recipients), on \(categories).")
        }.sorted { $0.says < $1.says }
    }
}

/// The same change of what is owed, whoever owes it.
private struct DutyChange: Hashable {
    var isWeaker: Bool
    var isStronger: Bool
    var words: [String]
}

/// What each rule obliges to, by its id: permits, and permits as they were before a scheme narrowed them.
private struct OwedByRule {
    private let permits: [String: Obligations]
    private let binders: [String: Obligations]

    init(_ agreement: Agreement) {
        func owed(_ permits: [Agreement.Permit]) -> [String: Obligations] {
            Dictionary(permits.map { ($0.id, $0.obligations) }) { first, _ in first }
        }
        (permits, binders) = (owed(agreement.permits), owed(agreement.binding))
    }

    func agree(with other: OwedByRule, on field: FieldRules) -> Bool {
        field.permits.allSatisfy { permits[$0.id] == other.permits[$0.id] }
            && field.binders.allSatisfy { binders[$0.id] == other.binders[$0.id] }
    }

    /// The duties of the rules of a field, in their order.
    func duties(_ field: CompiledField) -> [Obligations] {
        field.permits.map { permits[$0.id] ?? Obligations() } + field.binders.map { binders[$0.id] ?? Obligations() }
    }
}

/// What permits oblige to at a point; worked out once for each set of permits that apply.
private final class AppliedObligations {
    private let rules: [BitRule]
    private let duties: [Obligations]
    private var known: [[Bool]: Obligations] = [:]

    init(_ field: CompiledField, _ owed: OwedByRule) {
        rules = field.permits + field.binders
        duties = owed.duties(field)
    }

    /// Of a field that goes: only then does what was narrowed bind.
    func obligations(_ yes: UInt64, _ no: UInt64) -> Obligations {
        let applied = rules.map { $0.isTrue(yes, no) }
        if let obligations = known[applied] { return obligations }
        var obligations = Obligations()
        for (duties, applies) in zip(duties, applied) where applies { obligations.merge(duties) }
        known[applied] = obligations
        return obligations
    }
}

extension Obligations {
    fileprivate func strengthened(by other: Obligations) -> Obligations {
        var merged = self
        merged.merge(other)
        return merged
    }
}
