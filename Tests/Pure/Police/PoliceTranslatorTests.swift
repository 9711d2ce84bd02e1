import CanonicalModel
import Formats
import PoliceTranslation
import Testing

/// The police translator, by table.
@Suite("The police translator") struct PoliceTranslatorTests {
    private typealias Fixture = PoliceFixture

    @Test(
        "each type of record becomes its own fact",
        arguments: [
            ("arrest", MessageType.arrestRecorded, "/police/idiom"), ("charge", .chargeRecorded, "/police/idiom"),
            ("remand", .remandRecorded, "/police/idiom"), ("disposal", .disposalRecorded, "/police/idiom"),
            ("court-outcome", .disposalRecorded, "/police/idiom"), ("release", .releaseRecorded, "/police/idiom"),
            ("intelligence", .intelligenceSubmitted, "/police/intelligence"),
            ("nomination", .nominationMade, "/police/nominations"),
        ])
    func types(type: String, message: MessageType, source: String) {
        let translation = Fixture.translate(Fixture.row(type))
        #expect(translation.outcome == .translated)
        #expect(translation.messages.map(\.fact.type) == [message])
        #expect(translation.messages.map(\.source) == [source])
        #expect(translation.correlationID == "REF-1")
    }

    @Test(
        "its messages come from the feeds below its own source and from nowhere else",
        arguments: [
            ("/police/idiom", true), ("/police/neighbourhood", true), ("/police/", false), ("/police", false),
            ("/prison/hmpps-domain-events", false), ("/policeman/idiom", false),
        ])
    func sources(source: String, isBelow: Bool) {
        #expect(PoliceTranslator().mayPublish(from: source) == isBelow)
    }

    // MARK: Provenance and age

    @Test("what names no system is taken for IDIOM's, which stays with the police; custody says so itself (FEED-01, ISH-06)")
    func provenance() {
        let custody = Fixture.translate(Fixture.row("arrest", ["source_system": "custody", "extract_date": ""]))
        #expect(custody.messages.map(\.source) == ["/police/custody"])
        #expect(custody.record?.asOf == custody.messages.first?.time)
        #expect(Fixture.translate(Fixture.row("arrest")).messages.map(\.source) == ["/police/idiom"])
    }

