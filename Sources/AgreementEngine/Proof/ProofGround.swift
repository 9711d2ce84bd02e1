import CanonicalModel

/// Everything that an agreement can be asked, and the rules that each question comes to.
///
/// The agreement is looked at as if every party had signed and it were in force: a draft is proved before anybody signs
/// it.
struct ProofGround: Sendable {
    /// Questions that come to the same rules.
    struct Group: Sendable {
        let rules: FieldRules
        var questions: [ProofQuestion]
    }

    /// As if signed and in force.
    let agreement: Agreement
    let disclosers: [ProofRole]
    let recipients: [ProofRole]
    let messages = NoticeKind.allCases
    let purposes: [String]
    let categories: [String]
    /// An instant at which every rule may be asked.
    let now: Timestamp
    private(set) var groups: [Group] = []
    /// By notice and category, whether the notice makes no sense without the category; asked of every question.
    private let required: [[Bool]]

    /// - Parameters:
    ///   - agreement: of any status.
    ///   - other: one that it is compared with: whatever either can be asked is asked.
    init(_ agreement: Agreement, beside other: Agreement? = nil) {
        self.agreement = agreement.asIfSigned
        let agreements = [agreement] + (other.map { [$0] } ?? [])
        disclosers = Set(agreements.flatMap(\.proofRoles)).sorted { $0.sortingKey < $1.sortingKey }
        // Ward councillors are told as persons and are no party (reference 2.2, elected members).
        recipients = disclosers + Self.councillors(outside: agreements)
        purposes = Set(agreements.flatMap(\.purposes.keys)).sorted()
        let categories = CategoryVocabulary.withNarrative
        self.categories = categories
        required = messages.map { message in categories.map { message.requiredCategories.contains($0) } }
        now = agreement.provableInstant
        collect()
    }

    private mutating func collect() {
        let alike = Alike(self)
        var index = GroupIndex()
        for disclosers in alike.disclosers {
            for recipient in recipients.indices {
                for message in messages.indices {
                    for purpose in purposes.indices {
                        let question = ProofQuestion(
                            discloser: UInt16(disclosers[0]), recipient: UInt16(recipient), message: UInt16(message),
                            purpose: UInt16(purpose), category: 0)
                        collect(question, from: disclosers, alike.categories, &index)
                    }
                }
            }
        }
    }

    private mutating func collect(
        _ question: ProofQuestion, from disclosers: [Int], _ classes: [[Int]], _ index: inout GroupIndex
    ) {
        let plan = DecisionPlan(agreement, request(question, categories: classes.map { categories[$0[0]] }))
        // Only an agreement that is compared with another is asked about parties and roles that it does not know.
        let isBound =
            agreement.has(discloser(question)) && (plan.isBoundByUndertaking || agreement.has(recipient(question)))
        let rules = index.numbers(of: plan)
        for (field, members) in classes.enumerated() {
            let place = index.place(of: plan.lines[field], rules, plan.isBoundByUndertaking, isBound)
            if place == groups.count {
                var rules = FieldRules(plan, field: field)
                if !isBound { (rules.permits, rules.binders) = ([], []) }
                groups.append(Group(rules: rules, questions: []))
            }
            for discloser in disclosers {
                for category in members { groups[place].questions.append(question.about(category, from: discloser)) }
            }
        }
    }

    /// A ward councillor in a role that no rule names, and in each role that one does: the engine takes whatever role
    /// is said of somebody who is no party.
    private static func councillors(outside agreements: [Agreement]) -> [ProofRole] {
        var party = "councillor"
        while agreements.contains(where: { $0.parties[party] != nil }) { party += "-2" }
        let named = Set(agreements.flatMap(\.namedRoles))
        var other = "member"
        while named.contains(other) { other += "-2" }
        return ([other] + named.sorted()).map {
            ProofRole(party: party, role: $0, kind: .wardCouncillor, isCompetentAuthority: false)
        }
    }

    // MARK: Questions

    func discloser(_ question: ProofQuestion) -> ProofRole { disclosers[Int(question.discloser)] }
    func recipient(_ question: ProofQuestion) -> ProofRole { recipients[Int(question.recipient)] }
    func message(_ question: ProofQuestion) -> NoticeKind { messages[Int(question.message)] }
    func purpose(_ question: ProofQuestion) -> String { purposes[Int(question.purpose)] }
    func category(_ question: ProofQuestion) -> String { categories[Int(question.category)] }

    /// Whether the notice makes no sense without the category.
    func isRequired(_ question: ProofQuestion) -> Bool { required[Int(question.message)][Int(question.category)] }

    /// The question put to the engine: an adult at liberty in the recipient's area, and whatever else is said.
    func request(
        _ question: ProofQuestion, categories: [String]? = nil, _ settings: [FactSetting] = [], at now: Timestamp? = nil
    ) -> DisclosureRequest {
        let (from, to) = (discloser(question), recipient(question))
        var request = DisclosureRequest(
            message: message(question), discloser: Discloser(party: from.party, role: from.role),
            recipient: RecipientFacts(
                id: to.name, party: to.party, role: to.role, kind: to.kind, coversArea: .known(true),
                previouslyNotified: false),
            subject: SubjectFacts(
                ageBand: .known(.adult), cohort: .known(.iom), statutory: .known(.licence), rag: .known(.amber),
                custody: .known(.outside), consents: .known([])),
            fields: (categories ?? [category(question)]).map {
                DataField(
                    name: $0, category: $0, required: false, sources: .known(["hub"]), isYouthRecord: .known(false))
            },
            purpose: purpose(question), now: now ?? self.now, delivery: .fetched)
        for setting in settings { setting.apply(to: &request) }
        return request
    }
}

