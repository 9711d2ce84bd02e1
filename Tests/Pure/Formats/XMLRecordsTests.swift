import Formats
import Testing

@Suite("XML records") struct XMLRecordsTests {
    @Test("are handed over with their paths, their surroundings and nothing of their siblings")
    func records() throws {
        let read = try Self.read(Self.list, 4096)
        #expect(read.paths == ["/List/Session/Case", "/List/Session/Case[2]", "/List/Session[2]/Case"])
        #expect(read.texts == ["1", "2 in 2", "3"])
        #expect(read.hearings == ["Mon", "Mon", "Tue"])
        #expect(read.root?.children.map(\.localName) == ["Head", "Session", "Session", "Tail"])
        #expect(read.root?.descendants("Case").isEmpty == true)
    }

    @Test("are the same however the document is cut into slices", arguments: 1...97)
    func slices(size: Int) throws {
        let (whole, sliced) = (try Self.read(Self.list, 4096), try Self.read(Self.list, size))
        #expect(sliced.texts == whole.texts && sliced.paths == whole.paths && sliced.hearings == whole.hearings)
    }

    @Test("hold the elements, attributes and texts that the whole document's tree holds")
    func agreesWithTheTree() throws {
        let tree = try StrictXML.parse(Array(Self.list.utf8))
        var records: [XMLElement] = []
        try Self.feed(Array(Self.list.utf8), 7) { records.append($0.element) }
        #expect(records.map(Self.describe) == tree.all(at: "Session", "Case").map(Self.describe))
    }

    @Test("leave a record inside a record where it is, and a root of that name whole")
    func nesting() throws {
        let read = try Self.read("<a><r>1<r>2</r></r><b><r>3</r></b></a>", 3)
        #expect(read.texts == ["2", "3"] && read.paths == ["/a/r", "/a/b/r"])
        #expect(try Self.read("<r><x/></r>", 3).texts.isEmpty)
    }

    @Test("are refused by the rules of the whole document's reader, in slices of any size", arguments: Self.refused)
    func refusals(bytes: [UInt8]) throws {
        let rule = Self.refusal(of: bytes)
        #expect(rule != nil)
        for size in [1, 2, 3, 5, 8, 64, 4096] {
            #expect(Self.slicedRefusal(of: bytes, size) == rule, "slices of \(size)")
        }
    }

    @Test("hand over what ended before a fault")
    func beforeTheFault() {
        var texts: [String] = []
        let error = Self.error {
            try Self.feed(Array("<a><r>1</r><r>2</r><r>".utf8), 4096) { texts.append($0.element.text) }
        }
        #expect(texts == ["1", "2"] && error?.rule == "xml.not-well-formed" && error?.path == "/a/r[3]")
    }

    @Test("do not keep the white space between them, and refuse text that piles up there")
    func whiteSpaceBetween() throws {
        var limits = XMLRecordLimits.feed
        limits.record.maxTextBytes = 50
        let many = "<a>" + String(repeating: "\n          <r>x</r>", count: 1_000) + "</a>"
        #expect(try Self.read(many, 512, limits).texts.count == 1_000)
        let noise = "<a>" + String(repeating: "zz<r>x</r>", count: 1_000) + "</a>"
        #expect(Self.slicedRefusal(of: Array(noise.utf8), 512, limits) == "xml.text-size")
    }

    @Test("bound each record by itself, and all that is outside of records together")
    func limits() throws {
        var limits = XMLRecordLimits.feed
        limits.record.maxElements = 3
        limits.maxOuterElements = 2
        limits.maxRecords = 4
        let records = String(repeating: "<r><x/><x/></r>", count: 4)
        #expect(try Self.read("<a><b/>\(records)</a>", 64, limits).texts.count == 4)
        #expect(Self.slicedRefusal(of: Array("<a>\(records)<r/></a>".utf8), 64, limits) == "xml.records")
        #expect(Self.slicedRefusal(of: Array("<a><r><x/><x/><x/></r></a>".utf8), 64, limits) == "xml.elements")
        #expect(Self.slicedRefusal(of: Array("<a><b/>\(records)<b/></a>".utf8), 64, limits) == "xml.elements")
    }

    @Test("bound the bytes of a record whose texts are each short enough")
    func bytes() throws {
        var limits = XMLRecordLimits.feed
        limits.record.maxBytes = 100
        let record = { (count: Int) in "<a><r>" + String(repeating: "<x y='12345'>12345</x>", count: count) + "</r></a>"
        }
        #expect(try Self.read(record(10), 64, limits).texts.count == 1)
        #expect(Self.slicedRefusal(of: Array(record(11).utf8), 64, limits) == "xml.size")
        let outside = "<a>" + String(repeating: "<x>12345</x><r/>", count: 21) + "</a>"
        #expect(Self.slicedRefusal(of: Array(outside.utf8), 64, limits) == "xml.size")
    }

