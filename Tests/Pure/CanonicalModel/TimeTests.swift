import CanonicalModel
import TestSupport
import Testing

@Suite("Instants and days")
struct TimeTests {
    @Test(
        "RFC 3339 is read to the microsecond and written in UTC",
        arguments: [
            ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"), ("2026-06-20T10:00:00.5+01:00", "2026-06-20T09:00:00.500Z"),
            ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999Z"), ("2024-02-29T00:00:00-23:59", "2024-02-29T23:59:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ])
    func readsAndWrites(text: String, written: String) { #expect(Timestamp(text)?.description == written) }

    @Test(
        "What is not RFC 3339 is no instant",
        arguments: [
            "2026-11-20T10:00:00", "2026-11-20 10:00:00Z", "2025-02-29T00:00:00Z", "2026-11-20T24:00:00Z", "",
            "2026-11-20T10:00:00.Z", "2026-11-20T10:00:00.1234567890Z", "2026-11-20T10:00:00Z[Europe/London]", "+026-11-20T10:00:00Z",
        ])
    func refuses(text: String) { #expect(Timestamp(text) == nil) }

    @Test("Days and their numbers are each other's inverse over four centuries")
    func civilDays() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<2_000 {
            let number = Int.random(in: -200_000...60_000, using: &random)
            #expect(CalendarDate(daysSinceEpoch: number).daysSinceEpoch == number)
        }
    }

    @Test(
        "Age turns on the birthday; a 29 February birthday on 1 March",
        arguments: [("2008-11-21", "2026-11-20", 17), ("2008-11-21", "2026-11-21", 18), ("2008-02-29", "2026-02-28", 17), ("2008-02-29", "2026-03-01", 18)])
    func age(born: String, day: String, years: Int) throws {
        #expect(try #require(CalendarDate(born)).wholeYears(to: try #require(CalendarDate(day))) == years)
    }
}
