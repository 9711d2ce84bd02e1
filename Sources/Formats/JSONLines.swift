/// Reads JSON written one document a line (NDJSON), in slices, within the memory of one line.
///
/// A line feed cannot stand inside a JSON document but as white space (RFC 8259 section 7 wants it escaped in strings), so
/// it is always certain where the next document starts: a bad line never sinks the lines after it.
public struct JSONLines: ~Copyable {
    private let limits: JSONLimits
    private let maxLines: Int
    /// The start of a line whose end has not been fed yet.
    private var pending: [UInt8] = []
    /// Whether the line in hand has gone over the limit: its bytes are dropped, and its end is waited for.
    private var isTooLong = false
    private var number = 0

    /// As many lines as a file of 1 GB of the shortest events holds, tenfold.
    public static let usualMaxLines = 10_000_000

    /// A reader of one file.
    ///
    /// - Parameters:
    ///   - limits: How much may be read of each line.
    ///   - maxLines: Lines of the whole file, empty ones included.
    public init(limits: JSONLimits = .feed, maxLines: Int = JSONLines.usualMaxLines) {
        self.limits = limits
        self.maxLines = maxLines
    }

    /// Reads on.
    ///
    /// - Parameters:
    ///   - slice: The bytes that follow those fed before; nothing of them is borrowed after the call.
    ///   - body: Is handed each line that ends in the slice and holds more than white space.
    /// - Throws: ``FormatError`` when there are too many lines, or what `body` throws.
    public mutating func feed(
        _ slice: UnsafeRawBufferPointer, _ body: (borrowing JSONLine) throws(FormatError) -> Void
    ) throws(FormatError) {
        var start = 0
        while let end = LineEnd.next(in: slice, from: start) {
            let rest = UnsafeRawBufferPointer(rebasing: slice[start..<end])
            if pending.isEmpty, !isTooLong { try hand(rest, body) } else { try handPending(with: rest, body) }
            start = end + 1
        }
        keep(UnsafeRawBufferPointer(rebasing: slice[start...]))
    }

    /// Reads the last line, when no line feed ended it.
    ///
    /// - Parameter body: Is handed that line.
    /// - Throws: As ``feed(_:_:)``.
    public mutating func finish(_ body: (borrowing JSONLine) throws(FormatError) -> Void) throws(FormatError) {
        guard isTooLong || !pending.isEmpty else { return }
        try handPending(with: UnsafeRawBufferPointer(start: nil, count: 0), body)
    }
}

extension JSONLines {
    private mutating func keep(_ rest: UnsafeRawBufferPointer) {
        if isTooLong || rest.isEmpty { return }
        if rest.count > limits.maxBytes - pending.count {
            isTooLong = true
            pending = []
        } else {
            pending.append(contentsOf: rest)
        }
    }

    private mutating func handPending(
        with rest: UnsafeRawBufferPointer, _ body: (borrowing JSONLine) throws(FormatError) -> Void
    ) throws(FormatError) {
        keep(rest)
        let line = pending
        pending.removeAll(keepingCapacity: true)
        defer { isTooLong = false }
        try line.withUnsafeBufferPointer { (bytes) throws(FormatError) in try hand(UnsafeRawBufferPointer(bytes), body)
        }
    }

    private mutating func hand(
        _ bytes: UnsafeRawBufferPointer, _ body: (borrowing JSONLine) throws(FormatError) -> Void
    ) throws(FormatError) {
        number += 1
        guard number <= maxLines else { throw .tooManyLines(maxLines) }
        guard isTooLong || bytes.contains(where: { !ASCII.isWhitespace($0) }) else { return }
        try body(JSONLine(bytes: bytes, limits: limits, number: number, isTooLong: isTooLong))
    }
}

extension FormatError {
    fileprivate static func tooManyLines(_ limit: Int) -> FormatError {
        FormatError(
            path: "", rule: "json.lines", message: "The file has more than \(limit) lines; none from here on was read.",
            remedy: "Split it into several files.")
    }
}
