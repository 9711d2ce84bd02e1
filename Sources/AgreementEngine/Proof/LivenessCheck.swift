/// P9: every permit lets something go and every guardrail can refuse; P13: every kind of notice can reach somebody.
///
/// A rule that can never decide is worse than none: people sign it and rely on it.
struct LivenessCheck: FieldCheck {
    static let checks: Set<ProofCheck> = [.liveness, .everyNotice]

    private var deciding = Set<String>()
    private var refusing = Set<String>()
    /// Guardrails without which something would go.
    private var biting = Set<String>()
    /// A point at which the permit applies and a guardrail refuses.
    private var overruled: [String: (witness: ProofWitness, guardrail: String)] = [:]
    /// Notices and categories of which somebody may receive something.
    private var notices = Set<UInt16>()
    private var categories = Set<UInt16>()

    mutating func examine(_ field: ExaminedField) {
        look(at: field)
        guard field.firstRelease() != nil else { return }
        for question in field.group.questions {
            notices.insert(question.message)
            categories.insert(question.category)
        }
    }

    private mutating func look(at field: ExaminedField) {
        let compiled = field.compiled
        let idlePermits = compiled.permits.filter { !deciding.contains($0.id) }
        let idleGuardrails = compiled.guardrails.filter { !biting.contains($0.id) }
        if idlePermits.isEmpty && idleGuardrails.isEmpty { return }
        var found = self
        field.space.forEachPoint { point, yes, no in
            found.look(at: field, idlePermits, idleGuardrails, point, yes, no)
        }
        self = found
    }

    private mutating func look(
        at field: ExaminedField, _ permits: [BitRule], _ guardrails: [BitRule], _ point: Int, _ yes: UInt64,
        _ no: UInt64
    ) {
        let fires = guardrails.filter { $0.isPossible(yes, no) }.map(\.id)
        refusing.formUnion(fires)
        guard field.compiled.isBound(yes) else { return }
        if !fires.isEmpty, field.compiled.isPermitted(yes, no) { biting.formUnion(fires) }
        for permit in permits where permit.isTrue(yes, no) {
            guard let guardrail = field.compiled.guardrails.first(where: { $0.isPossible(yes, no) }) else {
                deciding.insert(permit.id)
                continue
            }
            if overruled[permit.id] == nil {
                overruled[permit.id] = (field.witness(at: point, shouldGo: true), guardrail.id)
            }
        }
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] {
        var found = ground.agreement.permits.filter { !deciding.contains($0.id) }.map { dead($0, ground) }
        found += ground.agreement.guardrails.compactMap { idle($0, ground) }
        found += ground.messages.compactMap { unreceived($0, ground) }
        if let unreceived = unreceivedCategories(ground) { found.append(unreceived) }
        return found
    }

    private func dead(_ permit: Agreement.Permit, _ ground: ProofGround) -> ProofFinding {
        if let (witness, guardrail) = overruled[permit.id] {
            return ProofFinding(
                .liveness,
                "\(permit.id) never lets anything go: a guardrail such as \(guardrail) refuses wherever it applies.",
                witness: witness,
                remedy: "Narrow the guardrail, or remove the rule: nobody should sign what cannot happen.")
        }
        return ProofFinding(
            .liveness, "\(permit.id) never applies: no declared discloser and recipient, notice and facts satisfy it.",
            witness: ground.sample(of: permit),
            remedy: "Correct its parties and conditions, or remove it: nobody should sign what cannot happen.")
    }

