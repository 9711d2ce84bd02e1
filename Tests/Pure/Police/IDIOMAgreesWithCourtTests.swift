import CanonicalModel
import CourtsTranslation
import Foundation
import PoliceTranslation
import TestSupport
import Testing

/// The same court outcome told by the court (SPI) and by IDIOM: what both tell is the same, and each keeps its feed.
@Suite("IDIOM and the court") struct IDIOMAgreesWithCourtTests {
    private static let row = [
        "record_type": "court-outcome", "record_reference": "PNC-D-226", "extract_date": "2026-07-01",
        "occurred_at": "2026-06-30", "pnc_id": "04/226F", "surname": "EXAMPLE-BETA", "forenames": "Sampla",
        "date_of_birth": "1988-11-02", "sex": "F", "asn": "2699QQ0000000000226E", "ptiurn": "99QQ0000226",
        "court_code": "B99QQ02", "offence_results": "TH68010:1002/3011;TH68020:2006;MD71131C:1002",
    ]

    @Test("agree on person, case, court, day, offences and results")
    func agree() throws {
        let path = RepositoryRoot.path + "/Contracts/samples/courts/imprisonment.xml"
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let told = CourtsTranslator().translate(PoliceFixture.item(bytes)).messages.first
        guard case .hearingResulted(let hearing) = told?.fact else {
            Issue.record("The court's sample tells no hearing.")
            return
        }
        let translation = PoliceFixture.translate(Self.row)
        let record = try #require(translation.record)
        #expect(record.person.identifiers == hearing.person.identifiers)
        #expect(record.person.name?.family == hearing.person.name?.family)
        #expect(record.person.name?.given == hearing.person.name?.given)
        #expect(record.person.dateOfBirth == hearing.person.dateOfBirth)
        #expect(record.person.gender == hearing.person.gender)
        #expect(record.asn == hearing.case.asn)
        #expect(record.ptiurn == hearing.case.ptiurn)
        #expect(record.court == hearing.hearing.courtOrganisationUnit)
        #expect(record.offences.map(\.code) == hearing.offences.map(\.code))
        #expect(record.offences.map(\.resultCodes) == hearing.offences.map { $0.results.compactMap(\.code) })
        #expect(
            record.isDayOnly && LondonTime.utc(hearing.hearing.date, secondOfDay: 0) == translation.messages[0].time)
        #expect(translation.messages[0].source == "/police/idiom" && told?.source == "/courts/spi")
        #expect(record.asOf.description == "2026-06-30T23:00:00Z")
    }
}
