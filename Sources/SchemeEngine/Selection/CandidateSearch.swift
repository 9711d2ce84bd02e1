import CanonicalModel

/// Looks for reasons to put somebody before the panel.
struct CandidateSearch {
    let pack: SchemePack
    let file: CaseFile
    /// What stands and belongs to this scheme, in order.
    let events: [CaseEvent]
    /// The decisions that stand.
    let decisions: [PanelDecision]
    let memberships: [CohortMembership]
    let now: Timestamp
    /// Whether ages are looked at; a birthday may open what they close.
    var mindsAge = true

    /// An open candidacy and what it asks somebody to do.
    struct Found {
        var candidate: Candidate
        var task: TaskForm?
        var header: RuleHeader
    }

    init(_ pack: SchemePack, _ view: CaseView, decisions: [PanelDecision]) {
        (self.pack, file, self.decisions, now) = (pack, view.file, decisions, view.now)
        memberships = CohortMembership.fold(decisions)
        let foreign = Set(pack.selection.elsewhere.flatMap(\.offences))
        events = view.standing.filter { !($0.detail.offence.map(foreign.contains) ?? false) }
    }

    /// Everything that is open, in the order of the pack.
    var found: [Found] {
        guard !isDead else { return [] }
        return pack.selection.matrices.compactMap(byScore) + pack.selection.candidates.flatMap(byTrigger)
    }

    private var isDead: Bool { file.died.map { $0 <= now.londonDay } ?? false || events.contains { $0.kind == .died } }
}

extension CandidateSearch {
    /// The scores of every matrix.
    var scores: [MatrixScore] { pack.selection.matrices.map { $0.score(events, at: now) } }

    /// Instants after now at which time alone may close what is open, or open what an age keeps closed.
    var turns: [Timestamp] {
        var ageless = self
        ageless.mindsAge = false
        let names = ageless.found
        guard !names.isEmpty else { return [] }
        return (names.compactMap(windowEnd) + days).filter { $0 > now }
    }

    /// When the first of its evidence falls out of the window.
    private func windowEnd(_ found: Found) -> Timestamp? {
        let evidence = events.filter { found.candidate.evidence.contains($0.id) }
        if let matrix = pack.selection.matrices.first(where: { $0.header.id == found.header.id }) {
            return evidence.map { matrix.window.after($0.occurred) }.min()
        }
        switch pack.selection.candidates.first(where: { $0.header.id == found.header.id })?.trigger {
        case .events(_, _, let window?): return evidence.map { window.after($0.occurred) }.min()
        case .unsupervisedRelease(_, let window): return window.after(found.candidate.since)
        default: return nil
        }
    }

    /// Birthdays that an age limit turns on, and days on which a rule of entry begins or ends.
    private var days: [Timestamp] {
        let bounds = pack.cohorts.entry.flatMap(\.demands).flatMap { demand -> [Int] in
            if case .age(let ages) = demand { [ages.lowerBound, ages.upperBound + 1] } else { [] }
        }
        let rules = pack.cohorts.entry.flatMap { [$0.scope.from, $0.scope.until?.adding(days: 1)] }
        return (rules + Set(bounds).map { file.born?.birthday($0) } + [file.died]).compactMap { $0?.londonMidnight }
    }

    private func byScore(_ matrix: Matrix) -> Found? {
        let entries = matrix.entries(events, at: now)
        var sum = 0
        let reached = entries.first { entry in
            sum += entry.points
            return sum >= matrix.threshold
        }
        guard let reached, isNew(entries.map(\.event), matrix.cohort), isOpen(matrix.cohort, to: .offCohort) else {
            return nil
        }
        let score = matrix.score(events, at: now)
        let candidate = Candidate(
            cohort: matrix.cohort, rule: matrix.header.id, since: reached.event.occurred, matrix: matrix.name,
            score: score.points, evidence: score.evidence,
            isIntelligenceAlone: restsOnIntelligence(entries.map(\.event)))
        return Found(candidate: candidate, task: nil, header: matrix.header)
    }

    private func byTrigger(_ rule: CandidateRule) -> [Found] {
        switch rule.trigger {
        case .events(let test, let count, let window): byEvents(rule, test, atLeast: count, window)
        case .unsupervisedRelease(let days, let window): byRelease(rule, underDays: days, window).map { [$0] } ?? []
        }
    }
}

extension CandidateSearch {
    private func byEvents(
        _ rule: CandidateRule, _ test: EventTest, atLeast count: Int, _ window: Interval?
    ) -> [Found] {
        let counted = events.filter { event in
            test.counts(event) && window.map { now < $0.after(event.occurred) } ?? true
        }
        let byCohort = Dictionary(grouping: counted) { cohort(rule, $0) ?? "" }.filter { !$0.key.isEmpty }
        return byCohort.sorted { $0.key < $1.key }.compactMap { cohort, all in
            let fresh = all.filter { isNew([$0], cohort) }
            guard all.count >= count, !fresh.isEmpty, isOpen(cohort, to: rule.admission) else { return nil }
            return found(rule, cohort, all, since: count == 1 ? fresh[0].occurred : all[count - 1].occurred, fresh)
        }
    }

