import AgreementEngine
import Foundation
import SchemeEngine
import Testing

/// The page that says what proves each requirement.
@Suite("Coverage of the requirements") struct RequirementCoverageTests {
    @Test("Every requirement is proved by something that is run, or says why nothing can")
    func whole() throws {
        let coverage = try ProofsOfTheProject.coverage.get()
        #expect(coverage.gaps.map(\.id) == [])
        #expect(coverage.strays.map { "\($0.row) in \($0.place)" } == [])
        let excused = coverage.requirements.filter { $0.exempt != nil && coverage.proofs[$0.id] != nil }
        #expect(excused.map(\.id) == [], "These are proved: take their excuse out of rows.yaml.")
    }

    @Test("COVERAGE.md is of today; `throughgate scheme coverage --write` makes it")
    func current() throws {
        let page = String(decoding: try SchemeFolder.bytes("COVERAGE.md"), as: UTF8.self)
        #expect(page == (try ProofsOfTheProject.coverage.get().markdown))
    }

    @Test("A test proves the rows that its name says, however it is broken over lines")
    func testNames() {
        let text = """
            @Test("one (ISH-14), and DES-02") func a() {}
            @Test(
                "two \\"quoted\\" (DIF-WM)",
                arguments: ["not ISH-01"]) func b() {}
            @Test(arguments: ["ISH-02"]) func c() {}
            @Test func d() {}
            @Test("SHA-256 and B-1 and ISH-1 and XISHX-01 are no rows") func e() {}
            """
        let proofs = RequirementProof.all(inTests: text, place: "F.swift")
        #expect(proofs.map(\.row) == ["ISH-14", "DES-02", "DIF-WM"])
        #expect(proofs.last?.name == "two \"quoted\" (DIF-WM)")
    }

    @Test("A row without proof is open, a proof without a row is told, an excuse is shown")
    func gaps() throws {
        let rows = try Requirement.all(
            yaml: Array(
                """
                format: "iom-requirements/1"
                rows:
                  - { id: "DES-01", source: "a", says: "one | two" }
                  - { id: "DES-02", source: "b", says: "three" }
                  - { id: "DES-03", source: "c", says: "four", exempt: "it is the council's" }
                """.utf8))
        let proofs = ["DES-01", "DES-09"].map {
            RequirementProof(row: $0, kind: .scheme, place: "leeds-hub", name: "n")
        }
        let coverage = RequirementCoverage(of: rows, by: proofs)
        #expect(coverage.gaps.map(\.id) == ["DES-02"] && coverage.strays.map(\.row) == ["DES-09"])
        #expect(coverage.markdown.contains("3 rows: 1 proved, 1 exempt, 1 open."))
        #expect(coverage.markdown.contains("| DES-01 | one \\| two | a | *scheme* leeds-hub: n |"))
        #expect(coverage.markdown.contains("| DES-02 | three | b | **nothing yet** |"))
        #expect(coverage.markdown.contains("| DES-03 | four | c | exempt: it is the council's |"))
    }
}