    @Test("stop a tag that does not end", arguments: ["<r b='", "<!--", "<?p "])
    func endlessMarkup(opening: String) {
        let endless = Array(("<a>" + opening + String(repeating: " ", count: 1 << 20)).utf8)
        #expect(Self.slicedRefusal(of: endless, 64 << 10) == "xml.markup-size")
    }

    /// A guard against a cost that grows without measure, not a measurement: those are in ops/benchmarks.
    @Test("cost no more with thousands of other elements between them", .timeLimit(.minutes(5)))
    func alternating() throws {
        let text = "<a>" + String(repeating: "<x/><r/>", count: 9_000) + "</a>"
        #expect(try Self.read(text, 16 << 10).texts.count == 9_000)
    }

    @Test("pass on what the callback throws")
    func callbackThrows() {
        let stop = FormatError(path: "/", rule: "test.stop", message: "Stop.", remedy: "None.")
        let error = Self.error { try Self.feed(Array("<a><r/></a>".utf8), 64) { _ throws(FormatError) in throw stop } }
        #expect(error == stop)
    }
}

extension XMLRecordsTests {
    private struct Reading {
        var paths: [String] = []
        var texts: [String] = []
        var hearings: [String?] = []
        var root: XMLElement?
    }

    static let list = """
        <?xml version="1.0"?><d:List xmlns:d="urn:d" xmlns="urn:e">
          <Head a="1">é &amp; x</Head>
          <d:Session><Hearing>Mon</Hearing>
            <Case n="1"><r>1</r></Case>
            <Case n="2"><!-- c --><r>2 <![CDATA[in]]></r><r> 2</r></Case>
          </d:Session>
          <d:Session><Hearing>Tue</Hearing><Case><r>3</r></Case></d:Session>
          <Tail/>
        </d:List>
        """

    static let refused: [[UInt8]] =
        [
            "", " \n", "<a>", "<a><r></a>", "<a/><b/>", "text", "<a>&x;</a>", "<a><r>&nbsp;</r></a>",
            "<!DOCTYPE a><a/>",
            "<?xml version='1.1'?><a/>", " <?xml version='1.0'?><a/>", "<p:a/>", "<a><r b='1' b='2'/></a>",
            "\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "<a><r>\u{1}</r></a>",
            "<a><r><![CDATA[x</r></a>",
            "<?xml version='1.0' encoding='KOI8-R'?><a/>", String(repeating: "<a>", count: 100),
        ].map { Array($0.utf8) } + [
            Array("<a><r>".utf8) + [0xC3, 0x28] + Array("</r></a>".utf8),
            Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8),
            Array("<a>".utf8) + [0xF0, 0x9F],
        ]

    private static func read(_ text: String, _ slice: Int, _ limits: XMLRecordLimits = .feed) throws -> Reading {
        var reading = Reading()
        reading.root = try feed(Array(text.utf8), slice, limits) { record in
            reading.paths.append(record.element.path)
            reading.texts.append(
                record.element.children.isEmpty ? record.element.text : record.element.children.map(\.text).joined())
            reading.hearings.append(record.surroundings.last?.text(of: "Hearing"))
        }
        return reading
    }

    @discardableResult
    private static func feed(
        _ bytes: [UInt8], _ slice: Int, _ limits: XMLRecordLimits = .feed,
        _ body: (XMLRecord) throws(FormatError) -> Void
    ) throws -> XMLElement {
        var reader = XMLRecords(
            named: bytes.starts(with: Array("<?xml version=\"1.0\"?><d:List".utf8)) ? "Case" : "r", limits: limits)
        try forEachSlice(of: bytes, slice) { try reader.feed($0, body) }
        return try reader.finish(body)
    }

    private static func describe(_ element: XMLElement) -> String {
        let attributes = element.attributes.map { "\($0.localName)=\($0.value)" }.joined(separator: ",")
        let children = element.children.map(describe).joined(separator: ";")
        return "\(element.path) \(element.namespace ?? "-") [\(attributes)] '\(element.text)' {\(children)}"
    }

    private static func refusal(of bytes: [UInt8]) -> String? { error { _ = try StrictXML.parse(bytes) }?.rule }

    private static func slicedRefusal(of bytes: [UInt8], _ size: Int, _ limits: XMLRecordLimits = .feed) -> String? {
        error { try feed(bytes, size, limits) { _ in } }?.rule
    }

    private static func error(_ body: () throws -> Void) -> FormatError? {
        do {
            try body()
            return nil
        } catch {
            return error as? FormatError
        }
    }
}
