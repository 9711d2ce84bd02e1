/// Reads a long XML document in slices and hands over one record element at a time, within the memory of a few records.
///
/// As strict as ``StrictXML``, on whose parser it stands: the same documents are refused by the same rules, though what
/// came before the fault has then been handed over. A court list of a hundred thousand cases is read in the memory of one.
public struct XMLRecords: ~Copyable {
    /// A byte order mark has three bytes, and it must be known before anything is read.
    private static let markBytes = 3

    private let shelf: XMLRecordShelf
    private var parser: ExpatParser
    /// The first bytes, until there are enough of them.
    private var head: [UInt8]? = []
    private var isBlank = true

    /// A reader of one document.
    ///
    /// - Parameters:
    ///   - localName: The records' name without its prefix. The outermost elements of that name below the root are records;
    ///     one inside another is part of it.
    ///   - limits: How much may be read.
    public init(named localName: String, limits: XMLRecordLimits = .feed) {
        shelf = XMLRecordShelf(name: localName, limits: limits)
        parser = ExpatParser(
            feeding: XMLTreeBuilder(limits: limits.record, hasUTF8Mark: false, records: shelf),
            maxMarkupBytes: limits.record.maxMarkupBytes)
    }

    /// Reads on.
    ///
    /// - Parameters:
    ///   - slice: The bytes that follow those fed before; nothing of them is borrowed after the call.
    ///   - body: Is handed each record that ends in the slice.
    /// - Throws: ``FormatError`` as from ``StrictXML``, or what `body` throws; either ends the reading for good.
    public mutating func feed(
        _ slice: UnsafeRawBufferPointer, _ body: (XMLRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        isBlank = isBlank && slice.allSatisfy(ASCII.isWhitespace)
        guard head != nil else { return try read(slice, isLast: false, body) }
        head?.append(contentsOf: slice)
        if let head, head.count >= Self.markBytes { try start(body) }
    }

    /// Reads what is left.
    ///
    /// - Parameter body: Is handed each record that had not been handed over.
    /// - Returns: The root without its records.
    /// - Throws: As ``feed(_:_:)``.
    public mutating func finish(_ body: (XMLRecord) throws(FormatError) -> Void) throws(FormatError) -> XMLElement {
        guard !isBlank else { throw FormatError(.empty, path: "/", place: nil) }
        try start(body)
        try read(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, body)
        return try parser.root()
    }
}

extension XMLRecords {
    private mutating func start(_ body: (XMLRecord) throws(FormatError) -> Void) throws(FormatError) {
        guard let bytes = head else { return }
        head = nil
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.markUTF8() }
        try bytes.withUnsafeBufferPointer { (bytes) throws(FormatError) in
            try read(UnsafeRawBufferPointer(bytes), isLast: false, body)
        }
    }

    /// expat's callbacks cannot throw, so that records are handed over between two of its slices.
    private mutating func read(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, _ body: (XMLRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        var start = 0
        repeat {
            let end = min(start + ExpatParser.sliceBytes, bytes.count)
            defer { start = end }
            do throws(FormatError) {
                try parser.feed(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), isLast: isLast)
            } catch {
                // Records that ended before the fault are good ones.
                try hand(body)
                throw error
            }
            try hand(body)
        } while start < bytes.count
    }

    private func hand(_ body: (XMLRecord) throws(FormatError) -> Void) throws(FormatError) {
        for record in shelf.take() { try body(record) }
    }
}
