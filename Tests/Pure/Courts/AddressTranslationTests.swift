import CanonicalModel
import CourtsTranslation
import Testing

@Suite struct AddressTranslationTests {
    static func simple(_ lines: String...) -> CourtSample {
        let elements = lines.enumerated().map { CourtSample.element("AddressLine\($0 + 1)", $1) }
        return CourtSample(address: "<SimpleAddress>\(elements.joined())</SimpleAddress>")
    }

    @Test(arguments: ["ZZ1 1ZZ", "Z1 1ZZ", "ZZ11 1ZZ", "Z1Z 1ZZ", "ZZ1Z 1ZZ", "zz11zz"])
    func takesAPostcodeFromTheLastLine(postcode: String) {
        #expect(
            Self.simple("1 Nowhere Lane", postcode).hearing?.person.address
                == .init(lines: ["1 Nowhere Lane"], postcode: postcode))
    }

    @Test(arguments: ["SAMPLETON", "Flat 1", "ZZZ1 1ZZ", "Z 1ZZ", "ZZ1 ZZZ", "ZZ1  ", "ZZ1 1ZZ x"])
    func leavesOtherLastLinesAlone(line: String) {
        #expect(Self.simple("1 Nowhere Lane", line).hearing?.person.address?.postcode == nil)
    }

    @Test(arguments: [
        "NO FIXED ABODE", "No Fixed Abode, Sampleton", "nfa", "N.F.A.", "NF1 1NF", "NF1 1FA", "ZZ99 3VZ", "ZZ99 3WZ",
    ])
    func recognisesNoFixedAbode(line: String) {
        let address = Self.simple(line).hearing?.person.address
        #expect(address?.isNoFixedAbode == true)
        #expect(address?.postcode == nil)
    }

    @Test(arguments: ["1 NFA House", "Nofa Road", "ZZ99 1ZZ"])
    func doesNotMistakeAnAddressForNone(line: String) {
        #expect(Self.simple(line).hearing?.person.address?.isNoFixedAbode == false)
    }

    @Test func readsAComplexAddressInItsOwnNamespace() {
        let address = """
            <ComplexAddress xmlns:b="http://www.govtalk.gov.uk/people/bs7666"><b:PAON><b:StartRange><b:Number>12</b:Number>
            <b:Suffix>A</b:Suffix></b:StartRange></b:PAON><b:StreetDescription>Invented  Street</b:StreetDescription>
            <b:Town>SAMPLETON</b:Town><b:PostCode>ZZ1 1ZZ</b:PostCode></ComplexAddress>
            """
        #expect(
            CourtSample(address: address).hearing?.person.address
                == .init(lines: ["12A Invented Street", "SAMPLETON"], postcode: "ZZ1 1ZZ"))
    }

    @Test func readsAComplexAddressWhoseNamesAreText() {
        let address =
            "<ComplexAddress><SAON>Flat 1</SAON><PAON>The Mill</PAON><StreetDescription>Invented Street</StreetDescription><PostCode>unknown</PostCode></ComplexAddress>"
        #expect(
            CourtSample(address: address).hearing?.person.address
                == .init(lines: ["Flat 1", "The Mill Invented Street", "unknown"]))
    }

    @Test func leavesOutAnAddressThatSaysNothing() {
        #expect(CourtSample(address: "").hearing?.person.address == nil)
        #expect(Self.simple(" ").hearing?.person.address == nil)
    }
}
