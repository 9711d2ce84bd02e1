import CanonicalModel
import Testing

@Suite("A shifted clock")
struct ClockShiftTests {
    private let noon: WallClock = { Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(microseconds: 0) }

    @Test(
        "A shift is whole seconds, at most a century either way",
        arguments: [
            ("0", 0), ("-86400", -86_400), ("3162240000", 3_162_240_000), ("3162240001", nil),
            ("-9223372036854775808", nil),
            ("", nil), ("1.5", nil), ("noon", nil), (" 1", nil),
        ] as [(String, Int64?)])
    func reads(text: String, seconds: Int64?) { #expect(ClockShift(text)?.seconds == seconds) }

    @Test("A clock that is shifted by a day says yesterday's time, and one that is not says its own")
    func shifts() throws {
        let yesterday = try #require(ClockShift("-86400")).applied(noon)
        #expect(yesterday().description == "2026-11-20T12:00:00Z")
        #expect(ClockShift.none.applied(noon)() == noon())
    }
}
