/// Reads the records of one document from borrowed bytes.
///
/// What becomes of the rest of a file after a fault depends on one question: is it certain where the next record starts?
/// After a bad byte, a ragged row or a stray quotation mark in an unquoted field it is, and reading goes on. After text
/// behind a closing quotation mark, or a quotation mark never closed, it is not: a line of somebody's free text could be
/// taken for a record, so reading stops.
struct CSVReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: CSVLimits
    private var position: Int
    private var line = 1
    private var row = 0
    private var fields: [CSVRecord.Field] = []
    private var columnCount = 0
    /// Where the record ended, before its line end.
    private var recordEnd = 0
    private var fault: CSVFault?

    /// Where a reader stands between two records.
    struct Mark {
        /// The byte.
        var position = 0
        /// The records before it.
        var row = 0
        /// The line, from 1.
        var line = 1
        /// Whether a byte order mark can still come.
        var isAtStart = true
    }

    /// A reader of a document, or of what follows a mark in a piece of one.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: CSVLimits, from mark: Mark = Mark()) throws(CSVFault) {
        self.bytes = bytes
        self.limits = limits
        (position, row, line) = (mark.position, mark.row, mark.line)
        guard mark.isAtStart else { return }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.starts(with: [0, 0, 0xFE, 0xFF])
        {
            throw CSVFault(defect: .otherEncoding, row: 1, column: 1, line: 1)
        }
    }

    /// Where the reader stands; asked between two records.
    var mark: Mark { Mark(position: position, row: row, line: line, isAtStart: position == 0 && row == 0 && line == 1) }

    /// Whether so little is left that more bytes could change what was read last: a CR may become CR LF.
    var isNearEnd: Bool { position + 1 >= bytes.count }

    /// The next record, or nil at the end.
    ///
    /// An empty line holds no record.
    mutating func next() throws(CSVFault) -> CSVRecord? {
        skipEmptyLines()
        guard position < bytes.count else { return nil }
        row += 1
        guard row <= limits.maxRows else {
            throw CSVFault(defect: .tooManyRows(limit: limits.maxRows), row: row, column: 1, line: line)
        }
        let (start, firstLine) = (position, line)
        fields.removeAll(keepingCapacity: true)
        columnCount = 0
        fault = nil
        while try readField() {}
        if recordEnd - start > limits.maxRecordBytes { note(.recordTooLong(limit: limits.maxRecordBytes)) }
        return CSVRecord(
            bytes: bytes, fields: fault == nil ? fields : [], number: row, line: firstLine,
            fault: fault.map { FormatError($0) })
    }
}

// MARK: - Fields

extension CSVReader {
    /// Reads one field and what ends it.
    ///
    /// - Returns: whether another field of the same record follows.
    private mutating func readField() throws(CSVFault) -> Bool {
        columnCount += 1
        let isQuoted = position < bytes.count && bytes[position] == ASCII.quote
        let start = position
        let field = isQuoted ? try quotedField() : unquotedField()
        if position - start > limits.maxFieldBytes { note(.fieldTooLong(limit: limits.maxFieldBytes)) }
        // Beyond the limit fields are counted and not kept, so that a million commas cost no memory.
        if columnCount <= limits.maxColumns {
            fields.append(field)
        } else {
            note(.tooManyColumns(limit: limits.maxColumns))
        }
        return endOfField()
    }

    /// Steps over a comma or a line end.
    private mutating func endOfField() -> Bool {
        recordEnd = position
        guard position < bytes.count else { return false }
        if bytes[position] == ASCII.comma {
            position += 1
            return true
        }
        // Only CR LF and LF end a field otherwise.
        position += bytes[position] == ASCII.carriageReturn ? 2 : 1
        line += 1
        return false
    }

    private mutating func unquotedField() -> CSVRecord.Field {
        let start = position
        while true {
            position = CSVRun.endOfUnquoted(in: bytes, from: position)
            guard position < bytes.count, bytes[position] != ASCII.comma, !isAtLineEnd else { break }
            if bytes[position] == ASCII.quote {
                note(.strayQuote)
                position += 1
            } else {
                stepOverSpecial()
            }
        }
        return CSVRecord.Field(start: start, end: position, hasDoubledQuotes: false)
    }

    private mutating func quotedField() throws(CSVFault) -> CSVRecord.Field {
        let (openRow, openColumn, openLine) = (row, columnCount, line)
        position += 1
        let start = position
        var hasDoubledQuotes = false
        while true {
            position = CSVRun.endOfQuoted(in: bytes, from: position)
            guard position < bytes.count else {
                throw CSVFault(defect: .unterminatedQuote, row: openRow, column: openColumn, line: openLine)
            }
            guard bytes[position] == ASCII.quote else {
                stepInsideQuotes()
                continue
            }
            guard position + 1 < bytes.count, bytes[position + 1] == ASCII.quote else { break }
            hasDoubledQuotes = true
            position += 2
        }
        let end = position
        position += 1
        guard position == bytes.count || bytes[position] == ASCII.comma || isAtLineEnd else {
            throw CSVFault(defect: .textAfterQuote, row: row, column: columnCount, line: line)
        }
        return CSVRecord.Field(start: start, end: end, hasDoubledQuotes: hasDoubledQuotes)
    }
}

// MARK: - Bytes

extension CSVReader {
    private var isAtLineEnd: Bool { isLineEnd(at: position) }

    private func isLineEnd(at index: Int) -> Bool {
        if bytes[index] == ASCII.lineFeed { return true }
        return bytes[index] == ASCII.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == ASCII.lineFeed
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count, isAtLineEnd {
            position += bytes[position] == ASCII.carriageReturn ? 2 : 1
            line += 1
        }
    }

    private mutating func stepInsideQuotes() {
        guard isAtLineEnd else { return stepOverSpecial() }
        position += bytes[position] == ASCII.carriageReturn ? 2 : 1
        line += 1
    }

    /// Steps over a tab, a whole UTF-8 sequence, or a byte that may not stand here.
    private mutating func stepOverSpecial() {
        let byte = bytes[position]
        guard byte >= 0x80 else {
            if byte != ASCII.tab { note(byte == 0 ? .nul : .controlCharacter) }
            position += 1
            return
        }
        if let end = UTF8Sequence.end(in: bytes, at: position) {
            position = end
        } else {
            note(.invalidUTF8)
            position += 1
        }
    }

    /// Keeps the first fault of a record: what follows it is mostly its consequence.
    private mutating func note(_ defect: CSVDefect) {
        guard fault == nil else { return }
        fault = CSVFault(defect: defect, row: row, column: columnCount, line: line)
    }
}
