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
        let asks: TriggerRule.Asking?
        /// The event, as the version that made the trigger said it.
        let source: CaseEvent
    }

    /// A word that takes triggers back.
    struct Withdrawal: Hashable {
        let id: String
        let occurred: Timestamp
        let known: Timestamp
        let rule: RuleHeader
        /// The kinds it takes back when it names no case.
        let of: [CaseEvent.Kind]
        /// The event that says so.
        let source: CaseEvent
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
    /// The same by what they name, and those that name nothing: to hold every word against every trigger at every step would
    /// cost the cube of a long history.
    private let naming: [String: [Withdrawal]]
    private let nameless: [Withdrawal]
    /// Says which words about matters stand.
    let cleared: ClearedMatters
    let rates: [Rate]
    let memberships: [Membership]
    let custody: [CustodyPeriod]
    let decisions: [PanelDecision]
    let events: [CaseEvent]
    let death: Timestamp?
    /// Alerts that nobody has acknowledged, each once, in a fixed order.
    let unread: [UnreadAlert]
    /// How long somebody stays on the dormant list, where the scheme says so.
    let dormantFor: Interval?

    init(_ file: CaseFile, _ rules: RAGRules, dormantFor: Interval?, _ now: Timestamp) {
        self.dormantFor = dormantFor
        let histories = EventHistory.all(file.events(by: now))
        events = histories.map(\.latest)
        decisions = Self.once(file.decisions(by: now), \.id) { $0.known < $1.known }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        custody = Self.once(file.custody, \.from) { $0.fullness < $1.fullness }.sorted { $0.from < $1.from }
        memberships = Self.merged(file.stays.filter { $0.from <= now })
        let all = events
        let read = histories.map { $0.reading(rules, among: all) }
        triggers = read.flatMap(\.triggers).sorted { ($0.occurred, $0.id) < ($1.occurred, $1.id) }
        let words = read.flatMap(\.corrections) + all.compactMap { Withdrawal($0, rules) }
        withdrawals = words
        naming = Dictionary(grouping: words.filter { $0.names != nil }) { $0.names ?? "" }
        nameless = words.filter { $0.names == nil }
        unread = Set(file.unread.filter { $0.told <= now }).sorted { ($0.told, $0.notice) < ($1.told, $1.notice) }
        cleared = ClearedMatters(all)
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
            raises: raises, method: method, isAlarm: alarm != nil, asks: rule?.asks,
            source: event)
    }
}

extension ColourCase.Withdrawal {
    init?(_ event: CaseEvent, _ rules: RAGRules) {
        guard let rule = rules.withdrawals.first(where: { $0.pattern.matches(event) }) else { return nil }
        self.init(
            id: event.id, occurred: event.occurred, known: event.known, rule: rule.header, of: rule.of,
            source: event)
    }

    /// The trigger or the matter it names.
    fileprivate var names: String? { corrected ?? source.detail.reference }

    /// Whether somebody has to say what it takes back.
    var isUnclear: Bool { source.detail.reference == nil && of.isEmpty && corrected == nil }
}

extension ColourCase {
    /// Whether a word takes a trigger back, by what was known at an instant: the one it names, or the kinds its rule speaks of
    /// where it names none.
    func takesBack(_ word: Withdrawal, _ trigger: Trigger, by instant: Timestamp) -> Bool {
        if let corrected = word.corrected { return trigger.id == corrected }
        guard let reference = word.source.detail.reference else {
            return trigger.occurred <= word.occurred && word.of.contains(trigger.kind)
        }
        if word.source.clears { return cleared.takesBack(word.source, trigger.source, by: instant) }
        return trigger.occurred <= word.occurred
            && (trigger.source.detail.reference == reference || trigger.source.id == reference)
    }

    /// The triggers that were taken back by what was known at an instant.
    func void(by instant: Timestamp) -> Set<String> {
        Set(triggers.filter { isVoid($0, by: instant) }.map(\.id))
    }

    private func isVoid(_ trigger: Trigger, by instant: Timestamp) -> Bool {
        func isVoid(_ words: [Withdrawal]) -> Bool {
            words.contains { $0.known <= instant && takesBack($0, trigger, by: instant) }
        }
        let names = [trigger.id, trigger.source.id, trigger.source.detail.reference]
        return isVoid(nameless) || names.contains { $0.flatMap { naming[$0] }.map(isVoid) ?? false }
    }
}

extension ColourCase.Rate {
    init?(_ decision: PanelDecision) {
        guard case .rate(let rating) = decision.matter else { return nil }
        self.init(
            id: decision.id, rating: rating, at: decision.at, known: decision.known, evidence: decision.evidence,
            meeting: decision.meeting?.kind)
    }
}
