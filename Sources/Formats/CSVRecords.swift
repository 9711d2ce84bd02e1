/// Reads a long CSV document in slices and hands over one record at a time, within the memory of a slice and a record.
///
/// The same reader as ``StrictCSV``'s: however a document is cut into slices, its records, their faults and what ends the
/// reading are the same. Only a record longer than ``maxHeldBytes`` ends it here, since its end would have to be waited for.
public struct CSVRecords: ~Copyable {
    /// The longest record whose end is waited for; one over ``CSVLimits/maxRecordBytes`` and under this is a bad row.
    public static let maxHeldBytes = 1 << 20
    /// The longest byte order mark; it must be seen whole.
    private static let markBytes = 4

    private let limits: CSVLimits
    private var place = CSVPlace()
    /// Bytes that were fed and not read: the start of a record.
    private var held: [UInt8] = []
    /// How many must be held before reading is tried again: a record fed byte by byte is not read over with each.
    private var retryCount = markBytes

    /// A reader of one document.
    ///
    /// - Parameter limits: How much may be read.
    public init(limits: CSVLimits = .feed) { self.limits = limits }

    /// Reads on.
    ///
    /// - Parameters:
    ///   - slice: The bytes that follow those fed before; nothing of them is borrowed after the call.
    ///   - body: Is handed records in order, faulty ones too; what it throws ends the reading.
    /// - Throws: ``FormatError`` as from ``StrictCSV``; the records before have then been handed over.
    public mutating func feed(
        _ slice: UnsafeRawBufferPointer, _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        held.append(contentsOf: slice)
        guard held.count >= retryCount else { return }
        try read(isLast: false, body)
        guard held.count <= Self.maxHeldBytes else {
            let defect = CSVDefect.recordTooLong(limit: Self.maxHeldBytes)
            throw FormatError(CSVFault(defect: defect, row: place.row + 1, column: 1, line: place.line))
        }
        retryCount = max(held.count * 2, place.isStart ? Self.markBytes : 1)
    }

    /// Reads what is left, the last record without a line end included.
    ///
    /// - Parameter body: Is handed the records that had not been handed over.
    /// - Throws: As ``feed(_:_:)``.
    public mutating func finish(
        _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        try read(isLast: true, body)
    }

    private mutating func read(
        isLast: Bool, _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        // Taken out, and put back shorter: the same storage serves every slice.
        var bytes: [UInt8] = []
        swap(&bytes, &held)
        let (start, limits) = (place, limits)
        let (end, count) = try bytes.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try StrictCSV.read(bytes, limits, at: start, isLast: isLast, body)
        }
        bytes.removeFirst(count)
        swap(&bytes, &held)
        if count > 0 || isLast { place = end }
    }
}
