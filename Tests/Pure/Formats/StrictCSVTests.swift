import Formats
import TestSupport
import Testing

/// Exactly RFC 4180 in UTF-8, and a name for everything else.
@Suite("Strict CSV") struct StrictCSVTests {
    @Test(
        "reads what RFC 4180 allows",
        arguments: [
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("\u{FEFF}a", [["a"]]), ("a,,\n", [["a", "", ""]]), (",", [["", ""]]), ("", []), ("\n\r\n\n", []),
            ("a\n\n\r\nb\n", [["a"], ["b"]]), ("\"a,b\",\"c\r\nd\"", [["a,b", "c\r\nd"]]),
            ("\"\"\"\",\"\"", [["\"", ""]]), ("\"a\"\"b\"\"\"", [["a\"b\""]]), (" a , b ", [[" a ", " b "]]),
            ("a\tb", [["a\tb"]]), ("é,\"李\n𐍈\"\n", [["é", "李\n𐍈"]]), ("=1+1,@x", [["=1+1", "@x"]]),
            ("\"\"\n\"\"", [[""], [""]]), ("'a,b'", [["'a", "b'"]]),
            ("12345678,1234567,123456789", [["12345678", "1234567", "123456789"]]),
        ])
    func reads(text: String, records: [[String]]) throws {
        let read = try Reading(text)
        #expect(read.records == records)
        #expect(read.faults.isEmpty)
    }

    @Test(
        "names the record, the field, the line and the rule of a record that is bad alone, and reads on",
        arguments: [
            ("a\u{0}b", "csv.nul", 1), ("x,a\u{1}b", "csv.control-character", 2), ("a\rb", "csv.control-character", 1),
            ("x,a\"b", "csv.stray-quote", 2), ("x,\"a\u{0}\"", "csv.nul", 2), ("a\u{7F}", nil, 0),
        ] as [(String, String?, Int)])
    func badRecord(text: String, rule: String?, field: Int) throws {
        let read = try Reading("good,1\n\"two\nlines\",2\n\(text)\nlast,4")
        #expect(read.faults.map(\.rule) == (rule.map { [$0] } ?? []))
        guard rule != nil else { return }
        #expect(read.faults.first?.path == "/records/3/\(field)")
        #expect(read.faults.first?.message.contains("line 4") == true)
        #expect(read.records == [["good", "1"], ["two\nlines", "2"], ["last", "4"]])
    }

    @Test(
        "refuses bytes that are no UTF-8, inside and outside quotation marks",
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80]]
            as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) throws {
        for (before, after) in [("a", ",b\nc"), ("\"a", "\",b\nc")] {
            let read = try Reading(Array(before.utf8) + bytes + Array(after.utf8))
            #expect(read.faults.map(\.rule) == ["csv.invalid-utf8"])
            #expect(read.records == [["c"]])
        }
    }

    @Test(
        "stops where nobody can tell any more where a record starts, and keeps what came before",
        arguments: [
            ("ok\n\"a", "csv.unterminated-quote"), ("ok\n\"a\"b\nnext", "csv.text-after-quote"),
            ("ok\n\"a\" ,b", "csv.text-after-quote"), ("ok\n\"a\"\rb", "csv.text-after-quote"),
            ("ok\n\"a\nmore,rows\n", "csv.unterminated-quote"), ("ok\n\"\"\"", "csv.unterminated-quote"),
        ])
    func stops(text: String, rule: String) {
        var before: [[String]] = []
        let error = Reading.end(Array(text.utf8)) { before.append($0) }
        #expect(error?.rule == rule)
        #expect(error?.path.hasPrefix("/records/2/") == true)
        #expect(error?.message.contains("line 2") == true)
        #expect(before == [["ok"]])
    }

    @Test(
        "refuses UTF-16 and UTF-32 by their marks",
        arguments: [[0xFF, 0xFE, 97, 0], [0xFE, 0xFF, 0, 97], [0, 0, 0xFE, 0xFF]] as [[UInt8]])
    func encodings(bytes: [UInt8]) {
        #expect(Reading.end(bytes) { _ in }?.rule == "csv.encoding")
    }

    @Test("a ragged record is a fault of its own")
    func ragged() throws {
        var found: [String?] = []
        try StrictCSV.read(Array("a,b\nc\nd,e,f\n".utf8)) { (record) throws(FormatError) in
            found.append(record.raggedFault(expecting: 2)?.path)
        }
        #expect(found == [nil, "/records/2/2", "/records/3/3"])
    }

    @Test("a callback that throws ends the reading")
    func callbackThrows() {
        var count = 0
        let stop = FormatError(path: "", rule: "stop", message: "", remedy: "")
        #expect(throws: stop) {
            try StrictCSV.read(Array("a\nb\nc".utf8)) { (_) throws(FormatError) in
                count += 1
                if count == 2 { throw stop }
            }
        }
        #expect(count == 2)
    }

    @Test("messages never hold a value")
    func noValues() {
        for text in ["Canary\"", "\"Canary", "\"Canary\"x", "Canary\u{0}", "Canary,Canary\r"] {
            var told = Reading.end(Array(text.utf8)) { _ in }.map { $0.message + $0.path + $0.remedy } ?? ""
            told += (try? Reading(text))?.faults.map { $0.message + $0.path }.joined() ?? ""
            #expect(!told.isEmpty && !told.contains("Canary"))
        }
    }

    @Test("reads back what a writer of RFC 4180 wrote, whatever the fields hold")
    func roundTrip() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let alphabet: [Character] = ["a", ",", "\"", "\n", "\r\n", "é", "𐍈", " ", "\t", "1", "="]
        for _ in 0..<500 {
            let records = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    String(
                        (0..<Int.random(in: 0...20, using: &random)).map { _ in
                            alphabet.randomElement(using: &random) ?? "a"
                        })
                }
            }
            let written = records.map { record in
                record.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }
            let read = try Reading(written.joined(separator: "\r\n"))
            #expect(read.records == records, "seed \(seed)")
        }
    }

    @Test("random bytes are read or refused and never crash it")
    func randomBytes() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let bytes: [UInt8] = [0, 10, 13, 34, 44, 65, 0x80, 0xC3, 0xA9, 0xE2, 0xFF]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in bytes.randomElement(using: &random) ?? 0
            }
            var rows = 0
            let error = Reading.end(text) { _ in rows += 1 }
            #expect(rows <= text.count + 1 && error?.rule != "", "seed \(seed)")
        }
    }
}

