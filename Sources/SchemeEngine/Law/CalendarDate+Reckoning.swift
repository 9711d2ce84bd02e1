public import CanonicalModel

extension CalendarDate {
    /// Whether offices work: no Saturday, Sunday or bank holiday of England and Wales.
    public var isWorkingDay: Bool {
        switch weekday {
        case .saturday, .sunday: false
        default: !BankHolidays.contains(self)
        }
    }

    /// This day where it is a working day, else the next one that is.
    public var workingDayOnOrAfter: CalendarDate {
        var day = self
        while !day.isWorkingDay, day < CalendarDate.last { day = day.adding(days: 1) }
        return day
    }

    /// The working day so many working days later; this day does not count (CPR 2.8: clear days leave the first out).
    ///
    /// - Parameter workingDays: none or more.
    public func adding(workingDays: Int) -> CalendarDate {
        var day = self
        for _ in 0..<max(workingDays, 0) { day = day.adding(days: 1).workingDayOnOrAfter }
        return day
    }

    /// Midnight in London at the start of this day: 23:00 UTC of the day before in summer.
    public var londonMidnight: Timestamp { LondonTime.utc(self, secondOfDay: 0) }
}

extension Timestamp {
    /// The day that a calendar in London shows.
    public var londonDay: CalendarDate { LondonTime.day(of: self) }

    /// Seconds since midnight on a clock on a wall in London.
    public var londonSecondOfDay: Int {
        let local = adding(seconds: LondonTime.isSummer(self) ? 3_600 : 0)
        return Int((local.microseconds - local.date.startOfDay.microseconds) / 1_000_000)
    }

    /// The same time of day in London so many days later: a change of the clocks moves no appointment.
    public func adding(londonDays days: Int) -> Timestamp {
        LondonTime.utc(londonDay.adding(days: days), secondOfDay: londonSecondOfDay)
    }

    /// When so many calendar months after this are over: midnight in London at the start of the corresponding day.
    ///
    /// Months are counted in days, not hours (the law takes no account of fractions of a day): "six months clear" of an
    /// arrest on 10 January at any hour is reached as 10 July begins.
    public func after(months: Int) -> Timestamp { londonDay.adding(months: months).londonMidnight }
}
