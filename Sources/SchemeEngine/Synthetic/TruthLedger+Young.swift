import CanonicalModel

extension TruthLedger {
    /// The account of young people's arrests: a day at a time, by the birthday on which somebody stops being a child.
    ///
    /// A file of its own and nothing of the walk through everybody's days, which knows no ages.
    static func youngPeople(_ lives: [TrueLife], _ month: ReportMonth) -> [TrueFigure] {
        var (arrests, days) = (0, 0)
        for life in lives {
            days += daysAsChild(life, month)
            arrests += life.arrests.count { arrest in
                !arrest.isWithdrawn && month.contains(arrest.at) && isOn(life, arrest.at)
                    && isChild(life, LondonTime.day(of: arrest.at))
            }
        }
        return [TrueFigure(month: month, metric: "youth.arrests", row: "", numerator: arrests, denominator: days)]
    }

    private static func daysAsChild(_ life: TrueLife, _ month: ReportMonth) -> Int {
        var (day, count) = (month.first, 0)
        for _ in 0..<month.dayCount {
            let next = CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 1)
            if isChild(life, day), isOn(life, LondonTime.utc(next, secondOfDay: 0)) { count += 1 }
            day = next
        }
        return count
    }

    private static func isOn(_ life: TrueLife, _ instant: Timestamp) -> Bool {
        for stay in life.stays where stay.start <= instant {
            if let end = stay.end, end <= instant { continue }
            return true
        }
        return false
    }

    private static func isChild(_ life: TrueLife, _ day: CalendarDate) -> Bool {
        life.identity.born.wholeYears(to: day) < 18
    }
}
