import CanonicalModel

/// Reads a day in the forms of XML Schema, which lets a zone follow it: "2026-06-10", "2026-06-10Z", "2026-06-10+01:00".
enum CourtDate {
    /// The day, or nil where the calendar has none such.
    ///
    /// A zone says where the day was written and does not move it.
    static func day(_ text: String) -> CalendarDate? {
        let zone = text.dropFirst(10)
        let isZone = zone.first.map { "Z+-".contains($0) } ?? true
        guard isZone, zone.isEmpty || Timestamp("2000-01-01T00:00:00" + zone) != nil else { return nil }
        return CalendarDate(String(text.prefix(10)))
    }
}
