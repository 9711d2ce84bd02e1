import CanonicalModel
import FeedRows
import Formats

/// Judges one row of a crime batch by the rules of the service it is meant for (feeds.md 4.1).
enum CrimeRow {
    /// policeForce, crimeTypeId, crimeTypeDescription, batchId, crimeReference, crimeDateTimeFrom, crimeDateTimeTo,
    /// easting, northing, latitude, longitude, datum, crimeText.
    private static let columnCount = 13
    /// The widest window that a crime may fall into.
    private static let maxWindowSeconds: Int64 = 12 * 3_600

    /// The forces that take part, and what their batches start with; the others do not (feeds.md 4.1).
    private static let forces: [String: String] = [
        "AvonSomerset": "AVS", "Bedfordshire": "BFD", "Cheshire": "CHS", "CoLP": "CoLP", "Cumbria": "CMB",
        "Derbyshire": "DBY", "Durham": "DUR", "Essex": "ESX", "Gloucestershire": "GLC", "Gwent": "GWP",
        "Hampshire": "HAM", "Hertfordshire": "HRT", "Humberside": "HMB", "Kent": "KNT", "Metropolitan": "MPS",
        "NorthWales": "NWL", "Nottinghamshire": "NOT", "Sussex": "SXP", "WestMidlands": "WMP",
    ]
    private static let crimeTypes: Set<String> = ["RB", "BIAD", "AB", "BOTD", "TOMV", "TFP", "TFMV"]

    /// Whether a file's first record is meant as one.
    static func looksLikeOne(_ record: borrowing CSVRecord) -> Bool {
        guard record.fault == nil, record.count > 1 else { return false }
        if forces[field(record, 0)] != nil { return true }
        return record.count == columnCount && [5, 6].allSatisfy { instant(field(record, $0)) != nil }
    }

    /// Whether a record is the header of this feed's own layout.
    static func isHeader(_ record: borrowing CSVRecord) -> Bool {
        guard record.fault == nil else { return false }
        for index in 0..<record.count where field(record, index) == FeedLayout.typeColumn { return true }
        return false
    }

    /// What is wrong with a row; nil when nothing is.
    static func problem(_ record: borrowing CSVRecord) -> FormatError? {
        let path = "/rows/\(record.number)"
        if var fault = record.fault ?? record.raggedFault(expecting: columnCount) {
            fault.path = path
            return fault
        }
        let fields = (0..<columnCount).map { field(record, $0) }
        return wording(of: fields, path) ?? time(fields, path) ?? place(fields, path)
    }

    private static func field(_ record: borrowing CSVRecord, _ index: Int) -> String {
        StrictText.trimmed(record.text(index))
    }

    private static func wording(of fields: [String], _ path: String) -> FormatError? {
        guard let prefix = forces[fields[0]] else {
            return problem(path + "/policeForce", "The force is not one that sends crime batches.")
        }
        guard crimeTypes.contains(fields[1]) else {
            return problem(path + "/crimeTypeId", "The crime type is not one of the service's.")
        }
        let digits = fields[3].utf8.dropFirst(prefix.utf8.count).prefix(8)
        guard fields[3].hasPrefix(prefix), day(Array(digits)) != nil else {
            return problem(path + "/batchId", "The batch id is not the force's letters and a day.")
        }
        return fields[4].isEmpty ? problem(path + "/crimeReference", "The crime reference is missing.") : nil
    }

    private static func time(_ fields: [String], _ path: String) -> FormatError? {
        guard let from = instant(fields[5]) else {
            return problem(path + "/crimeDateTimeFrom", "The time is not written YYYYMMDDHHMMSS.")
        }
        guard let to = instant(fields[6]) else {
            return problem(path + "/crimeDateTimeTo", "The time is not written YYYYMMDDHHMMSS.")
        }
        guard to >= from, to <= from.adding(seconds: maxWindowSeconds) else {
            return problem(path + "/crimeDateTimeTo", "The window ends before it starts or is longer than 12 hours.")
        }
        return nil
    }

    /// Either easting and northing or latitude and longitude, whole and never both.
    private static func place(_ fields: [String], _ path: String) -> FormatError? {
        let grid = isPair(fields[7], 0...600_000, fields[8], 0...1_300_000)
        let degrees = isPair(fields[9], 49.5...61.5, fields[10], -8.5...2.6)
        guard let grid, let degrees, grid != degrees else {
            return problem(
                path + "/location", "The place is not one pair of coordinates inside the United Kingdom.")
        }
        return nil
    }

    /// Whether there is a pair; nil when there is half of one or it lies outside.
    private static func isPair(
        _ first: String, _ firstRange: ClosedRange<Double>, _ second: String, _ secondRange: ClosedRange<Double>
    ) -> Bool? {
        if first.isEmpty && second.isEmpty { return false }
        guard let x = Double(first), let y = Double(second), firstRange.contains(x), secondRange.contains(y) else {
            return nil
        }
        return true
    }

    private static func instant(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count == 14, bytes.allSatisfy({ (48...57).contains($0) }), let day = day(Array(bytes[..<8])) else {
            return nil
        }
        let (hour, minute, second) = (number(bytes[8..<10]), number(bytes[10..<12]), number(bytes[12...]))
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return day.startOfDay.adding(seconds: Int64(hour * 3_600 + minute * 60 + second))
    }

    private static func day(_ bytes: [UInt8]) -> CalendarDate? {
        guard bytes.count == 8, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return CalendarDate(year: number(bytes[..<4]), month: number(bytes[4..<6]), day: number(bytes[6...]))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 48) } }

    private static func problem(_ path: String, _ message: String) -> FormatError {
        FormatError(
            path: path, rule: "police.crime-row", message: message,
            remedy: "Correct the row; feeds.md 4.1 in the partnership's reference lists the service's rules.")
    }
}
