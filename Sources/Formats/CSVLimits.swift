/// How much CSV a sender may make us read before the reading stops.
public struct CSVLimits: Sendable, Hashable {
    /// Bytes of one field as it is written, quotes included.
    public var maxFieldBytes: Int
    /// Fields of one record.
    public var maxColumns: Int
    /// Records of the whole document, the header among them.
    public var maxRows: Int
    /// Bytes of one record as it is written, without its line end.
    public var maxRecordBytes: Int

    /// Names every limit.
    ///
    /// - Parameters:
    ///   - maxFieldBytes: Bytes of one field as written.
    ///   - maxColumns: Fields of one record.
    ///   - maxRows: Records of the whole document.
    ///   - maxRecordBytes: Bytes of one record as written.
    public init(maxFieldBytes: Int, maxColumns: Int, maxRows: Int, maxRecordBytes: Int) {
        self.maxFieldBytes = maxFieldBytes
        self.maxColumns = maxColumns
        self.maxRows = maxRows
        self.maxRecordBytes = maxRecordBytes
    }

    /// One file of an agency's feed.
    public static let feed = CSVLimits(
        maxFieldBytes: 16 << 10, maxColumns: 128, maxRows: 100_000, maxRecordBytes: 64 << 10)

    /// One long file read record by record (``CSVStream``), of which nothing but a record is held.
    public static let longFeed = CSVLimits(
        maxFieldBytes: 16 << 10, maxColumns: 128, maxRows: 10_000_000, maxRecordBytes: 64 << 10)
}
