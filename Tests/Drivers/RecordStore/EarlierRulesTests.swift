import CanonicalModel
import Formats
import Testing

@testable import RecordStore

@Suite("Earlier rules") struct EarlierRulesTests {
    private let selection = SelectionDecision(
        person: Person(
            identifiers: [PersonIdentifier(.hub, "K-1", writtenIn: 2026), PersonIdentifier(.hub, "K-2", writtenIn: 2026)],
            name: Person.Name(given: ["Robin"], family: "Askwith")),
        cohort: "iom", decidedBy: "Panel")

    /// As an earlier version sealed it: with a number and a family name of spaces.
    private func sealed(number: String, family: String) -> [UInt8] {
        let time = Timestamp("2026-11-01T09:00:00Z") ?? Timestamp(microseconds: 0)
        let message = CanonicalMessage(
            id: "m1", source: "/hub/test", time: time, recordedTime: time, fact: .selection(selection))
        let text = String(decoding: message.encoded(), as: UTF8.self)
        return Array(text.replacing("K-2", with: number).replacing("Askwith", with: family).utf8)
    }

    @Test("A fact accepted with a blank number or a blank name stays readable, and neither names anybody")
    func blanks() throws {
        let bytes = sealed(number: "  ", family: "   ")
        #expect(throws: FormatError.self) { try CanonicalMessage(try StrictJSON.parse(bytes)) }
        let message = try CanonicalMessage(sealed: bytes)
        #expect(message.fact.person?.identifiers.map(\.value) == ["K-1"])
        #expect(message.fact.person?.name == nil)
    }

    @Test("What today's rules accept is read as it is") func untouched() throws {
        let message = try CanonicalMessage(sealed: sealed(number: "K-3", family: "Askwith"))
        #expect(message.fact.person?.identifiers.map(\.value) == ["K-1", "K-3"])
        #expect(message.fact.person?.name?.family == "Askwith")
    }

    @Test("What no rule ever accepted is refused") func refused() {
        #expect(throws: FormatError.self) { try CanonicalMessage(sealed: Array(#"{"specversion":"1.0"}"#.utf8)) }
    }
}
