import CanonicalModel
import Formats
import Testing

@testable import AdapterKit

/// What is wrong with single rows of an item.
@Suite struct RowReportTests {
    static func problem(_ path: String) -> FormatError {
        FormatError(path: path, rule: "csv.cell", message: "The cell is no day.", remedy: "Write YYYY-MM-DD.")
    }

    @Test("rows are counted once, problems each, and paths of no row are none of them")
    func counts() throws {
        let report = try #require(
            RowReport(["/rows/1/a", "/rows/1/b", "/rows/2", "", "/rows/", "/rows/x", "/other/3"].map(Self.problem)))
        #expect(report.rowCount == 2)
        #expect(report.problemCount == 3)
        let lines = String(decoding: report.lines, as: UTF8.self).split(separator: "\n")
        #expect(
            lines.first == """
                {"row":1,"column":"a","rule":"csv.cell","message":"The cell is no day.","remedy":"Write YYYY-MM-DD."}
                """)
        #expect(lines.count == 3)
        #expect(RowReport([Self.problem("/data")]) == nil)
    }

    @Test("a row's number that no machine holds is no row, and ends nothing")
    func hugeNumber() {
        #expect(RowReport([Self.problem("/rows/99999999999999999999999/a")]) == nil)
        #expect(RowReport([Self.problem("/rows/-1/a")]) == nil)
    }

    @Test("the report ends at its limit and the counts go on")
    func limit() throws {
        let problems = (0...RowReport.maxLines).map { Self.problem("/rows/\($0)") }
        let report = try #require(RowReport(problems))
        #expect(report.problemCount == RowReport.maxLines + 1)
        #expect(report.lines.count { $0 == UInt8(ascii: "\n") } == RowReport.maxLines)
    }

    @Test("a file's row report lies beside its receipt, and goes when the name's next file has none")
    func beside() async throws {
        let fixture = try AdapterFixture()
        fixture.translator = ScriptedTranslator { item in
            var translation = ScriptedTranslator.releases(1).script(item)
            if item.bytes == [1] { translation.problems = [Self.problem("/rows/7/dob"), Self.problem("/header")] }
            return translation
        }
        try fixture.drop("a.csv", [1])
        try await fixture.run()
        let receipt = try fixture.receipt("a.csv")
        #expect(receipt["status"]?.string == "accepted")
        #expect(receipt["rows"]?.object?["report"]?.string == "a.csv.rows.jsonl")
        #expect(receipt["rows"]?.object?["withProblems"]?.integer == 1)
        #expect(receipt["problems"]?.array?.count == 2)
        #expect(try fixture.names("receipts") == ["a.csv.receipt.json", "a.csv.rows.jsonl"])
        try fixture.drop("a.csv", [2])
        try await fixture.run()
        #expect(try fixture.receipt("a.csv")["rows"] == nil)
        #expect(try fixture.names("receipts") == ["a.csv.receipt.json"])
    }

    @Test("a table whose every row is bad is rejected, with the first of them in its receipt")
    func allBad() async throws {
        let fixture = try AdapterFixture()
        fixture.translator = ScriptedTranslator { _ in
            Translation(outcome: .rejected, problems: (1...500).map { Self.problem("/rows/\($0)/dob") })
        }
        try fixture.drop("a.csv", [1])
        try await fixture.run()
        let receipt = try fixture.receipt("a.csv")
        #expect(receipt["status"]?.string == "rejected")
        #expect(receipt["problems"]?.array?.count == RowReport.maxInReceipt)
        #expect(receipt["rows"]?.object?["problems"]?.integer == 500)
    }

    @Test("the report is destroyed with the item")
    func destroyed() async throws {
        let fixture = try AdapterFixture()
        fixture.translator = ScriptedTranslator { _ in
            Translation(outcome: .rejected, problems: [Self.problem("/rows/1/dob")])
        }
        try fixture.drop("a.csv", [1])
        let process = try fixture.start()
        try await process.pass()
        fixture.clock.advance(days: 91)
        try await process.housekeeper.destroyExpired()
        #expect(try await process.store.rowReport(of: 1) == nil)
    }
}
