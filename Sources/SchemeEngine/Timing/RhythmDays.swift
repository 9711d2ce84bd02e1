import CanonicalModel

/// The days on which something comes round: so many whole intervals from a first day, each moved where it has to be.
struct RhythmDays {
    let first: CalendarDate
    let every: Interval
    let isOnWorkingDays: Bool
    /// The first interval that counts: 0 where the first day is an occasion itself.
    let start: Int

    /// One day of them; nil beyond what a rhythm can count.
    func day(_ times: Int) -> CalendarDate? {
        guard let day = every.day(times, from: first) else { return nil }
        return isOnWorkingDays ? day.workingDayOnOrAfter : day
    }

    /// The last that has come, on a day; nil before the first.
    func last(on today: CalendarDate) -> CalendarDate? {
        guard var times = every.times(from: first, to: today) else { return nil }
        // The latest may have been moved past today; a bank holiday moves a day by four at most.
        while times >= start {
            if let day = day(times), day <= today { return day }
            times -= 1
        }
        return nil
    }

    /// The next after a day.
    func next(after today: CalendarDate) -> CalendarDate? {
        var times = max(every.times(from: first, to: today).map { $0 - 4 } ?? start, start)
        // Moved days may fall together: Saturday, Sunday and Monday are all Monday.
        for _ in 0..<16 {
            if let day = day(times), day > today { return day }
            times += 1
        }
        return nil
    }
}

extension CalendarRhythm {
    var days: RhythmDays { RhythmDays(first: first, every: every, isOnWorkingDays: isOnWorkingDays, start: 0) }
}