    /// What is to be said of a guardrail that refuses nothing that would otherwise go.
    private func idle(_ guardrail: Agreement.Guardrail, _ ground: ProofGround) -> ProofFinding? {
        if biting.contains(guardrail.id) { return nil }
        if guardrail.when.contains({ if case .fact(.signatory, _) = $0 { true } else { false } }) {
            return ProofFinding(
                .liveness, "\(guardrail.id) stands to be read: the engine refuses who has not signed by itself.",
                severity: .note, remedy: "Nothing to do.")
        }
        if refusing.contains(guardrail.id) {
            return ProofFinding(
                .liveness, "\(guardrail.id) refuses what no permit lets go anyway.",
                severity: .note, remedy: "Nothing to do: it guards against permits yet to be written.")
        }
        if !ground.means(guardrail) {
            return ProofFinding(
                .liveness, "\(guardrail.id) is about nobody: no declared party is meant by it.",
                severity: .warning, remedy: "Correct its parties, or keep it for a party that will join.")
        }
        return ProofFinding(
            .liveness, "\(guardrail.id) can never refuse: its conditions cannot hold together.",
            remedy: "Correct its conditions: people who sign it believe that it protects somebody.")
    }

    private func unreceived(_ message: NoticeKind, _ ground: ProofGround) -> ProofFinding? {
        let isReceived = notices.contains { ground.messages[Int($0)] == message }
        if isReceived || ground.agreement.exclusions.contains(where: { $0.message == message }) {
            return nil
        }
        return ProofFinding(
            .everyNotice, "Nobody can ever receive anything in a \(message.rawValue) notice.",
            witness: ground.sample(of: message),
            remedy: "Add a permit for it, or say under 'not-in-this-scheme' why it is not given.")
    }

    private func unreceivedCategories(_ ground: ProofGround) -> ProofFinding? {
        let narrative = "." + CategoryVocabulary.narrative
        let received = Set(categories.map { ground.categories[Int($0)] })
        let unreceived = ground.categories.filter { !received.contains($0) && !$0.hasSuffix(narrative) }
        if unreceived.isEmpty { return nil }
        return ProofFinding(
            .liveness, "Nobody may receive: \(unreceived.joined(separator: ", ")).",
            severity: .note, remedy: "Nothing to do if that is what the parties mean.")
    }
}

extension ProofGround {
    /// A question that a permit is about, whatever comes of it; nil when no declared pair of parties is meant.
    func sample(of permit: Agreement.Permit) -> ProofWitness? {
        for from in disclosers.indices where permit.from.matches(disclosers[from]) {
            for to in recipients.indices where permit.to.matches(recipients[to]) {
                guard let purpose = purposes.firstIndex(of: permit.purpose),
                    let category = categories.firstIndex(where: { category in
                        permit.share.contains { $0.matches(category) }
                    })
                else { continue }
                let question = ProofQuestion(
                    discloser: UInt16(from), recipient: UInt16(to), message: 0, purpose: UInt16(purpose),
                    category: UInt16(category))
                return ProofWitness(self, question, [], shouldGo: true)
            }
        }
        return nil
    }
}

extension ProofGround {
    /// Whether a guardrail is about any two declared roles.
    fileprivate func means(_ guardrail: Agreement.Guardrail) -> Bool {
        disclosers.contains { guardrail.from.matches($0) }
            && recipients.contains { guardrail.to.matches($0) && guardrail.when.admits($0) }
    }

    /// A notice from the owner's first role to the next role, with what it makes no sense without.
    func sample(of message: NoticeKind) -> ProofWitness? {
        guard let place = messages.firstIndex(of: message), let last = message.requiredCategories.last,
            let category = categories.firstIndex(of: last), !purposes.isEmpty
        else { return nil }
        let owner = disclosers.firstIndex { $0.party == agreement.owner } ?? 0
        let question = ProofQuestion(
            discloser: UInt16(owner), recipient: UInt16(min(owner + 1, recipients.count - 1)),
            message: UInt16(place), purpose: 0, category: UInt16(category))
        let told = FactSetting.word(.previouslyNotified, message.isUntelling ? 1 : 0)
        return ProofWitness(self, question, [told], shouldGo: true)
    }
}

extension PartySelector {
    func matches(_ role: ProofRole) -> Bool { matches(party: role.party, role: role.role, kind: role.kind) }
}
