import CanonicalModel

/// A moment in one of the forms that courts write (feeds.md 3.1, "Time forms for one field"), and the same moment as a
/// clock on a court's wall shows it.
struct CourtTime: Comparable {
    /// The moment; of a day without a time its local midnight.
    let instant: Timestamp
    /// The day in London.
    let day: CalendarDate
    /// Seconds since midnight in London; nil where only a day was written.
    let secondOfDay: Int?

    static func < (left: CourtTime, right: CourtTime) -> Bool { left.instant < right.instant }

    /// Reads "2021-06-25T09:38:02.191Z[UTC]", "2020-10-30T10:04:27.476+00:00", "2018-10-25 11:30:00", "2024-01-01T12:00"
    /// or a bare day.
    ///
    /// An offset is believed and a zone's name after it is not: Java writes both from one ZonedDateTime. What has no offset
    /// is local time.
    init?(_ text: String) {
        if let day = CalendarDate(text) {
            self.init(day: day, secondOfDay: nil)
            return
        }
        let written = Self.normalised(text)
        if let instant = Timestamp(written) {
            self.init(instant)
        } else if let asIfUTC = Timestamp(written + "Z") {
            let second = Int((asIfUTC.microseconds - asIfUTC.date.startOfDay.microseconds) / 1_000_000)
            self.init(day: asIfUTC.date, secondOfDay: second)
        } else {
            return nil
        }
    }

    init(day: CalendarDate, secondOfDay: Int?) {
        instant = LondonTime.utc(day, secondOfDay: secondOfDay ?? 0)
        self.day = day
        self.secondOfDay = secondOfDay
    }

    /// Reads the time of a day, "10:05:00", "10:05", "09:05:00.000Z" or "10:05:00+01:00" (XML Schema's `time`).
    ///
    /// - Parameters:
    ///   - text: the time; with a zone it is believed, without one it is local.
    ///   - day: the day it is read on; a zone may make it another in London.
    init?(timeOfDay text: String, on day: CalendarDate) {
        let isTime = text.utf8.allSatisfy { (48...58).contains($0) || [43, 45, 46, 90].contains($0) }
        guard isTime, !text.utf8.dropFirst(5).starts(with: ":60".utf8) else { return nil }
        self.init("\(day)T\(text)")
    }

    private init(_ instant: Timestamp) {
        let local = instant.adding(seconds: LondonTime.isSummer(instant) ? 3_600 : 0)
        self.instant = instant
        day = local.date
        secondOfDay = Int((local.microseconds - day.startOfDay.microseconds) / 1_000_000)
    }

    /// Without a zone's name, with a T between day and time, and with the seconds that Java leaves out when they are zero.
    private static func normalised(_ text: String) -> String {
        var bytes = Array(text.utf8)
        if bytes.last == UInt8(ascii: "]"), let bracket = bytes.firstIndex(of: UInt8(ascii: "[")) {
            bytes.removeSubrange(bracket...)
        }
        if bytes.count > 10, bytes[10] == UInt8(ascii: " ") { bytes[10] = UInt8(ascii: "T") }
        if bytes.count == 16 || (bytes.count > 16 && bytes[16] != UInt8(ascii: ":")) {
            bytes.insert(contentsOf: Array(":00".utf8), at: 16)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
