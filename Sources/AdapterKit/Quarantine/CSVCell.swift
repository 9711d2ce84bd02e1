/// Changes one cell of a CSV table (RFC 4180) and no other byte of it.
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
        guard let header = cells(ofLine: 0, in: bytes) else { throw AdapterError(.edit, "the table has no header") }
        let names = header.map { name(of: bytes[$0]) }
        let index = names.firstIndex { $0.lowercased() == column.lowercased() } ?? (Int(column) ?? 0) - 1
        guard row > 0, let cells = cells(ofLine: row, in: bytes), cells.indices.contains(index) else {
            throw AdapterError(.edit, "the table has no such row and column")
        }
        var edited = bytes
        edited.replaceSubrange(cells[index], with: written(text))
        return edited
    }

    /// The places of a line's cells, quotes included; a line break within quotes ends no line.
    private static func cells(ofLine wanted: Int, in bytes: [UInt8]) -> [Range<Int>]? {
        var (line, start, isQuoted) = (0, bom(bytes), false)
        var cells: [Range<Int>] = []
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte == quote { isQuoted.toggle() }
            guard !isQuoted, byte == comma || byte == lf else { continue }
            let end = byte == lf && index > start && bytes[index - 1] == cr ? index - 1 : index
            if line == wanted { cells.append(start..<end) }
            start = index + 1
            guard byte == lf else { continue }
            if line == wanted { return cells }
            line += 1
        }
        guard line == wanted, start < bytes.count || !cells.isEmpty else { return nil }
        return cells + [start..<bytes.count]
    }

    /// A byte order mark is not the first name's.
    private static func bom(_ bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    private static func name(of cell: ArraySlice<UInt8>) -> String {
        let isQuoted = cell.count >= 2 && cell.first == quote && cell.last == quote
        return String(decoding: isQuoted ? cell.dropFirst().dropLast() : cell, as: UTF8.self)
            .replacing("\"\"", with: "\"")
    }

    private static func written(_ text: String) -> [UInt8] {
        let needsQuotes = text.utf8.contains { [quote, comma, cr, lf].contains($0) }
        return Array((needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text).utf8)
    }
}
