extension CalendarDate {
    /// The day so many days later (earlier when negative), kept within the years 0 to 9999.
    public func adding(days: Int) -> CalendarDate {
        let (sum, isOver) = daysSinceEpoch.addingReportingOverflow(days)
        let bounded = isOver ? (days < 0 ? Self.firstDay : Self.lastDay) : min(max(sum, Self.firstDay), Self.lastDay)
        return CalendarDate(daysSinceEpoch: bounded)
    }

    /// The corresponding day so many calendar months later (earlier when negative).
    ///
    /// "The corresponding date rule": a period of months ends on the day of the same number in the last month, and on
    /// that month's last day where it has no such number (Dodds v Walker [1981] 1 WLR 1027; Interpretation Act 1978 Sch
    /// 1, "month" means calendar month). Six months from 31 August end on 28 February, or 29 in a leap year.
    public func adding(months: Int) -> CalendarDate {
        let count = min(max(year * 12 + month - 1 + months, 0), 9_999 * 12 + 11)
        for day in [day, 30, 29, 28] where day <= self.day {
            if let date = CalendarDate(year: count / 12, month: count % 12 + 1, day: day) { return date }
        }
        preconditionFailure("Every month has a 28th.")
    }

    /// The last day that a date can be, 31 December 9999.
    public static let last = CalendarDate(daysSinceEpoch: lastDay)

    private static let firstDay = -719_528
    private static let lastDay = 2_932_896
}
