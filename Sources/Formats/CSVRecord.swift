/// One record of a CSV document, borrowed for the time of a callback: its fields are slices of the document.
///
/// Nothing is copied until a field is asked for, so that a file of any size is read in the memory of its longest record's
/// list of fields. It cannot be copied, because it points into bytes that are the reader's.
public struct CSVRecord: ~Copyable {
    /// A field's place in the document, quotation marks excluded.
    struct Field {
        let start: Int
        let end: Int
        /// Whether it holds doubled quotation marks, which a reader has to halve.
        let hasDoubledQuotes: Bool
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let fields: [Field]
    /// The record's number, from 1; a header counts.
    public let number: Int
    /// The line it starts on, from 1; a quoted field may hold line ends, so that lines and records part company.
    public let line: Int
    /// What is wrong with it, when anything is: it has then no field to read, and the next record is read as ever.
    public let fault: FormatError?

    /// How many fields it has.
    public var count: Int { fields.count }

    /// A field's text, copied; doubled quotation marks are halved.
    public func text(_ index: Int) -> String {
        let field = fields[index]
        let slice = UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])
        guard field.hasDoubledQuotes else { return String(decoding: slice, as: UTF8.self) }
        return String(decoding: Self.halved(slice), as: UTF8.self)
    }

    /// Whether a field has no character.
    public func isEmpty(_ index: Int) -> Bool { fields[index].start == fields[index].end }

    /// Whether it has no fault and every field is empty or white space.
    public var isBlank: Bool {
        guard fault == nil else { return false }
        for index in 0..<count where !StrictText.isBlank(text(index)) { return false }
        return true
    }

    /// A field's bytes as written between its quotation marks, without copying.
    public func withBytes<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(rebasing: bytes[fields[index].start..<fields[index].end]))
    }

    /// The fault of having another number of fields than the document's columns; nil when the numbers agree.
    ///
    /// It is the record's fault and not the file's: the records around it are as good as ever.
    public func raggedFault(expecting columns: Int) -> FormatError? {
        guard count != columns else { return nil }
        return FormatError(
            CSVFault(
                defect: .raggedRow(found: count, expected: columns), row: number, column: min(count, columns) + 1,
                line: line))
    }

    private static func halved(_ slice: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(slice.count)
        var index = 0
        while index < slice.count {
            result.append(slice[index])
            // Inside a well-formed field every quotation mark stands beside its twin.
            index += slice[index] == ASCII.quote ? 2 : 1
        }
        return result
    }
}
