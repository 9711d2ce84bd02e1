import CanonicalModel

extension MonthCount {
    mutating func addConduct(_ person: ReportInput.Person, _ stays: [Stay]) {
        func category(_ instant: Timestamp) -> String? {
            guard month.contains(instant) else { return nil }
            return stays.first { $0.holds(at: instant) }?.category(at: instant).name
        }
        for visit in person.attendances where visit.isRequired {
            if let name = category(visit.at) { add(visit, name) }
        }
        for action in person.enforcement where category(action.at) != nil {
            tally.add(.enforcement, action.kind.rawValue, 1)
        }
        for arrest in person.arrests where arrest.at < daysEnd { if let name = category(arrest.at) { tally.add(.arrestRate, name, 1) } }
        for outcome in person.outcomes where outcome.at < daysEnd {
            if let name = category(outcome.at) { add(outcome, name) }
        }
        addDays(stays)
    }

    private mutating func add(_ visit: ReportInput.Attendance, _ category: String) {
        tally.add(.appointmentsKept, category, visit.isAttended ? 1 : 0, of: 1)
        if visit.isAttended { return }
        tally.add(.appointmentsMissed, visit.isAcceptable ? "accepted" : "not accepted", 1)
    }

    private mutating func add(_ outcome: ReportInput.CourtOutcome, _ category: String) {
        tally.add(.outcomeRate, category, 1)
        tally.add(.offencesAnOutcome, outcome.offences, of: 1)
    }

    /// The days that arrests and outcomes are held against: a short stay is not a whole month (AUD-05).
    private mutating func addDays(_ stays: [Stay]) {
        for instant in dayEnds {
            for stay in stays where stay.holds(at: instant) {
                let name = stay.category(at: instant).name
                tally.add(.arrestRate, name, 0, of: 1)
                tally.add(.outcomeRate, name, 0, of: 1)
            }
        }
    }

    // MARK: The fixed cohort

    mutating func addFixed(_ person: ReportInput.Person, _ stays: [Stay]) {
        guard let first = stays.first(where: { $0.holds(at: fixedAt) }) else { return }
        tally.add(.fixedCohort, first.category(at: fixedAt).name, 1)
        tally.add(.fixedRemaining, stays.contains { $0.holds(at: closes) } ? 1 : 0, of: 1)
        for visit in person.attendances where visit.isRequired && month.contains(visit.at) {
            tally.add(.appointmentsKeptFixed, visit.isAttended ? 1 : 0, of: 1)
        }
        let alive = dayEnds.count { instant in person.died.map { instant < $0 } ?? true }
        tally.add(.arrestRateFixed, person.arrests.count { month.contains($0.at) && $0.at < daysEnd }, of: alive)
        tally.add(.outcomeRateFixed, person.outcomes.count { month.contains($0.at) && $0.at < daysEnd }, of: alive)
        addHistory(person)
    }

    private mutating func addHistory(_ person: ReportInput.Person) {
        let before = person.outcomes.filter { $0.at < fixedAt }
        tally.add(.priorOffences, before.reduce(0) { $0 + $1.offences }, of: 1)
        tally.add(.priorOccasions, before.count, of: 1)
        tally.add(.priorBreaches, person.enforcement.count { $0.kind == .breach && $0.at < fixedAt }, of: 1)
        guard let born = person.born else { return }
        tally.add(.ageOnFixedDay, settings.fixedOn.daysSinceEpoch - born.daysSinceEpoch, of: 1)
        guard let first = before.map(\.at).min() else { return }
        tally.add(.ageAtFirst, LondonTime.day(of: first).daysSinceEpoch - born.daysSinceEpoch, of: 1)
    }
}
