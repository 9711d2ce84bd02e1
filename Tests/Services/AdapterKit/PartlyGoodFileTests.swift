import CanonicalModel
import Formats
import PoliceTranslation
import Testing

@testable import AdapterKit

/// A bad row never sinks the good ones, from the drop folder to the receipt.
@Suite("Partly good files") struct PartlyGoodFileTests {
    private static let header = "record_type,record_reference,extract_date,occurred_at,pnc_id\n"

    private static func row(_ reference: String, pnc: String = "2008/0219447A") -> String {
        "arrest,\(reference),2029-12-31,2029-12-30T21:40:00,\(pnc)\n"
    }

    private func dropped(_ text: String) async throws -> AdapterFixture {
        let fixture = try AdapterFixture()
        fixture.translator = PoliceTranslator()
        try fixture.drop("daily.csv", Array((Self.header + text).utf8))
        try await fixture.run()
        return fixture
    }

    @Test("the good rows are published and the receipt names the bad ones")
    func partly() async throws {
        let fixture = try await dropped(Self.row("A") + Self.row("B", pnc: "") + "arrest,Canary\n" + Self.row("D"))
        let receipt = try fixture.receipt("daily.csv")
        #expect(receipt["status"] == "accepted")
        #expect(receipt["messageIds"]?.array?.count == 2)
        #expect(fixture.channel.confirmed.count == 2)
        let paths = (receipt["problems"]?.array ?? []).compactMap { $0.object?["path"]?.string }
        #expect(paths == ["/rows", "/rows/2/pnc_id", "/rows/3"])
        #expect(!JSONValue.object(receipt).encodedString.contains("Canary"))
    }

    @Test("a file without a good row is rejected, row by row")
    func bad() async throws {
        let fixture = try await dropped(Self.row("A", pnc: "") + Self.row("B", pnc: ""))
        #expect(try fixture.status("daily.csv") == "rejected")
        #expect(try fixture.rules("daily.csv") == ["police.partial", "police.no-identity", "police.no-identity"])
        #expect(fixture.channel.confirmed.isEmpty)
    }

    @Test("a crime batch is ignored by name")
    func crimeBatch() async throws {
        let fixture = try AdapterFixture()
        fixture.translator = PoliceTranslator()
        let row = "Kent,TOMV,Theft,KNT20261118,CR/1,20261117220000,20261118013000,,,51.2787,1.0789,WGS84,"
        try fixture.drop("crimes.csv", Array(row.utf8))
        try await fixture.run()
        #expect(try fixture.status("crimes.csv") == "ignored")
        #expect(try fixture.rules("crimes.csv") == ["police.crime-batch"])
    }
}
