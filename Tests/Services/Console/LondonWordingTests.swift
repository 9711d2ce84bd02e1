import CanonicalModel
import Testing

@testable import Console

@Suite("The clock on a wall in Leeds")
struct LondonWordingTests {
    @Test(
        "It changes at 01:00 UTC on the last Sundays of March and October",
        arguments: [
            ("2026-03-29T00:59:59Z", "29 March 2026 at 00:59 GMT"),
            ("2026-03-29T01:00:00Z", "29 March 2026 at 02:00 BST"),
            ("2026-10-25T00:59:59Z", "25 October 2026 at 01:59 BST"),
            ("2026-10-25T01:00:00Z", "25 October 2026 at 01:00 GMT"),
            ("2024-03-31T01:00:00Z", "31 March 2024 at 02:00 BST"),
            ("2027-10-31T00:30:00Z", "31 October 2027 at 01:30 BST"),
            ("2026-07-01T23:30:00Z", "2 July 2026 at 00:30 BST"),
            ("2026-01-01T00:00:00Z", "1 January 2026 at 00:00 GMT"),
        ])
    func offset(instant: String, text: String) {
        #expect(LondonWording(BelievableDay.time(instant)).text == text)
    }

    @Test(
        "It knows the day of the week",
        arguments: [
            ("2026-11-20T16:40:00Z", "Friday 20 November 2026 at 16:40 GMT"),
            ("2000-02-29T12:00:00Z", "Tuesday 29 February 2000 at 12:00 GMT"),
            ("1969-12-31T12:00:00Z", "Wednesday 31 December 1969 at 12:00 GMT"),
        ])
    func weekday(instant: String, text: String) {
        #expect(LondonWording(BelievableDay.time(instant)).textWithWeekday == text)
    }

    @Test(
        "Time left is round, and rounded down",
        arguments: [
            (0, "less than a minute"), (59, "less than a minute"), (60, "1 minute"), (3_599, "59 minutes"),
            (3_600, "1 hour"),
            (172_799, "47 hours"), (172_800, "2 days"), (-7_300, "2 hours"),
        ])
    func timeLeft(seconds: Int64, text: String) {
        #expect(TimeLeft(until: BelievableDay.now.adding(seconds: seconds), from: BelievableDay.now).text == text)
    }
}
