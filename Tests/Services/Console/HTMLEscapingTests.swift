import Testing

@testable import Console

@Suite("Escaping for HTML")
struct HTMLEscapingTests {
    @Test(
        "Nothing that has a meaning in HTML survives",
        arguments: [
            ("<script>", "&lt;script&gt;"), ("\"'&", "&quot;&#39;&amp;"), ("a\u{0}b\u{1B}", "a\u{FFFD}b\u{FFFD}"),
            ("Zoë\n", "Zoë\n"),
            // One character to Swift and to swift-mustache 2.1.1, two to a browser.
            ("\"\u{301} onfocus=x", "&quot;\u{301} onfocus=x"), ("<\u{338}b>", "&lt;\u{338}b&gt;"),
        ])
    func escaped(text: String, html: String) {
        #expect(HTMLEscaping().escapeText(text) == html)
    }
}
