import Formats

/// Reads the entries of one file of standing data; the first fault ends the reading, for a table is taken whole or not.
struct StandingDataReader {
    let file: StandingDataFile

    /// A table is flat, and the published one of organisations has 58,000 texts.
    private static let jsonLimits = JSONLimits(
        maxBytes: StandingData.maxFileBytes, maxDepth: 4, maxMembers: 1_000_000, maxStringBytes: 4 << 10)
    private static let csvLimits = CSVLimits(
        maxFieldBytes: 4 << 10, maxColumns: 8, maxRows: StandingData.maxEntries + 1, maxRecordBytes: 16 << 10)

    /// Hands every entry over.
    ///
    /// - Throws: the file's first fault, or what `body` throws.
    func read(
        _ bytes: [UInt8], _ body: (StandingDataEntry) throws(FormatError) -> Void
    ) throws(FormatError) {
        guard bytes.count <= StandingData.maxFileBytes else {
            throw fault("", "standing.size", "The file is bigger than \(StandingData.maxFileBytes) bytes.")
        }
        if file.isCSV { try readCSV(bytes, body) } else { try readJSON(bytes, body) }
    }

    private func fault(_ place: String, _ rule: String, _ message: String) -> FormatError {
        FormatError(
            path: file.rawValue + place, rule: rule, message: message,
            remedy: "Write the file as Adapters/README.md describes it, or remove it.")
    }

    /// A reader's own fault, told with the file's name.
    private func placed(_ error: FormatError) -> FormatError {
        guard !error.path.hasPrefix(file.rawValue) else { return error }
        var error = error
        error.path = file.rawValue + (error.path.hasPrefix("/") ? "" : "/") + error.path
        return error
    }
}

// MARK: - JSON

extension StandingDataReader {
    private func readJSON(
        _ bytes: [UInt8], _ body: (StandingDataEntry) throws(FormatError) -> Void
    ) throws(FormatError) {
        let value: JSONValue
        do { value = try StrictJSON.parse(bytes, limits: Self.jsonLimits) } catch { throw placed(error) }
        guard let entries = value.array, entries.count <= StandingData.maxEntries else {
            throw fault("", "standing.kind", "The file is not a list of at most \(StandingData.maxEntries) entries.")
        }
        for (index, entry) in entries.enumerated() { try body(try self.entry(entry, "/\(index)")) }
    }

    private func entry(_ value: JSONValue, _ place: String) throws(FormatError) -> StandingDataEntry {
        guard let object = value.object else { throw fault(place, "standing.kind", "The entry is not an object.") }
        var texts: [String: String] = [:]
        for member in object.members where try isOurs(member.key, place) {
            guard let text = member.value.string else {
                throw fault("\(place)/\(member.key)", "standing.kind", "The value is not a text.")
            }
            texts[member.key] = text
        }
        return StandingDataEntry(path: file.rawValue + place, texts: texts)
    }

    /// Whether a member is read; one that the format does not have is a misspelt one, unless the format is another's.
    private func isOurs(_ name: String, _ place: String) throws(FormatError) -> Bool {
        if file.members.contains(name) { return true }
        guard file.isPublished || StandingDataFile.remarks.contains(name) else {
            throw fault(
                place, "standing.unknown-member", "The entry has a member that the file's format does not have.")
        }
        return false
    }
}

// MARK: - CSV

extension StandingDataReader {
    private func readCSV(
        _ bytes: [UInt8], _ body: (StandingDataEntry) throws(FormatError) -> Void
    ) throws(FormatError) {
        var header: [String]?
        do throws(FormatError) {
            try StrictCSV.read(bytes, limits: Self.csvLimits) { (record) throws(FormatError) in
                if let header {
                    try body(try entry(record, header))
                } else {
                    header = try columns(record)
                }
            }
        } catch {
            throw placed(error)
        }
    }

    private func columns(_ record: borrowing CSVRecord) throws(FormatError) -> [String] {
        if let fault = record.fault { throw fault }
        let names = Self.texts(record)
        let known = Set(file.members + StandingDataFile.remarks)
        guard Set(names).count == names.count, known.isSuperset(of: names), Set(names).isSuperset(of: file.members)
        else {
            throw fault(
                "/header", "standing.header",
                "The header does not name \(file.members.joined(separator: ", ")), each once, and no other column.")
        }
        return names
    }

    /// Rows are counted from 1 after the header.
    private func entry(_ record: borrowing CSVRecord, _ header: [String]) throws(FormatError) -> StandingDataEntry {
        let place = "/rows/\(record.number - 1)"
        if var fault = record.fault ?? record.raggedFault(expecting: header.count) {
            fault.path = file.rawValue + place
            throw fault
        }
        let texts = Dictionary(zip(header, Self.texts(record))) { $1 }
        return StandingDataEntry(path: file.rawValue + place, texts: texts)
    }

    private static func texts(_ record: borrowing CSVRecord) -> [String] {
        var texts: [String] = []
        for index in 0..<record.count { texts.append(StrictText.trimmed(record.text(index))) }
        return texts
    }
}
