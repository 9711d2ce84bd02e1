import Formats
import Testing

@Suite("Strict XML") struct StrictXMLTests {
    @Test("reads names, namespaces, attributes, children and text")
    func readsATree() throws {
        let root = try StrictXML.parse(Array(Self.sample.utf8))
        #expect(root.localName == "DeliverRequest" && root.namespace == "urn:deliver")
        #expect(root.children.map(\.localName) == ["Message", "Empty"])
        let message = try #require(root.first("Message"))
        #expect(message.namespace == "urn:message")
        #expect(message.attribute("Flow") == "a < b")
        #expect(message.text(of: "Name") == "Zoë & “Co” <x>")
    }

    @Test("joins an element's own text across children, comments, CDATA and references")
    func joinsText() throws {
        let root = try parse("<a>1<b>no</b>2<!-- x -->3<?p y?>4<![CDATA[<5>]]>&amp;&#65;&#x1F600;</a>")
        #expect(root.text == "1234<5>&A😀")
    }

    @Test("normalises line ends and attribute white space as XML 1.0 says")
    func normalises() throws {
        let root = try parse("<a b='x\r\n\ty'>1\r\n2\r3</a>")
        #expect(root.text == "1\n2\n3")
        #expect(root.attribute("b") == "x  y")
    }

    @Test(
        "allows comments and instructions around the root",
        arguments: [
            "<!-- c --><a/>", "<a/><!-- c -->", "<?xml version='1.0'?><!-- c --><?p?><a/>\n", "\n<a/>",
        ])
    func allowsMisc(text: String) throws { #expect(try parse(text).localName == "a") }

    @Test("refuses what is not well-formed", arguments: Self.malformed)
    func refusesMalformed(text: String, rule: String) throws {
        let error = try #require(refusal(of: Array(text.utf8)))
        #expect(error.rule == rule)
        #expect(error.remedy.hasSuffix("."))
    }

    @Test("refuses a document cut short at any byte")
    func refusesEveryPrefix() throws {
        let whole = Array(Self.sample.utf8)
        for count in 0..<whole.count {
            #expect(refusal(of: Array(whole[..<count])) != nil, "prefix of \(count) bytes")
        }
    }

    @Test("names the open elements, the line and the column")
    func namesThePlace() throws {
        let text = "<d:DeliverRequest xmlns:d='u'>\n <Message/>\n <Message>\n  <Case></Cases>"
        let error = try #require(refusal(of: Array(text.utf8)))
        #expect(error.path == "/DeliverRequest/Message[2]/Case")
        #expect(error.message == "The document is not well-formed XML at 4:11.")
        #expect(refusal(of: [])?.path == "/")
        #expect(refusal(of: Array("<a/><b/>".utf8))?.path == "/")
    }

    @Test("reads documents longer than one slice")
    func readsManySlices() throws {
        let item = "<item id='é'>" + String(repeating: "text ", count: 20) + "€</item>"
        let root = try parse("<list>" + String(repeating: item, count: 1500) + "</list>")
        #expect(root.children.count == 1500)
        #expect(root.children.allSatisfy { $0.text.utf8.count == 103 && $0.attribute("id") == "é" })
    }

    @Test("survives random damage")
    func survivesDamage() {
        let seed = UInt64.random(in: 0...(.max))
        print("StrictXMLTests: seed \(seed)")
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407  // Knuth, MMIX
            return Int(state >> 33) % bound
        }
        for _ in 0..<5_000 {
            var bytes = Array(Self.sample.utf8)
            for _ in 0...next(3) { bytes[next(bytes.count)] = UInt8(next(256)) }
            if let root = try? StrictXML.parse(bytes) { #expect(!root.localName.isEmpty, "seed \(seed)") }
        }
    }
}

// MARK: - Encodings

extension StrictXMLTests {
    @Test("reads the encodings that expat reads itself")
    func readsEncodings() throws {
        let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try StrictXML.parse(latin).text == "é")
        let wide = Array("<?xml version='1.0' encoding='UTF-16'?><a>é😀</a>".utf16)
        let little: [UInt8] = wide.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        let big: [UInt8] = wide.reduce(into: [0xFE, 0xFF]) { $0 += [UInt8($1 >> 8), UInt8($1 & 0xFF)] }
        #expect(try StrictXML.parse(little).text == "é😀")
        #expect(try StrictXML.parse(big).text == "é😀")
        #expect(try StrictXML.parse([0xEF, 0xBB, 0xBF] + Array("<a>é</a>".utf8)).text == "é")
        #expect(try parse("<?xml version='1.0' encoding='us-ascii'?><a>x</a>").text == "x")
    }

    @Test(
        "refuses encodings that expat does not read itself", arguments: ["windows-1252", "UTF-7", "GB18030", "UTF-16"])
    func refusesEncodings(name: String) {
        #expect(refusal(of: Array("<?xml version='1.0' encoding='\(name)'?><a/>".utf8))?.rule == "xml.encoding")
    }

