import CanonicalModel
import FeedRows
import Formats

/// Reads an arrest, charge, disposal, court outcome, remand or release.
enum PoliceRecordRow {
    /// Which system tells.
    ///
    /// What IDIOM alone tells stays with the police (guardrail G8), so a row that names no system is
    /// taken for IDIOM's.
    private enum System: String, CaseIterable {
        case idiom
        case custody
    }

    /// Whether a record stands.
    private enum Status: String, CaseIterable {
        case current
        case amended
        case withdrawn
    }

    /// SPI remand states (`remand-status.json`).
    private enum BailStatus: String, CaseIterable {
        case notApplicable = "A"
        case conditionalBail = "B"
        case custody = "C"
        case care = "L"
        case secureCustody = "P"
        case secureCare = "S"
        case unconditionalBail = "U"
    }

    static func fact(
        _ row: inout FeedRow, _ occurred: FeedMoment, receivedTime: Timestamp, _ codes: PoliceCodes
    ) -> RowFact? {
        let system = row.has("source_system") ? row.word("source_system", as: System.self) : .idiom
        let reference = row.required("record_reference", row.code("record_reference", atMost: 64))
        let person = row.person(at: occurred.instant)
        let status = row.word("record_status", as: Status.self) ?? .current
        guard let system, let asOf = asOf(&row, system, occurred, receivedTime), let person, let reference,
            let kind = kind(row.type)
        else { return nil }
        var record = PoliceRecord(
            person: person, kind: kind, reference: reference, asOf: asOf, isWithdrawn: status == .withdrawn,
            isDayOnly: occurred.isDayOnly, forceCode: row.code("force_code", atMost: 8), asn: asn(&row))
        readDetail(&row, &record)
        codes.judge(record, &row)
        guard row.faults.isEmpty else { return nil }
        return RowFact(
            source: "/police/\(system.rawValue)", time: occurred.instant, reference: reference, fact: .police(record),
            version: "\(row.type) \(asOf)")
    }

    private static func kind(_ type: String) -> PoliceRecord.Kind? {
        switch type {
        case "arrest": .arrest
        case "charge": .charge
        case "remand": .remand
        case "disposal", "court-outcome": .disposal
        case "release": .release
        default: nil
        }
    }

    /// Until when the record was known: the extract, or for a live event the event itself.
    ///
    /// Of an extract dated by the day alone the day's start is taken, but never a moment before what the record tells: age
    /// is then over-stated rather than under-stated.
    private static func asOf(
        _ row: inout FeedRow, _ system: System, _ occurred: FeedMoment, _ receivedTime: Timestamp
    ) -> Timestamp? {
        let extract = row.moment("extract_date", orDay: true)
        guard let extract else { return eventItself(&row, system, occurred) }
        guard occurred.instant <= extract.last else {
            row.fault(
                "occurred_at", "after-extract", "The record tells of a time after its own extract.",
                "Correct occurred_at or extract_date.")
            return nil
        }
        guard PoliceRows.isNotAhead(extract.instant, "extract_date", receivedTime, &row) else { return nil }
        return max(extract.instant, occurred.instant)
    }

    /// A live event is known until it happened, when it is the record's only word.
    ///
    /// A system that tells whether records stand tells some of them again. Without an as-of time of its own, a record that
    /// is withdrawn and then stands again would read as its own first report, and stay withdrawn.
    private static func eventItself(
        _ row: inout FeedRow, _ system: System, _ occurred: FeedMoment
    ) -> Timestamp? {
        if system == .idiom { _ = row.required("extract_date", FeedMoment?.none) }
        if system != .idiom, row.has("record_status"), !row.has("extract_date") {
            row.fault(
                "extract_date", "no-as-of",
                "A record with a status has no as-of time, and of two reports nobody could tell the later.",
                "Send extract_date, the time until which the record is known, in every report that has a record_status."
            )
        }
        return row.faults.isEmpty ? occurred.instant : nil
    }

    private static func asn(_ row: inout FeedRow) -> String? {
        guard let text = row.code("asn", atMost: 32) else { return nil }
        if ASN(text) == nil {
            row.warn(
                "asn", "unverified-asn", "The arrest summons number fails its form or check letter.",
                "Correct the number at its source.")
        }
        return text
    }
}

// MARK: - What each type tells

extension PoliceRecordRow {
    private static func readDetail(_ row: inout FeedRow, _ record: inout PoliceRecord) {
        switch row.type {
        case "arrest":
            record.offences = offences(&row)
            record.custodySuite = row.code("custody_suite", atMost: 16)
            record.custodyRecord = row.code("custody_record", atMost: 32)
            record.bailStatus = row.listed("bail_status", as: BailStatus.self)?.rawValue
        case "charge":
            record.offences = offences(&row)
            record.custodyRecord = row.code("custody_record", atMost: 32)
            record.bailStatus = row.listed("bail_status", as: BailStatus.self)?.rawValue
            readAppearance(&row, &record)
        case "remand":
            record.offences = offences(&row)
            record.bailStatus = row.required("bail_status", row.word("bail_status", as: BailStatus.self))?.rawValue
            readAppearance(&row, &record)
        case "disposal":
            record.authority = .police
            record.offences = offences(&row)
            record.disposalCode = row.required("disposal_code", row.code("disposal_code", atMost: 8))
        case "court-outcome":
            record.authority = .court
            record.court = row.code("court_code", atMost: 16)
            record.ptiurn = row.code("ptiurn", atMost: 32)
            record.offences = results(&row)
        default:
            record.authority = row.required("released_from", row.word("released_from", as: PoliceRecord.Authority.self))
            record.establishment = row.code("establishment", atMost: 16)
        }
    }

    private static func readAppearance(_ row: inout FeedRow, _ record: inout PoliceRecord) {
        record.court = row.code("court_code", atMost: 16)
        record.appearanceDate = row.date("appearance_date")
    }

    private static func offences(_ row: inout FeedRow) -> [PoliceRecord.Offence] {
        row.codes("offence_codes", atMost: 100, each: 16).map { PoliceRecord.Offence(code: $0) }
    }

    /// "TH68006:1002/1115": an offence, a colon, its result codes with slashes between them.
    private static func results(_ row: inout FeedRow) -> [PoliceRecord.Offence] {
        let written = row.codes("offence_results", atMost: 100, each: 120)
        if !row.has("offence_results") { _ = row.required("offence_results", String?.none) }
        let offences = written.compactMap(offence)
        if offences.count != written.count {
            row.fault(
                "offence_results", "offence-result", "The value is not a list of offences with their result codes.",
                "Write each as TH68006:1002/1115: the offence, a colon, its result codes.")
        }
        return offences
    }

    private static func offence(_ text: String) -> PoliceRecord.Offence? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...16).contains(parts[0].utf8.count) else { return nil }
        let codes = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let areCodes = codes.allSatisfy {
            (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        return areCodes ? PoliceRecord.Offence(code: String(parts[0]), resultCodes: codes) : nil
    }
}
