import Formats
import Testing

/// Every limit admits what reaches it and refuses the next.
@Suite("XML limits") struct XMLLimitsTests {
    @Test("admit a document of the byte limit and refuse one byte more")
    func bytes() {
        #expect(rule("<a/>", Self.limits(bytes: 4)) == nil)
        #expect(rule("<a/>\n", Self.limits(bytes: 4)) == "xml.size")
    }

    @Test("admit nesting up to the depth limit and refuse one level more", arguments: [1, 2, 64])
    func depth(limit: Int) {
        #expect(rule(Self.nested(limit), Self.limits(depth: limit)) == nil)
        #expect(rule(Self.nested(limit + 1), Self.limits(depth: limit)) == "xml.depth")
    }

    @Test("never go deeper than the stack allows, whatever is asked for")
    func deepest() {
        var limits = Self.limits(depth: .max)
        limits.maxDepth = .max
        #expect(rule(Self.nested(XMLLimits.deepest), limits) == nil)
        #expect(rule(Self.nested(XMLLimits.deepest + 1), limits) == "xml.depth")
    }

    @Test("count the elements of the whole document")
    func elements() {
        #expect(rule("<a><b/><c><d/></c></a>", Self.limits(elements: 4)) == nil)
        #expect(rule("<a><b/><c><d/></c></a>", Self.limits(elements: 3)) == "xml.elements")
    }

    @Test("count the attributes of each element, but not its namespace declarations")
    func attributes() {
        #expect(rule("<a xmlns='u' xmlns:p='v' b='' c=''><d b='' c=''/></a>", Self.limits(attributes: 2)) == nil)
        #expect(rule("<a b='' c='' d=''/>", Self.limits(attributes: 2)) == "xml.attributes")
    }

    @Test("count the bytes of each element's own text, pieces joined")
    func text() {
        let limits = Self.limits(text: 5)
        #expect(rule("<a>ab<b>12345</b>c<!-- -->d<![CDATA[e]]></a>", limits) == nil)
        #expect(rule("<a>ab<b/>c<!-- -->d<![CDATA[ef]]></a>", limits) == "xml.text-size")
        #expect(rule("<a>éé&#65;</a>", limits) == nil)
        #expect(rule("<a>ééé</a>", limits) == "xml.text-size")
        #expect(rule("<a b='12345'/>", limits) == nil)
        #expect(rule("<a b='123456'/>", limits) == "xml.text-size")
    }

    @Test("count the bytes of names and namespaces")
    func names() {
        let limits = Self.limits(name: 4)
        #expect(rule("<abcd efgh='' xmlns='urn:'/>", limits) == nil)
        #expect(rule("<abcde/>", limits) == "xml.name-size")
        #expect(rule("<a abcde=''/>", limits) == "xml.name-size")
        #expect(rule("<a xmlns:p='urn:x'/>", limits) == "xml.name-size")
    }

    @Test("refuse a tag, comment or instruction that does not end", arguments: ["<a b='", "<!--", "<?p ", "<a></a "])
    func endlessMarkup(opening: String) {
        let endless = Array((opening + String(repeating: " ", count: 4 << 20)).utf8)
        let elapsed = ContinuousClock().measure { #expect(rule(endless, .feed) == "xml.markup-size") }
        #expect(elapsed < .seconds(1))
        #expect(rule("<a><!--" + String(repeating: "x", count: 60_000) + "--></a>", .feed) == nil)
    }

    @Test("do not mistake many short pieces of markup for one long one", arguments: ["<!-- c -->", "<?p ?>", "\n"])
    func muchMarkup(piece: String) {
        let many = String(repeating: piece, count: 200_000 / piece.utf8.count)
        #expect(rule(many + "<a>" + many + "</a>" + many, .feed) == nil)
    }

    @Test("stop a namespace that every attribute of a tag would repeat")
    func repeatedNamespace() {
        let attributes = (0..<3000).map { "x:a\($0)=''" }.joined(separator: " ")
        let bomb = "<r xmlns:x='\(String(repeating: "u", count: 20_000))' \(attributes)/>"
        #expect(rule(bomb, .feed) == "xml.name-size")
    }

    @Test("end a 20 MB pit of open tags at the depth limit, at once")
    func pit() {
        var limits = XMLLimits.feed
        limits.maxBytes = .max
        let bytes = Array(String(repeating: "<a>", count: 7_000_000).utf8)
        let elapsed = ContinuousClock().measure { #expect(rule(bytes, limits) == "xml.depth") }
        #expect(elapsed < .seconds(1))
    }

    private static func nested(_ depth: Int) -> String {
        String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }

    private static func limits(
        bytes: Int = 1 << 20, depth: Int = 64, elements: Int = 1000, attributes: Int = 10, text: Int = 1000,
        name: Int = 100
    ) -> XMLLimits {
        XMLLimits(
            maxBytes: bytes, maxDepth: depth, maxElements: elements, maxAttributes: attributes, maxTextBytes: text,
            maxNameBytes: name)
    }
}

private func rule(_ text: String, _ limits: XMLLimits) -> String? { rule(Array(text.utf8), limits) }

private func rule(_ bytes: [UInt8], _ limits: XMLLimits) -> String? {
    do throws(FormatError) {
        _ = try StrictXML.parse(bytes, limits: limits)
        return nil
    } catch {
        return error.rule
    }
}
