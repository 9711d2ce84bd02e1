import CanonicalModel

/// The generator's own account of somebody's colours in one stay, by the words of `Contracts/schemes/colours.md` and with no
/// code of the scheme engine, so that the two can disagree.
///
/// Up fast and down slow: a trigger proposes, a meeting confirms; four weeks have to pass before a colour comes down; the
/// third change in a fortnight ends proposals; ten minutes of triggers make one alert; prison shows blue, and after it
/// nobody is less than amber until somebody has looked.
struct ColourAccount {
    /// What is shown at an instant.
    struct Picture: Equatable {
        var confirmed: RAGRating?
        var proposed: RAGRating?
        /// The prison that the partnership knows of, by when it began.
        var prison: Timestamp?
        /// Let out, and nobody has looked since.
        var isUnassessed: Bool
        /// A decision to come down that waits for the four weeks to end.
        var waitsUntil: Timestamp?

        var isInPrison: Bool { prison != nil }
        /// The colour beneath.
        var risk: RAGRating { max(confirmed ?? .amber, proposed ?? .green) }
        /// The colour on show; nil for blue.
        var shown: RAGRating? { isInPrison ? nil : isUnassessed ? max(risk, .amber) : risk }
        var isConfirmed: Bool { isInPrison || confirmed == shown && proposed == nil }
    }

    /// A change that teams hear of as a colour.
    struct Change {
        /// When it is told.
        var at: Timestamp
        var colour: RAGRating
        var isConfirmed: Bool
        /// One that always alerts, though the colour be the same.
        var isAlarm = false
    }

    /// A colour that events proposed, and what became of it.
    struct Proposal {
        enum Outcome: String { case confirmed, otherwise = "decided otherwise", overtaken }
        var at: Timestamp
        var colour: RAGRating?
        var settled: (at: Timestamp, outcome: Outcome)?
    }

    private static let day: Int64 = 86_400
    private static let dwell = 28 * day
    private static let fortnight = 14 * day
    private static let tooMany = 3
    private static let gathering: Int64 = 600

    private let stay: TrueLife.Stay
    private let triggers: [TrueLife.Trigger]
    private let rates: [TrueLife.Rate]
    private let prison: [TrueLife.Prison]

    init(_ life: TrueLife, _ stay: TrueLife.Stay) {
        self.stay = stay
        let before = life.stays.last { $0.start < stay.start }?.end
        triggers = life.triggers.filter { $0.at >= stay.start }.sorted { $0.at < $1.at }
        rates = life.rates.filter { rate in before.map { rate.at >= $0 } ?? true }.sorted { $0.at < $1.at }
        prison = life.prison
    }

    /// What is shown at an instant, by what is known then.
    func picture(at instant: Timestamp) -> Picture {
        let walk = Walk(
            from: stay.start, triggers.filter { $0.known <= instant }, rates.filter { $0.known <= instant }, to: instant
        )
        let held = prison.last { period in period.begins <= instant && (period.ends.map { instant < $0 } ?? true) }
        let out = prison.last { period in
            period.ends.map { $0 <= instant } ?? false && period.until.map { $0 > stay.start } ?? false
        }
        let isLookedAt = out?.until.map { until in rates.contains { $0.known <= instant && $0.at >= until } } ?? true
        return Picture(
            confirmed: walk.confirmed, proposed: walk.proposed, prison: held?.from, isUnassessed: !isLookedAt,
            waitsUntil: walk.waiting?.at)
    }

    /// Everything that teams hear of as a colour, in order.
    var changes: [Change] {
        var course = Course(self)
        course.run()
        return course.changes
    }

    /// Everything that was proposed; what nobody had answered when the stay ended, ended with it.
    var proposals: [Proposal] {
        var course = Course(self)
        course.run()
        guard let end = stay.end else { return course.proposals }
        return course.proposals.map { proposal in
            var proposal = proposal
            if proposal.settled == nil { proposal.settled = (end, .overtaken) }
            return proposal
        }
    }
}

extension ColourAccount {
    /// The risk alone, in the order in which things happened.
    private struct Walk {
        private(set) var confirmed: RAGRating?
        private(set) var proposed: RAGRating?
        private(set) var waiting: (colour: RAGRating, at: Timestamp)?
        private var since: Timestamp
        private var lastTrigger: Timestamp?
        private var turns: [Timestamp] = []

        private var risk: RAGRating { max(confirmed ?? .amber, proposed ?? .green) }

        init(from start: Timestamp, _ triggers: [TrueLife.Trigger], _ rates: [TrueLife.Rate], to instant: Timestamp) {
            since = start
            var (heard, decided) = (triggers[...], rates[...])
            while !heard.isEmpty || !decided.isEmpty {
                if let rate = decided.first, heard.first.map({ rate.at < $0.at }) ?? true {
                    decide(rate)
                    decided.removeFirst()
                } else if let trigger = heard.popFirst() {
                    hear(trigger)
                }
            }
            pass(to: instant)
        }

