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
        addOutcomes(person, stays)
        guard stays.contains(where: { $0.holds(at: closes) }),
            let plan = person.plans.filter({ $0.at < closes }).max(by: { $0.at < $1.at })
        else { return }
        for action in plan.actions {
            tally.add(.needsProgress, action.need, action.status == .completed ? 1 : 0, of: 1)
            tally.add(.needsActions, action.status.rawValue, 1)
        }
    }

    /// What a plan says again when it is updated is one outcome and not two; an exit interview comes after the exit.
    private mutating func addOutcomes(_ person: ReportInput.Person, _ stays: [Stay]) {
        let counted = person.softOutcomes.filter { outcome in
            month.contains(outcome.at)
                && stays.contains { $0.start <= outcome.at && $0.end.map { outcome.at < $0.adding(seconds: Self.afterwards) } ?? true }
        }
        for kind in Set(counted.map(\.kind)) { tally.add(.softOutcomes, kind, 1) }
    }

    private static let afterwards: Int64 = 28 * 86_400

    mutating func addYouth(_ person: ReportInput.Person, _ stays: [Stay]) {
        guard let born = person.born else { return }
        let last = LondonTime.day(of: closes.adding(seconds: -1))
        if born.wholeYears(to: last) < Self.adult, stays.contains(where: { $0.holds(at: closes) }) {
            tally.add(.youthCohort, 1)
        }
        for (place, instant) in dayEnds.enumerated() {
            let day = CalendarDate(daysSinceEpoch: month.first.daysSinceEpoch + place)
            guard born.wholeYears(to: day) < Self.adult else { continue }
            if stays.contains(where: { $0.holds(at: instant) }) { tally.add(.youthArrests, 0, of: 1) }
        }
        for arrest in person.arrests where month.contains(arrest.at) && arrest.at < daysEnd {
            guard stays.contains(where: { $0.holds(at: arrest.at) }) else { continue }
            if born.wholeYears(to: LondonTime.day(of: arrest.at)) < Self.adult { tally.add(.youthArrests, 1) }
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
