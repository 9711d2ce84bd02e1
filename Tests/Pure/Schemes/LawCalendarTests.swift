import CanonicalModel
import SchemeEngine
import Testing

/// Days as the law and the partnership's diaries count them.
@Suite("The calendar of England and Wales") struct LawCalendarTests {
    @Test(
        "Easter Sunday falls where the church put it",
        arguments: [
            (1981, "1981-04-19"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"),
            (2019, "2019-04-21"),
            (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ])
    func easter(year: Int, day: String) { #expect(BankHolidays.easterSunday(year).description == day) }

    @Test(
        "A year's bank holidays are those that were proclaimed",
        arguments: [
            (
                2009,
                "2009-01-01 2009-04-10 2009-04-13 2009-05-04 2009-05-25 2009-08-31 2009-12-25 2009-12-28"
            ),
            (
                2010,
                "2010-01-01 2010-04-02 2010-04-05 2010-05-03 2010-05-31 2010-08-30 2010-12-27 2010-12-28"
            ),
            (
                2011,
                "2011-01-03 2011-04-22 2011-04-25 2011-04-29 2011-05-02 2011-05-30 2011-08-29 2011-12-26 2011-12-27"
            ),
            (
                2012,
                "2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26"
            ),
            (
                2020,
                "2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28"
            ),
            (
                2022,
                """
                2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
                """
            ),
            (
                2023,
                "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26"
            ),
            (
                2026,
                "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28"
            ),
        ])
    func holidays(year: Int, days: String) {
        #expect(BankHolidays.days(of: year).map(\.description).joined(separator: " ") == days)
    }

    @Test("Every year from 1978 has eight holidays or more, all on working days of the week, none twice")
    func always() {
        for year in 1_978...2_400 {
            let days = BankHolidays.days(of: year)
            #expect(days.count >= 8 && Set(days).count == days.count, "\(year)")
            #expect(days.allSatisfy { $0.year == year && $0.weekday != .saturday && $0.weekday != .sunday }, "\(year)")
        }
        #expect(BankHolidays.days(of: 1_977).isEmpty)
    }

    @Test(
        "Calendar months end on the day of the same number, or on the month's last day",
        arguments: [
            ("2025-08-31", 6, "2026-02-28"), ("2023-08-31", 6, "2024-02-29"), ("2026-01-10", 6, "2026-07-10"),
            ("2025-09-30", 5, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2026-12-31", 2, "2027-02-28"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -2, "2025-11-15"), ("2025-11-30", 3, "2026-02-28"),
            ("1900-01-31", 1, "1900-02-28"), ("2000-01-31", 1, "2000-02-29"), ("2026-05-05", 0, "2026-05-05"),
        ])
    func months(from: String, count: Int, day: String) throws {
        #expect(try #require(CalendarDate(from)).adding(months: count).description == day)
    }

    @Test(
        "Six calendar months are over when the corresponding day begins in London, whatever the hour and the clocks",
        arguments: [
            // An arrest in winter: the day begins at 23:00 UTC of the evening before, in summer time.
            ("2026-01-10T09:00:00Z", 6, "2026-07-09T23:00:00Z"), ("2026-01-10T23:59:59Z", 6, "2026-07-09T23:00:00Z"),
            // An arrest at half past midnight in summer is one of that day in London, not of the day before.
            ("2026-07-09T23:30:00Z", 6, "2027-01-10T00:00:00Z"), ("2026-07-09T22:59:59Z", 6, "2027-01-09T00:00:00Z"),
            ("2025-08-31T12:00:00Z", 6, "2026-02-28T00:00:00Z"),
            // The clocks go forward at 01:00 on 29 March: its midnight is still winter time.
            ("2025-09-29T12:00:00Z", 6, "2026-03-29T00:00:00Z"),
        ])
    func monthsAreClear(from: String, count: Int, over: String) throws {
        let end = try #require(Timestamp(from)).after(months: count)
        #expect(end.description == over)
    }

    @Test(
        "Days later at the same time in London, across both changes of the clocks",
        arguments: [
            ("2026-03-28T10:00:00Z", 1, "2026-03-29T09:00:00Z"), ("2026-03-29T09:00:00Z", -1, "2026-03-28T10:00:00Z"),
            ("2026-10-24T09:00:00Z", 1, "2026-10-25T10:00:00Z"), ("2026-02-28T10:00:00Z", 1, "2026-03-01T10:00:00Z"),
            ("2024-02-28T10:00:00Z", 1, "2024-02-29T10:00:00Z"), ("2026-11-21T10:00:00Z", 28, "2026-12-19T10:00:00Z"),
        ])
    func days(from: String, count: Int, day: String) throws {
        #expect(try #require(Timestamp(from)).adding(londonDays: count).description == day)
    }

    @Test(
        "Working days leave out weekends and bank holidays",
        arguments: [
            ("2026-04-02", 1, "2026-04-07"), ("2026-12-24", 1, "2026-12-29"), ("2026-11-20", 5, "2026-11-27"),
            ("2022-09-16", 1, "2022-09-20"), ("2026-05-02", 0, "2026-05-02"), ("2026-05-02", 1, "2026-05-05"),
        ])
    func workingDays(from: String, count: Int, day: String) throws {
        #expect(try #require(CalendarDate(from)).adding(workingDays: count).description == day)
    }

    @Test("A working day stands for itself, any other day for the next one that is")
    func onOrAfter() throws {
        #expect(try #require(CalendarDate("2026-11-20")).workingDayOnOrAfter.description == "2026-11-20")
        #expect(try #require(CalendarDate("2026-12-25")).workingDayOnOrAfter.description == "2026-12-29")
    }

    @Test("Weekdays are those of the calendar on the wall")
    func weekdays() throws {
        #expect(try #require(CalendarDate("2026-11-21")).weekday == .saturday)
        #expect(try #require(CalendarDate("1969-12-31")).weekday == .wednesday)
        let saturday = try #require(CalendarDate("2026-11-21"))
        #expect(saturday.next(.saturday, orSame: true) == saturday)
        #expect(saturday.next(.saturday, orSame: false).description == "2026-11-28")
        #expect(saturday.last(before: .saturday).description == "2026-11-14")
        #expect(saturday.last(before: .friday).description == "2026-11-20")
    }

    @Test("The ends of the calendar stop nothing")
    func ends() throws {
        let last = try #require(CalendarDate("9999-12-31"))
        let first = try #require(CalendarDate("0000-01-01"))
        #expect(last.adding(days: .max) == last && last.adding(months: 24).year == 9_999)
        #expect(first.adding(days: .min) == first && first.adding(months: -24).year == 0)
        #expect(last.adding(workingDays: 3) == last)
    }
}
