import CanonicalModel
import Formats
import PoliceTranslation
import Testing

/// Crime batches speak of crimes and not of persons: ignored when they are well-formed, rejected when they are not.
@Suite("Crime batches") struct CrimeBatchTests {
    private static let row = "Kent,TOMV,Theft,KNT20261118,CR/1,20261117220000,20261118013000,,,51.2787,1.0789,WGS84,"

    private func translate(_ text: String) -> Translation { PoliceFixture.translate(text) }

    /// The row with one of its fields changed.
    private static func changing(_ field: Int, to value: String) -> String {
        var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[field] = value
        return fields.joined(separator: ",")
    }

    @Test("a well-formed batch is ignored by name", arguments: ["", "\u{FEFF}"], ["", "\r\n", "\n"])
    func ignored(mark: String, end: String) {
        let translation = translate(mark + Self.row + end)
        #expect(translation.outcome == .ignored)
        #expect(translation.rules == ["police.crime-batch"])
    }

    @Test(
        "a malformed batch is rejected with its place",
        arguments: [
            (0, "Cleveland", "policeForce"), (1, "XX", "crimeTypeId"), (3, "KNT2026111", "batchId"),
            (3, "ESX20261118", "batchId"), (3, "KNT20261318", "batchId"), (4, "", "crimeReference"),
            (5, "2026-11-17", "crimeDateTimeFrom"), (5, "20261117250000", "crimeDateTimeFrom"),
            (6, "20261118100001", "crimeDateTimeTo"), (6, "20261117215959", "crimeDateTimeTo"), (7, "1", "location"),
            (9, "", "location"), (9, "48.9", "location"), (10, "nan", "location"), (10, "2.7", "location"),
        ])
    func malformed(field: Int, value: String, place: String) {
        let translation = translate(Self.changing(field, to: value))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.path) == ["/rows/1/" + place])
    }

    @Test("too few or too many columns are a fault of the row", arguments: [String(row.dropLast(7)), row + ",x"])
    func ragged(text: String) {
        #expect(translate(text).rules == ["csv.ragged-row"])
    }

    @Test("good rows stand when others are bad")
    func partly() {
        let translation = translate(Self.row + "\n" + Self.changing(1, to: "Canary"))
        #expect(translation.outcome == .ignored)
        #expect(translation.problems.map(\.path) == ["", "/rows/2/crimeTypeId"])
    }

    @Test(
        "a first row that is bad hides no batch behind it",
        arguments: ["Kent\n", "Canary,\"x\",\n", ",,,,,,,,,,,,\n", "a\"b,c\n"])
    func badFirstRow(first: String) {
        let translation = translate(first + Self.row)
        #expect(translation.outcome == .ignored)
        #expect(translation.rules.first == "police.crime-batch")
    }

    @Test("a file of this feed's own layout is none, whatever its rows say")
    func ownLayout() {
        #expect(translate("record_type,surname\n" + "Kent,x\n" + Self.row).rules.first != "police.crime-batch")
    }

    @Test("one file holds one force's one batch")
    func twoBatches() {
        let translation = translate(Self.row + "\n" + Self.changing(3, to: "KNT20261119"))
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == ["police.crime-batches"])
    }

    // MARK: E-mails

    private static let encoded =
        "S2VudCxUT01WLFRoZWZ0LEtOVDIwMjYxMTE4LENSLzEsMjAyNjExMTcyMjAwMDAsMjAyNjExMTgwMTMwMDAsLCw1MS4yNzg3LDEuMDc4OSxXR1M4NCw="

    private static func eMail(
        boundary: String = "edge", type: String = "multipart/mixed; boundary=\"edge\"",
        part: String = "Content-Type: text/csv\r\nContent-Transfer-Encoding: base64", body: String = encoded,
        close: String = "--edge--\r\n"
    ) -> String {
        "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: \(type)\r\n\r\nText\r\n--\(boundary)\r\n\(part)\r\n\r\n\(body)\r\n\(close)"
    }

    @Test(
        "an e-mail with one batch attached is ignored by name",
        arguments: [
            eMail(), eMail().replacing("\r\n", with: "\n"), eMail(type: "multipart/mixed;\r\n\tboundary=edge"),
            eMail(part: "Content-Disposition: attachment; filename=\"X.CSV\"\r\ncontent-transfer-encoding: BASE64"),
            eMail(part: "Content-Type: text/csv", body: row), eMail(close: "--edge--"),
            eMail(close: "--edge-- \t\r\n"),
            eMail(
                part:
                    "Content-Disposition: attachment; filename*=UTF-8''crime%20data.csv\r\nContent-Transfer-Encoding: base64"
            ),
            eMail(
                part: "Content-Type: text/csv\r\nContent-Transfer-Encoding: quoted-printable",
                body: row.replacing("Theft", with: "The=66=\r\nt").replacing("1.0789", with: "1.07= \t\r\n89")),
            eMail(
                part: "Content-Type: multipart/alternative; boundary=inner",
                body:
                    "--inner\r\nContent-Type: text/plain\r\n\r\nx\r\n--inner\r\nContent-Type: text/csv\r\n\r\n\(row)\r\n--inner--"
            ),
        ])
    func eMailIgnored(text: String) {
        let translation = translate(text)
        #expect(translation.rules == ["police.crime-batch"])
        #expect(translation.outcome == .ignored)
    }

    @Test(
        "an e-mail without exactly one batch is rejected",
        arguments: [
            eMail(type: "text/plain"), eMail(boundary: "other"), eMail(part: "Content-Type: text/plain"),
            eMail(close: ""),
            eMail(body: "S2Vud*"), eMail(body: "S2Vu="),
            eMail(part: "Content-Type: text/csv\r\nContent-Transfer-Encoding: x-uuencode"),
            eMail(part: "Content-Type: text/csv", body: "record_type\narrest"),
            eMail(part: "Content-Type: text/csv\r\nContent-Transfer-Encoding: quoted-printable", body: row + "=4"),
            eMail(part: "Content-Disposition: attachment; filename*=UTF-8''crime.txt", body: row), nested(6),
            eMail(close: "--edge\r\nContent-Type: text/csv\r\n\r\n\(row)\r\n--edge--"),
        ])
    func eMailRejected(text: String) {
        let translation = translate(text)
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.count == 1)
        #expect(translation.rules.first?.hasPrefix("police.email") == true)
    }

    /// A batch in as many multiparts inside one another.
    private static func nested(_ depth: Int) -> String {
        (0..<depth).reduce(row) { inner, level in
            let type = level == 0 ? "text/csv" : "multipart/mixed; boundary=e\(level - 1)"
            return "--e\(level)\r\nContent-Type: \(type)\r\n\r\n\(inner)\r\n--e\(level)--"
        }
        .withHeader("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=e\(depth - 1)")
    }

    @Test("parts in parts are followed as deep as mail programs write them")
    func nestedParts() {
        #expect(translate(Self.nested(5)).rules == ["police.crime-batch"])
        #expect(translate(Self.nested(6)).rules == ["police.email"])
    }

    @Test("a million empty parts end at the limit")
    func manyParts() {
        let text = Self.eMail(close: String(repeating: "--edge\r\n\r\n", count: 100_000))
        #expect(translate(text).rules == ["police.email"])
    }

    // MARK: The service's JSON

    @Test(
        "the matching service's JSON is known by its ids",
        arguments: [
            (#"{"crimeBatchId": "b", "results": []}"#, Translation.Outcome.ignored),
            (#"{"data": {"crimeVersionId": "v", "crimeText": "Canary"}}"#, .ignored),
            (#"{"data": {"ingestionAttemptId": "i"}}"#, .ignored),
            (#"{"data": [{"ingestionAttemptId": "i"}], "pageCount": 1}"#, .ignored),
            (#"{"data": [{"crimeVersionId": 7}]}"#, .rejected), (#"{"crimeBatchId": 1, "results": []}"#, .rejected),
            (#"{"data": [{"crimeReference": null, "crimeVersionId": "v"}]}"#, .ignored),
            (#"{"data": {"crimeMatchingRunId": "r", "crimeBatchId": "b"}}"#, .ignored),
            (#"{"crimeBatchId": "b", "status": "FAILED"}"#, .ignored), (#"{"data": [], "pageCount": 0}"#, .ignored),
            (#"{"data": {"crimeBatchId": "b", "crimes": []}}"#, .ignored),
            (#"{"data": [], "recordType": "arrest"}"#, .rejected), (#"{"crimeBatchId": "b"}"#, .rejected),
            (#"{"crimeBatchId": "b", "results": "Canary"}"#, .rejected),
            (#"{"data": {"crimeReference": ""}}"#, .rejected), (#"{"data": []}"#, .ignored),
            (#"{"results": []}"#, .rejected),
        ])
    func json(text: String, outcome: Translation.Outcome) {
        #expect(translate(text).outcome == outcome)
    }
}

extension String {
    /// The text as the body of an e-mail.
    fileprivate func withHeader(_ header: String) -> String { header + "\r\n\r\n" + self + "\r\n" }
}
