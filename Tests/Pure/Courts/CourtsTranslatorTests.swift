import CanonicalModel
import CourtsTranslation
import Formats
import Testing

@Suite struct CourtsTranslatorTests {
    @Test(arguments: [CourtSample.Envelope.deliverRequest, .routeData, .escapedTwice, .inline])
    func translatesTheSameFactFromEveryEnvelope(envelope: CourtSample.Envelope) {
        let translation = CourtSample(envelope: envelope).translation
        #expect(translation.outcome == .translated)
        #expect(translation.correlationID == "CID-1")
        #expect(translation.caseReference == "99QQ0000126")
        #expect(translation.messages.map(\.id) == CourtSample().translation.messages.map(\.id))
    }

    @Test func refusesAResultWithoutEnvelope() {
        let translation = CourtSample(envelope: .bare).translation
        #expect(translation.outcome == .rejected)
        #expect(translation.problems.map(\.rule) == ["courts.envelope"])
    }

    @Test(arguments: [
        "<PNCUpdateDataset/>", "<anything/>", "<Envelope><Body><Other/></Body></Envelope>",
        "<RouteData><DataStream><DataStreamType>Other</DataStreamType></DataStream></RouteData>",
        "<RouteData><DataStream><DataStreamType>Other</DataStreamType><DataStreamContent>no XML</DataStreamContent></DataStream></RouteData>",
        "<RouteData><DataStream><DataStreamContent>&lt;Other/&gt;</DataStreamContent></DataStream></RouteData>",
        "<DeliverRequest><MessageFormat><MessageType><Type>Other</Type></MessageType></MessageFormat></DeliverRequest>",
    ])
    func ignoresWhatIsWellFormedAndAnotherFeeds(document: String) {
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .ignored)
        #expect(translation.problems.map(\.rule) == ["courts.not-a-resulted-case"])
    }

    @Test(arguments: [
        "<DeliverRequest/>", "<RouteData/>", "<RouteData><DataStream><DataStreamContent/></DataStream></RouteData>",
    ])
    func rejectsAnEnvelopeWithNothingInIt(document: String) {
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .rejected)
        #expect(Set(translation.problems.map(\.rule)) == ["courts.missing"])
    }

    @Test func givesEveryMessageItsTimesAndItsOrigin() throws {
        let sample = CourtSample(date: "2026-07-01", time: "09:30:00")
        let message = try #require(sample.translation.messages.first)
        #expect(message.source == "/courts/spi")
        #expect(message.time.description == "2026-07-01T08:30:00Z")
        #expect(message.recordedTime == sample.item.receivedTime)
        #expect(message.sourceItem == CanonicalMessage.SourceItem(id: "sample", name: "item.xml"))
    }

    @Test func datesAHearingWithoutTimeFromLocalMidnight() throws {
        let message = try #require(CourtSample(date: "2026-07-01", time: nil).translation.messages.first)
        #expect(message.time.description == "2026-06-30T23:00:00Z")
    }

    @Test func makesTheSameIdsAgainAndOtherIdsForAnotherCorrelationID() {
        let first = CourtSample().translation.messages.map(\.id)
        #expect(CourtSample().translation.messages.map(\.id) == first)
        #expect(CourtSample(correlationID: "CID-2").translation.messages.map(\.id) != first)
    }

    @Test(arguments: [
        (["4575"], ["court.warrant.issued.v1"]),
        (["4576", "4575", "4576"], ["court.warrant.issued.v1", "court.warrant.issued.v1"]),
        (["2509"], ["court.warrant.withdrawn.v1"]),
        (["2065"], ["person.died.v1"]),
        (["1002", "4028"], []),
    ])
    func addsAMessageForEachWarrantAndForADeath(codes: [String], types: [String]) {
        let sample = CourtSample(offences: codes.map { CourtSample.offence(results: [CourtSample.result($0)]) })
        #expect(sample.translation.messages.map(\.fact.type.rawValue) == ["court.hearing.resulted.v1"] + types)
    }

    @Test func dropsOffencesEnteredInErrorAndTheirWarrants() {
        let removed = CourtSample.offence(results: [CourtSample.result("4583"), CourtSample.result("4576")])
        let kept = CourtSample.offence(sequence: "002")
        #expect(CourtSample(offences: [removed, kept]).hearing?.offences.map(\.sequence) == ["002"])
        #expect(CourtSample(offences: [removed, kept]).translation.messages.count == 1)
        #expect(CourtSample(offences: [removed]).translation.outcome == .ignored)
        #expect(CourtSample(offences: []).translation.problems.map(\.rule) == ["courts.no-offences"])
    }

    @Test func ignoresOrganisations() {
        let corporate = "<Defendant><CourtCorporateDefendant/>\(CourtSample.offence())</Defendant>"
        let translation = CourtSample(defendant: corporate).translation
        #expect(translation.outcome == .ignored)
        #expect(translation.problems.map(\.rule) == ["courts.not-a-person"])
    }

    @Test func takesEveryDefendantOfEveryCase() {
        let person =
            "<CourtIndividualDefendant><PersonDefendant><BasePersonDetails><PersonName><PersonFamilyName>N</PersonFamilyName></PersonName></BasePersonDetails></PersonDefendant></CourtIndividualDefendant>"
        let defendant = "<Defendant>\(person)\(CourtSample.offence())</Defendant>"
        let one = "<Case><PTIURN>99QQ0000126</PTIURN>\(defendant)\(defendant)</Case>"
        let translation = CourtSample(cases: one + one).translation
        #expect(translation.messages.count == 4)
        #expect(Set(translation.messages.map(\.id)).count == 4)
    }

    @Test func carriesNoneOfTheFreeText() throws {
        let canary = "CANARY-\(UInt32.random(in: .min ... .max))"
        var document = CourtSample(
            bailConditions: "\(canary);\(canary)", bailStatus: "B",
            offences: [
                CourtSample.offence(results: [
                    CourtSample.result(
                        "1002", "<NextHearing><NextHearingReason>\(canary)</NextHearingReason></NextHearing>")
                ])
            ]
        ).document
        document.replace("<OffenceWording>words", with: "<OffenceWording>\(canary)")
        document.replace("<ResultText>text", with: "<ResultText>\(canary)")
        document.replace(
            "</BaseOffenceDetails>",
            with:
                "<LocationOfOffence>\(canary)</LocationOfOffence><OffenceTitle>\(canary)</OffenceTitle></BaseOffenceDetails>"
        )
        document.replace(
            "<PresentAtHearing>",
            with: "<ReasonForBailConditionsOrCustody>\(canary)</ReasonForBailConditionsOrCustody><PresentAtHearing>")
        #expect(document.split(separator: canary).count == 9)
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .translated)
        #expect(!translation.json(file: "x").encodedString.contains(canary))
    }

    @Test func neverPutsAFaultyValueIntoAProblem() {
        let translation = CourtSample(
            date: "CANARY", birthDate: "CANARY", offences: [CourtSample.offence(code: "CANARY CANARY")]
        ).translation
        #expect(translation.outcome == .rejected)
        #expect(!translation.json(file: "x").encodedString.contains("CANARY"))
    }

    @Test func writesSequencesAndCodesAsEveryOtherFormatDoes() {
        let sample = CourtSample(offences: [CourtSample.offence(sequence: "1", code: "th68010")])
        #expect(sample.hearing?.offences.map(\.sequence) == ["001"])
        #expect(sample.hearing?.offences.map(\.code) == ["TH68010"])
        let read = CourtsTranslator().read(sample.item).encodedString
        #expect(read.contains(#""sequence":"1""#) && read.contains("th68010"))
    }

    @Test(arguments: [
        ("2026-06-10", "10:05:00", "10:05:00", "2026-06-10T09:05:00Z"),
        ("2026-06-10Z", "09:05:00.000Z", "10:05:00", "2026-06-10T09:05:00Z"),
        ("2026-06-10+01:00", "10:05:00+01:00", "10:05:00", "2026-06-10T09:05:00Z"),
        ("2026-02-10", "10:05:00.5Z", "10:05:00", "2026-02-10T10:05:00.500Z"),
    ])
    func believesAZone(date: String, time: String, local: String, instant: String) {
        let sample = CourtSample(date: date, time: time)
        #expect(sample.hearing?.hearing.time == local)
        #expect(sample.hearing?.hearing.date.description == String(date.prefix(10)))
        #expect(sample.translation.messages.first?.time.description == instant)
    }

    @Test func believesTheZoneOfANextHearing() {
        let next =
            "<NextHearing><NextHearingDetails><DateOfHearing>2026-06-17Z</DateOfHearing><TimeOfHearing>09:00:00Z</TimeOfHearing></NextHearingDetails></NextHearing>"
        let sample = CourtSample(offences: [CourtSample.offence(results: [CourtSample.result("4028", next)])])
        let found = sample.hearing?.offences.first?.results.first?.nextHearing
        #expect(found?.date?.description == "2026-06-17")
        #expect(found?.time == "10:00:00")
    }

    @Test(arguments: [("99QQ0000126", true), ("99QQ00001260", true), ("9900000126", false), ("99QQ000012601", false)])
    func takesOnlyElevenOrTwelvePlacesForAPoliceReference(ptiurn: String, isVerified: Bool) {
        #expect(CourtSample(ptiurn: ptiurn).hearing?.case.isPTIURNVerified == isVerified)
    }
}
