import CanonicalModel
import CourtsTranslation
import Formats
import Foundation
import Testing

/// Which court sat is nothing that a custody, a remand or a warrant waits for.
@Suite("The court of a hearing") struct SittingCourtTests {
    typealias Sample = CommonPlatformSample

    private static let long = "B99QQ01-AND-MUCH-MORE"

    /// One hearing with a warrant or a listing in each format, its court's code too long.
    static let documents: [(name: String, document: String)] = [
        (
            "SPI",
            CourtSample(court: long, offences: [CourtSample.offence(results: [CourtSample.result("4576")])]).document
        ),
        ("Common Platform", Sample(court: "{\"code\": \"\(long)\"}").resulted.document),
        ("Libra case", LibraTests.lonely().replacing(#""courtCode": "B99QQ""#, with: "\"courtCode\": \"\(long)\"")),
    ]

    @Test("A code that is too long is told, and the hearing says UNKNOWN", arguments: documents)
    func tooLong(name: String, document: String) {
        Self.check(CourtsTranslator().translate(CourtSample.item(Array(document.utf8))))
    }

    @Test("A code that is too long is told in a court list too")
    func tooLongInAList() {
        Self.check(LibraTests.list(LibraTests.case(), session: "<ou_code>\(Self.long)</ou_code><doh>10/06/2026</doh>"))
    }

    @Test("A code that is too long is told in an annotated hearing outcome too")
    func tooLongAnnotated() throws {
        let file = CourtFolders.courtSamples.appending(path: "same-case-annotated-outcome.xml")
        let text = String(decoding: try CourtFolders.bytes(file), as: UTF8.self)
        let end = "</ds:OrganisationUnitCode></ds:CourtHearingLocation>"
        let document = text.replacing(
            "B99QQ01\(end)", with: Self.long + end)
        Self.check(CourtsTranslator().translate(CourtSample.item(Array(document.utf8))))
    }

    private static func check(_ translation: Translation) {
        #expect(translation.outcome == .translated)
        #expect(translation.messages.first?.court == "UNKNOWN")
        #expect(translation.problems.map(\.rule).prefix(2) == ["courts.length", "courts.court-code"])
        #expect(!translation.problems.contains { ($0.message + $0.path).contains("MUCH") })
    }

    @Test(
        "A Common Platform court that is of another kind sinks no hearing",
        arguments: ["[]", #""B99QQ01""#, #"{"code": ["B99QQ01"]}"#, #"{"code": {}}"#])
    func kinds(court: String) {
        let sample = Sample(court: court).resulted
        #expect(sample.result?.hearing.courtOrganisationUnit == "UNKNOWN")
        #expect(sample.translation.problems.map(\.rule) == ["courts.kind", "courts.court-code"])
    }

    @Test("A court house's code that is none is left out and told")
    func courtHouse() {
        let document = CourtSample().document.replacing(">9901<", with: ">no code<")
        let translation = CourtsTranslator().translate(CourtSample.item(Array(document.utf8)))
        #expect(translation.outcome == .translated)
        #expect(translation.problems.map(\.rule) == ["courts.code"])
    }
}

extension CanonicalMessage {
    /// The court that a hearing's message names.
    fileprivate var court: String? {
        switch fact {
        case .hearingResulted(let result): result.hearing.courtOrganisationUnit
        case .listing(let listing): listing.hearing.courtOrganisationUnit
        default: nil
        }
    }
}
