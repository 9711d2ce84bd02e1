import CanonicalModel
import Formats
import Testing

@testable import CourtsTranslation

@Suite struct SPIReaderTests {
    static func extracted(_ document: String) -> JSONValue {
        CourtsTranslator().read(CourtSample.item(Array(document.utf8)))
    }

    @Test func showsEveryFieldAndNullForAbsentOnes() {
        let document =
            "<DeliverRequest><Message><x:ResultedCaseMessage xmlns:x='u'><x:Session><x:Case><x:Defendant><x:Offence><x:Result/></x:Offence></x:Defendant></x:Case></x:Session></x:ResultedCaseMessage></Message></DeliverRequest>"
        let expected: JSONValue = [
            "wellFormed": true, "envelope": "DeliverRequest", "externalId": nil,
            "hearing": ["courtOrgUnit": nil, "psaCode": nil, "date": nil, "time": nil], "caseCount": 1, "ptiurn": nil,
            "defendants": [
                [
                    "asn": nil, "pncIdentifier": nil, "title": nil, "givenNames": [], "familyName": nil,
                    "organisationName": nil,
                    "dateOfBirth": nil, "gender": nil, "presentAtHearing": nil, "bailStatus": nil, "bailConditions": [],
                    "reasonForBailConditionsOrCustody": nil,
                    "offences": [
                        [
                            "sequence": nil, "code": nil, "startDate": nil, "endDate": nil, "plea": nil, "finding": nil,
                            "convictionDate": nil, "finalDisposalIndicator": nil,
                            "results": [
                                [
                                    "code": nil, "qualifiers": [], "amount": nil, "duration": nil,
                                    "secondaryDuration": nil,
                                    "nextHearing": nil,
                                ]
                            ],
                        ]
                    ],
                ]
            ],
        ]
        #expect(Self.extracted(document) == expected)
    }

    @Test func keepsBadValuesAsWritten() {
        let sample = CourtSample(date: "DATE_OF_HEARING", ptiurn: "_PTIURN_")
        #expect(Self.extracted(sample.document).object?["ptiurn"] == "_PTIURN_")
    }

    @Test func readsAnOrganisation() {
        let corporate =
            "<Defendant><CourtCorporateDefendant><PNCidentifier>1</PNCidentifier><OrganisationName> <OrganisationName>Example  Ltd</OrganisationName></OrganisationName><BailStatus>A</BailStatus></CourtCorporateDefendant></Defendant>"
        let defendant = Self.extracted(CourtSample(defendant: corporate).document).object?["defendants"]?.array?.first?
            .object
        #expect(defendant?["organisationName"] == "Example Ltd")
        #expect(defendant?["pncIdentifier"] == "1")
        #expect(defendant?["bailStatus"] == "A")
    }

    @Test func showsWhereRouteDataCameFrom() {
        let document = CourtSample(envelope: .routeData).document
            .replacing("<DataStreamType>", with: "<System> C00CommonPlatform </System><DataStreamType>")
            .replacing(
                "</DataStream></RouteData>",
                with:
                    "</DataStream><Routes><Route><RouteDestinationSystem>99901NicheRMS</RouteDestinationSystem></Route></Routes></RouteData>"
            )
        let object = Self.extracted(document).object
        #expect(object?["sourceSystem"] == "C00CommonPlatform")
        #expect(object?["routeDestination"] == "99901NicheRMS")
        #expect(object?["payloadEncoding"] == "entity-escaped")
    }

    @Test func readsEscapedTextAsWhatItIsWhateverEncodingItDeclares() {
        let declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
        let sample = CourtSample(envelope: .routeData, name: "<PersonFamilyName>ÉXAMPLE</PersonFamilyName>")
        let document = sample.document.replacing(
            "&lt;ResultedCaseMessage", with: CourtSample.escaped(declared) + "&lt;ResultedCaseMessage")
        let defendant = Self.extracted(document).object?["defendants"]?.array?.first?.object
        #expect(defendant?["familyName"] == "ÉXAMPLE")
    }

    @Test func stopsAfterThreeEscapings() throws {
        var message = CourtSample().message
        for _ in 1...SPIReader.maxEscapings { message = CourtSample.escaped(message) }
        func document(_ content: String) -> [UInt8] {
            Array(
                "<RouteData><DataStream><DataStreamContent>\(content)</DataStreamContent></DataStream></RouteData>".utf8
            )
        }
        guard case .resultedCase = try SPIReader.read(document(message)) else { throw WrongItem() }
        #expect(throws: FormatError.self) { try SPIReader.read(document(CourtSample.escaped(message))) }
    }

    private struct WrongItem: Error {}
}
