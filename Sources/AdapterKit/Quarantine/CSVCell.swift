import Formats

/// Changes one cell of a CSV table (RFC 4180) and no other byte of it.
///
/// Rows are counted and cells found by the reader that counts them for the row report; a second idea of where a row begins
/// would mend another person's. What has no certain place is replaced whole or not at all.
enum CSVCell {
    private static let (quote, comma, cr, lf) = (
        UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n")
    )

    /// Sets a cell.
    ///
    /// - Parameters:
    ///   - row: from 1, the first row after the header.
    ///   - column: a name of the header, or a number from 1.
    static func set(_ row: Int, _ column: String, to text: String, in bytes: [UInt8]) throws(AdapterError) -> [UInt8] {
        let (header, cells) = places(ofRow: row, in: bytes)
        guard let header else {
            throw AdapterError(.edit, "the table has no header that names every column once; replace the item whole")
        }
        guard let cells else { throw AdapterError(.edit, "the table has no such row") }
        guard cells.count == header.count else {
            throw AdapterError(.edit, "it is not certain where the row's cells are; replace the item whole")
        }
        guard let index = index(of: column, in: header) else { throw AdapterError(.edit, "the table has no such column") }
        var edited = bytes
        edited.replaceSubrange(cells[index], with: written(text))
        return edited
    }

    /// The header's names and the places of a row's cells; no cell when the row has a fault.
    private static func places(ofRow row: Int, in bytes: [UInt8]) -> (header: [String]?, cells: [Range<Int>]?) {
        var (header, cells): ([String]?, [Range<Int>]?)
        bytes.withUnsafeBufferPointer { buffer in
            // Where rows start is not certain behind what ends the reading: what was found before it stands.
            try? StrictCSV.read(buffer) { (record) throws(FormatError) in
                if record.number == 1 { header = names(record) }
                if record.number > 1, record.number - 1 == row { cells = ranges(record, in: buffer) }
            }
        }
        return (header, cells)
    }

    /// Nil when the first record is faulty or names no columns, as the first row of a table without a header.
    private static func names(_ record: borrowing CSVRecord) -> [String]? {
        guard record.fault == nil else { return nil }
        var names: [String] = []
        for index in 0..<record.count { names.append(StrictText.trimmed(record.text(index)).lowercased()) }
        return names.contains("") || Set(names).count < names.count ? nil : names
    }

    private static func index(of column: String, in names: [String]) -> Int? {
        if let index = names.firstIndex(of: column.lowercased()) { return index }
        guard let number = Int(column), (1...names.count).contains(number) else { return nil }
        return number - 1
    }

    /// The places of a record's cells in the bytes it was read from, quotation marks included; none of a faulty one.
    private static func ranges(_ record: borrowing CSVRecord, in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        guard record.fault == nil, let first = bytes.baseAddress else { return [] }
        var ranges: [Range<Int>] = []
        for index in 0..<record.count {
            let field = record.withBytes(index) { field in
                field.baseAddress.map { $0 - first }.map { $0..<($0 + field.count) } ?? 0..<0
            }
            // What stands before an unquoted field is a comma, a line end or nothing.
            let isQuoted = field.lowerBound > 0 && bytes[field.lowerBound - 1] == quote
            ranges.append(isQuoted ? field.lowerBound - 1..<field.upperBound + 1 : field)
        }
        return ranges
    }

    private static func written(_ text: String) -> [UInt8] {
        let needsQuotes = text.utf8.contains { [quote, comma, cr, lf].contains($0) }
        return Array((needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text).utf8)
    }
}
