import CanonicalModel

extension MonthCount {
    mutating func addNeeds(_ person: ReportInput.Person, _ stays: [Stay]) {
        func isOn(_ instant: Timestamp) -> Bool { month.contains(instant) && stays.contains { $0.holds(at: instant) } }
        for test in person.drugTests where test.result != .refused && isOn(test.at) {
            tally.add(.positiveTests, test.result == .positive ? 1 : 0, of: 1)
        }
        for event in person.recordings where isOn(event.at) {
            let minutes = event.at.minutes(until: event.recordedAt)
            tally.add(.recordedInDay, minutes <= 24 * 60 ? 1 : 0, of: 1)
            tally.add(.recordingTime, minutes, of: 1)
        }
        for outcome in person.softOutcomes where isOn(outcome.at) { tally.add(.softOutcomes, outcome.kind, 1) }
        guard stays.contains(where: { $0.holds(at: month.end) }),
            let plan = person.plans.filter({ $0.at < month.end }).max(by: { $0.at < $1.at })
        else { return }
        for action in plan.actions {
            tally.add(.needsProgress, action.need, action.status == .completed ? 1 : 0, of: 1)
            tally.add(.needsActions, action.status.rawValue, 1)
        }
    }

    mutating func addYouth(_ person: ReportInput.Person, _ stays: [Stay]) {
        guard let born = person.born else { return }
        let last = CalendarDate(daysSinceEpoch: month.adding(1).first.daysSinceEpoch - 1)
        if born.wholeYears(to: last) < Self.adult, stays.contains(where: { $0.holds(at: month.end) }) {
            tally.add(.youthCohort, 1)
        }
        for outcome in person.outcomes where month.contains(outcome.at) {
            guard let arrest = person.arrests.first(where: { $0.asn != nil && $0.asn == outcome.asn }),
                born.wholeYears(to: LondonTime.day(of: arrest.at)) < Self.adult
            else { continue }
            tally.add(.youthTimeliness, arrest.at.days(until: outcome.at), of: 1)
        }
    }

    private static let adult = 18
}
