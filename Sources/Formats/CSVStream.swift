/// Reads a document that comes in pieces, as ``StrictCSV`` reads one that is there whole, in the memory of one piece and one
/// record.
///
/// A record is handed over once what follows it has come, so that a piece may end anywhere: inside a quoted field, between
/// CR and LF, in the midst of a character.
public struct CSVStream {
    private let limits: CSVLimits
    private var pending: [UInt8] = []
    private var mark = CSVReader.Mark()

    /// The longest byte order mark; nothing is judged before it can be.
    private static let leastBytes = 4
    /// What may lie between the last byte of a record and the proof that it was the last: CR LF.
    private static let longestLineEnd = 2

    /// A stream of nothing yet.
    public init(limits: CSVLimits = .feed) { self.limits = limits }

    /// Takes the next piece and hands over the records that are certainly whole.
    ///
    /// - Parameters:
    ///   - bytes: the piece; nothing of it is referred to after the call.
    ///   - body: is handed each record in turn.
    /// - Throws: as ``StrictCSV/read(_:limits:_:)``; a record that grows beyond its limit ends the reading here, because
    ///   nothing may be kept that has no bound.
    public mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        pending.append(contentsOf: bytes)
        guard pending.count >= Self.leastBytes else { return }
        try read(isLast: false, body)
        guard pending.count <= limits.maxRecordBytes + Self.longestLineEnd else {
            throw FormatError(
                CSVFault(
                    defect: .endlessRecord(limit: limits.maxRecordBytes), row: mark.row + 1, column: 1,
                    line: mark.line))
        }
    }

    /// Says that no piece follows, and hands over what is left.
    public mutating func finish(_ body: (borrowing CSVRecord) throws(FormatError) -> Void) throws(FormatError) {
        try read(isLast: true, body)
    }

    private mutating func read(
        isLast: Bool, _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        let (limits, start) = (limits, mark)
        mark = try pending.withUnsafeBufferPointer { (buffer) throws(FormatError) in
            try Self.read(buffer, from: start, limits, isLast: isLast, body)
        }
        pending.removeFirst(mark.position)
        mark.position = 0
    }

    /// Reads whole records and tells where the first that is not begins.
    private static func read(
        _ buffer: UnsafeBufferPointer<UInt8>, from start: CSVReader.Mark, _ limits: CSVLimits, isLast: Bool,
        _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) -> CSVReader.Mark {
        var reader: CSVReader
        do { reader = try CSVReader(buffer, limits: limits, from: start) } catch { throw FormatError(error) }
        while true {
            let before = reader.mark
            let record: CSVRecord?
            do {
                record = try reader.next()
            } catch {
                // A CR may still become CR LF, and a quotation mark may still be closed.
                if !isLast, reader.isNearEnd { return before }
                throw FormatError(error)
            }
            guard let record else { return reader.mark }
            if !isLast, reader.isNearEnd { return before }
            try body(record)
        }
    }
}
