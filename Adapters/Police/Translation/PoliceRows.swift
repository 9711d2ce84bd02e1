import CanonicalModel
import FeedRows
import Formats

/// Reads one row of the police layout as the fact it is.
enum PoliceRows {
    /// The row's fact; nil when it has a fault.
    static func fact(_ row: inout FeedRow, receivedTime: Timestamp, _ codes: PoliceCodes) -> RowFact? {
        guard let occurred = row.required("occurred_at", row.moment("occurred_at", orDay: mayBeDay(row.type))),
            isNotAhead(occurred.instant, "occurred_at", receivedTime, &row)
        else { return nil }
        switch row.type {
        case "intelligence": return IntelligenceRow.fact(&row, occurred.instant)
        case "nomination": return nomination(&row, occurred.instant)
        default: return PoliceRecordRow.fact(&row, occurred, receivedTime: receivedTime, codes)
        }
    }

    /// Whether a time lies no further ahead than clocks differ: a record of the future would outlast every correction of it,
    /// and the core's door refuses it.
    static func isNotAhead(
        _ time: Timestamp, _ column: String, _ receivedTime: Timestamp, _ row: inout FeedRow
    ) -> Bool {
        guard time > receivedTime.adding(seconds: Fact.clockAllowanceSeconds) else { return true }
        row.fault(column, "ahead", "The time lies ahead of the moment at which the item arrived.", "Correct the time.")
        return false
    }

    /// What the police computer and panels often know by the day alone.
    private static func mayBeDay(_ type: String) -> Bool {
        ["court-outcome", "disposal", "release", "remand", "charge", "nomination"].contains(type)
    }

    private static func nomination(_ row: inout FeedRow, _ occurred: Timestamp) -> RowFact? {
        let reference = row.code("record_reference", atMost: 64)
        guard let person = row.person(at: occurred),
            let cohort = row.required("cohort", row.code("cohort", atMost: 24)),
            let agency = row.required("nominated_by", row.code("nominated_by", atMost: 48)),
            let reason = row.required("reason", row.code("reason", atMost: 48))
        else { return nil }
        let nomination = Nomination(
            person: person, cohort: cohort, nominatedBy: agency, reason: reason, reference: reference)
        return RowFact(
            source: "/police/nominations", time: occurred, reference: reference, fact: .nomination(nomination))
    }
}

extension PoliceRows {
    /// Rows that an outline lists.
    private static let maxOutline = 1_000

    /// The rows of a file by type and filled columns, without any value.
    static func outline(_ bytes: [UInt8]) -> [JSONValue] {
        var rows: [JSONValue] = []
        let note = { (row: Result<FeedRow, FormatError>) in
            guard rows.count < maxOutline, case .success(let row) = row else { return }
            rows.append([
                "path": .string(row.path), "type": .string(row.type),
                "columns": .array(row.filledColumns.map(JSONValue.string)),
            ])
        }
        // What cannot be read is told by the problems of the translation; the outline ends there.
        do {
            switch FeedFile.form(of: bytes) {
            case .csv: try FeedFile.readCSV(bytes, layout: PoliceLayout.layout, note)
            case .json:
                try FeedFile.readJSON(try FeedFile.json(bytes), layout: PoliceLayout.layout, note)
            }
        } catch { return rows }
        return rows
    }
}
