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

    @Test(
        "A clock that is set off belongs to a folder that says so, and the true one to every other",
        arguments: [
            ("0", nil, true), ("0", "0\n", true), ("-86400", "-86400\n", true), ("-86400", nil, false),
            ("-86400", "0\n", false), ("0", "-86400\n", false), ("-86400", "", false), ("0", "", false),
        ] as [(String, String?, Bool)])
    func belongs(text: String, note: String?, isIts: Bool) throws {
        #expect(try #require(ClockShift(text)).isClock(ofFolder: note) == isIts)
    }

    @Test("A clock that is shifted by a day says yesterday's time, and one that is not says its own")
    func shifts() throws {
        let yesterday = try #require(ClockShift("-86400")).applied(noon)
        #expect(yesterday().description == "2026-11-20T12:00:00Z")
        #expect(ClockShift.none.applied(noon)() == noon())
    }
}
