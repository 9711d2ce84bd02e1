import Formats

/// The header of a CSV, held against its layout.
///
/// A column that the layout does not know is refused: a field without a rule does not travel, and nobody is to believe
/// that it did.
struct FeedHeader {
    private let layout: FeedLayout
    private let names: [String]

    init(_ record: borrowing CSVRecord, layout: FeedLayout) throws(FormatError) {
        if let fault = record.fault { throw fault }
        self.layout = layout
        let known = Set(layout.columns.map(\.name))
        var names: [String] = []
        for index in 0..<record.count {
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
    }

    /// A record as a row; rows are counted from 1 after the header.
    func row(_ record: borrowing CSVRecord) -> Result<FeedRow, FormatError> {
        let path = "/rows/\(record.number - 1)"
        if var fault = record.fault ?? record.raggedFault(expecting: names.count) {
            fault.path = path
            return .failure(fault)
        }
        var cells: [String: JSONValue] = [:]
        for index in 0..<record.count where !record.isEmpty(index) {
            let text = StrictText.trimmed(record.text(index))
            if !text.isEmpty { cells[names[index]] = .string(text) }
        }
        return FeedRow.judged(cells, path: path, isJSON: false, layout)
    }
}
