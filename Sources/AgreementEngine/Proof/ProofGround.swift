import CanonicalModel

/// Everything that an agreement can be asked, and the rules that each question comes to.
///
/// The agreement is looked at as if every party had signed and it were in force: a draft is proved before anybody signs it.
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

    /// - Parameters:
    ///   - agreement: of any status.
    ///   - other: one that it is compared with: whatever either can be asked is asked.
    init(_ agreement: Agreement, beside other: Agreement? = nil) {
        self.agreement = agreement.asIfSigned
        let agreements = [agreement] + (other.map { [$0] } ?? [])
        disclosers = Set(agreements.flatMap(\.proofRoles)).sorted { $0.sortingKey < $1.sortingKey }
        // Ward councillors are told as persons and are no party (reference 2.2, elected members).
        recipients = disclosers + [Self.councillor(outside: agreements)]
        purposes = Set(agreements.flatMap(\.purposes.keys)).sorted()
        categories = CategoryVocabulary.withNarrative
        now = agreement.provableInstant
        collect()
    }

    private mutating func collect() {
        var places = [FieldRules: Int]()
        for discloser in disclosers.indices {
            for recipient in recipients.indices {
                for message in messages.indices {
                    for purpose in purposes.indices {
                        let question = ProofQuestion(
                            discloser: UInt16(discloser), recipient: UInt16(recipient), message: UInt16(message),
                            purpose: UInt16(purpose), category: 0)
                        collect(question, &places)
                    }
                }
            }
        }
    }

    private mutating func collect(_ question: ProofQuestion, _ places: inout [FieldRules: Int]) {
        let plan = DecisionPlan(agreement, request(question, categories: categories))
        // Only an agreement that is compared with another is asked about parties and roles that it does not know.
        let isBound = agreement.has(discloser(question))
            && (plan.isBoundByUndertaking || agreement.has(recipient(question)))
        for index in categories.indices {
            var rules = FieldRules(plan, field: index)
            if !isBound { rules.permits = [] }
            var question = question
            question.category = UInt16(index)
            if let place = places[rules] {
                groups[place].questions.append(question)
            } else {
                places[rules] = groups.count
                groups.append(Group(rules: rules, questions: [question]))
            }
        }
    }

    private static func councillor(outside agreements: [Agreement]) -> ProofRole {
        var party = "councillor"
        while agreements.contains(where: { $0.parties[party] != nil }) { party += "-2" }
        return ProofRole(party: party, role: "member", kind: .wardCouncillor, isCompetentAuthority: false)
    }

    // MARK: Questions

    func discloser(_ question: ProofQuestion) -> ProofRole { disclosers[Int(question.discloser)] }
    func recipient(_ question: ProofQuestion) -> ProofRole { recipients[Int(question.recipient)] }
    func message(_ question: ProofQuestion) -> NoticeKind { messages[Int(question.message)] }
    func purpose(_ question: ProofQuestion) -> String { purposes[Int(question.purpose)] }
    func category(_ question: ProofQuestion) -> String { categories[Int(question.category)] }

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

extension CategoryVocabulary {
    /// Every category, and narrative about each family.
    static var withNarrative: [String] { (all + categories.keys.map { $0 + "." + narrative }).sorted() }
}
