import Formats
import Testing

@Suite("Strict text") struct StrictTextTests {
    @Test(
        "trims XML's white space and nothing wider",
        arguments: [
            ("", ""), (" ", ""), ("\t\r\n", ""), ("a", "a"), (" a b ", "a b"), ("\na\t", "a"),
            ("\u{A0}a\u{A0}", "\u{A0}a\u{A0}"), ("\u{0B}a", "\u{0B}a"), (" é\r\n", "é"), ("a\r\n", "a"),
        ])
    func trims(text: String, expected: String) {
        #expect(StrictText.trimmed(text) == expected)
    }

    @Test(
        "what is all white space says nothing",
        arguments: [
            ("", true), (" \t\r\n", true), ("\u{A0}", true), ("\u{2003}\u{3000}", true), ("\u{85}", true), ("x", false),
            (" - ", false), ("\u{200B}", false),
        ])
    func blank(text: String, isBlank: Bool) {
        #expect(StrictText.isBlank(text) == isBlank)
    }

    @Test(
        "collapses every run of white space to one space",
        arguments: [
            ("", ""), (" \n ", ""), ("a", "a"), ("  a  b\r\n\tc ", "a b c"), ("a\u{A0} b", "a\u{A0} b"),
            ("é  è", "é è"),
        ])
    func collapses(text: String, expected: String) {
        #expect(StrictText.collapsed(text) == expected)
    }
}