        private mutating func hear(_ trigger: TrueLife.Trigger) {
            pass(to: trigger.at)
            waiting = nil
            lastTrigger = trigger.at
            guard trigger.raises > risk else { return }
            let fresh = turns.filter { $0 > trigger.at.adding(seconds: -ColourAccount.fortnight) }
            guard trigger.isAlarm || fresh.count < ColourAccount.tooMany else { return }
            proposed = trigger.raises
            turns.append(trigger.at)
        }

        private mutating func decide(_ rate: TrueLife.Rate) {
            pass(to: rate.at)
            let before = risk
            let end = max(since, lastTrigger ?? since).adding(seconds: ColourAccount.dwell)
            (proposed, waiting) = (nil, nil)
            if let standing = confirmed, rate.colour < standing, rate.at < end {
                waiting = (rate.colour, end)
            } else {
                stand(rate.colour, at: rate.at)
            }
            if risk != before { turns.append(rate.at) }
        }

        private mutating func pass(to instant: Timestamp) {
            guard let due = waiting, due.at <= instant else { return }
            waiting = nil
            stand(due.colour, at: due.at)
            turns.append(due.at)
        }

        private mutating func stand(_ colour: RAGRating, at instant: Timestamp) {
            if colour != confirmed { since = instant }
            confirmed = colour
        }
    }

    /// The stay by what became known when.
    private struct Course {
        private(set) var changes: [Change] = []
        private(set) var proposals: [Proposal] = []
        private let account: ColourAccount
        private var last: Picture
        /// What the last change, or the selection, showed.
        private var listed: RAGRating?
        private var gathering: (until: Timestamp, picture: Picture)?

        init(_ account: ColourAccount) {
            self.account = account
            last = account.picture(at: account.stay.start)
            listed = last.shown
        }

        mutating func run() {
            var instants = account.instants[...]
            let end = account.stay.end ?? Timestamp.writable.upperBound
            while let next = [instants.first, gathering?.until, last.waitsUntil].compactMap(\.self).min(), next < end {
                instants = instants.drop { $0 <= next }
                step(next)
            }
        }

        private mutating func step(_ instant: Timestamp) {
            if let gathering, gathering.until <= instant { close(at: instant) }
            let before = last
            last = account.picture(at: instant)
            let heard = account.triggers.filter { $0.known == instant }
            let isMoved = before.prison != last.prison
            let isDecided = !isMoved && isDecision(before, at: instant)
            guard isMoved || isDecided || heard.contains(where: \.isAlarm) else { return gather(heard, at: instant) }
            close(at: instant)
            answer(before, isMoved: isMoved, isDecided: isDecided, at: instant)
            // Going to prison stops visits, which is another notice.
            if isDecided || isMoved && !last.isInPrison { note(last, at: instant) }
            if heard.contains(where: \.isAlarm) { note(last, at: instant, isAlarm: true) }
            listed = last.shown
        }

        private func isDecision(_ before: Picture, at instant: Timestamp) -> Bool {
            guard account.rates.contains(where: { $0.known == instant }) || before.waitsUntil == instant else {
                return false
            }
            return before.shown != last.shown || (last.isConfirmed && !before.isConfirmed)
        }

        private mutating func gather(_ heard: [TrueLife.Trigger], at instant: Timestamp) {
            guard !heard.isEmpty else { return }
            if gathering != nil {
                gathering?.picture = last
            } else if last.shown != listed {
                gathering = (instant.adding(seconds: ColourAccount.gathering), last)
            }
        }

        private mutating func close(at instant: Timestamp) {
            guard let closing = gathering else { return }
            gathering = nil
            guard closing.picture.shown != listed else { return }
            let opened = closing.until.adding(seconds: -ColourAccount.gathering)
            settle(.overtaken, at: opened)
            proposals.append(Proposal(at: opened, colour: closing.picture.shown))
            note(closing.picture, at: min(closing.until, instant))
        }

        /// What a move or a decision does to a proposal that waits; a release and an alarm leave it waiting.
        private mutating func answer(_ before: Picture, isMoved: Bool, isDecided: Bool, at instant: Timestamp) {
            if isMoved && last.isInPrison { settle(.overtaken, at: instant) }
            guard isDecided else { return }
            let isSame = before.shown == last.shown || last.shown == proposals.last?.colour
            settle(isSame ? .confirmed : .otherwise, at: instant)
        }

        private mutating func settle(_ outcome: Proposal.Outcome, at instant: Timestamp) {
            guard let waiting = proposals.indices.last, proposals[waiting].settled == nil else { return }
            proposals[waiting].settled = (instant, outcome)
        }

        private mutating func note(_ picture: Picture, at instant: Timestamp, isAlarm: Bool = false) {
            listed = picture.shown
            changes.append(
                Change(
                    at: instant, colour: picture.shown ?? picture.risk, isConfirmed: picture.isConfirmed,
                    isAlarm: isAlarm))
        }
    }

    /// Whenever something that colours rest on becomes known.
    private var instants: [Timestamp] {
        let all = triggers.map(\.known) + rates.map(\.known) + prison.map(\.begins) + prison.compactMap(\.ends)
        return Set(all).filter { $0 > stay.start }.sorted()
    }
}
