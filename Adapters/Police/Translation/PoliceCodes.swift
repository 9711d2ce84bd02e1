import CanonicalModel
import FeedRows

/// Tells of a police record's codes that are in no table; the record travels with them as written.
struct PoliceCodes {
    let standingData: StandingData

    /// Notes what of a record's codes nobody knows, each column once.
    func judge(_ record: PoliceRecord, _ row: inout FeedRow) {
        if let force = record.forceCode, !standingData.knowsForce(force) {
            note("force_code", "unknown-force", "force's", file: .forces, &row)
        }
        if let court = record.court, !standingData.knowsCourt(court) {
            note("court_code", "unknown-court", "court's", file: .courts, &row)
        }
        if !record.offences.flatMap(\.resultCodes).allSatisfy(standingData.knowsResultCode) {
            note("offence_results", "unknown-result-code", "result", file: .results, &row)
        }
    }

    private func note(
        _ column: String, _ rule: String, _ kind: String, file: StandingDataFile, _ row: inout FeedRow
    ) {
        row.warn(
            column, rule, "A \(kind) code is in no table; the message carries it as written and no rule acts on it.",
            "Correct the code at its source, or add it to \(file.rawValue) of the standing data folder.")
    }
}
