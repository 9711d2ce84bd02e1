package import CanonicalModel
import Formats
import PolicyText

/// A length of time as a pack writes it: "6 months", "2 weeks", "14 days", "5 working days", "24 hours", "60 minutes".
///
/// Days, weeks and months are counted on London's calendar, so that a change of the clocks moves nothing.
package struct Interval: Sendable, Hashable {
    /// What is counted.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case minutes, hours, days, weeks, months
        case workingDays = "working days"
    }

    package var count: Int
    package var unit: Unit

    package init(_ count: Int, _ unit: Unit) { (self.count, self.unit) = (count, unit) }

    /// Reads "6 months"; the singular is a number too ("1 month").
    package init?(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let count = Int(words[0]), (1...100_000).contains(count), words[0].first != "+" else {
            return nil
        }
        let plural = words[1].hasSuffix("s") ? String(words[1]) : words[1] + "s"
        guard let unit = Unit(rawValue: plural) else { return nil }
        self.init(count, unit)
    }

    /// The instant so much later; months end as the corresponding day begins.
    package func after(_ instant: Timestamp) -> Timestamp {
        switch unit {
        case .minutes: instant.adding(seconds: Int64(count) * 60)
        case .hours: instant.adding(seconds: Int64(count) * 3_600)
        case .days: instant.adding(londonDays: count)
        case .weeks: instant.adding(londonDays: count * 7)
        case .months: instant.after(months: count)
        case .workingDays:
            LondonTime.utc(instant.londonDay.adding(workingDays: count), secondOfDay: instant.londonSecondOfDay)
        }
    }

    /// The day so many whole intervals after another; nil for an interval shorter than a day, or of working days.
    ///
    /// Counted from the first day and not from the one before: monthly from 31 January is 28 February and then 31
    /// March.
    func day(_ times: Int, from day: CalendarDate) -> CalendarDate? {
        switch unit {
        case .days: day.adding(days: count * times)
        case .weeks: day.adding(days: count * 7 * times)
        case .months: day.adding(months: count * times)
        case .minutes, .hours, .workingDays: nil
        }
    }

    /// The number of the last whole interval that is over on a day; nil before the first.
    func times(from first: CalendarDate, to today: CalendarDate) -> Int? {
        let days = today.daysSinceEpoch - first.daysSinceEpoch
        guard days >= 0 else { return nil }
        var times =
            switch unit {
            case .months: ((today.year - first.year) * 12 + today.month - first.month) / count
            case .weeks: days / (count * 7)
            case .days: days / count
            case .minutes, .hours, .workingDays: 0
            }
        while times > 0, let day = day(times, from: first), day > today { times -= 1 }
        return times
    }
}

extension PolicyReader {
    /// A length of time.
    mutating func interval(_ key: String) throws(FormatError) -> Interval { try required(key).interval }

    /// A length of time that may be absent.
    mutating func optionalInterval(_ key: String) throws(FormatError) -> Interval? { try value(key)?.interval }

    /// A length of whole days, weeks or months: what comes round.
    mutating func rhythm(_ key: String) throws(FormatError) -> Interval {
        let value = try required(key)
        let interval = try value.interval
        guard interval.day(1, from: CalendarDate(daysSinceEpoch: 0)) != nil else {
            throw .wrongKind(value.place, "a rhythm in days, weeks or months, \"2 weeks\"")
        }
        return interval
    }
}

extension YAMLValue {
    fileprivate var interval: Interval {
        get throws(FormatError) {
            guard let interval = Interval(try text) else { throw .wrongKind(place, "a length of time, \"6 months\"") }
            return interval
        }
    }
}
