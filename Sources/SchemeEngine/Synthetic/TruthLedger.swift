import CanonicalModel

/// The generator's own account of the months, from what it made happen: a walk through every day, with no code of the
/// report's, so that the two can disagree.
struct TruthLedger {
    private(set) var figures: [TrueFigure] = []
    private let lives: [TrueLife]
    private let officers: Int?
    private let begins: ReportMonth

    private struct Key: Hashable {
        var metric: String
        var row: String
    }

    init(_ lives: [TrueLife], months: [ReportMonth], officers: Int?, hasColours: Bool) {
        self.lives = lives
        self.officers = officers
        begins = months[0]
        for month in months { figures += account(month) + Self.youngPeople(lives, month) + Self.scheme(lives, month, hasColours) }
    }

    private func account(_ month: ReportMonth) -> [TrueFigure] {
        var book = Book()
        for life in lives {
            walk(life, month, &book)
            events(life, month, &book)
            tellings(life, month, &book)
            fixed(life, month, &book)
        }
        let days = month.dayCount
        book.note("cohort.average", book.total("cohort.person-days").numerator, days)
        if let officers { book.note("cohort.per-officer", book.total("cohort.end").numerator, officers) }
        return book.sums.map {
            TrueFigure(
                month: month, metric: $0.key.metric, row: $0.key.row, numerator: $0.value.numerator,
                denominator: $0.value.denominator)
        }
    }

    // MARK: A day at a time

    private func walk(_ life: TrueLife, _ month: ReportMonth, _ book: inout Book) {
        if let group = group(life, month.start) { book.note("cohort.start", group, 1, 0) }
        var midnight = month.first
        for _ in 0..<month.dayCount {
            midnight = CalendarDate(daysSinceEpoch: midnight.daysSinceEpoch + 1)
            let instant = LondonTime.utc(midnight, secondOfDay: 0)
            guard let group = group(life, instant) else { continue }
            book.note("cohort.person-days", group, 1, 0)
            book.note("offending.arrests", group, 0, 1)
            book.note("offending.outcomes", group, 0, 1)
            book.note("rag.person-days", colour(life, instant), 1, 0)
        }
        atEnd(life, month, &book)
    }

    private func atEnd(_ life: TrueLife, _ month: ReportMonth, _ book: inout Book) {
        guard let group = group(life, month.end), let stay = stay(life, month.end) else { return }
        book.note("cohort.end", group, 1, 0)
        book.note("cohort.statutory-share", stay.isStatutory ? 1 : 0, 1)
        book.note("cohort.ppo-share", group.hasPrefix("PPO") ? 1 : 0, 1)
        if !stay.isImported { book.note("time.current", days(stay.start, month.end), 1) }
        if yearsOld(life, CalendarDate(daysSinceEpoch: midnightDay(month.end) - 1)) < 18 {
            book.note("youth.cohort", 1, 0)
        }
        guard let plan = life.plans.last(where: { $0.at < month.end }) else { return }
        for action in plan.actions {
            book.note("needs.progress", action.need, action.state == "completed" ? 1 : 0, 1)
            book.note("needs.actions", action.state, 1, 0)
        }
    }

    // MARK: Events

    private func events(_ life: TrueLife, _ month: ReportMonth, _ book: inout Book) {
        for stay in life.stays { coming(stay, month, &book) }
        for decision in life.decisions where month.contains(decision.at) { decided(life, decision, &book) }
        for visit in life.attendances where visit.isRequired && month.contains(visit.at) {
            guard let group = group(life, visit.at) else { continue }
            book.note("compliance.kept", group, visit.isAttended ? 1 : 0, 1)
            if !visit.isAttended {
                book.note("compliance.missed", visit.isAcceptable ? "accepted" : "not accepted", 1, 0)
            }
        }
        count(life.breaches, "enforcement.started", "breach", life, month, &book)
        count(life.recalls, "enforcement.started", "recall", life, month, &book)
        count(life.intelligence, "intelligence.items", "", life, month, &book)
        for arrest in life.arrests where !arrest.isWithdrawn && month.contains(arrest.at) {
            if let group = group(life, arrest.at) { book.note("offending.arrests", group, 1, 0) }
        }
        for outcome in life.outcomes where month.contains(outcome.at) { dealt(life, outcome, &book) }
        for test in life.tests where month.contains(test.at) && test.result != .refused && stay(life, test.at) != nil {
            book.note("needs.positive-tests", test.result == .positive ? 1 : 0, 1)
        }
        for event in life.recordings where month.contains(event.at) && stay(life, event.at) != nil {
            let minutes = Int((event.arrived.microseconds - event.at.microseconds) / 60_000_000)
            book.note("recording.within-a-day", minutes <= 1_440 ? 1 : 0, 1)
            book.note("recording.time", minutes, 1)
        }
        for nomination in life.nominations where month.contains(nomination) && stay(life, nomination) == nil {
            let isSelected = life.stays.contains { $0.start > nomination && $0.start < month.end }
            if !isSelected { book.note("candidates.not-selected", 1, 0) }
        }
    }

