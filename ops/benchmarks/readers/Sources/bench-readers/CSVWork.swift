import Formats

/// Reads the rows of the police layout: of each row every value that is there, under its column's name.
enum CSVWork {
    static func read(_ path: String, _ output: inout OutputLines) -> Int {
        let bytes = InputFile(path: path).read()
        var columns: [String] = []
        var rows = 0
        var limits = CSVLimits.feed
        limits.maxRows = .max
        do {
            try StrictCSV.read(bytes, limits: limits) { (record) throws(FormatError) in
                guard !columns.isEmpty else { return columns = texts(record) }
                rows += 1
                output.write(try row(record, columns))
            }
        } catch {
            fail("\(path) is refused: \(error.rule) \(error.message)")
        }
        return rows
    }

    static func texts(_ record: borrowing CSVRecord) -> [String] {
        var texts: [String] = []
        for index in 0..<record.count { texts.append(record.text(index)) }
        return texts
    }

    static func row(_ record: borrowing CSVRecord, _ columns: [String]) throws(FormatError) -> JSONValue {
        if let fault = record.fault ?? record.raggedFault(expecting: columns.count) { throw fault }
        var members: [JSONObject.Member] = []
        members.reserveCapacity(columns.count)
        for index in 0..<record.count where !record.isEmpty(index) {
            members.append(JSONObject.Member(key: columns[index], value: .string(record.text(index))))
        }
        return .object(JSONObject(members))
    }
}
