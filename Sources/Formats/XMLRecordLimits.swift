/// How much a sender may make us read of a document that is handed over record by record.
///
/// Nothing bounds the whole document but the number of its records: what is held at one time is one slice's records and
/// what stands outside all records.
public struct XMLRecordLimits: Sendable, Hashable {
    /// What holds for each record by itself; depth counts from the root, and bytes are those of texts and attributes.
    public var record: XMLLimits
    /// Elements outside all records in the whole document.
    public var maxOuterElements: Int
    /// Records in the whole document.
    public var maxRecords: Int

    /// Names every limit.
    ///
    /// - Parameters:
    ///   - record: What holds for each record by itself.
    ///   - maxOuterElements: Elements outside all records in the whole document.
    ///   - maxRecords: Records in the whole document.
    public init(record: XMLLimits, maxOuterElements: Int, maxRecords: Int) {
        self.record = record
        self.maxOuterElements = maxOuterElements
        self.maxRecords = maxRecords
    }

    /// One long file of an agency's feed.
    public static let feed = XMLRecordLimits(record: .feed, maxOuterElements: 10_000, maxRecords: 10_000_000)
}
