import CanonicalModel

/// Makes the months of an area happen, a day at a time: every event goes into somebody's true life and, as an agency would
/// tell it, into a feed.
struct AreaGenerator {
    let area: AreaSpecification
    let months: [ReportMonth]
    let faults: SyntheticFaults
    let firstDay: Int
    let dayCount: Int
    let teams: [SyntheticTeam]
    var random: SyntheticRandom
    var inventor: PeopleInventor
    var lives: [TrueLife] = []
    var items: [FeedItem] = []
    var answers: [SyntheticAnswer] = []
    var turnover: Turnover
    /// Places that a death left empty, by the day on which they are filled.
    var vacancies: [Int: [AreaSpecification.Group]] = [:]
    /// Panel decisions about people who died, by day.
    var closings: [Int: [Int]] = [:]
    /// People whose second record is made, and united, on a day.
    var doubles: [Int: [Int]] = [:]
    var unions: [Int: [Int]] = [:]
    /// Decisions that stated too little, and the days on which they are recorded again.
    var completions: [Int: [Completion]] = [:]
    var heldDecisions = 0
    private var serial = 0
    private let prefix: String

    /// A decision that is recorded again, whole.
    enum Completion {
        case select(Int, AreaSpecification.Group)
        case deselect(Int, String)
    }

    /// The hub meets three times a day; the last is after London's midnight in summer.
    static let slots = [9 * 3_600, 14 * 3_600, 23 * 3_600 + 15 * 60]

    init(_ area: AreaSpecification, months: [ReportMonth], seed: UInt64, faults: SyntheticFaults) {
        self.area = area
        self.months = months
        self.faults = faults
        firstDay = months[0].first.daysSinceEpoch
        dayCount = months[months.count - 1].adding(1).first.daysSinceEpoch - firstDay
        let series = Int(area.postcodeArea.utf8.last ?? 65) - 64
        random = SyntheticRandom(seed: seed &* 1_000_003 &+ UInt64(series))
        inventor = PeopleInventor(seed: seed &+ UInt64(series) &* 7_919, series: series)
        turnover = Turnover()
        prefix = "\(area.id)-\(seed)"
        teams = (1...max(2, min(9, area.people / 60))).map {
            SyntheticTeam(id: "npt-\(area.id)-\($0)", covers: "\(area.postcodeArea)\($0)")
        }
    }

    mutating func run() {
        populate()
        turnover = Turnover(area, months: months.count, random: &random)
        planDoubles()
        for day in 0..<dayCount {
            for slot in Self.slots.indices { meet(day, slot) }
            for person in lives.indices { live(person, day) }
            strangers(day)
        }
    }

    // MARK: Time

    /// An instant of a day of the simulation.
    func at(_ day: Int, _ second: Int) -> Timestamp {
        CalendarDate(daysSinceEpoch: firstDay + day).startOfDay.adding(seconds: Int64(second))
    }

    func meeting(_ day: Int, _ slot: Int) -> Timestamp { at(day, Self.slots[slot]) }

    /// London's midnight at the start of a day, as a feed that writes days alone is read.
    func midnight(_ day: Int) -> Timestamp {
        LondonTime.utc(CalendarDate(daysSinceEpoch: firstDay + day), secondOfDay: 0)
    }

    func date(_ day: Int) -> String { CalendarDate(daysSinceEpoch: firstDay + day).description }

    mutating func number() -> Int {
        serial += 1
        return serial
    }

    mutating func identity() -> String { "\(prefix)-\(number())" }

    // MARK: Saying

    /// Says something through a feed, sometimes late, sometimes twice.
    ///
    /// - Returns: when it first arrives.
    @discardableResult
    mutating func say(
        _ feed: SyntheticFeed, _ body: FeedItem.Body, arriving: Timestamp, isPunctual: Bool = false
    ) -> Timestamp {
        var arrival = arriving
        if feed != .hub, !isPunctual, random.happens(faults.late) {
            arrival = arrival.adding(seconds: Int64(random.pick(2...20)) * 86_400)
        }
        items.append(FeedItem(feed: feed, arrivesAt: arrival, body: body))
        guard random.happens(faults.duplicates) else { return arrival }
        let again = arrival.adding(seconds: Int64(random.pick(1...6)) * 86_400)
        items.append(FeedItem(feed: feed, arrivesAt: again, body: body))
        return arrival
    }

    /// The hub says something at one of its meetings.
    ///
    /// - Returns: the message's id.
    @discardableResult
    mutating func decide(_ fact: Fact, at time: Timestamp, arriving: Timestamp? = nil) -> String {
        let message = CanonicalMessage(
            id: identity(), source: "/hub/cli", time: time, recordedTime: arriving ?? time, fact: fact)
        say(.hub, .line(message.encoded()), arriving: arriving ?? time)
        return message.id
    }

    /// The hub says something about one person, which may be what a team is told of.
    mutating func decide(_ person: Int, _ fact: Fact, at time: Timestamp, arriving: Timestamp? = nil) {
        lives[person].words[time] = decide(fact, at: time, arriving: arriving)
        if let matter = fact.matter { lives[person].panel.append((arriving ?? time, matter, nil)) }
    }

    /// The hub says something that states too little; the next day at its first meeting it is recorded again, whole.
    mutating func decideTooLittle(_ person: Int, _ fact: Fact, _ day: Int, _ slot: Int, _ completion: Completion) {
        heldDecisions += 1
        lives[person].isLeaving = true
        let time = meeting(day, slot)
        decide(fact, at: time)
        completions[day + 1, default: []].append(completion)
        if let matter = fact.matter { lives[person].panel.append((time, matter, meeting(day + 1, 0))) }
    }

    /// What the teams should have been told by everything that happened.
    mutating func tellTeams() {
        for person in lives.indices {
            for telling in TellingAccount(lives[person], area).tellings {
                tell(person, telling.team, telling.kind, at: telling.at, cause: lives[person].words[telling.at])
            }
        }
    }

    /// A team is told something; sometimes an officer acknowledges it in time, sometimes late, sometimes never.
    mutating func tell(_ person: Int, _ team: String, _ kind: String, at time: Timestamp, cause: String?) {
        let chance = random.pick(0...99)
        let minutes = chance < 80 ? random.pick(20...1_300) : chance < 92 ? random.pick(1_500...5_000) : nil
        let answered = cause == nil ? nil : minutes
        lives[person].tellings.append(
            TrueLife.Telling(team: team, kind: kind, decidedAt: time, acknowledgedAfter: answered))
        guard let cause, let answered else { return }
        answers.append(SyntheticAnswer(cause: cause, team: team, kind: kind, afterMinutes: answered))
    }

    static let chair = "Insp 2201 Invented"
}

extension Fact {
    /// What a panel decided, in the word of the figures; nil for what is no decision.
    var matter: String? {
        switch self {
        case .selection: "selection"
        case .deselection: "de-selection"
        case .cohortChanged: "change of cohort"
        case .rag: "colour"
        default: nil
        }
    }
}