    private func found(
        _ rule: CandidateRule, _ cohort: String, _ all: [CaseEvent], since: Timestamp, _ fresh: [CaseEvent]
    ) -> Found {
        let evidence = rule.isForNominations || rule.isForDormant ? fresh : all
        var candidate = Candidate(
            cohort: cohort, rule: rule.header.id, since: since, evidence: evidence.map(\.id).sorted(),
            isIntelligenceAlone: restsOnIntelligence(evidence))
        if rule.isForNominations { candidate.nominators = Set(evidence.compactMap(\.detail.party)).sorted() }
        return Found(candidate: candidate, task: rule.task, header: rule.header)
    }

    /// The rule's cohort, the one a nomination names, or the one a dormant name was on.
    private func cohort(_ rule: CandidateRule, _ event: CaseEvent) -> String? {
        if let cohort = rule.cohort { return cohort }
        if rule.isForDormant { return memberships.last?.cohort }
        // A nomination for a cohort that the scheme lacks still comes to the table: nothing is lost.
        return event.detail.cohort.flatMap { pack.cohorts[$0]?.cohort } ?? pack.cohorts.cohorts.first?.cohort
    }

    private func byRelease(_ rule: CandidateRule, underDays days: Int, _ window: Interval) -> Found? {
        guard let cohort = rule.cohort, isOpen(cohort, to: .offCohort) else { return nil }
        let last = lastDecision(on: cohort)
        let releases = events.filter { $0.kind == .sentence && $0.detail.order == SupervisionOrder.custody.rawValue }
            .map { CustodialTerm($0, file, now) }
            .filter { $0.isShorter(thanDays: days) }
        let open = releases.filter { term in
            guard let released = term.released, now < window.after(released) else { return false }
            return released > last && !StatutoryStatus(file, at: released, knownBy: now).isStatutory
        }
        guard let first = open.compactMap(\.released).min() else { return nil }
        let candidate = Candidate(
            cohort: cohort, rule: rule.header.id, since: first, evidence: open.map(\.event.id).sorted())
        return Found(candidate: candidate, task: rule.task, header: rule.header)
    }
}

extension CandidateSearch {
    /// Who a rule takes up.
    enum Admission {
        /// People on no cohort, or on the dormant list.
        case offCohort
        /// People on the dormant list.
        case dormant
        /// Anybody who is not on this very cohort.
        case offThisCohort
    }

    /// Whether somebody may become a candidate for a cohort: not for the one they are on, nor for one they are too old
    /// for.
    private func isOpen(_ cohort: String, to admission: Admission) -> Bool {
        switch admission {
        case .offThisCohort: return !present.contains(cohort)
        case .offCohort: return present.isEmpty && !isOutOfAge(cohort)
        case .dormant: return present.isEmpty && (memberships.last?.isDormant ?? false) && !isOutOfAge(cohort)
        }
    }

    /// The cohorts they are on: the ledger's word where it has any, else the decisions'.
    private var present: [String] {
        file.stays.isEmpty
            ? memberships.filter { $0.until == nil }.map(\.cohort)
            : file.stays(at: now).map(\.cohort).filter { $0 != Self.dormant }
    }

    /// The word some ledgers keep dormant names under (DES-11).
    private static let dormant = "dormant"

    /// An unknown date of birth keeps nobody from the table.
    private func isOutOfAge(_ cohort: String) -> Bool {
        guard mindsAge, let born = file.born else { return false }
        let age = born.wholeYears(to: now.londonDay)
        return pack.cohorts.ages(of: cohort, on: now.londonDay).contains { !$0.contains(age) }
    }

    /// Whether the panel has not had some of this before it: a name it looked at stays away until something new comes
    /// in.
    private func isNew(_ evidence: [CaseEvent], _ cohort: String) -> Bool {
        let last = lastDecision(on: cohort)
        return evidence.contains { $0.recorded > last }
    }

    private func lastDecision(on cohort: String) -> Timestamp {
        decisions.last { $0.matter.concerns(cohort) }?.at ?? Timestamp(microseconds: .min)
    }

    private func restsOnIntelligence(_ events: [CaseEvent]) -> Bool {
        pack.selection.intelligenceAlone != nil && events.allSatisfy { $0.kind == .intelligence }
    }
}

extension CalendarDate {
    /// The day on which somebody born on this day is so many years old; 1 March for who was born on 29 February.
    fileprivate func birthday(_ age: Int) -> CalendarDate {
        CalendarDate(year: min(year + age, 9_999), month: month, day: day) ?? adding(days: 1).adding(months: age * 12)
    }
}

extension CandidateRule {
    fileprivate var admission: CandidateSearch.Admission {
        isForDormant ? .dormant : isForNominations ? .offThisCohort : .offCohort
    }
}

extension CustodialTerm {
    fileprivate func isShorter(thanDays days: Int) -> Bool { length.map { $0 < days } ?? false }
}

extension CohortRules {
    /// The ages that rules in force on a day ask of a cohort.
    func ages(of cohort: String, on day: CalendarDate) -> [ClosedRange<Int>] {
        entry.filter { ($0.scope.cohorts.isEmpty || $0.scope.cohorts.contains(cohort)) && $0.scope.isInForce(on: day) }
            .flatMap { rule in rule.demands.compactMap { if case .age(let ages) = $0 { ages } else { nil } } }
    }
}

extension PanelDecision.Matter {
    /// Whether it settles a candidacy for a cohort.
    func concerns(_ cohort: String) -> Bool {
        if case .changeCohort(let from, let to) = self { return from == cohort || to == cohort }
        return self.cohort == cohort
    }
}
