import CanonicalModel
import Testing

@testable import CourtsTranslation

@Suite struct CourtTimeTests {
    @Test(arguments: [
        ("2021-06-25T09:38:02.191Z[UTC]", "2021-06-25T09:38:02.191Z", "10:38:02"),
        ("2020-10-30T10:04:27.476+00:00", "2020-10-30T10:04:27.476Z", "10:04:27"),
        ("2021-03-09T15:54:09.871Z", "2021-03-09T15:54:09.871Z", "15:54:09"),
        ("2018-10-25 11:30:00", "2018-10-25T10:30:00Z", "11:30:00"),
        ("2024-01-01T12:00:00", "2024-01-01T12:00:00Z", "12:00:00"),
        ("2026-06-10T10:05", "2026-06-10T09:05:00Z", "10:05:00"),
        ("2026-06-10T09:05Z", "2026-06-10T09:05:00Z", "10:05:00"),
        ("2026-06-10T10:05+01:00[Europe/London]", "2026-06-10T09:05:00Z", "10:05:00"),
        ("2026-06-10T23:30:00.000Z", "2026-06-10T23:30:00Z", "00:30:00"),
        ("2026-06-10", "2026-06-09T23:00:00Z", nil),
    ])
    func readsEveryFormThatCourtsWrite(written: String, instant: String, local: String?) throws {
        let time = try #require(CourtTime(written))
        #expect(time.instant.description == instant)
        #expect(time.secondOfDay.map(timeOfDay) == local)
    }

    @Test(arguments: [
        ("10:05:00", "10:05:00"), ("10:05", "10:05:00"), ("10:05:00.25", "10:05:00"), ("09:05:00Z", "10:05:00"),
        ("09:05:00.000+00:00", "10:05:00"), ("10:05:00+01:00", "10:05:00"),
    ])
    func readsXMLSchemasTimes(written: String, local: String) throws {
        let day = try #require(CalendarDate("2026-06-10"))
        let time = try #require(CourtTime(timeOfDay: written, on: day))
        #expect(time.secondOfDay.map(timeOfDay) == local)
        #expect(time.instant.description.hasPrefix("2026-06-10T09:05:00"))
    }

    @Test func aZoneMayMoveTheDay() throws {
        let day = try #require(CalendarDate("2026-06-10"))
        #expect(CourtTime(timeOfDay: "23:30:00Z", on: day)?.day.description == "2026-06-11")
    }

    @Test(arguments: ["", "10", "24:00:00", "10:60", "10:05:60", "10:05:00[UTC]", "-1:00:00", "10:05:00+25:00", "noon"])
    func refusesWhatIsNoTimeOfDay(written: String) throws {
        #expect(CourtTime(timeOfDay: written, on: try #require(CalendarDate("2026-06-10"))) == nil)
    }

    @Test(arguments: [
        ("2026-06-10", true), ("2026-06-10Z", true), ("2026-06-10+01:00", true), ("2026-06-10-05:00", true),
        ("2026-06-10.5Z", false), ("2026-06-10+1", false), ("2026-06-10T00:00:00Z", false), ("2026-02-30Z", false),
    ])
    func readsADayWithItsZone(written: String, isDay: Bool) {
        #expect(CourtDate.day(written)?.description == (isDay ? "2026-06-10" : nil))
    }

    @Test func putsAnEveningInSummerOnTheDayThatLondonHas() {
        #expect(CourtTime("2026-06-10T23:30:00.000Z")?.day.description == "2026-06-11")
    }

    @Test(arguments: [
        "", "10:05", "2026-02-30T10:00:00Z", "2026-06-10T25:00:00", "10/06/2026", "2026-06-10T10:05:00Z[", "yesterday",
        "2026-06-10T10:05:00+25:00", "2026-06-10 10", "[UTC]", "2026-06-10T1005", "ééééééééééé",
    ])
    func refusesWhatIsNoTime(written: String) {
        #expect(CourtTime(written) == nil)
    }
}
