import Formats
import Testing

@Suite("JSON lines") struct JSONLinesTests {
    @Test(
        "give a value for each line, with or without a line feed at the end", arguments: ["", "\n", "\r\n", "\n\n \n"])
    func values(ending: String) throws {
        let read = try Self.read("{\"a\":1}\n\"two\"\r\n\n  [3]" + ending)
        #expect(read == ["1 {\"a\":1}", "2 \"two\"", "4 [3]"])
    }

    @Test("are the same however the file is cut into slices", arguments: 1...40)
    func slices(size: Int) throws {
        let text = "{\"a\":\"é\\n\"}\n\n[1,\r\n2]\r\n  \"x\" \nnull\n{\"b\":{}}"
        #expect(try Self.read(text, slice: size) == Self.read(text))
    }

    @Test("report a bad line and go on", arguments: Self.faults)
    func badLine(line: String, rule: String) throws {
        #expect(try Self.read("1\n\(line)\n3") == ["1 1", "2 ! \(rule)", "3 3"])
    }

    @Test("name the line in the message, and nothing of its content")
    func message() throws {
        let secret = "{\"k\": Canary}"
        let messages = try Self.errors("{}\n" + secret)
        #expect(messages.map(\.path) == ["/k"])
        #expect(messages.allSatisfy { $0.message.hasPrefix("Line 2: ") && !$0.message.contains("Canary") })
    }

    @Test("admit a line of the byte limit and drop one byte more, whole or in slices", arguments: [1, 3, 7, 1000])
    func longLine(slice: Int) throws {
        var limits = JSONLimits.message
        limits.maxBytes = 6
        let read = try Self.read("\"1234\"\n\"12345\"\n7\n\"12345", slice: slice, limits: limits)
        #expect(read == ["1 \"1234\"", "2 ! json.size", "3 7", "4 ! json.syntax"])
    }

    @Test("hold no more of an endless line than the limit")
    func endlessLine() throws {
        var limits = JSONLimits.message
        limits.maxBytes = 1 << 10
        var reader = JSONLines(limits: limits)
        let slice = [UInt8](repeating: UInt8(ascii: "["), count: 64 << 10)
        var rules: [String] = []
        for _ in 0..<200 {
            try slice.withUnsafeBytes { (bytes) throws in
                try reader.feed(bytes) { (line) throws(FormatError) in rules.append(Self.outcome(line)) }
            }
        }
        #expect(rules.isEmpty)
        try reader.finish { (line) throws(FormatError) in rules.append(Self.outcome(line)) }
        #expect(rules == ["1 ! json.size"])
    }

    @Test("end at the limit of lines, empty ones counted")
    func tooManyLines() throws {
        #expect(try Self.read("1\n\n3", maxLines: 3) == ["1 1", "3 3"])
        #expect(throws: FormatError.self) { try Self.read("1\n\n\n4", maxLines: 3) }
    }

    @Test("pass on what the callback throws")
    func callbackThrows() {
        let stop = FormatError(path: "/", rule: "test.stop", message: "Stop.", remedy: "None.")
        var reader = JSONLines()
        let text = Array("1\n2\n".utf8)
        #expect(throws: stop) {
            try text.withUnsafeBytes { (bytes) throws in
                try reader.feed(bytes) { (_) throws(FormatError) in throw stop }
            }
        }
    }

    @Test("give the bytes of a line, for whoever reads them himself")
    func bytes() throws {
        var reader = JSONLines()
        var texts: [String] = []
        try Array("{\"a\" : 1} \r\n[2]".utf8).withUnsafeBytes { (bytes) throws in
            try reader.feed(bytes) { (line) throws(FormatError) in
                texts.append(String(decoding: try line.copiedBytes(), as: UTF8.self))
            }
        }
        try reader.finish { (line) throws(FormatError) in
            texts.append(String(decoding: try line.copiedBytes(), as: UTF8.self))
        }
        #expect(texts == ["{\"a\" : 1} \r", "[2]"])
    }

    @Test("hold nothing in a file of nothing", arguments: ["", "\n", " \n\t\r\n"])
    func nothing(text: String) throws { #expect(try Self.read(text).isEmpty) }

    static let faults: [(String, String)] = [
        ("{", "json.syntax"), ("1 2", "json.trailing"), ("\u{FEFF}1", "json.bom"),
        ("{\"a\":1,\"a\":2}", "json.duplicate-key"),
        ("\"\\ud800\"", "json.surrogate"), ("nul\u{0}", "json.syntax"), ("NaN", "json.syntax"), ("'x'", "json.syntax"),
        (String(repeating: "[", count: 200), "json.depth"),
    ]

    private static func read(
        _ text: String, slice: Int = .max, limits: JSONLimits = .message, maxLines: Int = JSONLines.usualMaxLines
    ) throws -> [String] {
        var read: [String] = []
        try lines(text, slice, limits, maxLines) { read.append(outcome($0)) }
        return read
    }

    private static func errors(_ text: String) throws -> [FormatError] {
        var errors: [FormatError] = []
        try lines(text, .max, .message, 100) { line in
            do throws(FormatError) { _ = try line.value() } catch { errors.append(error) }
        }
        return errors
    }

    private static func lines(
        _ text: String, _ slice: Int, _ limits: JSONLimits, _ maxLines: Int, _ visit: (borrowing JSONLine) -> Void
    ) throws {
        var reader = JSONLines(limits: limits, maxLines: maxLines)
        try forEachSlice(of: Array(text.utf8), slice) { bytes in
            try reader.feed(bytes) { (line) throws(FormatError) in visit(line) }
        }
        try reader.finish { (line) throws(FormatError) in visit(line) }
    }

    private static func outcome(_ line: borrowing JSONLine) -> String {
        do throws(FormatError) {
            return "\(line.number) \(try line.value().encodedString)"
        } catch {
            return "\(line.number) ! \(error.rule)"
        }
    }
}
