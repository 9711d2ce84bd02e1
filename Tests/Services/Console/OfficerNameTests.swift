import Testing

@testable import Console

@Suite("An officer's name")
struct OfficerNameTests {
    @Test("White space around it goes")
    func trimmed() throws {
        #expect(try OfficerName("  PC 4127 Hannah Booth\t").text == "PC 4127 Hannah Booth")
    }

    @Test("Names of every script are names", arguments: ["Zoë O’Brien-Núñez", "陳大文", "PC 1 محمد"])
    func scripts(name: String) throws {
        #expect(try OfficerName(name).text == name)
    }

    @Test(
        "What is not a name is refused, with the reason",
        arguments: [
            ("", OfficerName.Problem.empty), ("  \n ", .empty), ("4127", .noName),
            ("PC 4127\nForged entry", .notOneLine),
            ("PC \u{202E}htooB", .notOneLine), ("PC\u{0}Booth", .notOneLine), ("PC\u{200B}Booth", .notOneLine),
            (String(repeating: "a", count: 121), .tooLong), (String(repeating: "é", count: 61), .tooLong),
        ])
    func refused(name: String, problem: OfficerName.Problem) {
        #expect(throws: problem) { try OfficerName(name) }
    }

    @Test("The longest name that the canonical message takes is taken")
    func longest() throws {
        #expect(try OfficerName(String(repeating: "a", count: 120)).text.utf8.count == OfficerName.byteLimit)
    }
}