/// A document in pieces reads as it reads whole.
@Suite("CSV in pieces") struct CSVStreamTests {
    /// What a reading gives: each record's number, line and texts, or its fault, and what ended it.
    private struct Outcome: Equatable {
        var records: [String] = []
        var end: FormatError?

        mutating func add(_ record: borrowing CSVRecord) {
            var texts: [String] = []
            for index in 0..<record.count { texts.append(record.text(index)) }
            records.append(
                "\(record.number) \(record.line) \(texts) \(record.fault?.rule ?? "") \(record.fault?.path ?? "")")
        }
    }

    private static let limits = CSVLimits(maxFieldBytes: 40, maxColumns: 4, maxRows: 6, maxRecordBytes: 4_000)

    private func whole(_ bytes: [UInt8]) -> Outcome {
        var outcome = Outcome()
        do {
            try StrictCSV.read(bytes, limits: Self.limits) { (record) throws(FormatError) in outcome.add(record) }
        } catch { outcome.end = error }
        return outcome
    }

    private func pieces(_ bytes: [UInt8], of sizes: () -> Int) -> Outcome {
        var (outcome, stream, rest) = (Outcome(), CSVStream(limits: Self.limits), bytes[...])
        do throws(FormatError) {
            while !rest.isEmpty {
                let piece = Array(rest.prefix(sizes()))
                rest = rest.dropFirst(piece.count)
                try Self.feed(&stream, piece) { (record) throws(FormatError) in outcome.add(record) }
            }
            try stream.finish { (record) throws(FormatError) in outcome.add(record) }
        } catch { outcome.end = error }
        return outcome
    }

    private static func feed(
        _ stream: inout CSVStream, _ piece: [UInt8], _ body: (borrowing CSVRecord) throws(FormatError) -> Void
    ) throws(FormatError) {
        try piece.withUnsafeBufferPointer { (bytes) throws(FormatError) in try stream.feed(bytes, body) }
    }

    @Test(
        "byte by byte as whole",
        arguments: [
            "\u{FEFF}a,b\r\n\"c\r\nd\",\"\"\"é\"\r\n\r\n𐍈,x", "a\n\"b\"\r\nc", "a\rb\nc\r", "\"a\"x\nb", "a\n\"b",
            "\"\"",
            "", "a", "a,b,c,d,e\nf", "1\n2\n3\n4\n5\n6\n7\n8", "\n\r\n", "a\u{0},b\nc\n", "a\"b\nc",
        ])
    func byteByByte(text: String) {
        let bytes = Array(text.utf8)
        #expect(pieces(bytes) { 1 } == whole(bytes))
    }

