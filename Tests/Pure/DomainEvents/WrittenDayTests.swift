import CanonicalModel
import DomainEvents
import Testing

/// Days as the feeds write them (feeds.md 2.1, 2.3).
@Suite struct WrittenDayTests {
    @Test(
        "a day is the one that stood on the producer's wall",
        arguments: [
            ("2026-06-19", "2026-06-19"), ("2026-06-19T00:00:00", "2026-06-19"), ("2026-06-19 09:15", "2026-06-19"),
            ("2026-02-20T23:30:00+01:00", "2026-02-20"), ("2026-06-19T00:30:00.123+01:00[Europe/London]", "2026-06-19"),
            ("2026-06-19T00:00:00Z", "2026-06-19"), ("19/06/2026", "2026-06-19"),
            ("Fri Jun 19 00:00:00 BST 2026", "2026-06-19"), ("Thu Nov 19 09:15:59 GMT 2026", "2026-11-19"),
            ("Tue Feb 29 00:00:00 GMT 2028", "2028-02-29"), ("Tue Dec 01 00:00:00 UTC 2026", "2026-12-01"),
        ])
    func read(written: String, day: String) { #expect(WrittenDay.read(written)?.description == day) }

    @Test(
        "anything else is no day",
        arguments: [
            "", "yesterday", "2026-02-29", "2026-13-01", "2026-06-19T25:00:00", "2026-06-19Tnoon", "2026-06-19x",
            "31/06/2026", "6/19/2026", "19-06-2026", "Fri Jun 31 00:00:00 BST 2026", "Fre Jun 19 00:00:00 BST 2026",
            "Fri jun 19 00:00:00 BST 2026", "Fri Jun 19 00:00:00 CET 2026", "Fri Jun 19 24:00:00 BST 2026",
            "Fri Jun 9 00:00:00 BST 2026", "Fri Jun +9 00:00:00 BST 2026", "Fri Jun 19 00:00:00 BST 26",
            "Fri Jun 19  00:00:00 BST 2026", "Fri Feb 29 00:00:00 GMT 2026",
        ])
    func refused(written: String) { #expect(WrittenDay.read(written) == nil) }

    @Test("a time of day is read to the second, whatever stands after it")
    func timeOfDay() {
        #expect(LocalTime.read("09:15:30") == 33_330)
        #expect(LocalTime.read("09:15") == 33_300)
        #expect(LocalTime.read("23:59:60.5+01:00") == 86_399)
        for text in ["", "9:15", "09", "09:60", "24:00", "09:15:30x", "09:15:30 pm", "09:15:30:00", "a9:15"] {
            #expect(LocalTime.read(text[...]) == nil, "\(text)")
        }
    }
}
