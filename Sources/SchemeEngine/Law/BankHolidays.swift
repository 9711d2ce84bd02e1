public import CanonicalModel

/// The bank holidays of England and Wales, computed: a list that somebody has to extend every year is one that nobody does.
///
/// Banking and Financial Dealings Act 1971 Sch 1 and the proclamations under s.1; Christmas Day and Good Friday by common
/// law. One-off days and moved days as GOV.UK "UK bank holidays" lists them (from memory, not fetched). Exact from 1978, when
/// the May Day holiday began; a day proclaimed after 2026 has to be added to ``moved`` or ``oneOff``.
public enum BankHolidays {
    /// The holidays of a year, substitute days included, in order.
    ///
    /// - Parameter year: from 1978 to 9999; none are known before.
    public static func days(of year: Int) -> [CalendarDate] {
        guard (1_978...9_999).contains(year) else { return [] }
        return Set(
            newYear(year) + easter(year) + mondays(year) + christmas(year)
                + (oneOff[year] ?? []).compactMap(CalendarDate.init)
        )
        .sorted()
    }

    /// Whether banks and courts are shut on a day because of a holiday; a plain Saturday or Sunday is none.
    public static func contains(_ day: CalendarDate) -> Bool { days(of: day.year).contains(day) }

    /// Easter Sunday (Meeus, Jones and Butcher's Gregorian algorithm).
    public static func easterSunday(_ year: Int) -> CalendarDate {
        let (golden, century, within) = (year % 19, year / 100, year % 100)
        let correction = (8 * century + 13) / 25
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (within / 4) - epact - within % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let number = epact + weekday - 7 * shift + 114
        return date(year, number / 31, number % 31 + 1)
    }

    private static func newYear(_ year: Int) -> [CalendarDate] { [substitute(for: date(year, 1, 1))] }

    private static func easter(_ year: Int) -> [CalendarDate] {
        let sunday = easterSunday(year)
        return [sunday.adding(days: -2), sunday.adding(days: 1)]
    }

    private static func mondays(_ year: Int) -> [CalendarDate] {
        let usual = [
            date(year, 5, 1).next(.monday, orSame: true), date(year, 6, 1).last(before: .monday),
            date(year, 9, 1).last(before: .monday),
        ]
        return usual.map { moved[$0.description].flatMap(CalendarDate.init) ?? $0 }
    }

    /// Christmas and Boxing Day; where one falls on a weekend the next working days stand in.
    private static func christmas(_ year: Int) -> [CalendarDate] {
        switch date(year, 12, 25).weekday {
        case .friday: [date(year, 12, 25), date(year, 12, 28)]
        case .saturday: [date(year, 12, 27), date(year, 12, 28)]
        case .sunday: [date(year, 12, 26), date(year, 12, 27)]
        default: [date(year, 12, 25), date(year, 12, 26)]
        }
    }

    private static func substitute(for day: CalendarDate) -> CalendarDate {
        switch day.weekday {
        case .saturday, .sunday: day.next(.monday, orSame: false)
        default: day
        }
    }

    /// Days that a proclamation moved.
    private static let moved = [
        "1995-05-01": "1995-05-08", "2020-05-04": "2020-05-08", "2002-05-27": "2002-06-04", "2012-05-28": "2012-06-04",
        "2022-05-30": "2022-06-02",
    ]

    /// Days of one year alone: weddings, jubilees, a millennium, a funeral, a coronation.
    private static let oneOff: [Int: [String]] = [
        1981: ["1981-07-29"], 1999: ["1999-12-31"], 2002: ["2002-06-03"], 2011: ["2011-04-29"], 2012: ["2012-06-05"],
        2022: ["2022-06-03", "2022-09-19"], 2023: ["2023-05-08"],
    ]

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            preconditionFailure("Every year from 0 to 9999 has the days that holidays are counted from.")
        }
        return date
    }
}
