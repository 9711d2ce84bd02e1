import CanonicalModel
import Testing

@Suite struct LondonTimeTests {
    @Test(arguments: [
        ("2026-01-15", 36_000, "2026-01-15T10:00:00Z"), ("2026-07-15", 36_000, "2026-07-15T09:00:00Z"),
        // Spring: 00:59:59 is winter time, 01:00–01:59 does not exist and reads as winter time, 02:00 is summer time.
        ("2026-03-29", 3_599, "2026-03-29T00:59:59Z"), ("2026-03-29", 5_400, "2026-03-29T01:30:00Z"),
        ("2026-03-29", 7_200, "2026-03-29T01:00:00Z"), ("2026-03-28", 82_800, "2026-03-28T23:00:00Z"),
        // Autumn: 01:00–01:59 comes twice and reads as the first.
        ("2026-10-25", 3_600, "2026-10-25T00:00:00Z"), ("2026-10-25", 7_199, "2026-10-25T00:59:59Z"),
        ("2026-10-25", 7_200, "2026-10-25T02:00:00Z"), ("2026-06-30", 0, "2026-06-29T23:00:00Z"),
        // The last Sunday on the 31st and on the 25th.
        ("2024-03-31", 43_200, "2024-03-31T11:00:00Z"), ("2024-03-30", 43_200, "2024-03-30T12:00:00Z"),
        ("2020-10-24", 43_200, "2020-10-24T11:00:00Z"), ("2020-10-25", 43_200, "2020-10-25T12:00:00Z"),
    ])
    func turnsLondonTimeIntoUTC(day: String, second: Int, expected: String) throws {
        #expect(LondonTime.utc(try #require(CalendarDate(day)), secondOfDay: second).description == expected)
    }

    @Test("No instant stops it, however far from any calendar", arguments: [Int64.min / 2, -62_167_305_600_000_000, 253_402_387_200_000_000, Int64.max / 2])
    func survivesAnyInstant(microseconds: Int64) {
        #expect(!LondonTime.isSummer(Timestamp(microseconds: microseconds)))
    }

    @Test("A time that its offset carries out of the four-digit years is no time", arguments: [
        ("9999-12-31T23:30:00-01:00", false), ("0000-01-01T00:30:00+01:00", false), ("9999-12-31T23:59:59.999999Z", true),
        ("0000-01-01T00:00:00Z", true),
    ])
    func endsOfTime(text: String, isTime: Bool) { #expect((Timestamp(text) != nil) == isTime) }
}
