public import Formats

/// Reads the rows of one file of a documented layout, CSV or its JSON twin, and hands them over one by one.
///
/// A row that is bad alone is reported and the reading goes on; what is wrong with the file as a whole is thrown.
public enum FeedFile {
    /// Which of the two forms bytes are in.
    public enum Form: Sendable, Hashable {
        case csv
        case json
    }

    /// JSON starts with a bracket after white space, and after a byte order mark if there is one; a CSV header never does.
    public static func form(of bytes: [UInt8]) -> Form {
        let first = ByteOrderMark.skipped(in: bytes).first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .csv
    }

    /// Reads every row of a CSV.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - layout: its layout.
    ///   - body: is handed each row, or the problem that keeps it from being one.
    /// - Throws: when the header is wrong, or it is not certain any more where rows start.
    public static func readCSV(
        _ bytes: [UInt8], layout: FeedLayout, _ body: (Result<FeedRow, FormatError>) throws(FormatError) -> Void
    ) throws(FormatError) {
        var header: FeedHeader?
        try StrictCSV.read(bytes) { (record) throws(FormatError) in
            if let header {
                // A spreadsheet writes rows that were emptied as commas alone.
                if record.isBlank { return }
                try body(header.row(record))
            } else {
                header = try FeedHeader(record, layout: layout)
            }
        }
        guard header != nil else {
            throw layout.problem("/header", "empty", "The file holds no record.", "Send the header and the rows.")
        }
    }

    /// The JSON value in a file.
    public static func json(_ bytes: [UInt8]) throws(FormatError) -> JSONValue {
        try StrictJSON.parse(ByteOrderMark.skipped(in: bytes), limits: .feed)
    }

    /// Reads every row of a JSON value: one object, or a list of at most ``CSVLimits/feed``'s number of them.
    public static func readJSON(
        _ value: JSONValue, layout: FeedLayout, _ body: (Result<FeedRow, FormatError>) throws(FormatError) -> Void
    ) throws(FormatError) {
        guard case .array(let elements) = value else { return try body(FeedRow.reading(value, path: "", layout)) }
        guard !elements.isEmpty, elements.count <= CSVLimits.feed.maxRows else {
            throw layout.problem(
                "", "items", "The list is empty or has more than \(CSVLimits.feed.maxRows) items.",
                "Send one object, or a list of at least one.")
        }
        for (index, element) in elements.enumerated() { try body(FeedRow.reading(element, path: "/\(index)", layout)) }
    }
}
