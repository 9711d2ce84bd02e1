import CanonicalModel
import Foundation
import TestSupport
import Testing

@Suite("Identifiers keep their exact rules and check letters")
struct IdentifierTests {
    @Test(
        "A PNC identifier in any written form has one canonical form",
        arguments: [
            ("81/34U", "1981/0000034U"), ("02/73319Z", "2002/0073319Z"), ("0273319z", "2002/0073319Z"),
            ("1979/163001B", "1979/0163001B"), (" 20020073319Z ", "2002/0073319Z"), ("033Y", "2003/0000003Y"),
        ])
    func pncCanonical(written: String, canonical: String) {
        #expect(PNCIdentifier(written, writtenIn: 2026)?.description == canonical)
    }

    @Test(
        "A PNC identifier with a wrong letter, year or form is none",
        arguments: [
            "20030011985Z", "2001/0171310S", "1923/1234567AA", "01", "", "/", "192/0000034U", "2027/0000003Y", "81/-34U",
            "81/12345678U", "81//34U", "8１/34U",
        ])
    func pncInvalid(written: String) { #expect(PNCIdentifier(written, writtenIn: 2026) == nil) }

    @Test("A two-digit PNC year belongs to the century the message was written in")
    func pncPivot() {
        #expect(PNCIdentifier("03/3Y", writtenIn: 2003)?.description == "2003/0000003Y")
        #expect(PNCIdentifier("03/3Y", writtenIn: 2002)?.description == "1903/0000003Y")
    }

    @Test("A hostile year never crashes the reader", arguments: [Int.min, -1, 0, 50, 99, 1_899, 10_000, Int.max])
    func pncHostileYear(year: Int) {
        #expect(PNCIdentifier("99/1A", writtenIn: year) == nil)
        #expect(PNCIdentifier("1981/0000034U", writtenIn: year) == nil)
    }

    @Test(
        "A CRO number has its two forms",
        arguments: [("65656/91H", "065656/91H"), ("SF83/50058Z", "SF83/50058Z"), ("sf05/482703j", "SF05/482703J")])
    func croCanonical(written: String, canonical: String) { #expect(CROIdentifier(written)?.description == canonical) }

    @Test("A CRO number with a wrong letter or the known junk is none", arguments: ["85227/65G", "000000/00Z", "CR0006100061", "ACRO", "/", ""])
    func croInvalid(written: String) { #expect(CROIdentifier(written) == nil) }

    @Test("An ASN is checked over year and serial", arguments: [("1101ZD0100000448754K", true), ("1101ZD0100000448754L", false), ("11/01ZD/01/448754K", false), ("", false)])
    func asn(written: String, isValid: Bool) { #expect((ASN(written) != nil) == isValid) }

    @Test("Prison and case numbers have a form and no check letter")
    func simpleForms() {
        #expect(NOMSNumber("a1234bc")?.description == "A1234BC")
        #expect(NOMSNumber("A123BC") == nil)
        #expect(CRN("X320741")?.description == "X320741")
        #expect(CRN("X08770") == nil)
        #expect(PTIURN("01zd0303208")?.description == "01ZD0303208")
        #expect(PTIURN("01ZD03032080")?.description == "01ZD03032080")
        #expect(PTIURN("CKKM1UF6SN") == nil)
        #expect(PTIURN("1600032981") == nil)  // Libra's number of a case
        #expect(PTIURN("01ZD030320801") == nil)
    }

    @Test("A value that fails its check is kept as written and is not verified")
    func unverified() {
        let identifier = PersonIdentifier(.pnc, "Redacted", writtenIn: 2026)
        #expect(identifier.value == "Redacted")
        #expect(!identifier.isVerified)
    }

    @Test("The published vectors agree, when the corpus is beside the project")
    func publishedVectors() throws {
        let path = RepositoryRoot.path + "/../shared/corpus/identifiers/published-vectors.tsv"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            print("SKIPPED: no shared corpus beside the project; the tables above were tested")
            return
        }
        for line in text.split(separator: "\n").dropFirst() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let found = parts[0] == "PNC"
                ? PNCIdentifier(parts[1], writtenIn: 2026)?.description : CROIdentifier(parts[1])?.description
            #expect(found ?? "" == parts[2], "\(parts[1])")
        }
    }
}
