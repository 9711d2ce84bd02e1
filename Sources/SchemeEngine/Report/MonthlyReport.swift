public import CanonicalModel

/// A scheme's month in figures: a pure function of what the broker knows.
///
/// Two cohorts are counted side by side, the one that changes daily and the one of a fixed day, because performance "is
/// calculated against the static cohort but dynamic changes to it are not accounted for" (CLV 7.19; AUD-05).
public struct MonthlyReport: Sendable {
    /// The month.
    public let month: ReportMonth
    /// What the partnership chose.
    public let settings: ReportSettings
    /// Until when it counts: the month's end, or when the record was read in a month that is not over.
    public let closes: Timestamp
    /// Every figure, in the dictionary's order.
    public let figures: [Figure]
    /// What people read of its rows.
    let names: RowNames
    private let silences: [Metric: Silence]

    /// Computes a report.
    ///
    /// - Parameters:
    ///   - input: what the broker knows now; a late fact changes the figures of an earlier month.
    ///   - month: which month.
    ///   - settings: what the partnership chose.
    public init(_ input: ReportInput, month: ReportMonth, settings: ReportSettings) {
        self.month = month
        self.settings = settings
        var count = MonthCount(month: month, settings: settings, knownAt: input.knownAt)
        for person in input.people { count.add(person) }
        for notice in input.notices { count.add(notice) }
        for task in input.tasks { count.add(task) }
        for tally in input.strangers { count.add(tally) }
        count.finish()
        closes = count.closes
        figures = count.tally.figures
        silences = input.silences
        names = RowNames(teams: input.teamNames)
    }

    /// Whether the month was not over when the record was read.
    public var isSoFar: Bool { closes < month.end }

    /// "April 2026", or "April 2026 so far".
    var words: String { isSoFar ? "\(month.words) so far" : month.words }

    /// Why a metric cannot be told; nil when it can.
    public func silence(_ metric: Metric) -> Silence? { silences[metric] }

    /// The rows of a metric, without its whole.
    public func rows(_ metric: Metric) -> [Figure] { figures.filter { $0.metric == metric && !$0.isTotal } }

    /// The whole of a metric.
    public func total(_ metric: Metric) -> Figure {
        figures.first { $0.metric == metric && $0.isTotal } ?? Figure(metric, 0)
    }
}

/// Counts one month.
struct MonthCount {
    let month: ReportMonth
    let settings: ReportSettings
    let knownAt: Timestamp?
    /// Until when it counts: nobody knows who will be on the scheme tomorrow.
    let closes: Timestamp
    /// The ends of the days that are over.
    let dayEnds: [Timestamp]
    /// When the last of them ended: what is held against days is counted until then.
    let daysEnd: Timestamp
    let fixedAt: Timestamp
    var tally = FigureTally()

    init(month: ReportMonth, settings: ReportSettings, knownAt: Timestamp?) {
        self.month = month
        self.settings = settings
        self.knownAt = knownAt
        let closes = min(month.end, knownAt ?? month.end)
        self.closes = closes
        dayEnds = month.dayEnds.filter { $0 <= closes }
        daysEnd = dayEnds.last ?? month.start
        fixedAt = LondonTime.utc(settings.fixedOn, secondOfDay: 0)
    }

    mutating func add(_ person: ReportInput.Person) {
        let stays = person.stays
        let isFixed = stays.contains { $0.holds(at: fixedAt) }
        addSize(stays)
        for stay in stays { addThroughput(stay) }
        addNominations(person, stays)
        for stay in stays { addColours(person, stay) }
        addConduct(person, stays)
        addNeeds(person, stays)
        addYouth(person, stays)
        addProposals(person)
        addDecisions(person)
        addCandidacies(person)
        if isFixed { addFixed(person, stays) }
    }

    mutating func add(_ notice: ReportInput.Notice) {
        guard month.contains(notice.decidedAt) else { return }
        // Nobody is late before the time is up.
        if notice.acknowledgedAt == nil, let knownAt, knownAt <= notice.dueAt { return }
        let isInTime = notice.acknowledgedAt.map { $0 <= notice.dueAt } ?? false
        tally.add(.acknowledgedByTeam, notice.team, isInTime ? 1 : 0, of: 1)
        tally.add(.acknowledgedByKind, notice.kind, isInTime ? 1 : 0, of: 1)
    }

    mutating func finish() {
        let days = tally.figures.first { $0.metric == .personDays && $0.isTotal }?.numerator ?? 0
        tally.add(.averageCohort, days, of: dayEnds.count)
        guard let officers = settings.officers, officers > 0 else { return }
        let people = tally.figures.first { $0.metric == .cohortAtEnd && $0.isTotal }?.numerator ?? 0
        tally.add(.peoplePerOfficer, people, of: officers)
    }

    // MARK: Size

    private mutating func addSize(_ stays: [Stay]) {
        for stay in stays where stay.holds(at: month.start) {
            tally.add(.cohortAtStart, stay.category(at: month.start).name, 1)
        }
        for stay in stays where stay.holds(at: closes) { addAtEnd(stay.category(at: closes)) }
        for instant in dayEnds {
            for stay in stays where stay.holds(at: instant) {
                tally.add(.personDays, stay.category(at: instant).name, 1)
            }
        }
    }

    private mutating func addAtEnd(_ category: Category) {
        tally.add(.cohortAtEnd, category.name, 1)
        if let isStatutory = category.isStatutory { tally.add(.statutoryShare, isStatutory ? 1 : 0, of: 1) }
        tally.add(.ppoShare, category.isPPO ? 1 : 0, of: 1)
    }

    // MARK: Throughput

    private mutating func addThroughput(_ stay: Stay) {
        let category = stay.category(at: stay.start).name
        if month.contains(stay.start) && !stay.isImported { tally.add(.joined, category, 1) }
        if let end = stay.end, month.contains(end) { tally.add(.left, stay.ground ?? "not stated", 1) }
        for change in stay.changes where month.contains(change) { tally.add(.cohortChanges, 1) }
        if !stay.isImported {
            addEarlyLeaving(stay, category)
            addTime(stay)
        }
    }

    /// Only stays of earlier months are looked at: each has had its month by now, or the share would be too small.
    private mutating func addEarlyLeaving(_ stay: Stay, _ category: String) {
        let begins = LondonTime.utc(settings.begins, secondOfDay: 0)
        guard stay.start >= begins, stay.start < month.start, stay.start.oneMonthLater <= closes else { return }
        let isEarly = stay.end.map { $0 < stay.start.oneMonthLater } ?? false
        tally.add(.leftWithinMonthSoFar, category, isEarly ? 1 : 0, of: 1)
        guard month.adding(-1).contains(stay.start) else { return }
        tally.add(.leftWithinMonth, category, isEarly ? 1 : 0, of: 1)
    }

    private mutating func addTime(_ stay: Stay) {
        if let end = stay.end, month.contains(end) { tally.add(.timeCompleted, stay.start.days(until: end), of: 1) }
        if stay.holds(at: closes) { tally.add(.timeCurrent, stay.start.days(until: closes), of: 1) }
    }

    private mutating func addNominations(_ person: ReportInput.Person, _ stays: [Stay]) {
        for instant in person.nominations where month.contains(instant) {
            if stays.contains(where: { $0.holds(at: instant) }) { continue }
            let isSelected = stays.contains { instant < $0.start && $0.start < closes }
            if !isSelected { tally.add(.notSelected, 1) }
        }
    }
}
