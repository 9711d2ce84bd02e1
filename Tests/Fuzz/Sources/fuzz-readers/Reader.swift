import CanonicalModel
import CourtsTranslation
import Formats
import PartnersTranslation
import PoliceTranslation
import PrisonTranslation
import ProbationTranslation

/// One reader of hostile bytes and what must hold for every input.
struct Reader: Sendable {
    /// Reads the bytes and stops the process when a property does not hold.
    let check: @Sendable ([UInt8]) -> Void

    /// Every reader by name.
    static let all: [String: Reader] = [
        "json": json, "xml": xml, "message": message,
        "json-lines": jsonLines, "xml-records": xmlRecords, "csv-records": csvRecords,
        "courts": translator(CourtsTranslator()), "prison": translator(PrisonTranslator()),
        "probation": translator(ProbationTranslator()), "police": translator(PoliceTranslator()),
        "partners": translator(PartnersTranslator()),
    ]
}

extension Reader {
    /// What was read is exactly what was written: writing and reading again gives the same value.
    private static let json = Reader { bytes in
        guard let value = try? StrictJSON.parse(bytes) else { return }
        guard let again = try? StrictJSON.parse(value.encoded()), again == value else {
            fatalError("A JSON value changed when it was written and read again.")
        }
    }

    /// A document is read or refused; the limits hold for whatever is read.
    private static let xml = Reader { bytes in
        guard let root = try? StrictXML.parse(bytes) else { return }
        guard !root.localName.isEmpty else { fatalError("An element without a name was read.") }
    }

    /// Lines are the same in slices of any size.
    private static let jsonLines = Reader { bytes in
        let sizes = [max(bytes.count, 1), 1 + Int(bytes.first ?? 0) % 16]
        let outcomes = sizes.map { size in
            var reader = JSONLines(maxLines: 1000)
            var read: [String] = []
            func body(_ line: borrowing JSONLine) throws(FormatError) {
                read.append("\(line.number) \((try? line.value())?.encodedString ?? "refused")")
            }
            do throws(FormatError) {
                try forEachSlice(of: bytes, size) { (slice) throws(FormatError) in try reader.feed(slice, body) }
                try reader.finish(body)
            } catch {
                read.append(error.rule)
            }
            return read
        }
        guard outcomes[0] == outcomes[1] else { fatalError("Lines depend on where slices end.") }
    }

    /// A document whose records are all handed over is a document, and the other way round unless a record limit says no.
    private static let xmlRecords = Reader { bytes in
        var reader = XMLRecords(named: "Case")
        var isRead = false
        do throws(FormatError) {
            try forEachSlice(of: bytes, 1 + Int(bytes.last ?? 0)) { (slice) throws(FormatError) in
                try reader.feed(slice) { _ in }
            }
            isRead = !(try reader.finish { _ in }).localName.isEmpty
        } catch {
            guard !error.rule.isEmpty else { fatalError("A refusal has no rule.") }
        }
        guard !isRead || (try? StrictXML.parse(bytes)) != nil else {
            fatalError("A document was read in slices that is refused whole.")
        }
    }

    /// Records, their faults and what ends the reading are the same in slices as in one piece.
    private static let csvRecords = Reader { bytes in
        var whole: [String] = []
        var sliced: [String] = []
        do throws(FormatError) {
            try StrictCSV.read(bytes) { (record) throws(FormatError) in whole.append(describe(record)) }
        } catch {
            whole.append(error.message)
        }
        do throws(FormatError) {
            var reader = CSVStream()
            func body(_ record: borrowing CSVRecord) throws(FormatError) { sliced.append(describe(record)) }
            try forEachSlice(of: bytes, 1 + Int(bytes.last ?? 0) % 64) { (slice) throws(FormatError) in
                try reader.feed(slice.assumingMemoryBound(to: UInt8.self), body)
            }
            try reader.finish(body)
        } catch {
            sliced.append(error.message)
        }
        guard whole == sliced else { fatalError("Records depend on where slices end.") }
    }

    private static func describe(_ record: borrowing CSVRecord) -> String {
        if let fault = record.fault { return fault.message }
        var texts = "\(record.number) \(record.line)"
        for index in 0..<record.count { texts += "|" + record.text(index) }
        return texts
    }

    private static func forEachSlice(
        of bytes: [UInt8], _ size: Int, _ body: (UnsafeRawBufferPointer) throws(FormatError) -> Void
    ) throws(FormatError) {
        var start = 0
        while start < bytes.count {
            let slice = Array(bytes[start..<min(start + size, bytes.count)])
            try slice.withUnsafeBufferPointer { (slice) throws(FormatError) in try body(UnsafeRawBufferPointer(slice)) }
            start += size
        }
    }

    /// A canonical message that is accepted survives being written and read, and keeps its digest.
    private static let message = Reader { bytes in
        guard let value = try? StrictJSON.parse(bytes), let message = try? CanonicalMessage(value) else { return }
        guard let again = try? CanonicalMessage(try StrictJSON.parse(message.encoded())),
            again.contentDigest == message.contentDigest
        else { fatalError("An accepted message changed when it was written and read again.") }
    }

    /// A translator answers whatever the bytes are; what it makes passes the core's door, and everything else has a reason.
    private static func translator(_ translator: some MessageTranslator) -> Reader {
        Reader { bytes in
            let item = IntakeItem(
                id: "fuzz", name: "fuzz", bytes: bytes, receivedTime: Timestamp(microseconds: 1_795_000_000_000_000))
            let translation = translator.translate(item)
            for message in translation.messages {
                guard let read = try? CanonicalMessage(try StrictJSON.parse(message.encoded())), read.id == message.id
                else {
                    fatalError("A translator made a message that the core would refuse.")
                }
            }
            guard (translation.outcome == .translated) == !translation.messages.isEmpty else {
                fatalError("An outcome does not agree with its messages.")
            }
            guard !translation.messages.isEmpty || !translation.problems.isEmpty else {
                fatalError("An item became nothing without a reason.")
            }
            _ = translator.read(item).encoded()
        }
    }
}
