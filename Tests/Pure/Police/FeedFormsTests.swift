import CanonicalModel
import Formats
import PoliceTranslation
import Testing

/// What spreadsheets and systems make of a documented layout.
@Suite("The forms of a feed's files") struct FeedFormsTests {
    private typealias Fixture = PoliceFixture

    private static let header = "record_type,record_reference,occurred_at,extract_date,pnc_id"

    private static func line(_ number: Int) -> String {
        "arrest,R\(number),2026-11-19T21:40:00Z,2026-11-20,\(PoliceFixture.pnc)"
    }

    @Test("a value of white space is no value, in CSV and in JSON", arguments: [" ", "\t", "\u{A0}", "\u{2003}"])
    func blank(text: String) {
        for column in ["pnc_id", "crn", "prison_number", "surname", "sex", "custody_suite", "record_status"] {
            let translation = Fixture.translate(Fixture.row("arrest", [column: text, "cro_number": "Canary"]))
            #expect(
                translation.messages.count == 1 && translation.rules == ["police.unverified-identifier"], "\(column)")
        }
        let json = """
            [{"recordType": "arrest", "recordReference": "R1", "occurredAt": "2026-11-19T21:40:00Z", "extractDate":
            "2026-11-20", "pncId": "\(Fixture.pnc)", "crn": "\(text == "\t" ? " " : text)", "surname": " ", "sex": " ",
            "custodySuite": "  "}]
            """
        let record = Fixture.translate(json).record
        #expect(record?.person.identifiers.count == 1)
        #expect(record?.person.name == nil && record?.custodySuite == nil)
    }

    @Test("a row of white space alone names nobody")
    func nobody() {
        let row = Fixture.row("arrest", ["pnc_id": " ", "surname": " ", "date_of_birth": "1990-02-03"])
        #expect(Fixture.translate(row).rules == ["police.no-identity"])
    }

    @Test("rows emptied in a spreadsheet are passed over", arguments: [",,,,", " ,,\t,,", "\"\",\"\",,,"])
    func emptiedRows(row: String) {
        let translation = Fixture.translate([Self.header, Self.line(1), row, Self.line(2)].joined(separator: "\n"))
        #expect(translation.messages.count == 2)
        #expect(translation.rules.isEmpty)
    }

    @Test("columns emptied at the end of every line are passed over; a value there is its row's fault")
    func emptiedColumns() {
        let good = Fixture.translate([Self.header + ",,", Self.line(1) + ",,", Self.line(2)].joined(separator: "\n"))
        #expect(good.messages.count == 2)
        #expect(good.rules.isEmpty)
        let stray = Fixture.translate(
            [Self.header + ",", Self.line(1) + ",Canary", Self.line(2) + ","].joined(separator: "\n"))
        #expect(stray.messages.count == 1)
        #expect(stray.rules == ["police.partial", "csv.ragged-row"])
        let wide = Fixture.translate([Self.header + ",", Self.line(1) + ",,"].joined(separator: "\n"))
        #expect(wide.rules == ["csv.ragged-row"])
        let hole = Fixture.translate("record_type,,pnc_id\narrest,,x")
        #expect(hole.rules == ["police.unknown-column"])
    }

    @Test("a byte order mark before JSON is passed over")
    func byteOrderMark() {
        let json = """
            {"recordType": "arrest", "recordReference": "R1", "occurredAt": "2026-11-19T21:40:00Z", "extractDate": "2026-11-20",
             "pncId": "\(Fixture.pnc)"}
            """
        #expect(Fixture.translate("\u{FEFF}" + json).record?.reference == "R1")
    }

    @Test("London's time may have a fraction of a second")
    func fraction() {
        let row = Fixture.row("arrest", ["occurred_at": "2026-07-14 08:30:05.250"])
        #expect(Fixture.translate(row).messages.first?.time.description == "2026-07-14T07:30:05Z")
        #expect(
            Fixture.translate(Fixture.row("arrest", ["occurred_at": "2026-07-14T08:30:05."])).rules == ["police.time"])
    }

    // MARK: Versions of a record

    @Test("a later word on a record travels beside the earlier, in either order", arguments: [true, false])
    func laterWord(isForward: Bool) {
        let rows = [
            Fixture.row("arrest", ["extract_date": "2026-11-19T22:00:00Z"]),
            Fixture.row("arrest", ["extract_date": "2026-11-20T06:00:00Z", "record_status": "withdrawn"]),
        ]
        let translation = Fixture.translate(Fixture.csv(isForward ? rows : rows.reversed()))
        #expect(translation.messages.count == 2)
        #expect(Set(translation.messages.map(\.id)).count == 2)
        #expect(translation.rules.isEmpty)
    }

    @Test("two words on a record of one time contradict each other")
    func oneTime() {
        let row = Fixture.row("arrest")
        let withdrawn = Fixture.translate(row, row.merging(["record_status": "withdrawn"]) { $1 })
        #expect(withdrawn.rules == ["police.partial", "police.record-twice"])
        #expect(withdrawn.messages.count == 1)
    }

    @Test("a disposal and a court's outcome may share a number")
    func twoKinds() {
        let translation = Fixture.translate(Fixture.row("disposal"), Fixture.row("court-outcome"))
        #expect(translation.messages.map(\.fact.type) == [.disposalRecorded, .disposalRecorded])
        #expect(translation.rules.isEmpty)
    }
}
