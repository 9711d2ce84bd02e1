import CourtsTranslation
import DomainEvents
import Formats
import PrisonTranslation

/// Reads the records of one long file in slices; what each gives is what `format_peer.py` gives.
enum StreamWork {
    /// The cases of one SPI message.
    static func spi(_ path: String, _ output: inout OutputLines) -> Int {
        var reader = XMLRecords(named: "Case")
        var items = 0
        func body(_ record: XMLRecord) throws(FormatError) {
            items += 1
            output.write(CaseExtract.json(record))
        }
        accepted(path) { () throws(FormatError) in
            try InputFile(path: path).forEachSlice { (slice) throws(FormatError) in try reader.feed(slice, body) }
            _ = try reader.finish(body)
        }
        return items
    }

    /// The events of a file that holds one a line.
    static func events(_ path: String, _ output: inout OutputLines) -> Int {
        var reader = JSONLines()
        var items = 0
        func body(_ line: borrowing JSONLine) throws(FormatError) {
            items += 1
            let envelope = try EventEnvelope(try line.copiedBytes())
            output.write(.object(envelope.summary(file: "line \(line.number)", informationKeys: informationKeys)))
        }
        accepted(path) { () throws(FormatError) in
            try InputFile(path: path).forEachSlice { (slice) throws(FormatError) in try reader.feed(slice, body) }
            try reader.finish(body)
        }
        return items
    }

    /// The rows of a CSV.
    static func rows(_ path: String, _ output: inout OutputLines) -> Int {
        var reader = CSVStream(limits: .longFeed)
        var columns: [String] = []
        var items = 0
        func body(_ record: borrowing CSVRecord) throws(FormatError) {
            guard !columns.isEmpty else { return columns = CSVWork.texts(record) }
            items += 1
            output.write(try CSVWork.row(record, columns))
        }
        accepted(path) { () throws(FormatError) in
            try InputFile(path: path).forEachSlice { (slice) throws(FormatError) in
                try reader.feed(slice.assumingMemoryBound(to: UInt8.self), body)
            }
            try reader.finish(body)
        }
        return items
    }

    /// PrisonEvent's own list.
    private static let informationKeys = [
        "nomsNumber", "removedNomsNumber", "reason", "nomisMovementReasonCode", "prisonId", "currentLocation",
        "currentPrisonStatus",
    ]

    private static func accepted(_ path: String, _ read: () throws(FormatError) -> Void) {
        do { try read() } catch { fail("\(path) is refused at \(error.path): \(error.rule) \(error.message)") }
    }
}
