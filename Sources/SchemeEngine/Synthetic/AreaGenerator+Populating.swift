import CanonicalModel

extension AreaGenerator {
    /// The existing cohort, with the means of table 3.3.
    mutating func populate() {
        let (ages, firsts) = ages(area.people)
        let occasions = share(area.occasions * area.people / 10, among: area.people, 2...90)
        let offences = share(area.offences * area.people / 10, over: occasions)
        let breaches = share(area.breaches * area.people / 10, among: area.people, 0...40)
        var groups = AreaSpecification.Group.all.flatMap { Array(repeating: $0, count: area.size(of: $0)) }
        groups.shuffle(using: &random)
        keepChildrenApart(&groups, ages)
        for place in 0..<area.people {
            let born = CalendarDate(daysSinceEpoch: firstDay - ages[place])
            let first = firsts[place] - ages[place]
            let person = addPerson(born: born, known: at(first, 0).date.year)
            load(person, groups[place], notBefore: first)
            tellHistory(person, first: first, occasions[place], offences[place], breaches[place])
        }
    }

    /// Since September 2009 nobody under 18 is a priority offender; a child's scheme is another (LDS 1.29; SEL-25).
    private func keepChildrenApart(_ groups: inout [AreaSpecification.Group], _ ages: [Int]) {
        for child in ages.indices where ages[child] < 6_575 && groups[child].isPPO {
            let adult = ages.indices.first { ages[$0] >= 6_575 && !groups[$0].isPPO }
            if let adult { groups.swapAt(child, adult) }
        }
    }

    mutating func addPerson(born: CalendarDate, known: Int) -> Int {
        let team = random.pick(teams)
        let identity = inventor.person(born: born, known: known)
        var life = TrueLife(identity: identity, postcode: postcode(team, identity), team: team.id)
        life.habit = random.pick(55...97)
        life.isDrugUser = random.happens(4_000)
        life.isTagged = random.happens(1_200)
        life.moves = [(at(-10_000, 0), team.id)]
        lives.append(life)
        return lives.count - 1
    }

    func postcode(_ team: SyntheticTeam, _ identity: InventedPerson) -> String { "\(team.covers) \(identity.sector)ZQ" }

    func cohort(_ group: AreaSpecification.Group, born: CalendarDate, day: Int) -> String {
        if group.isPPO { return "ppo" }
        let isChild = born.wholeYears(to: CalendarDate(daysSinceEpoch: firstDay + day)) < 18
        return isChild ? "dyo" : area.otherCohort
    }

    private mutating func load(_ person: Int, _ group: AreaSpecification.Group, notBefore first: Int) {
        let since = at(-random.pick(60...min(900, max(60, -first - 366))), random.pick(0...86_399))
        let cohort = cohort(group, born: lives[person].identity.born, day: 0)
        let colour = area.hasColours ? random.pick([RAGRating.red, .amber, .amber, .green, nil]) : nil
        let life = lives[person]
        decide(
            person,
            .selection(
                SelectionDecision(
                    person: life.identity.person(living: life.postcode), cohort: cohort, isStatutory: group.isStatutory,
                    rag: colour, meeting: "import of the existing cohort", decidedBy: Self.chair,
                    alreadyTold: [life.team])),
            at: since, arriving: imported)
        lives[person].stays = [
            TrueLife.Stay(
                start: since, end: nil, ground: nil, isStatutory: group.isStatutory, cohorts: [(since, cohort)],
                isImported: true, colours: colour.map { [(since, $0)] } ?? [])
        ]
        lives[person].rates = colour.map { [TrueLife.Rate(at: since, known: imported, colour: $0)] } ?? []
    }

    /// When the existing cohort is loaded.
    private var imported: Timestamp { at(-1, 12 * 3_600) }

    // MARK: Offending before

    /// What the police computer holds of earlier years, in the first download, and the breaches that partners report.
    private mutating func tellHistory(_ person: Int, first: Int, _ occasions: Int, _ offences: Int, _ breaches: Int) {
        var days = [first] + (1..<max(occasions, 1)).map { _ in random.pick(first...(-40)) }
        days.sort()
        var left = offences
        for (place, day) in days.enumerated() {
            let others = days.count - place - 1
            let count = others == 0 ? left : min(left - others, max(1, offences / days.count + random.pick(-1...1)))
            left -= count
            tellOutcome(person, day, asn: nil, offences: count, arriving: at(-1, 20 * 3_600))
        }
        // A breach while on the scheme would be news to it; these are from before.
        let selected = (lives[person].stays.first?.start.date.daysSinceEpoch ?? firstDay) - firstDay
        let last = max(first, min(-30, selected - 1))
        for _ in 0..<breaches { tellBreach(person, day: random.pick(max(first, -5_000)...last), isHistory: true) }
    }

    // MARK: Means that come out exactly

    /// Days of age and of age at the first conviction, with the area's means.
    private mutating func ages(_ count: Int) -> (now: [Int], first: [Int]) {
        let youngest = area.hasYouths ? 5_300 : 6_620
        let mean = area.age * 36_525 / 10_000
        var now = (0..<count).map { place in
            area.hasYouths && place % 16 == 0
                ? random.pick(5_300...6_500)
                : min(22_000, 6_620 + random.skewed(mean: (mean - 6_620) / 100) * 100 + random.pick(0...99))
        }
        settle(&now, total: area.age * 36_525 * count / 10_000, youngest...22_000)
        let limits = now.map { min($0 - 400, 12_000) }
        var first = limits.map { min($0, random.pick(3_800...7_600)) }
        settle(&first, total: area.ageAtFirst * 36_525 * count / 10_000, lower: 3_700, upper: limits)
        return (now, first)
    }

    private mutating func share(_ total: Int, among count: Int, _ range: ClosedRange<Int>) -> [Int] {
        var parts = (0..<count).map { _ in
            min(range.upperBound, max(range.lowerBound, random.skewed(mean: total / max(count, 1))))
        }
        settle(&parts, total: total, range)
        return parts
    }

    /// At least one for each occasion.
    private mutating func share(_ total: Int, over occasions: [Int]) -> [Int] {
        let sum = max(occasions.reduce(0, +), 1)
        var parts = occasions.map { max($0, $0 * total / sum) }
        settle(&parts, total: total, lower: occasions, upper: occasions.map { $0 * 12 })
        return parts
    }

    private mutating func settle(_ parts: inout [Int], total: Int, _ range: ClosedRange<Int>) {
        settle(
            &parts, total: total, lower: Array(repeating: range.lowerBound, count: parts.count),
            upper: Array(repeating: range.upperBound, count: parts.count))
    }

    private mutating func settle(_ parts: inout [Int], total: Int, lower: Int, upper: [Int]) {
        settle(&parts, total: total, lower: Array(repeating: lower, count: parts.count), upper: upper)
    }

    /// Moves numbers up or down within their bounds until they make the total.
    private mutating func settle(_ parts: inout [Int], total: Int, lower: [Int], upper: [Int]) {
        var missing = total - parts.reduce(0, +)
        while missing != 0 {
            let open = parts.indices.filter { missing > 0 ? parts[$0] < upper[$0] : parts[$0] > lower[$0] }
            if open.isEmpty { return }
            let step = max(1, abs(missing) / open.count)
            for place in open where missing != 0 {
                let room = missing > 0 ? upper[place] - parts[place] : parts[place] - lower[place]
                let moved = min(step, room, abs(missing))
                parts[place] += missing > 0 ? moved : -moved
                missing -= missing > 0 ? moved : -moved
            }
        }
    }
}