    @Test("random documents in random pieces")
    func random() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [10, 10, 13, 34, 34, 44, 44, 65, 66, 0xC3, 0xA9, 0xFF, 0xEF, 0xBB, 0xBF, 0]
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            #expect(pieces(bytes) { Int.random(in: 1...7, using: &random) } == whole(bytes), "seed \(seed) \(bytes)")
        }
    }

    @Test("a record without an end is given up at its limit, and nothing more is kept of it", arguments: ["a", "a\n"])
    func endless(text: String) {
        var (stream, fed, error) = (CSVStream(limits: Self.limits), 0, FormatError?.none)
        let piece = Array(String(repeating: text, count: 1_000).utf8)
        while error == nil, fed < 100 {
            fed += 1
            do throws(FormatError) {
                try Self.feed(&stream, fed == 1 ? Array("x\n\"".utf8) + piece : piece) { _ in }
            } catch let found { error = found }
        }
        #expect(error?.rule == "csv.record-length")
        #expect(error?.path == "/records/2/1")
        #expect(fed < 6)
    }
}

/// Every limit admits what reaches it and refuses the next.
@Suite("CSV limits") struct CSVLimitsTests {
    private static func limits(field: Int = 100, columns: Int = 100, rows: Int = 100, record: Int = 1_000) -> CSVLimits
    {
        CSVLimits(maxFieldBytes: field, maxColumns: columns, maxRows: rows, maxRecordBytes: record)
    }

    private func rules(_ text: String, _ limits: CSVLimits) -> [String] {
        var rules: [String] = []
        do {
            try StrictCSV.read(Array(text.utf8), limits: limits) { (record) throws(FormatError) in
                if let fault = record.fault { rules.append(fault.rule) }
            }
        } catch { rules.append(error.rule) }
        return rules
    }

    @Test("bytes of a field", arguments: ["123456", "\"1234\""])
    func field(text: String) {
        #expect(rules("\(text),x\n\(text)", Self.limits(field: 6)).isEmpty)
        #expect(rules("\(text),x\nx", Self.limits(field: 5)) == ["csv.field-length"])
    }

    @Test("fields of a record")
    func columns() {
        #expect(rules("a,b,c\n", Self.limits(columns: 3)).isEmpty)
        #expect(rules("a,b,c\nd", Self.limits(columns: 2)) == ["csv.columns"])
    }

    @Test("bytes of a record, line ends not counted", arguments: ["\n", "\r\n"])
    func record(end: String) {
        #expect(rules("a,b,c\(end)", Self.limits(record: 5)).isEmpty)
        #expect(rules("a,b,c\(end)d", Self.limits(record: 4)) == ["csv.record-length"])
    }

    @Test("records of a file: the ones before are read")
    func rows() {
        #expect(rules("a\nb\n", Self.limits(rows: 2)).isEmpty)
        #expect(rules("a\nb\nc\n", Self.limits(rows: 2)) == ["csv.rows"])
    }

    @Test("a million columns are one fault, and the next record is read")
    func millionColumns() throws {
        let read = try Reading(Array(repeating: ASCIIByte.comma, count: 1_000_000) + Array("\nnext".utf8))
        #expect(read.faults.map(\.rule) == ["csv.columns"])
        #expect(read.records == [["next"]])
    }

    @Test("a field of ten million bytes is one fault, and the next record is read")
    func longField() throws {
        let read = try Reading(Array(repeating: ASCIIByte.letter, count: 10_000_000) + Array("\nnext".utf8))
        #expect(read.faults.map(\.rule) == ["csv.field-length"])
        #expect(read.records == [["next"]])
    }

    private enum ASCIIByte {
        static let comma = UInt8(ascii: ",")
        static let letter = UInt8(ascii: "a")
    }
}

/// Everything that was read of a document.
private struct Reading {
    private(set) var records: [[String]] = []
    private(set) var faults: [FormatError] = []

    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    init(_ bytes: [UInt8]) throws {
        var (records, faults): ([[String]], [FormatError]) = ([], [])
        try StrictCSV.read(bytes) { (record) throws(FormatError) in
            if let fault = record.fault { faults.append(fault) } else { records.append(Self.texts(record)) }
        }
        (self.records, self.faults) = (records, faults)
    }

    /// What ended the reading, if anything did.
    static func end(_ bytes: [UInt8], _ body: ([String]) -> Void) -> FormatError? {
        do {
            try StrictCSV.read(bytes) { (record) throws(FormatError) in body(Self.texts(record)) }
            return nil
        } catch { return error }
    }

    private static func texts(_ record: borrowing CSVRecord) -> [String] {
        var texts: [String] = []
        for index in 0..<record.count { texts.append(record.text(index)) }
        return texts
    }
}