    private func count(
        _ times: [Timestamp], _ metric: String, _ row: String, _ life: TrueLife, _ month: ReportMonth,
        _ book: inout Book
    ) {
        for time in times where month.contains(time) && stay(life, time) != nil { book.note(metric, row, 1, 0) }
    }

    private func coming(_ stay: TrueLife.Stay, _ month: ReportMonth, _ book: inout Book) {
        let started = name(isPPO: stay.cohorts[0].cohort == "ppo", stay.isStatutory)
        for change in stay.cohorts.dropFirst() where month.contains(change.since) {
            book.note("throughput.cohort-changes", 1, 0)
        }
        if let end = stay.end, month.contains(end) {
            book.note("throughput.left", stay.ground ?? "", 1, 0)
            if !stay.isImported { book.note("time.completed", days(stay.start, end), 1) }
        }
        guard !stay.isImported else { return }
        if month.contains(stay.start) { book.note("throughput.joined", started, 1, 0) }
        guard stay.start < month.start, stay.start >= begins.start else { return }
        let isEarly = stay.end.map { leftWithinMonth(stay.start, $0) } ?? false
        book.note("throughput.left-within-month-so-far", started, isEarly ? 1 : 0, 1)
        let before = CalendarDate(daysSinceEpoch: midnightDay(month.start) - 1)
        if ReportMonth(of: LondonTime.day(of: stay.start)) == ReportMonth(of: before) {
            book.note("throughput.left-within-month", started, isEarly ? 1 : 0, 1)
        }
    }

    /// The generator's early leavers go within 27 days, and its others stay 45: no calendar is needed to tell them apart.
    private func leftWithinMonth(_ start: Timestamp, _ end: Timestamp) -> Bool { days(start, end) < 28 }

    private func decided(_ life: TrueLife, _ decision: TrueLife.Decision, _ book: inout Book) {
        let before = decision.before ?? .amber
        book.note("rag.changes", decision.colour > before ? "rose" : decision.colour < before ? "fell" : "stayed", 1, 0)
        book.note("rag.triggers", decision.trigger, 1, 0)
        guard let event = triggers(life, decision).filter({ $0 <= decision.at }).max(),
            decision.at.microseconds - event.microseconds <= 28 * 86_400_000_000
        else { return }
        let minutes = Int((decision.at.microseconds - event.microseconds) / 60_000_000)
        book.note("rag.time-to-confirm", minutes, 1)
        book.note("rag.confirmed-within-a-day", minutes <= 1_440 ? 1 : 0, 1)
    }

    private func triggers(_ life: TrueLife, _ decision: TrueLife.Decision) -> [Timestamp] {
        switch decision.trigger {
        case "arrest": life.arrests.filter { !$0.isWithdrawn }.map(\.at)
        case "missed-appointment": life.attendances.filter { !$0.isAttended }.map(\.at)
        case "tag-breach": life.tagEvents
        case "recall": life.recalls
        default: []
        }
    }

    private func dealt(_ life: TrueLife, _ outcome: (at: Timestamp, asn: String?, offences: Int), _ book: inout Book) {
        if let group = group(life, outcome.at) {
            book.note("offending.outcomes", group, 1, 0)
            book.note("offending.gravity", outcome.offences, 1)
        }
        guard let asn = outcome.asn, let arrest = life.arrests.first(where: { $0.asn == asn && !$0.isWithdrawn }),
            yearsOld(life, LondonTime.day(of: arrest.at)) < 18
        else { return }
        book.note("youth.arrest-to-outcome", days(arrest.at, outcome.at), 1)
    }

