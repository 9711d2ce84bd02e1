import CanonicalModel
import Formats
import Testing

import CourtsTranslation

@Suite struct ExpatWordsTests {
    @Test(arguments: [
        ("", "no element found: line 1, column 0"), ("\n  ", "no element found: line 2, column 2"),
        ("hello", "syntax error: line 1, column 0"), ("}", "not well-formed (invalid token): line 1, column 0"),
        ("<a>", "no element found: line 1, column 3"), ("<a", "unclosed token: line 1, column 0"),
        ("<a>\n</b>", "mismatched tag: line 2, column 2"),
        ("<a/><b/>", "junk after document element: line 1, column 4"),
        ("<a>&nbsp;</a>", "undefined entity: line 1, column 3"), ("<é><x:b/></é>", "unbound prefix: line 1, column 3"),
        (" <?xml version=\"1.0\"?><a/>", "XML or text declaration not at start of entity: line 1, column 1"),
        ("<!-- c -->\n<?xml version=\"1.0\"?><a/>", "XML or text declaration not at start of entity: line 2, column 0"),
        ("<a>&</a>", "not well-formed (invalid token): line 1, column 4"),
    ])
    func speaksAsExpatDoes(document: String, words: String) {
        #expect(SPIReaderTests.extracted(document) == ["wellFormed": false, "error": .string(words)])
    }
}
