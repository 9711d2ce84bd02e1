import CanonicalModel

/// The generator's own account of what neighbourhood teams should be told of one person, from what happened and when the
/// partnership heard of it; no code of the router's.
struct TellingAccount {
    struct Telling {
        var team: String
        var kind: String
        var at: Timestamp
    }

    private(set) var tellings: [Telling] = []
    private let life: TrueLife
    private let area: AreaSpecification

    init(_ life: TrueLife, _ area: AreaSpecification) {
        (self.life, self.area) = (life, area)
        for stay in life.stays { account(stay) }
    }

    /// Whether the area's agreement lets a team be told.
    ///
    /// - Parameters:
    ///   - kind: the notice's kind.
    ///   - colour: the colour that people decided.
    ///   - wasTold: whether the team was told anything of the stay before.
    static func isTold(_ kind: String, colour: RAGRating?, wasTold: Bool, _ area: AreaSpecification) -> Bool {
        guard area.scheme.beat == .amberOnly else { return true }
        switch kind {
        case "selection": return colour == .amber
        case "rag-escalation", "rag-reduction": return colour == .amber || colour != nil && wasTold
        default: return wasTold
        }
    }

    // MARK: One stay

    /// What a team believes.
    private struct Belief {
        enum Standing { case active, stopped, ended }
        var standing: Standing?
        /// The colour it was told last, and whether it was told by which change.
        var colour: RAGRating?
        var change: Int?
        var cohort: String?
    }

    private mutating func account(_ stay: TrueLife.Stay) {
        let changes = area.hasColours ? ColourAccount(life, stay).changes : []
        var beliefs = [String: Belief]()
        if stay.isImported {
            let colour = stay.colours.first { $0.since == stay.start }?.colour
            beliefs[life.team(at: stay.start)] = Belief(standing: .active, colour: colour)
        }
        for instant in looks(stay, changes) { look(at: instant, stay, changes, &beliefs) }
    }

    /// Every instant at which something may have to be told.
    private func looks(_ stay: TrueLife.Stay, _ changes: [ColourAccount.Change]) -> [Timestamp] {
        var all = changes.map(\.at) + stay.cohorts.map(\.since) + life.moves.map(\.at)
        all += life.prison.map(\.begins) + life.prison.compactMap(\.ends) + [life.deathKnown].compactMap(\.self)
        // A death ends a stay for the figures; teams hear of it, and of the panel's word for it afterwards.
        all += life.words.keys
        return Set(all).filter { $0 > stay.start || $0 == stay.start && !stay.isImported }.sorted()
    }

    private mutating func look(
        at instant: Timestamp, _ stay: TrueLife.Stay, _ changes: [ColourAccount.Change],
        _ beliefs: inout [String: Belief]
    ) {
        let responsible = life.team(at: instant)
        for team in Set(beliefs.keys).union([responsible]).sorted() {
            var belief = beliefs[team] ?? Belief()
            tell(team, &belief, at: instant, stay, changes, isResponsible: team == responsible)
            if belief.standing != nil { beliefs[team] = belief }
        }
    }

    private mutating func tell(
        _ team: String, _ belief: inout Belief, at instant: Timestamp, _ stay: TrueLife.Stay,
        _ changes: [ColourAccount.Change], isResponsible: Bool
    ) {
        let decided = stay.colours.last { $0.since <= instant }?.colour
        let last = changes.lastIndex { $0.at <= instant }
        let should = standing(at: instant, stay, isResponsible: isResponsible, was: belief.standing)
        if should != belief.standing {
            let kind = should == .active ? "selection" : should == .stopped ? "stop-visits" : "deselection"
            guard say(kind, to: team, belief, decided, at: instant) else { return }
            belief.standing = should
            // Whoever hears of the person anew hears of the cohort that the person is on by now.
            if should == .active { belief.cohort = stay.cohorts.last { $0.since <= instant }?.cohort }
            if should == .active { bundle(decided, last.map { ($0, changes[$0]) }, &belief) }
        }
        guard belief.standing == .active, should == .active else { return }
        if stay.cohorts.count > 1, let cohort = stay.cohorts.last(where: { $0.since <= instant })?.cohort,
            cohort != stay.cohorts[0].cohort, cohort != belief.cohort,
            say("selection", to: team, belief, decided, at: instant)
        {
            belief.cohort = cohort
            bundle(decided, last.map { ($0, changes[$0]) }, &belief)
        }
        // Each change that comes to be now has its turn; of earlier ones that the team missed the last is told.
        let turns = changes.indices.filter { changes[$0].at == instant } + [last].compactMap(\.self)
        for number in turns { tell(changes[number], number, to: team, &belief, decided, at: instant) }
    }

    /// A selection says the colour that people decided, unless one that nobody has confirmed stands beside it.
    private func bundle(_ decided: RAGRating?, _ last: (Int, ColourAccount.Change)?, _ belief: inout Belief) {
        guard let decided, last.map({ $0.1.isConfirmed }) ?? true, last == nil || belief.change != last?.0 else {
            return
        }
        (belief.colour, belief.change) = (decided, nil)
    }

    /// Each change is told once; that a colour stands which the team was told is no news.
    private mutating func tell(
        _ change: ColourAccount.Change, _ number: Int, to team: String, _ belief: inout Belief, _ decided: RAGRating?,
        at instant: Timestamp
    ) {
        if belief.change == number { return }
        if belief.change == nil, belief.colour == change.colour, change.isConfirmed, !change.isAlarm { return }
        let isRise = belief.colour.map { $0 <= change.colour } ?? true
        guard say(isRise ? "rag-escalation" : "rag-reduction", to: team, belief, decided, at: instant) else { return }
        (belief.colour, belief.change) = (change.colour, number)
    }

    private func standing(
        at instant: Timestamp, _ stay: TrueLife.Stay, isResponsible: Bool, was: Belief.Standing?
    ) -> Belief.Standing? {
        if isOver(stay, at: instant) { return was == nil ? nil : .ended }
        let isDead = life.deathKnown.map { $0 <= instant } ?? false
        let isInPrison =
            area.hasColours
            && life.prison.contains { period in
                period.begins <= instant && (period.ends.map { instant < $0 } ?? true)
            }
        if isResponsible && !isDead && !isInPrison { return .active }
        return was == nil ? nil : .stopped
    }

    /// Whether the panel has ended it; a death alone does not.
    private func isOver(_ stay: TrueLife.Stay, at instant: Timestamp) -> Bool {
        guard let end = stay.end else { return false }
        guard stay.ground == "died" else { return end <= instant }
        return life.words.keys.contains { $0 > end && $0 <= instant }
    }

    private mutating func say(
        _ kind: String, to team: String, _ belief: Belief, _ decided: RAGRating?, at instant: Timestamp
    ) -> Bool {
        guard Self.isTold(kind, colour: decided, wasTold: belief.standing != nil, area) else { return false }
        tellings.append(Telling(team: team, kind: kind, at: instant))
        return true
    }
}
