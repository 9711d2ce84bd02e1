import CanonicalModel
import CourtsTranslation
import Formats
import Testing

@Suite struct CourtsTranslatorProblemTests {
    static let base = "/DeliverRequest/Message/ResultedCaseMessage/Session/"

    @Test func namesABadDateByItsPath() {
        let next =
            "<NextHearing><NextHearingDetails><DateOfHearing>2026-02-30</DateOfHearing></NextHearingDetails></NextHearing>"
        let sample = CourtSample(offences: [
            CourtSample.offence(), CourtSample.offence(results: [CourtSample.result("4027", next)]),
        ])
        #expect(sample.translation.outcome == .rejected)
        #expect(
            sample.translation.problems.map(\.path) == [
                Self.base + "Case/Defendant/Offence[2]/Result[1]/NextHearing/NextHearingDetails/DateOfHearing"
            ])
    }

    @Test func goesOnWithThePathInsideEscapedText() {
        let sample = CourtSample(envelope: .routeData, date: "10/02/2026")
        #expect(
            sample.translation.problems.map(\.path) == [
                "/RouteData/DataStream/DataStreamContent/ResultedCaseMessage/Session/CourtHearing/Hearing/DateOfHearing"
            ])
    }

    @Test func tellsEveryFaultAtOnce() {
        let sample = CourtSample(
            date: "x", time: "24:00:00", ptiurn: "", name: "", offences: [CourtSample.offence(code: nil)])
        #expect(
            sample.translation.problems.map(\.rule) == [
                "courts.date", "courts.time", "courts.missing", "courts.missing", "courts.missing",
            ])
    }

    @Test(arguments: [
        (CourtSample(court: ""), "courts.missing"), (CourtSample(date: ""), "courts.missing"),
        (CourtSample(ptiurn: " "), "courts.missing"), (CourtSample(date: "1971-12-31"), "courts.date-range"),
        (CourtSample(date: "2200-01-01"), "courts.date-range"), (CourtSample(date: "2026-2-10"), "courts.date"),
        (CourtSample(time: "10"), "courts.time"), (CourtSample(time: "10:60:00"), "courts.time"),
        (CourtSample(time: "-1:00:00"), "courts.time"),
        (CourtSample(correlationID: String(repeating: "c", count: 129)), "courts.length"),
        (CourtSample(ptiurn: String(repeating: "1", count: 33)), "courts.length"),
        (CourtSample(pnc: String(repeating: "1", count: 41)), "courts.length"),
        (CourtSample(offences: [CourtSample.offence(sequence: "one")]), "courts.code"),
        (CourtSample(offences: [CourtSample.offence(results: [CourtSample.result("4O28")])]), "courts.code"),
        (
            CourtSample(offences: [
                CourtSample.offence(results: [CourtSample.result("1", "<ResultCodeQualifier>a b</ResultCodeQualifier>")]
                )
            ]), "courts.code"
        ),
        (
            CourtSample(offences: [
                CourtSample.offence(results: [
                    CourtSample.result("1", "<Outcome><ResultAmountSterling>1.</ResultAmountSterling></Outcome>")
                ])
            ]), "courts.code"
        ),
        (CourtSample(offences: [CourtSample.offence(start: "2025-02-29")]), "courts.date"),
        (
            CourtSample(
                address:
                    "<SimpleAddress><AddressLine1>\(String(repeating: "a", count: 257))</AddressLine1></SimpleAddress>"),
            "courts.length"
        ),
        (CourtSample(defendant: "<Defendant/>"), "courts.missing"),
        (
            CourtSample(defendant: "<Defendant><CourtIndividualDefendant/><CourtCorporateDefendant/></Defendant>"),
            "courts.person-or-organisation"
        ),
        (CourtSample(name: "<PersonFamilyName>&amp;#32;</PersonFamilyName>"), "courts.missing"),
        (
            CourtSample(name: "<PersonFamilyName>A</PersonFamilyName><PersonFamilyName>B</PersonFamilyName>"),
            "courts.repeated"
        ),
        (CourtSample(offences: (0...1_000).map { CourtSample.offence(sequence: "\($0)") }), "courts.too-many"),
        (
            CourtSample(defendant: String(repeating: "<Defendant><CourtCorporateDefendant/></Defendant>", count: 101)),
            "courts.too-many"
        ),
        (
            CourtSample(
                offences: (1...1_000).map { _ in
                    CourtSample.offence(results: Array(repeating: CourtSample.result("1"), count: 7))
                }), "courts.contract"
        ),
    ])
    func rejectsWhatTheContractHasNoRoomFor(sample: CourtSample, rule: String) {
        let translation = sample.translation
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.rule) == [rule])
        #expect(translation.messages.isEmpty)
    }

    @Test(arguments: [
        (CourtSample(birthDate: "1900-01-01"), "courts.placeholder-date"),
        (CourtSample(birthDate: "1970-01-01"), "courts.placeholder-date"),
        (CourtSample(birthDate: "2026-02-11"), "courts.placeholder-date"),
        (CourtSample(gender: "3"), "courts.unknown-code"),
        (CourtSample(bailStatus: "conditional"), "courts.unknown-code"),
        (CourtSample(court: "0413"), "courts.court-code"),
        (CourtSample(offences: [CourtSample.offence(plea: "9")]), "courts.unknown-code"),
        (
            CourtSample(offences: [
                CourtSample.offence(results: [
                    CourtSample.result("1002", "<Outcome><Duration><DurationValue>2</DurationValue></Duration></Outcome>")
                ])
            ]), "courts.incomplete"
        ),
    ])
    func translatesTheRestAndWarns(sample: CourtSample, rule: String) {
        #expect(sample.translation.outcome == .translated)
        #expect(sample.translation.problems.map(\.rule) == [rule])
        #expect(sample.translation.messages.count == 1)
    }

    /// The interface allows several start and end days, and a result is not refused for them.
    @Test(arguments: [
        ("<DurationEndDate>2027-02-09</DurationEndDate>", "2027-02-09", false),
        (
            "<DurationEndDate>2027-02-09</DurationEndDate><DurationEndDate>2027-02-09</DurationEndDate>", "2027-02-09",
            false
        ),
        ("<DurationEndDate>2027-02-09</DurationEndDate><DurationEndDate>2027-03-09</DurationEndDate>", nil, true),
        ("<DurationEndDate>END_DATE</DurationEndDate>", nil, true), ("", nil, false),
    ])
    func carriesTheLastDayOfAnOrder(written: String, day: String?, isWarned: Bool) {
        let result = CourtSample.result("1116", "<Outcome><Duration>\(written)</Duration></Outcome>")
        let sample = CourtSample(offences: [CourtSample.offence(results: [result])])
        #expect(sample.hearing?.offences.first?.results.first?.endDate?.description == day)
        #expect(sample.translation.problems.map(\.rule) == (isWarned ? ["courts.incomplete"] : []))
    }

    @Test func keepsABirthOnTheDayOfTheHearing() {
        #expect(CourtSample(birthDate: "2026-02-10").hearing?.person.dateOfBirth?.description == "2026-02-10")
    }

    @Test func recoversTheSendersIdFromBrokenBytes() {
        let document = CourtSample(envelope: .routeData).document.replacing("</RequestFromSystem>", with: "</Request>")
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(translation.correlationID == "CID-1")
        #expect(translation.caseReference == "99QQ0000126")
    }

    @Test func refusesDocumentTypesInsideToo() {
        let inner = "<!DOCTYPE a [<!ENTITY e \"x\">]><ResultedCaseMessage>&e;</ResultedCaseMessage>"
        let document =
            "<RouteData><DataStream><DataStreamContent>\(CourtSample.escaped(inner))</DataStreamContent></DataStream></RouteData>"
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.problems.map(\.rule) == ["xml.doctype"])
        #expect(translation.problems.first?.path == "/RouteData/DataStream/DataStreamContent")
    }
}