    @Test(
        "refuses bytes that do not fit the declared encoding",
        arguments: [
            [0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        ] as [[UInt8]])
    func refusesBrokenBytes(bytes: [UInt8]) {
        let places = [("<a>", "</a>"), ("<a b='", "'/>"), ("<a><!--", "--></a>"), ("<a><![CDATA[", "]]></a>")]
        for (before, after) in places {
            let document = Array("<?xml version='1.0' encoding='UTF-8'?>\(before)".utf8) + bytes + Array(after.utf8)
            #expect(refusal(of: document)?.rule == "xml.encoding", "\(before)")
        }
    }

    @Test("refuses high bytes in what is declared US-ASCII")
    func refusesHighBytesInASCII() {
        let document = Array("<?xml version='1.0' encoding='US-ASCII'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(refusal(of: document)?.rule == "xml.encoding")
    }

    @Test("refuses a declaration that contradicts the byte order mark")
    func refusesContradiction() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let latin = mark + Array("<?xml version='1.0' encoding='ISO-8859-1'?><a/>".utf8)
        #expect(refusal(of: latin)?.rule == "xml.encoding")
        #expect(refusal(of: mark + Array("<?xml version='1.0' encoding='Utf-8'?><a/>".utf8)) == nil)
    }
}

// MARK: - Document types and entities

extension StrictXMLTests {
    @Test(
        "refuses every document type",
        arguments: [
            "<!DOCTYPE a><a/>", "<!DOCTYPE a []><a/>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<!DOCTYPE a PUBLIC '-//x' 'http://example.invalid/x.dtd'><a/>",
            "<?xml version='1.0'?><!-- c --><!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
            "<!DOCTYPE a [<!ENTITY % p 'x'>%p;]><a/>",
            "<!DOCTYPE a [<!ATTLIST a b CDATA 'default'>]><a/>",
        ])
    func refusesDocumentTypes(text: String) { #expect(refusal(of: Array(text.utf8))?.rule == "xml.doctype") }

    @Test("never drops the text of an internal entity, as Foundation does: it refuses the document")
    func refusesInternalEntities() {
        #expect(refusal(of: Array("<!DOCTYPE l [<!ENTITY a 'secret'>]><l>x&a;y</l>".utf8))?.rule == "xml.doctype")
        #expect(refusal(of: Array("<l>x&a;y</l>".utf8))?.rule == "xml.not-well-formed")
        #expect(refusal(of: Array("<?xml version='1.0' standalone='no'?><l>x&a;y</l>".utf8)) != nil)
    }

    @Test("refuses a billion laughs before the first laugh")
    func refusesBillionLaughs() {
        var text = "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol0 'lol'>"
        for level in 1...9 {
            text += "<!ENTITY lol\(level) '" + String(repeating: "&lol\(level - 1);", count: 10) + "'>"
        }
        let bytes = Array((text + "]><lolz>&lol9;</lolz>").utf8)
        let elapsed = ContinuousClock().measure { #expect(refusal(of: bytes)?.rule == "xml.doctype") }
        #expect(elapsed < .seconds(1))
    }
}

// MARK: - Cases

extension StrictXMLTests {
    private static let sample = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- from a court -->
        <DeliverRequest xmlns="urn:deliver" xmlns:m="urn:message">
          <m:Message Flow="a &lt; b"><m:Name>Zoë &amp; “Co” <![CDATA[<x>]]></m:Name></m:Message>
          <Empty/>
        </DeliverRequest>
        """

    private static let malformed: [(String, String)] = [
        ("", "xml.empty"), (" \r\n\t", "xml.empty"), ("<!-- c -->", "xml.not-well-formed"),
        ("<?xml version='1.0'?>", "xml.not-well-formed"), ("hello", "xml.not-well-formed"),
        ("{}", "xml.not-well-formed"),
        ("<a>", "xml.not-well-formed"), ("<a></b>", "xml.not-well-formed"), ("</a>", "xml.not-well-formed"),
        ("<a/><b/>", "xml.not-well-formed"), ("<a/>x", "xml.not-well-formed"), ("x<a/>", "xml.not-well-formed"),
        ("<a b='1' b='2'/>", "xml.not-well-formed"), ("<a b=1/>", "xml.not-well-formed"),
        ("<a b/>", "xml.not-well-formed"),
        ("<a b='<'/>", "xml.not-well-formed"), ("<a>&</a>", "xml.not-well-formed"),
        ("<a>&nbsp;</a>", "xml.not-well-formed"),
        ("<a>&#0;</a>", "xml.not-well-formed"), ("<a>&#x1F;</a>", "xml.not-well-formed"),
        ("<a>&#xD800;</a>", "xml.not-well-formed"), ("<a>\u{0}</a>", "xml.not-well-formed"),
        ("<a>\u{1}</a>", "xml.not-well-formed"), ("<a>\u{FFFF}</a>", "xml.not-well-formed"),
        ("<a>]]></a>", "xml.not-well-formed"), ("<a><!-- -- --></a>", "xml.not-well-formed"),
        ("<a><![CDATA[x</a>", "xml.not-well-formed"), ("<1/>", "xml.not-well-formed"),
        ("<!-- c --><?xml version='1.0'?><a/>", "xml.not-well-formed"),
        (" <?xml version='1.0'?><a/>", "xml.not-well-formed"),
        ("<?xml version='1.1'?><a/>", "xml.version"), ("<?xml version='2.0'?><a/>", "xml.version"),
        ("<?xml encoding='UTF-8'?><a/>", "xml.not-well-formed"), ("<p:a/>", "xml.namespace"),
        ("<a p:b=''/>", "xml.namespace"),
        ("<a xmlns:p=''/>", "xml.namespace"), ("<a xmlns:xml='u'/>", "xml.namespace"),
        ("<a xmlns:xmlns='u'/>", "xml.namespace"),
        ("<a xmlns:p='u' xmlns:q='u' p:b='' q:b=''/>", "xml.not-well-formed"),
    ]
}

private func parse(_ text: String) throws(FormatError) -> XMLElement { try StrictXML.parse(Array(text.utf8)) }

private func refusal(of bytes: [UInt8]) -> FormatError? {
    do throws(FormatError) {
        _ = try StrictXML.parse(bytes)
        return nil
    } catch {
        return error
    }
}
