import CanonicalModel

/// Somebody's risk at one instant, walked from the facts that were known by then in the order they happened.
///
/// The walk goes by when things happened and never by when they were learnt, so that two brokers that know the same
/// facts show the same colour, whatever order they came in.
struct RiskWalk {
    /// A decision to come down that waits for the dwell to end.
    struct Waiting: Hashable {
        let rating: RAGRating
        let decision: String
        let at: Timestamp
    }

    /// What people decided; nil while nobody has.
    private(set) var confirmed: RAGRating?
    /// Since when it stands.
    private(set) var since: Timestamp
    /// The decision it stands on.
    private(set) var decision: String?
    /// What triggers propose above it.
    private(set) var proposed: RAGRating?
    /// The triggers that propose it, first first.
    private(set) var proposers: [ColourCase.Trigger] = []
    /// Triggers since the last decision that changed nothing.
    private(set) var further: [ColourCase.Trigger] = []
    /// Triggers since the last decision that the flap guard kept from proposing.
    private(set) var unheard: [ColourCase.Trigger] = []
    /// The last trigger of all.
    private(set) var lastTrigger: Timestamp?
    /// A decision to come down that waits.
    private(set) var waiting: Waiting?
    /// Decisions that fell because everything they rested on was taken back.
    private(set) var fallen: [ColourCase.Rate] = []
    private var changes: [Timestamp] = []
    private let palette: Palette

    /// The risk itself: what is proposed where that is higher; unassessed people are amber (EVAL 3.1 fn 10).
    var rating: RAGRating { max(confirmed ?? .amber, proposed ?? .green) }

    /// Walks a time on the scheme.
    ///
    /// - Parameters:
    ///   - facts: the case.
    ///   - membership: the time on the scheme.
    ///   - instant: up to when, and by when a fact was known.
    init(_ facts: ColourCase, _ membership: ColourCase.Membership, _ palette: Palette, at instant: Timestamp) {
        self.palette = palette
        since = membership.from
        let void = facts.void(by: instant)
        let triggers = facts.triggers.filter { $0.known <= instant && $0.occurred >= membership.from }
        let start = facts.end(before: membership)
        let rates = facts.rates.filter { rate in rate.known <= instant && start.map { rate.at >= $0 } ?? true }
        fallen = Self.fallen(rates, triggers, void)
        walk(triggers.filter { !void.contains($0.id) }, rates.filter { !fallen.contains($0) })
        settle(instant)
    }

    /// When a colour that stands may come down: the dwell after it began and after the last trigger.
    var dwellEnd: Timestamp {
        max(since, lastTrigger ?? since).adding(seconds: Int64(palette.dwell.days) * 86_400)
    }

    private mutating func walk(_ triggers: [ColourCase.Trigger], _ rates: [ColourCase.Rate]) {
        var (triggers, rates) = (triggers[...], rates[...])
        while let next = triggers.first?.occurred ?? rates.first?.at {
            // At one instant the trigger comes first: whoever decided then may have known of it.
            if let rate = rates.first, rate.at < next || triggers.isEmpty {
                decide(rate)
                rates.removeFirst()
            } else if let trigger = triggers.popFirst() {
                hear(trigger)
            }
        }
    }
}

extension RiskWalk {
    private mutating func hear(_ trigger: ColourCase.Trigger) {
        settle(trigger.occurred)
        waiting = nil
        lastTrigger = trigger.occurred
        if trigger.raises > rating {
            guard trigger.isAlarm || !isFlapping(at: trigger.occurred) else { return unheard.append(trigger) }
            proposed = trigger.raises
            proposers = [trigger]
            changes.append(trigger.occurred)
        } else if trigger.raises == proposed {
            proposers.append(trigger)
        } else {
            further.append(trigger)
        }
    }

    private mutating func decide(_ rate: ColourCase.Rate) {
        settle(rate.at)
        let before = rating
        let end = dwellEnd
        (proposed, proposers, further, unheard, waiting) = (nil, [], [], [], nil)
        if let standing = confirmed, rate.rating < standing, rate.at < end {
            waiting = Waiting(rating: rate.rating, decision: rate.id, at: end)
        } else {
            confirm(rate.rating, rate.id, at: rate.at)
        }
        if rating != before { changes.append(rate.at) }
    }

    /// Lets a decision that waited take effect once the dwell is over.
    private mutating func settle(_ instant: Timestamp) {
        guard let due = waiting, due.at <= instant else { return }
        waiting = nil
        confirm(due.rating, due.decision, at: due.at)
        changes.append(due.at)
    }

    private mutating func confirm(_ rating: RAGRating, _ decision: String, at instant: Timestamp) {
        if rating != confirmed { since = instant }
        confirmed = rating
        self.decision = decision
    }

    private func isFlapping(at instant: Timestamp) -> Bool {
        let from = instant.adding(seconds: -Int64(palette.flap.days) * 86_400)
        return changes.filter { $0 > from }.count >= palette.flap.changes
    }

    /// Decisions upwards that rest on nothing but what was taken back: a cleared person does not stay up because
    /// somebody confirmed in good faith (DESIGN decision 16).
    private static func fallen(
        _ rates: [ColourCase.Rate], _ triggers: [ColourCase.Trigger], _ void: Set<String>
    ) -> [ColourCase.Rate] {
        guard !void.isEmpty else { return [] }
        var fallen = [ColourCase.Rate]()
        var before: ColourCase.Rate?
        for rate in rates {
            let rose = rate.rating > before?.rating ?? .amber
            let basis = basis(of: rate, after: before?.at, triggers)
            if rose, !basis.isEmpty, void.isSuperset(of: basis) { fallen.append(rate) } else { before = rate }
        }
        return fallen
    }

    /// What a decision rested on: what it names, or else the triggers since the one before that proposed as much.
    private static func basis(
        of rate: ColourCase.Rate, after: Timestamp?, _ triggers: [ColourCase.Trigger]
    ) -> [String] {
        guard rate.evidence.isEmpty else { return rate.evidence }
        return triggers.filter { trigger in
            trigger.occurred <= rate.at && trigger.raises >= rate.rating && after.map { trigger.occurred > $0 } ?? true
        }.map(\.id)
    }
}
