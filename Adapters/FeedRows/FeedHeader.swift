import Formats

/// The header of a CSV, held against its layout.
///
/// A column that the layout does not know is refused: a field without a rule does not travel, and nobody is to believe
/// that it did.
struct FeedHeader {
    private let layout: FeedLayout
    private let names: [String]
    /// Its fields, those behind the last name among them.
    private let columnCount: Int

    init(_ record: borrowing CSVRecord, layout: FeedLayout) throws(FormatError) {
        if let fault = record.fault { throw fault }
        self.layout = layout
        let known = Set(layout.columns.map(\.name))
        var names: [String] = []
        for index in 0..<Self.namedCount(record) {
            let name = StrictText.trimmed(record.text(index))
            let path = "/header/\(index + 1)"
            guard known.contains(name) else {
                throw layout.problem(
                    path, "unknown-column", "The layout has no such column.",
                    "Use the names that the adapter's README lists, in lower case, and no other column.")
            }
            guard !names.contains(name) else {
                throw layout.problem(path, "column-twice", "The column occurs twice.", "Name every column once.")
            }
            names.append(name)
        }
        guard names.contains(FeedLayout.typeColumn) else {
            throw layout.problem(
                "/header", "no-record-type", "The header has no column record_type.",
                "Start the file with a header row that names every column, record_type among them.")
        }
        self.names = names
        columnCount = record.count
    }

    /// The columns up to the last that has a name: spreadsheets end every line in commas when a column was emptied.
    private static func namedCount(_ record: borrowing CSVRecord) -> Int {
        var count = record.count
        while count > 1, StrictText.isBlank(record.text(count - 1)) { count -= 1 }
        return count
    }

    /// The fault of having another number of fields than the header; fields behind its last name must be empty.
    private func raggedFault(_ record: borrowing CSVRecord) -> FormatError? {
        guard record.count <= columnCount else { return record.raggedFault(expecting: names.count) }
        var count = record.count
        while count > names.count, StrictText.isBlank(record.text(count - 1)) { count -= 1 }
        return count == names.count ? nil : record.raggedFault(expecting: names.count)
    }

    /// A record as a row; rows are counted from 1 after the header.
    func row(_ record: borrowing CSVRecord) -> Result<FeedRow, FormatError> {
        let path = "/rows/\(record.number - 1)"
        if var fault = record.fault ?? raggedFault(record) {
            fault.path = path
            return .failure(fault)
        }
        var cells: [String: JSONValue] = [:]
        for index in names.indices where !record.isEmpty(index) {
            let text = StrictText.trimmed(record.text(index))
            if !StrictText.isBlank(text) { cells[names[index]] = .string(text) }
        }
        return FeedRow.judged(cells, path: path, isJSON: false, layout)
    }
}