    @Test("a row of IDIOM's without an extract date is refused: nobody could tell its age (FEED-01, TIM-13)")
    func extractDate() {
        let translation = Fixture.translate(Fixture.row("arrest", ["extract_date": ""]))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.path) == ["/rows/1/extract_date"])
    }

    @Test(
        "as of: the extract, never before what it tells",
        arguments: [
            ("2026-11-20T06:00:00Z", "2026-11-20T06:00:00Z"), ("2026-11-20", "2026-11-20T00:00:00Z"),
            ("2026-11-19", "2026-11-19T21:40:00Z"), ("2026-11-20T05:30", "2026-11-20T05:30:00Z"),
        ])
    func asOf(extract: String, expected: String) {
        let translation = Fixture.translate(Fixture.row("arrest", ["extract_date": extract]))
        #expect(translation.record?.asOf.description == expected)
    }

    @Test(
        "a time that cannot be is a fault of its row",
        arguments: [
            ("2026-11-20T10:30:00Z", "police.ahead"), ("2026-11-20T08:30:00Z", "police.after-extract"),
            ("2026-03-29T01:30:00", "police.no-such-time"), ("19/11/2026 21:40", "police.time"),
            ("2026-11-19T24:00:00", "police.time"), ("2026-11-19", "police.time"), ("", "police.missing"),
            ("2026-11-19T21:40:00.1234567890Z", "police.time"), ("2026-11-31T21:40:00", "police.time"),
            ("9999-12-31T23:59:59-12:00", "police.time"),
        ])
    func times(occurred: String, rule: String) {
        let row = Fixture.row("arrest", ["occurred_at": occurred, "extract_date": "2026-11-20T08:00:00Z"])
        let translation = Fixture.translate(row)
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == [rule])
    }

    @Test(
        "the fillers for no end and not known are a fault of their column, whatever it is, and end no adapter",
        arguments: ["occurred_at", "extract_date", "appearance_date"],
        [
            "9999-12-31", "9999-12-31T23:59:59", "9999-12-31T23:59:59Z", "0000-01-01",
            "0001-01-01T00:00:00+23:59", "1899-12-31",
        ])
    func fillers(column: String, value: String) {
        guard column != "appearance_date" || value.utf8.count == 10 else { return }
        let translation = Fixture.translate(Fixture.row("charge", [column: value]), Fixture.row("arrest"))
        #expect(translation.problems.map(\.path) == ["/rows", "/rows/1/" + column])
        #expect(translation.rules == ["police.partial", "police.year"])
        #expect(translation.messages.count == 1)
    }

    @Test("a filler for a date of birth is left out", arguments: ["9999-12-31", "0001-01-01", "1899-12-31", "1900-01-01"])
    func fillerOfBirth(day: String) {
        let translation = Fixture.translate(Fixture.row("arrest", ["date_of_birth": day]))
        #expect(translation.record?.person.dateOfBirth == nil)
        #expect(translation.rules == ["police.date-of-birth"])
    }

    @Test(
        "a clock may run ahead as far as the core's door allows, and no second further",
        arguments: [("2026-11-20T09:10:00Z", true), ("2026-11-20T09:10:01Z", false)])
    func clocks(time: String, isTaken: Bool) {
        let event = ["occurred_at": time, "extract_date": "2026-11-20"]
        #expect(Fixture.translate(Fixture.row("arrest", event)).rules == (isTaken ? [] : ["police.ahead"]))
        let extract = Fixture.row("arrest", ["extract_date": time])
        #expect(Fixture.translate(extract).rules == (isTaken ? [] : ["police.ahead"]))
    }

    @Test("a custody record that is withdrawn and stands again is three reports, each by its as-of time")
    func correctionBack() {
        func report(_ status: String, _ extract: String) -> Translation {
            Fixture.translate(
                Fixture.row("arrest", ["source_system": "custody", "record_status": status, "extract_date": extract]))
        }
        let reports = [
            report("current", "2026-11-19T22:00:00Z"), report("withdrawn", "2026-11-19T23:00:00Z"),
            report("current", "2026-11-20T08:00:00Z"),
        ]
        #expect(Set(reports.flatMap(\.messages).map(\.id)).count == 3)
        #expect(reports.compactMap(\.record?.isWithdrawn) == [false, true, false])
        #expect(reports.compactMap(\.record?.asOf) == reports.compactMap(\.record?.asOf).sorted())
    }

    @Test("a record with a status and no as-of time is refused", arguments: ["current", "amended", "withdrawn"])
    func statusWithoutAsOf(status: String) {
        let translation = Fixture.translate(
            Fixture.row("arrest", ["source_system": "custody", "record_status": status, "extract_date": ""]))
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == ["police.no-as-of"])
        #expect(translation.problems.map(\.path) == ["/rows/1/extract_date"])
    }

    @Test("an extract of the future is refused: it would outlast every correction")
    func futureExtract() {
        #expect(Fixture.translate(Fixture.row("arrest", ["extract_date": "2026-11-22"])).rules == ["police.ahead"])
    }

    @Test("London's time is read as it stands on the wall, summer and winter")
    func london() {
        let summer = Fixture.translate(Fixture.row("arrest", ["occurred_at": "2026-07-14 08:30"]))
        #expect(summer.messages.first?.time.description == "2026-07-14T07:30:00Z")
        let twice = Fixture.translate(Fixture.row("arrest", ["occurred_at": "2026-10-25T01:30:00"]))
        #expect(twice.messages.first?.time.description == "2026-10-25T00:30:00Z")
        #expect(twice.rules == ["police.ambiguous-time"])
    }

    @Test("a day alone is a day alone", arguments: ["court-outcome", "release", "remand", "disposal", "charge"])
    func dayOnly(type: String) {
        let translation = Fixture.translate(Fixture.row(type, ["occurred_at": "2026-07-14"]))
        #expect(translation.record?.isDayOnly == true)
        #expect(translation.messages.first?.time.description == "2026-07-13T23:00:00Z")
    }

    // MARK: Persons

    @Test("a number that fails its check travels unverified, with a warning")
    func unverified() {
        let translation = Fixture.translate(Fixture.row("arrest", ["pnc_id": "2008/0219447B"]))
        #expect(translation.messages.first?.fact.person?.identifiers.first?.isVerified == false)
        #expect(translation.rules == ["police.unverified-identifier"])
    }

    @Test(
        "a surname with a date of birth will do; either alone names nobody",
        arguments: [
            (["surname": "EXAMPLE", "date_of_birth": "1990-01-31"], true), (["surname": "EXAMPLE"], false),
            (["date_of_birth": "1990-01-31"], false), (["surname": "EXAMPLE", "date_of_birth": "1970-01-01"], false),
            (["surname": "EXAMPLE", "date_of_birth": "2030-01-31"], false),
        ])
    func names(columns: [String: String], isEnough: Bool) {
        let translation = Fixture.translate(
            Fixture.row("arrest", columns.merging(["pnc_id": ""]) { $1 }))
        #expect((translation.outcome == .translated) == isEnough)
        #expect(isEnough || translation.rules == ["police.no-identity"])
    }

    // MARK: Rows and files

    @Test("a bad row never sinks the good ones, and the report names it")
    func partly() {
        let translation = Fixture.translate(
            Fixture.row("arrest", ["record_reference": "A"]),
            Fixture.row("arrest", ["record_reference": "B", "pnc_id": ""]),
            Fixture.row("arrest", ["record_reference": "C"]))
        #expect(translation.outcome == .translated)
        #expect(translation.messages.map(\.correlationID) == ["A", "C"])
        #expect(translation.problems.map(\.path) == ["/rows", "/rows/2/pnc_id"])
        #expect(translation.problems.first?.message.hasPrefix("2 of 3 rows") == true)
    }

    @Test("the same row of another day's file has the same id; a newer extract is news")
    func identity() {
        func id(_ extract: String) -> String? {
            Fixture.translate(Fixture.row("arrest", ["extract_date": extract])).messages.first?.id
        }
        #expect(id("2026-11-20") == id("2026-11-20"))
        #expect(id("2026-11-20") != id("2026-11-20T08:00:00Z"))
    }

    @Test("one record twice in a file is a contradiction, the same row twice a repetition")
    func twice() {
        let row = Fixture.row("arrest")
        #expect(Fixture.translate(row, row).rules == ["police.row-twice"])
        let other = Fixture.translate(row, Fixture.row("arrest", ["custody_suite": "13EL"]))
        #expect(other.rules == ["police.partial", "police.record-twice"])
        #expect(other.messages.count == 1)
    }

    @Test(
        "a column that is not its record's is refused",
        arguments: [
            ("arrest", "disposal_code"), ("release", "bail_status"), ("charge", "summary"),
            ("nomination", "extract_date"),
        ])
    func foreignColumn(type: String, column: String) {
        let translation = Fixture.translate(Fixture.row(type, [column: "Canary"]))
        #expect(translation.rules == ["police.column-of-another-type"])
        #expect(translation.problems.map(\.path) == ["/rows/1/" + column])
    }

    @Test(
        "a file without a header it can trust is rejected",
        arguments: [
            ("record_type,offence_text\narrest,Canary", "police.unknown-column"),
            ("pnc_id\nx", "police.no-record-type"),
            ("record_type,record_type\na,b", "police.column-twice"), ("Record_Type\narrest", "police.unknown-column"),
            ("", "police.empty"), ("record_type\n", "police.empty"), ("\u{0}\n", "csv.nul"),
            ("<xml/>", "police.unknown-column"),
        ])
    func headers(text: String, rule: String) {
        let translation = Fixture.translate(text)
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == [rule])
    }

    @Test("a report stays short and counts what it leaves out")
    func bounded() {
        let rows = (0..<3_000).map { Fixture.row("arrest", ["record_reference": "R\($0)", "pnc_id": ""]) }
        let translation = PoliceFixture.translate(PoliceFixture.csv(rows))
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.count < 1_000)
        #expect(translation.rules.prefix(2) == ["police.partial", "police.more-problems"])
        #expect(translation.problems[1].message.hasPrefix("2200 "))
    }

    // MARK: The JSON twin

    @Test("the JSON twin says the same as the CSV")
    func twin() throws {
        let json = """
            [{"recordType": "arrest", "recordReference": "REF-1", "occurredAt": "2026-11-19T21:40:00Z",
              "pncId": "2008/0219447A", "extractDate": "2026-11-20", "offenceCodes": ["TH68006", "TH68010"], "asn": null}]
            """
        let fromCSV = Fixture.translate(Fixture.row("arrest", ["offence_codes": "TH68006; TH68010"]))
        #expect(Fixture.translate(json).messages == fromCSV.messages)
        #expect(fromCSV.record?.offences.map(\.code) == ["TH68006", "TH68010"])
    }

    @Test(
        "a JSON item that is none is named by its place",
        arguments: [
            ("[1]", "/0", "police.kind"), ("[]", "", "police.items"),
            ("{}", "/recordType", "police.unknown-record-type"),
            (#"[{"recordType":"arrest","Canary":1}]"#, "/0", "police.unknown-column"),
            (#"{"recordType":{"Canary":1}}"#, "/recordType", "police.unknown-record-type"), ("[", "", "json.syntax"),
        ])
    func badJSON(text: String, path: String, rule: String) {
        let translation = Fixture.translate(text)
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.path) == [path])
        #expect(translation.rules == [rule])
    }

    // MARK: Codes

    @Test(
        "an offence's results belong to it",
        arguments: [
            ("TH68010:1002/1115;CJ88117:2006", true), ("TH68010", false), ("TH68010:", false),
            ("TH68010:1002:3", false),
            ("TH68010:guilty", false), (":1002", false), ("TH68010:1002/", false),
        ])
    func results(written: String, isGood: Bool) {
        let translation = Fixture.translate(Fixture.row("court-outcome", ["offence_results": written]))
        #expect((translation.outcome == .translated) == isGood)
        guard isGood else { return }
        #expect(translation.record?.offences.map(\.resultCodes) == [["1002", "1115"], ["2006"]])
    }

    @Test("an unknown remand state leaves an arrest without it and a remand without a message")
    func bailStatus() {
        let arrest = Fixture.translate(Fixture.row("arrest", ["bail_status": "Q"]))
        #expect(arrest.record?.bailStatus == nil)
        #expect(arrest.rules == ["police.unknown-word"])
        #expect(Fixture.translate(Fixture.row("remand", ["bail_status": "Q"])).outcome == .rejected)
    }

    @Test(
        "no report ever holds a value",
        arguments: ["arrest", "remand", "court-outcome", "release", "intelligence", "nomination"])
    func noValues(type: String) {
        let columns = [
            "record_reference", "occurred_at", "date_of_birth", "sex", "offence_codes", "bail_status", "court_code",
            "extract_date", "force_code", "asn", "offence_results", "released_from", "source_system", "record_status",
            "origin", "sanitised", "significant", "handling_conditions", "cohort", "reason",
        ]
        for column in columns {
            let translation = Fixture.translate(Fixture.row(type, [column: "Canary was here!\u{7F}"]))
            #expect(!JSONValue.array(translation.problems.map(\.json)).encodedString.contains("Canary"), "\(column)")
            #expect(translation.outcome == .rejected || !translation.problems.isEmpty, "\(column)")
        }
    }

    @Test("formulas are values like any other, and no report repeats them")
    func formulas() {
        let translation = Fixture.translate(
            Fixture.row("arrest", ["surname": "=HYPERLINK(\"http://x\")", "custody_suite": "+1 @2"]))
        #expect(translation.rules == ["police.code"])
        #expect(!JSONValue.array(translation.problems.map(\.json)).encodedString.contains("HYPERLINK"))
    }
}
