public import CanonicalModel

/// A day of the week.
public enum Weekday: String, Sendable, Hashable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Its number, Monday being 0.
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension CalendarDate {
    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[((daysSinceEpoch + 3) % 7 + 7) % 7]
    }

    /// The first such weekday after this day, or this day itself where it counts.
    ///
    /// - Parameters:
    ///   - weekday: which.
    ///   - orSame: whether this day counts when it is one.
    public func next(_ weekday: Weekday, orSame: Bool) -> CalendarDate {
        let ahead = (weekday.number - self.weekday.number + 7) % 7
        return adding(days: ahead == 0 && !orSame ? 7 : ahead)
    }

    /// The last such weekday before this day.
    public func last(before weekday: Weekday) -> CalendarDate { adding(days: -7).next(weekday, orSame: true) }
}
