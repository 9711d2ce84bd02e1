import Formats
import Foundation
import SchemeEngine
import Testing

/// What a pack may not say of colours.
@Suite("The rules of colours in a pack") struct RAGRulesTests {
    private func error(changing before: String, to after: String) throws -> FormatError? {
        let text = String(decoding: try SchemeFolder.bytes("lancashire-revolution.yaml"), as: UTF8.self)
        let changed = text.replacing(before, with: after, maxReplacements: 1)
        try #require(changed != text, "\(before)")
        return #expect(throws: FormatError.self) { try SchemePack(yaml: Array(changed.utf8)) }
    }

    @Test(
        "A pack is refused that leaves a colour without a meaning, or takes away what keeps people safe",
        arguments: [
            ("colour: \"green\"", "colour: \"red\"", "scheme.colour-twice"),
            ("definition: \"In custody.\"", "", "policy.missing-key"),
            ("version: \"eval-fn10/1\"", "", "policy.missing-key"),
            ("alarm: \"life-risk\"", "alarm: \"life-risks\"", "scheme.alarm-missing"),
            ("alarm: \"victim-threat\"", "alarm: \"victim\"", "scheme.alarm-missing"),
            ("outcome: [\"no-further-action\"]", "outcome: [\"caution\"]", "scheme.withdrawal-missing"),
            ("outcome: [\"acquitted\"]", "outcome: [\"convicted\"]", "scheme.withdrawal-missing"),
            ("on: [\"mistaken-identity\"]", "on: [\"moved\"]", "scheme.withdrawal-missing"),
            (
                "when: { dead: true }, outcome: \"suppress\"", "when: { dead: true }, outcome: \"warn\"",
                "scheme.visits-not-stopped"
            ),
            (
                "when: { colours: [\"blue\"] }", "when: { colours: [\"blue\"], statutory: true }",
                "scheme.visits-not-stopped"
            ),
            ("when: {}, outcome: \"hold\"", "when: {}, outcome: \"release\"", "scheme.visits-undecided"),
            ("when: {}", "when: { statutory: true }", "scheme.visits-undecided"),
            ("raises: \"red\"", "raises: \"blue\"", "policy.unknown-word"),
        ])
    func refused(before: String, after: String, rule: String) throws {
        #expect(try error(changing: before, to: after)?.rule == rule)
    }

    @Test("A colour that is left out is refused by name")
    func undefined() throws {
        let text = String(decoding: try SchemeFolder.bytes("lancashire-revolution.yaml"), as: UTF8.self)
        let start = try #require(text.range(of: "      - id: \"R-WHITE\"\n"))
        let end = try #require(text.range(of: "    down:"))
        let changed = text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
        let error = #expect(throws: FormatError.self) { try SchemePack(yaml: Array(changed.utf8)) }
        #expect(error?.rule == "scheme.colour-undefined" && error?.message.contains("'white'") == true)
    }

    @Test("Triggers that nobody hears of are refused, and so are those that two would hear of")
    func unheard() throws {
        let text = String(decoding: try SchemeFolder.bytes("cleveland-redcar-and-cleveland.yaml"), as: UTF8.self)
        let changed = text.replacing("  tasking: {", with: "  warnings: []\n  taskings: {")
        let error = #expect(throws: FormatError.self) { try SchemePack(yaml: Array(changed.utf8)) }
        #expect(error?.rule == "scheme.unheard-triggers")
    }
}
