public import AgreementEngine
public import CanonicalModel

/// What a recipient gets that comes to fetch what a claim ticket offers.
public struct Fetch: Sendable {
    /// The fields that are released at this moment.
    public var fields: [Notice.Field]
    /// What the agreement was asked, kept with the record.
    public var request: DisclosureRequest
    /// The decision, for the record.
    public var decision: DisclosureDecision
    /// The place in the told ledger.
    public var key: ToldLedger.Key
    /// What the ledger says once it is fetched.
    public var entry: ToldLedger.Entry
    /// The highest acceptance number of a consent that the decision has seen.
    public var consentEpoch: Int64
    /// On what the disclosure rests.
    public var basis: RoutingOutcome.Basis
}

extension ContentBasedRouter {
    /// Decides what a recipient may see of a claim ticket now that it comes to fetch it (DESIGN decision 11).
    ///
    /// AMQP cannot un-send, so fields that rest on a consent are decided again, at the moment somebody looks. Whoever calls
    /// this has to keep the ledger's new entry in the transaction that records the disclosure: a withdrawal that follows finds
    /// there what has to be taken back.
    /// - Parameters:
    ///   - notice: the notice's id; it has to be the last word on its topic.
    ///   - kind: its kind.
    ///   - recipient: who fetches; nobody fetches about a person who is not on its list.
    ///   - nominal: the record.
    ///   - now: the core's clock.
    /// - Returns: nil when there is no such ticket for this recipient.
    public func fetch(
        notice: String, _ kind: NoticeKind, by recipient: String, from nominal: Nominal, now: Timestamp
    ) -> Fetch? {
        let nominal = readNow(nominal, now: now)
        let (ledger, history) = (nominal.ledger, nominal.history)
        guard
            let (key, told) = ledger.entries.first(where: { $0.value.notice == notice && $0.key.recipient == recipient }
            ),
            ledger.standing(of: recipient, in: key.spell) == .active, history.mayTell(recipient, of: key.topic),
            directory.recipient(recipient) != nil,
            let (fields, request, decision) = fetchable(kind, key, history, now: now)
        else { return nil }
        var entry = told
        entry.held.merge(onConsent(decision)) { _, new in new }
        entry.isNamed = told.isNamed || fields.contains { $0.name == "name" }
        return Fetch(
            fields: fields, request: request, decision: decision, key: key, entry: entry,
            consentEpoch: history.consentEpoch, basis: basis(decision, of: key.topic, request))
    }

    /// What a place in the ledger would give to whoever fetched it now.
    func fetchable(
        _ kind: NoticeKind, _ key: ToldLedger.Key, _ history: NominalHistory, now: Timestamp
    ) -> (fields: [Notice.Field], request: DisclosureRequest, decision: DisclosureDecision)? {
        guard let recipient = directory.recipient(key.recipient),
            let spell = history.spells.first(where: { $0.members.contains(key.spell) })
        else { return nil }
        var content = NoticeContent(kind, key.topic, history, spell)
        if kind == .selection { content.leaveOut(history.restrictedBundles) }
        var request = request(
            kind, content, to: recipient, history, spell, coversArea: responsible(for: history).contains(recipient.id),
            now: now)
        request.delivery = .fetched
        if key.topic.isOverride { addEmergency(of: key.topic, to: &request, history) }
        let decision = decisionPoint.decide(request)
        return (released(content, decision), request, decision)
    }

    /// The released fields that rest on a consent, each with its rule.
    private func onConsent(_ decision: DisclosureDecision) -> [String: String] {
        decision.rules(of: .permit).filter { decisionPoint.restsOnConsent($0.value) }
    }
}

extension DisclosureDecision {
    /// The fields that travel as a claim ticket, each with its rule.
    var onRequest: [String: String] { rules(of: .onRequest) }

    /// The fields of one effect, each with the rule that decided it.
    func rules(of effect: FieldDecision.Effect) -> [String: String] {
        Dictionary(fields.filter { $0.effect == effect }.map { ($0.name, $0.rule) }) { first, _ in first }
    }
}
