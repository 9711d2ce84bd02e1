import CanonicalModel

/// What colours rest on, taken from a case file: each fact once, in an order that never depends on arrival.
struct ColourCase {
    /// A trigger, from the event that made it.
    struct Trigger: Hashable {
        let id: String
        let kind: CaseEvent.Kind
        let occurred: Timestamp
        /// When it could first be acted upon: it had happened and the broker knew.
        let known: Timestamp
        let rule: RuleHeader
        let triggerClass: String
        let raises: RAGRating
        let method: ColourState.Method
        let isAlarm: Bool
        let reference: String?
        let asks: TriggerRule.Asking?
    }

    /// A word that takes triggers back.
    struct Withdrawal: Hashable {
        let id: String
        let occurred: Timestamp
        let known: Timestamp
        let rule: RuleHeader
        /// The kinds it takes back when it names no case.
        let of: [CaseEvent.Kind]
        let reference: String?
        /// The one trigger that a correction of its own event took back.
        var corrected: String?
    }

    /// A colour somebody decided.
    struct Rate: Hashable {
        let id: String
        let rating: RAGRating
        let at: Timestamp
        let known: Timestamp
        let evidence: [String]
        let meeting: String?
    }

    /// A time on the scheme, over however many cohorts.
    struct Membership: Hashable {
        /// The first stay's id.
        let id: String
        let from: Timestamp
        var until: Timestamp?

        func lasts(at instant: Timestamp) -> Bool { from <= instant && until.map { instant < $0 } ?? true }
    }

    let triggers: [Trigger]
    let withdrawals: [Withdrawal]
    let rates: [Rate]
    let memberships: [Membership]
    let custody: [CustodyPeriod]
    let decisions: [PanelDecision]
    let events: [CaseEvent]
    let death: Timestamp?
    /// Alerts that nobody has acknowledged, each once, in a fixed order.
    let unread: [UnreadAlert]

    init(_ file: CaseFile, _ rules: RAGRules, _ now: Timestamp) {
        let histories = EventHistory.all(file.events(by: now))
        events = histories.map(\.latest)
        decisions = Self.once(file.decisions(by: now), \.id) { $0.known < $1.known }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        custody = Self.once(file.custody, \.from) { $0.fullness < $1.fullness }.sorted { $0.from < $1.from }
        memberships = Self.merged(file.stays.filter { $0.from <= now })
        let (all, read) = (events, histories.map { $0.reading(rules, among: histories.map(\.latest)) })
        triggers = read.flatMap(\.triggers).sorted { ($0.occurred, $0.id) < ($1.occurred, $1.id) }
        withdrawals = read.flatMap(\.corrections) + all.compactMap { Withdrawal($0, rules) }
        unread = Set(file.unread.filter { $0.told <= now }).sorted { ($0.told, $0.notice) < ($1.told, $1.notice) }
        rates = decisions.compactMap { Rate($0) }
        let told = events.filter { $0.kind == .died }.map(\.known).min()
        let day = file.died.map { LondonTime.utc($0, secondOfDay: 0) }.flatMap { $0 <= now ? $0 : nil }
        death = told ?? day
    }

    /// Each fact once: of two with one id the first that was known.
    private static func once<Fact, Key: Hashable>(
        _ facts: [Fact], _ key: (Fact) -> Key, _ isFirst: (Fact, Fact) -> Bool
    ) -> [Fact] {
        var chosen = [Key: Fact]()
        for fact in facts { chosen.merge([key(fact): fact]) { isFirst($1, $0) ? $1 : $0 } }
        return Array(chosen.values)
    }

    /// Stays that touch are one time on the scheme: a change of cohort is no de-selection (DES-01).
    private static func merged(_ stays: [CohortStay]) -> [Membership] {
        var merged = [Membership]()
        for stay in stays.sorted(by: { ($0.from, $0.id) < ($1.from, $1.id) }) {
            if let last = merged.last, last.until.map({ stay.from <= $0 }) ?? true {
                merged[merged.count - 1].until = last.until.flatMap { end in stay.until.map { max(end, $0) } }
            } else {
                merged.append(Membership(id: stay.id, from: stay.from, until: stay.until))
            }
        }
        return merged
    }
}

extension CaseEvent {
    /// When it could first be acted upon.
    var known: Timestamp { max(occurred, recorded) }
}

extension PanelDecision {
    /// When it could first be acted upon.
    var known: Timestamp { max(at, recorded) }
}

extension ColourCase.Trigger {
    /// The trigger an event is under a pack; an alarm counts as one whatever else the event is.
    ///
    /// - Parameter id: the event's, or for a corrected event one of its own.
    init?(_ event: CaseEvent, id: String, among events: [CaseEvent], _ rules: RAGRules) {
        let alarm = rules.alarms.first { $0.alarm == event.detail.alarm }
        let fitting = rules.triggers.filter { $0.known(event, among: events) != nil }
        let rule = fitting.max { $0.raises < $1.raises }
        guard let header = alarm?.header ?? rule?.header, let raises = alarm?.raises ?? rule?.raises,
            let method = alarm?.method ?? rule?.method, let word = alarm?.alarm ?? rule?.triggerClass
        else { return nil }
        self.init(
            id: id, kind: event.kind, occurred: event.occurred,
            known: alarm == nil ? rule?.known(event, among: events) ?? event.known : event.known, rule: header,
            triggerClass: word,
            raises: raises, method: method, isAlarm: alarm != nil, reference: event.detail.reference, asks: rule?.asks)
    }
}

extension ColourCase.Withdrawal {
    init?(_ event: CaseEvent, _ rules: RAGRules) {
        guard let rule = rules.withdrawals.first(where: { $0.pattern.matches(event) }) else { return nil }
        self.init(
            id: event.id, occurred: event.occurred, known: event.known, rule: rule.header, of: rule.of,
            reference: event.detail.reference)
    }

    /// Whether it takes a trigger back: the one it names, or the kinds its rule speaks of where it names none.
    func takesBack(_ trigger: ColourCase.Trigger) -> Bool {
        if let corrected { return trigger.id == corrected }
        guard trigger.occurred <= occurred else { return false }
        guard let reference else { return of.contains(trigger.kind) }
        return trigger.reference == reference || trigger.id == reference
    }

    /// Whether somebody has to say what it takes back.
    var isUnclear: Bool { reference == nil && of.isEmpty && corrected == nil }
}

extension ColourCase.Rate {
    init?(_ decision: PanelDecision) {
        guard case .rate(let rating) = decision.matter else { return nil }
        self.init(
            id: decision.id, rating: rating, at: decision.at, known: decision.known, evidence: decision.evidence,
            meeting: decision.meeting?.kind)
    }
}
