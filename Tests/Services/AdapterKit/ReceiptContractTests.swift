import CanonicalModel
import Foundation
import Formats
import Testing

@testable import AdapterKit

/// Receipts hold to Contracts/receipts/receipt.schema.json.
@Suite struct ReceiptContractTests {
    static let schemaPath: String = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return here.pathComponents.dropLast(4).joined(separator: "/").replacingOccurrences(of: "//", with: "/")
            + "/Contracts/receipts/receipt.schema.json"
    }()

    @Test("a receipt of rows counts them in the members that the schema lists")
    func rows() async throws {
        let schema = try #require(
            try StrictJSON.parse(Array(try Data(contentsOf: URL(fileURLWithPath: Self.schemaPath)))).object)
        let rows = try #require(schema["properties"]?.object?["rows"]?.object)
        let known = Set(try #require(rows["properties"]?.object).members.map(\.key))
        let fixture = try AdapterFixture()
        fixture.translator = ScriptedTranslator { _ in
            Translation(outcome: .rejected, problems: [RowReportTests.problem("/rows/1/dob")])
        }
        try fixture.drop("a.csv", [1])
        try await fixture.run()
        let told = try #require(try fixture.receipt("a.csv")["rows"]?.object)
        #expect(Set(told.members.map(\.key)) == known)
        #expect(rows["additionalProperties"]?.bool == false)
    }

    @Test("every receipt has the members that the schema requires, and no others, and a status it lists")
    func members() async throws {
        let schema = try #require(
            try StrictJSON.parse(Array(try Data(contentsOf: URL(fileURLWithPath: Self.schemaPath)))).object)
        let known = Set(try #require(schema["properties"]?.object).members.map(\.key))
        let required = Set(try #require(schema["required"]?.array).compactMap(\.string))
        let statuses = try #require(schema["properties"]?.object?["status"]?.object?["enum"]?.array).compactMap(
            \.string)
        #expect(schema["additionalProperties"]?.bool == false)

        let fixture = try AdapterFixture()
        try fixture.dropRelease("accepted.json", 1)
        try fixture.dropRelease("duplicate.json", 1)
        try fixture.dropRelease("ignored.json", 2, code: "MRG")
        try fixture.drop("rejected.json", Array("{\"MessageId\":\"a\"".utf8))
        try await fixture.run()
        fixture.translator = ScriptedTranslator { _ in
            ScriptedTranslator.releases(1).script(
                .init(
                    id: "other", name: String(repeating: "n", count: 300), bytes: [],
                    receivedTime: .init(microseconds: 0))
            ).withSource("/other")
        }
        try fixture.dropRelease("held.json", 3)
        try await fixture.run()
        for status in statuses {
            let receipt = try fixture.receipt("\(status).json")
            let members = Set(receipt.members.map(\.key))
            #expect(receipt["status"]?.string == status)
            #expect(members.isSuperset(of: required), "\(status)")
            #expect(members.isSubset(of: known), "\(status)")
        }
    }
}

extension Translation {
    /// The same translation from a source that the translator does not own.
    fileprivate func withSource(_ source: String) -> Translation {
        var copy = self
        for index in copy.messages.indices { copy.messages[index].source = source }
        return copy
    }
}
