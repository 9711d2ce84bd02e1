/// Reads CSV as RFC 4180 writes it, and nothing that merely resembles it.
///
/// UTF-8 with or without a byte order mark; records end in CR LF or LF; a field with a comma, a line end or a quotation mark
/// stands in quotation marks, and a quotation mark inside is doubled. No other separator, no comment, no trimming. An empty
/// line holds no record.
///
/// We only read: no value that somebody sent is ever written back into a CSV, where a spreadsheet would run a field that
/// starts with `=`, `+`, `-` or `@` as a formula. A report of bad rows names places and rules and holds no value at all.
public enum StrictCSV {
    /// Reads every record in order, in the memory of one record's list of fields.
    ///
    /// - Parameters:
    ///   - bytes: The document; nothing of it is kept after the call.
    ///   - limits: How much may be read.
    ///   - body: Is handed each record in turn, faulty ones too (``CSVRecord/fault``); what it throws ends the reading.
    /// - Throws: ``FormatError`` when it is not certain any more where records start, or when a limit of the whole document
    ///   is exceeded; the records before have then been handed over. Its path is "/records/ROW/FIELD", both counted from 1.
    public static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: CSVLimits = .feed,
        _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        var reader: CSVReader
        do { reader = try CSVReader(bytes, limits: limits) } catch { throw FormatError(error) }
        while true {
            let record: CSVRecord?
            do { record = try reader.next() } catch { throw FormatError(error) }
            guard let record else { return }
            try body(record)
        }
    }

    /// Reads every record of bytes that an array holds; see ``read(_:limits:_:)``.
    public static func read(
        _ bytes: [UInt8], limits: CSVLimits = .feed, _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in try read(buffer, limits: limits, body) }
    }
}
