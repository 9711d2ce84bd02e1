import Formats
import Testing

/// The reader in slices must say what the reader of a whole document says, wherever the slices end.
@Suite("CSV records") struct CSVRecordsTests {
    @Test("are the same however the document is cut into slices", arguments: Self.documents)
    func slices(text: [UInt8]) throws {
        let whole = Self.whole(text)
        for size in 1...max(text.count, 1) {
            #expect(try Self.sliced(text, size) == whole, "slices of \(size) bytes")
        }
    }

    @Test("are the same after any one cut", arguments: Self.documents)
    func oneCut(text: [UInt8]) throws {
        let whole = Self.whole(text)
        for cut in 0...text.count {
            #expect(try Self.sliced(text, [Array(text[..<cut]), Array(text[cut...])]) == whole, "cut at \(cut)")
        }
    }

    @Test("are the same for random bytes of CSV's alphabet, seeds 1 to 400", arguments: [1, 2, 5])
    func random(size: Int) throws {
        let alphabet = Array("a,\"\r\n".utf8) + [0xC3, 0xA9, 0]
        for seed in UInt64(1)...400 {
            var state = seed &* 0x9E37_79B9_7F4A_7C15
            let text = (0..<24).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
            #expect(try Self.sliced(text, size) == Self.whole(text), "seed \(seed): \(text)")
        }
    }

    @Test("count rows across slices, and stop at the limit")
    func tooManyRows() throws {
        var limits = CSVLimits.feed
        limits.maxRows = 2
        let read = try Self.sliced(Array("a\nb\nc\nd\n".utf8), 3, limits)
        #expect(read == ["1:1 [a]", "2:2 [b]", "end csv.rows"])
    }

    @Test("call a record over the limit a bad row while its end is near, and end the reading when it is not")
    func longRecords() throws {
        let long = String(repeating: "x", count: CSVLimits.feed.maxRecordBytes)
        let near = Array("a,\(long)\nb\n".utf8)
        #expect(try Self.sliced(near, 1000) == Self.whole(near))
        #expect(try Self.sliced(near, 1000).last == "2:2 [b]")
        let far = Array("a\n\"".utf8) + [UInt8](repeating: 10, count: 4 << 20)
        #expect(try Self.sliced(far, 64 << 10) == ["1:1 [a]", "end csv.record-length"])
    }

    @Test("do not read a record over with each of its bytes")
    func byteByByte() throws {
        let text = Array("a,\"".utf8) + [UInt8](repeating: 10, count: 200_000) + Array("\"\nb\n".utf8)
        let start = ContinuousClock.now
        let read = try Self.sliced(text, 1)
        #expect(read.last == "2:200002 [b]")
        #expect(start.duration(to: .now) < .seconds(5))
    }

    static let documents: [[UInt8]] = [
        "", "a", "a\n", "a,b\r\nc,d\r\n", "\n\na\n\n\nb\n\n", "\r\n\r\na\r\n", "a\rb\n", "a\r", "\r", "a\n\r", ",\n,,\n",
        "\"a\"\"b\",\"c\r\nd\"\r\ne,f\n", "\"a\"x\nb\n", "\"a\" \r\nb", "a\"b\nc\n", "\"never closed\nb,c", "\"a\"\r", "\"a\"\"",
        "é,€,😀\n\u{FEFF}x\n", "\u{FEFF}a,b\n1,2\n", "\u{FEFF}", "\u{FEFF}\"a\"\n", "a\u{0}b\nc\n", "a,b\n1,2,3\n4,5\n",
    ].map { Array($0.utf8) } + [
        [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x00, 0x00, 0xFE, 0xFF, 0x61], [0xEF, 0xBB], [0xFF],
        [0x61, 0xC3, 0x0A, 0x62, 0x0A], [0xF0, 0x9F, 0x98, 0x0A], [0x61, 0xED, 0xA0, 0x80, 0x0A],
    ]

    private static func whole(_ text: [UInt8]) -> [String] {
        var read: [String] = []
        do throws(FormatError) {
            try StrictCSV.read(text) { (record) throws(FormatError) in read.append(describe(record)) }
        } catch {
            read.append("end \(error.rule)\(error.path)\(error.message)")
        }
        return read
    }

    private static func sliced(_ text: [UInt8], _ size: Int, _ limits: CSVLimits = .feed) throws -> [String] {
        var pieces: [[UInt8]] = []
        try forEachSlice(of: text, size) { pieces.append(Array($0)) }
        let read = try sliced(text, pieces, limits)
        // The tests of limits name rules alone.
        return limits == .feed && text.count < 1 << 20 ? read : read.map { $0.hasPrefix("end ") ? String($0.split(separator: "/")[0]) : $0 }
    }

    private static func sliced(_ text: [UInt8], _ pieces: [[UInt8]], _ limits: CSVLimits = .feed) throws -> [String] {
        var reader = CSVRecords(limits: limits)
        var read: [String] = []
        do {
            for piece in pieces {
                try piece.withUnsafeBytes { (bytes) throws in
                    try reader.feed(bytes) { (record) throws(FormatError) in read.append(describe(record)) }
                }
            }
            try reader.finish { (record) throws(FormatError) in read.append(describe(record)) }
        } catch let error as FormatError {
            read.append("end \(error.rule)\(error.path)\(error.message)")
        }
        return read
    }

    private static func describe(_ record: borrowing CSVRecord) -> String {
        if let fault = record.fault { return "\(record.number):\(record.line) ! \(fault.rule)\(fault.path)\(fault.message)" }
        var texts: [String] = []
        for index in 0..<record.count { texts.append(record.text(index)) }
        return "\(record.number):\(record.line) [\(texts.joined(separator: "|"))]"
    }
}