/// Finds the group of a field without comparing whole conditions: every rule, with what is left of it, gets a number.
private struct GroupIndex {
    private struct Key: Hashable {
        var guardrails: [Int]
        var permits: [Int]
        var binders: [Int]
        var isUntelling: Bool
        var isBoundByUndertaking: Bool
    }

    private var numbers: [FieldRules.Rule: Int] = [:]
    private var places: [Key: Int] = [:]

    /// The number of each rule of a plan.
    mutating func numbers(of plan: DecisionPlan) -> [Int] {
        plan.rules.map { rule in
            let rule = FieldRules.Rule(id: rule.id, condition: .all(rule.terms))
            let number = numbers[rule] ?? numbers.count
            numbers[rule] = number
            return number
        }
    }

    /// The place of a field's group; the next free one when there is none yet.
    mutating func place(
        of line: DecisionPlan.Line, _ rules: [Int], _ isBoundByUndertaking: Bool, _ isBound: Bool
    ) -> Int {
        let key = Key(
            guardrails: line.guardrails.map { rules[$0] }, permits: isBound ? line.permits.map { rules[$0] } : [],
            binders: isBound ? line.binders.map { rules[$0] } : [],
            isUntelling: line.isUntelling, isBoundByUndertaking: isBoundByUndertaking)
        let place = places[key] ?? places.count
        places[key] = place
        return place
    }
}

/// Disclosers and categories that no rule tells apart: one of them stands for all.
private struct Alike {
    /// Places of disclosers.
    let disclosers: [[Int]]
    /// Places of categories.
    let categories: [[Int]]

    init(_ ground: ProofGround) {
        let agreement = ground.agreement
        let from = agreement.guardrails.map(\.from) + agreement.permits.map(\.from)
        disclosers = Self.classes(ground.disclosers) { role in
            // A party's kind is the agreement's own, where it knows the party.
            let kind = agreement.parties[role.party]?.kind
            return from.map { $0.matches(party: role.party, role: role.role, kind: kind) } + [agreement.has(role)]
        }
        let shares = agreement.guardrails.map(\.share) + (agreement.permits + agreement.binding).map(\.share)
        categories = Self.classes(ground.categories) { category in
            shares.map { share in share.contains { $0.matches(category) } }
                + [BuiltInRule.untellingCategories.contains(category)]
        }
    }

    private static func classes<Value>(_ values: [Value], _ key: (Value) -> [Bool]) -> [[Int]] {
        var classes = [[Int]]()
        var places = [[Bool]: Int]()
        for (index, value) in values.enumerated() {
            let key = key(value)
            let place = places[key] ?? classes.count
            places[key] = place
            if place == classes.count { classes.append([]) }
            classes[place].append(index)
        }
        return classes
    }
}

extension ProofQuestion {
    fileprivate func about(_ category: Int, from discloser: Int) -> ProofQuestion {
        var question = self
        question.category = UInt16(category)
        question.discloser = UInt16(discloser)
        return question
    }
}

extension Agreement {
    /// Every role at every party.
    var proofRoles: [ProofRole] {
        parties.keys.sorted().flatMap { name in
            (parties[name]?.roles ?? []).compactMap { role in
                parties[name].map {
                    ProofRole(party: name, role: role, kind: $0.kind, isCompetentAuthority: $0.isCompetentAuthority)
                }
            }
        }
    }

    /// Every role that a rule names and that somebody outside the parties can be said to have: a pattern that names a
    /// party means nobody outside it.
    fileprivate var namedRoles: Set<String> {
        let selectors = guardrails.flatMap { [$0.from, $0.to] } + permits.flatMap { [$0.from, $0.to] }
        let conditions = guardrails.map(\.when) + permits.map(\.when)
        let asked = conditions.flatMap(\.leaves).flatMap { leaf in
            if case .role(let roles) = leaf { roles } else { [String]() }
        }
        return Set(selectors.flatMap(\.patterns).compactMap(\.roleOfKind) + asked)
    }

    /// Whether a role is declared.
    fileprivate func has(_ role: ProofRole) -> Bool { parties[role.party]?.roles.contains(role.role) ?? false }

    /// The same rules in force and signed by everybody, with no review overdue.
    var asIfSigned: Agreement {
        var agreement = self
        agreement.status = .inForce
        agreement.review.suspendNonStatutoryAfterDays = nil
        for party in parties.keys {
            agreement.signOffs[party] = SignOff(by: signOffs[party]?.by ?? "nobody yet", from: effectiveFrom)
        }
        return agreement
    }

    /// A noon on which the agreement and the signatures that it has count.
    var provableInstant: Timestamp {
        let signed = signOffs.values.map(\.from).max() ?? effectiveFrom
        let day = max(effectiveFrom, signed)
        let within = effectiveUntil.map { day <= $0 } ?? true
        return (within ? day : effectiveFrom).startOfDay.adding(seconds: 12 * 3_600)
    }
}

extension PartySelector {
    fileprivate var patterns: [PartyPattern] {
        switch self {
        case .anybody: []
        case .oneOf(let patterns), .noneOf(let patterns): patterns
        }
    }
}

extension PartyPattern {
    fileprivate var roleOfKind: String? {
        if case .kindRole(.wardCouncillor, let role) = self { role } else { nil }
    }
}

extension CategoryVocabulary {
    /// Every category, and narrative about each family.
    static var withNarrative: [String] { (all + categories.keys.map { $0 + "." + narrative }).sorted() }
}
