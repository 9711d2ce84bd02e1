/// Who starts when, so that a caseload stays the size that a source gives and its starters leave as another says.
struct Turnover {
    /// A start on a day; whoever starts early-leaving is gone within a month.
    struct Start {
        var day: Int
        var group: AreaSpecification.Group
        var isEarly: Bool
    }

    /// By day.
    private(set) var starts: [Int: [Start]] = [:]

    init() {}

    init(_ area: AreaSpecification, months: Int, random: inout SyntheticRandom) {
        let observed = max(months - 1, 1)
        for group in AreaSpecification.Group.all {
            let size = area.size(of: group)
            let usual = max(1, size * area.monthlyTurnover * observed / 1_000)
            let plan = area.starters?[group] ?? .init(starts: usual, early: usual * 83 / 1_000)
            let scaled = months == 12 || area.starters == nil ? plan : .init(starts: usual, early: usual * 83 / 1_000)
            let early = months >= 3 ? scaled.early : 0
            // Whoever leaves early is replaced at once, and the replacement is a start as well.
            for number in 0..<max(scaled.starts - early, early) {
                let isEarly = number < early
                let month = random.pick(0...(isEarly ? observed - 2 : observed - 1))
                add(Start(day: Self.day(month, &random), group: group, isEarly: isEarly))
            }
            for _ in 0..<max(1, scaled.starts / observed) where months > 1 {
                add(Start(day: Self.day(months - 1, &random), group: group, isEarly: false))
            }
        }
    }

    /// A start that a death has brought forward.
    mutating func bringForward(_ group: AreaSpecification.Group, after day: Int, before limit: Int) -> Bool {
        for later in starts.keys.sorted() where later > day && later < limit {
            guard let place = starts[later]?.firstIndex(where: { $0.group == group && !$0.isEarly }) else { continue }
            starts[later]?.remove(at: place)
            return true
        }
        return false
    }

    private mutating func add(_ start: Start) { starts[start.day, default: []].append(start) }

    /// Days 2 to 27 of a month, counted in twelfths of a year; exact months do not matter, only that none is overstepped.
    private static func day(_ month: Int, _ random: inout SyntheticRandom) -> Int {
        month * 365 / 12 + random.pick(2...26)
    }
}
