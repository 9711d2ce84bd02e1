import CanonicalModel
import CourtsTranslation
import Testing

@Suite struct PersonTranslationTests {
    @Test func collapsesWhiteSpaceAndDropsEmptyGivenNames() {
        let name =
            "<PersonTitle> Mr\n</PersonTitle><PersonGivenName1>Anne\t \u{A0}Marie</PersonGivenName1><PersonGivenName2> </PersonGivenName2><PersonGivenName3>C</PersonGivenName3><PersonFamilyName>  DE\n LA  ROSE </PersonFamilyName>"
        #expect(
            CourtSample(name: name).hearing?.person.name
                == .init(title: "Mr", given: ["Anne Marie", "C"], family: "DE LA ROSE"))
    }

    @Test func readsAnApostropheThatWasEscapedOnceTooOften() {
        #expect(
            CourtSample(name: "<PersonFamilyName>O&amp;apos;EXAMPLE</PersonFamilyName>").hearing?.person.name?.family
                == "O'EXAMPLE")
    }

    @Test(arguments: [
        ("20090000126Y", "2009/0000126Y", true), ("09/126Y", "2009/0000126Y", true),
        (" 20090000126y ", "2009/0000126Y", true),
        ("20090000126Z", "20090000126Z", false), ("PNC_IDENTIFIER", "PNC_IDENTIFIER", false),
    ])
    func verifiesThePoliceNumber(written: String, value: String, isVerified: Bool) {
        let identifier = CourtSample(pnc: written).hearing?.person.identifiers.first
        #expect(identifier?.value == value)
        #expect(identifier?.isVerified == isVerified)
    }

    @Test(arguments: [("0", Person.Gender.unknown), ("1", .male), ("2", .female), ("9", .unspecified)])
    func readsGender(code: String, gender: Person.Gender) {
        #expect(CourtSample(gender: code).hearing?.person.gender == gender)
    }

    @Test func upperCasesTheCaseReferenceAndKeepsForeignOnesUnverified() {
        #expect(CourtSample(ptiurn: "99qq0000126").hearing?.case.ptiurn == "99QQ0000126")
        #expect(
            CourtSample(ptiurn: "ckkm1uf6sn").hearing?.case
                == HearingResult.Case(ptiurn: "CKKM1UF6SN", asn: "2699QQ0000000000126W"))
        #expect(CourtSample(ptiurn: "CKKM1UF6SN").hearing?.case.isPTIURNVerified == false)
    }

    @Test func keepsAnArrestNumberThatFailsItsCheck() {
        let found = CourtSample(asn: "XVITYX8RAIHZ").hearing?.case
        #expect(found?.asn == "XVITYX8RAIHZ")
        #expect(found?.isASNVerified == false)
        #expect(CourtSample(asn: "").hearing?.case.asn == nil)
    }

    @Test func countsBailConditionsWithoutCarryingThem() {
        #expect(
            CourtSample(bailConditions: " one ;; two;\n", bailStatus: "B").hearing?.bail
                == .init(status: "B", conditionCount: 2))
    }
}