    private func tellings(_ life: TrueLife, _ month: ReportMonth, _ book: inout Book) {
        for telling in life.tellings where month.contains(telling.decidedAt) {
            let isInTime = telling.acknowledgedAfter.map { $0 <= 24 * 60 } ?? false
            book.note("notices.acknowledged-by-team", telling.team, isInTime ? 1 : 0, 1)
            book.note("notices.acknowledged-by-kind", telling.kind, isInTime ? 1 : 0, 1)
        }
    }

    // MARK: The cohort of the first day

    private func fixed(_ life: TrueLife, _ month: ReportMonth, _ book: inout Book) {
        guard let group = group(life, begins.start) else { return }
        book.note("cohort.fixed", group, 1, 0)
        book.note("cohort.fixed-remaining", stay(life, month.end) == nil ? 0 : 1, 1)
        for visit in life.attendances where visit.isRequired && month.contains(visit.at) {
            book.note("compliance.kept-fixed", visit.isAttended ? 1 : 0, 1)
        }
        let first = midnightDay(month.start)
        var alive = 0
        for day in 1...month.dayCount {
            let instant = LondonTime.utc(CalendarDate(daysSinceEpoch: first + day), secondOfDay: 0)
            if life.died.map({ $0 > instant }) ?? true { alive += 1 }
        }
        let arrests = life.arrests.filter { !$0.isWithdrawn && month.contains($0.at) }
        book.note("offending.arrests-fixed", arrests.count, alive)
        book.note("offending.outcomes-fixed", life.outcomes.filter { month.contains($0.at) }.count, alive)
        let earlier = life.outcomes.filter { $0.at < begins.start }
        book.note("history.offences", earlier.map(\.offences).reduce(0, +), 1)
        book.note("history.occasions", earlier.count, 1)
        book.note("history.breaches", life.breaches.filter { $0 < begins.start }.count, 1)
        book.note("history.age", begins.first.daysSinceEpoch - life.identity.born.daysSinceEpoch, 1)
        guard let oldest = earlier.map({ midnightDay($0.at) }).min() else { return }
        book.note("history.age-at-first", oldest - life.identity.born.daysSinceEpoch, 1)
    }

    // MARK: The state at an instant

    private func stay(_ life: TrueLife, _ instant: Timestamp) -> TrueLife.Stay? {
        for stay in life.stays where stay.start <= instant {
            if let end = stay.end, end <= instant { continue }
            return stay
        }
        return nil
    }

    private func group(_ life: TrueLife, _ instant: Timestamp) -> String? {
        guard let stay = stay(life, instant), let cohort = stay.cohorts.last(where: { $0.since <= instant }) else {
            return nil
        }
        return name(isPPO: cohort.cohort == "ppo", stay.isStatutory)
    }

    private func name(isPPO: Bool, _ isStatutory: Bool) -> String {
        (isPPO ? "PPO " : "Non-PPO ") + (isStatutory ? "statutory" : "non-statutory")
    }

    private func colour(_ life: TrueLife, _ instant: Timestamp) -> String {
        var isHeld = false
        for change in life.custody.sorted(by: { $0.at < $1.at }) where change.at <= instant { isHeld = change.isHeld }
        if isHeld { return "blue" }
        return stay(life, instant)?.colours.last { $0.since <= instant }?.colour.rawValue ?? "amber"
    }

    private func midnightDay(_ instant: Timestamp) -> Int { LondonTime.day(of: instant).daysSinceEpoch }
    private func days(_ from: Timestamp, _ to: Timestamp) -> Int { midnightDay(to) - midnightDay(from) }
    private func yearsOld(_ life: TrueLife, _ day: CalendarDate) -> Int { life.identity.born.wholeYears(to: day) }

    // MARK: The book

    private struct Book {
        var sums: [Key: (numerator: Int, denominator: Int)] = [:]

        mutating func note(_ metric: String, _ numerator: Int, _ denominator: Int) {
            let key = Key(metric: metric, row: "")
            sums[key, default: (0, 0)].numerator += numerator
            sums[key, default: (0, 0)].denominator += denominator
        }

        mutating func note(_ metric: String, _ row: String, _ numerator: Int, _ denominator: Int) {
            note(metric, numerator, denominator)
            if row.isEmpty { return }
            let key = Key(metric: metric, row: row)
            sums[key, default: (0, 0)].numerator += numerator
            sums[key, default: (0, 0)].denominator += denominator
        }

        func total(_ metric: String) -> (numerator: Int, denominator: Int) {
            sums[Key(metric: metric, row: "")] ?? (0, 0)
        }
    }
}
