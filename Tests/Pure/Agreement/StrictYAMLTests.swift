@testable import AgreementEngine
import Formats
import PolicyText
import TestSupport
import Testing

/// What an officer reads is what is parsed.
@Suite("Strict YAML") struct StrictYAMLTests {
    private func refusal(_ text: String) -> FormatError? {
        do {
            _ = try StrictYAML.parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test("reads quoted text, whole numbers, truth values, null, lists and mappings") func reads() throws {
        let text = """
            # a remark
            text: "it's \\"so\\" # not a remark: &x *y !z"
            single: 'it''s <<so>>'
            number: -12   # a remark
            truth: true
            nothing: null
            flow: { a: [1, 2], b: "x" }
            block:
              - "one"
              - two: "2"

            """
        let expected: JSONValue = [
            "text": "it's \"so\" # not a remark: &x *y !z", "single": "it's <<so>>", "number": -12, "truth": true,
            "nothing": nil, "flow": ["a": [1, 2], "b": "x"], "block": ["one", ["two": "2"]],
        ]
        #expect(try StrictYAML.parse(text).json == expected)
    }

    @Test("reads a file with Windows line ends as the same") func windowsLineEnds() throws {
        #expect(try StrictYAML.parse("a: \"b\"\r\nc: 1\r\n").json == ["a": "b", "c": 1])
    }

    @Test(
        "refuses what lets a file say something else than it shows",
        arguments: [
            ("a: &x \"1\"\nb: *x", "yaml.anchor", 1, 4), ("a: *x", "yaml.alias", 1, 4),
            ("a: !!str \"1\"", "yaml.tag", 1, 4),
            ("a: ! \"1\"", "yaml.tag", 1, 4), ("<<: { a: 1 }", "yaml.merge-key", 1, 1),
            ("a: |\n  x", "yaml.block-scalar", 1, 4),
            ("a: >\n  x", "yaml.block-scalar", 1, 4), ("a: 1\nb: 2\na: 3", "yaml.duplicate-key", 1, 1),
            ("a: no", "yaml.implicit-boolean", 1, 4), ("a: Yes", "yaml.implicit-boolean", 1, 4),
            ("a:\n  - on", "yaml.implicit-boolean", 2, 5), ("a: word", "yaml.unquoted-text", 1, 4),
            ("a: two words", "yaml.unquoted-text", 1, 4), ("a: 007", "yaml.unquoted-text", 1, 4),
            ("a: 1.5", "yaml.unquoted-text", 1, 4),
            ("a: 0x1F", "yaml.unquoted-text", 1, 4), ("a: 2026-04-01", "yaml.unquoted-text", 1, 4),
            ("a: 99999999999999999999", "yaml.unquoted-text", 1, 4), ("a:", "yaml.no-value", 1, 3),
            ("a: ~", "yaml.character", 1, 4),
            ("? a\n: 1", "yaml.character", 1, 1), ("%YAML 1.1\n---\na: 1", "yaml.character", 1, 1),
            ("a: 1\n---\nb: 2", "yaml.one-document", 2, 1), ("a: \"x", "yaml.syntax", 1, 4),
            ("a: [1, 2", "yaml.syntax", 2, 1),
            ("a: b\"c\"", "yaml.character", 1, 5), ("\u{FEFF}a: 1", "yaml.unseen-character", 1, 1),
            ("a: 1\n\tb: 2", "yaml.character", 2, 1),
            ("[1]: 2", "yaml.key", 1, 1), ("a: \"x\ny: &b", "yaml.syntax", 1, 4), ("", "yaml.empty", 1, 1),
            ("# only a remark\n", "yaml.empty", 1, 1),
        ] as [(String, String, Int, Int)])
    func refuses(text: String, rule: String, line: Int, column: Int) throws {
        let error = try #require(refusal(text))
        #expect(error.rule == rule)
        #expect(error.path.hasPrefix("line \(line), column \(column)"), "\(error.path)")
    }

    @Test(
        "refuses whatever ends a line or turns words and is not seen, in remarks, in quotes and between",
        arguments: [
            "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}",
            "\u{2066}",
            "\u{2067}", "\u{2068}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{0}", "\u{1B}", "\u{7F}",
            "\u{80}",
            "\u{9F}", "\u{200B}",
        ])
    func unseen(character: String) throws {
        for (text, line, column) in [
            ("a: 1\n# remark\(character)b: 2\n", 2, 9), ("a: \"x\(character)y\"", 1, 6), ("a: 1\(character)", 1, 5),
        ] {
            let error = try #require(refusal(text))
            #expect(error.rule == "yaml.unseen-character" && !error.remedy.isEmpty)
            #expect(error.path == "line \(line), column \(column)")
        }
    }

    @Test(
        "refuses them in a text however they are written",
        arguments: ["\\n", "\\r", "\\u202e", "\\u2028", "\\N", "\\L", "\\P", "\\e", "\\x00", "\\U00002066"])
    func escaped(escape: String) throws {
        #expect(try #require(refusal("a: 1\nb: [\"x\(escape)y\"]")).rule == "yaml.unseen-character")
        #expect(try #require(refusal("\"x\(escape)y\": 1")).rule == "yaml.unseen-character")
    }

    @Test("an empty line inside quotes is a line end in the text") func folded() {
        #expect(refusal("a: \"x\n\n  y\"")?.rule == "yaml.unseen-character")
        #expect(refusal("a: \"x\n  y\"") == nil)
    }

    @Test("the keys of a mapping are limited and looked up, not searched") func keys() {
        func mapping(_ count: Int) -> String { (0..<count).map { "k\($0): 1\n" }.joined() }
        let most = StrictYAML.keyLimit
        #expect(refusal(mapping(most)) == nil)
        #expect(refusal(mapping(most + 1))?.rule == "yaml.too-many-keys")
        #expect(refusal(mapping(most - 1) + "k0: 2")?.rule == "yaml.duplicate-key")
    }

    @Test("the place ends with a pointer") func pointer() throws {
        let error = try #require(refusal("rules:\n  - id: \"a\"\n    when: { subject.rag: no }"))
        #expect(error.path == "line 3, column 26 /rules/0/when/subject.rag")
    }

    @Test("refuses a file that is too long or too deep") func limits() {
        #expect(refusal("a: \"" + String(repeating: "x", count: StrictYAML.byteLimit) + "\"")?.rule == "yaml.too-long")
        #expect(refusal("a: " + String(repeating: "[", count: 5_000)) != nil)
    }

    @Test("whatever is cut off or overwritten, it answers", arguments: [1, 2, 3, 4] as [UInt64])
    func hostile(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = Array(try PolicyFile.text("Contracts/directory/leeds.yaml").prefix(3_000).unicodeScalars)
        for _ in 0..<200 {
            var scalars = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            for _ in 0..<3 where !scalars.isEmpty {
                let junk = "&*!<|>?%@`\"'{}[],:#-\\\n\t\0é\u{2028}".unicodeScalars.randomElement(using: &random) ?? "x"
                scalars[Int.random(in: 0..<scalars.count, using: &random)] = junk
            }
            _ = refusal(String(String.UnicodeScalarView(scalars)))
        }
    }
}
