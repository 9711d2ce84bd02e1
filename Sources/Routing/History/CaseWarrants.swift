public import CanonicalModel

/// What courts said of the warrant in one case, hearing by hearing, and which of it stands.
///
/// A deletion takes back what its own hearing said: the warrant of another hearing, earlier or later, goes on standing. So the
/// latest share of every hearing is kept, each a register as in ``NominalHistory``, and what stands is derived from them all:
/// neither order nor repetition of messages matters.
public struct CaseWarrants: Sendable, Hashable {
    /// The latest report of each hearing, by its day.
    ///
    /// By the day and not by the court too: feeds differ on a court's code, and Common Platform need not send one.
    private var reports: [CalendarDate: NominalHistory.Report<Warrant>] = [:]

    /// The word of the latest hearing that was not taken back; the last deletion where all of them were.
    public var standing: NominalHistory.Report<Warrant>? {
        let said = reports.filter { !$0.value.value.isDeletion }
        return (said.isEmpty ? reports : said).max { Self.order($0) < Self.order($1) }?.value
    }

    /// By when the hearing sat last: a share of an older hearing says nothing about a newer one's warrant.
    private static func order(
        _ report: (key: CalendarDate, value: NominalHistory.Report<Warrant>)
    ) -> (Timestamp, CalendarDate) { (report.value.stamp.occurred, report.key) }

    /// Folds one report in.
    ///
    /// - Returns: whether something else stands than before.
    mutating func fold(_ report: NominalHistory.Report<Warrant>) -> Bool {
        let before = standing
        let day = report.value.hearingDate ?? LondonTime.day(of: report.stamp.occurred)
        _ = NominalHistory.keepCorrection(&reports[day], report)
        let after = standing
        return before?.digest != after?.digest || before?.stamp.occurred != after?.stamp.occurred
    }
}
