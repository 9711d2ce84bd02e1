import CanonicalModel
import Formats
import PrisonTranslation
import ProbationTranslation
import Testing

/// What is true of every domain event, whoever reads it.
@Suite struct EventFormsTests {
    private static let blanks = ["", " ", "\t\r\n", "\u{A0}", "\u{2003}\u{3000}"]

    @Test("a number of white space names nobody", arguments: blanks)
    func blankNumbers(blank: String) {
        let nobody = PrisonFixture().withInformation("nomsNumber", .string(blank))
        #expect(PrisonTranslator().translate(nobody.bare.item).rules == ["prison.no-identity"])
        #expect(
            ProbationFixture.registration().naming((type: "CRN", value: blank)).translated().rules == [
                "probation.no-identity"
            ])
        let link = ProbationFixture("probation-case.prison-identifier.added").naming(
            (type: "CRN", value: "Z000001"), (type: "NOMS", value: blank))
        #expect(link.translated().rules == ["probation.links-nothing"])
        #expect(link.translated().outcome == .ignored)
    }

    @Test("a merge of or with white space is refused", arguments: blanks)
    func blankMerges(blank: String) {
        for (type, first, second) in [
            ("merge", "sourceCRN", "targetCRN"), ("merge", "targetCRN", "sourceCRN"),
            ("unmerge", "reactivatedCRN", "unmergedCRN"), ("unmerge", "unmergedCRN", "reactivatedCRN"),
        ] {
            let fixture = ProbationFixture("probation-case.\(type).completed").withInformation(first, "Z000002")
                .withInformation(second, .string(blank))
            #expect(fixture.translated().rules == ["event.missing"])
        }
        let merged = PrisonFixture(PrisonFixture.merged).withInformation("removedNomsNumber", .string(blank))
        #expect(PrisonTranslator().translate(merged.bare.item).rules == ["event.missing"])
    }

    @Test("a blank member beside a good reference contradicts nothing", arguments: blanks)
    func blankBesideReference(blank: String) {
        let fixture = PrisonFixture().withInformation("nomsNumber", .string(blank)).with(
            "personReference", ["identifiers": [["type": "NOMS", "value": "Z0001ZZ"]]])
        #expect(PrisonTranslator().translate(fixture.bare.item).movement?.kind == .released)
    }

    @Test(
        "a raw event that has its type in the attribute alone is ignored by name",
        arguments: [
            "OFFENDER_CHANGED", "OFFENDER_MERGED", "SENTENCE_CHANGED", "EXTERNAL_MOVEMENT_RECORD-INSERTED",
            "BOOKING_NUMBER-CHANGED",
        ], [JSONValue?.none, .some(.null), .some(""), .some("  ")])
    func attributeAlone(type: String, stated: JSONValue?) {
        var raw: JSONObject = [
            "offenderId": 1, "crn": "Z000026", "sourceId": 1, "eventDatetime": "2026-11-19T09:15:00",
        ]
        raw["eventType"] = stated
        let item = Self.envelope(.object(raw), attribute: type).item
        let (prison, probation) = (PrisonTranslator().translate(item), ProbationTranslator().translate(item))
        #expect(prison.outcome == .ignored && prison.rules == ["prison.unknown-event"])
        #expect(probation.outcome == .ignored)
        #expect(probation.problems.map(\.path) == ["/MessageAttributes/eventType"])
    }

    @Test(
        "an event of a type that is taken and lost it is refused: the attribute says nothing that is acted on",
        arguments: [PrisonFixture.released, "probation-case.registration.deregistered"])
    func attributeOfATakenType(type: String) {
        let item = Self.envelope(["crn": "Z000026"], attribute: type).item
        let translations = [PrisonTranslator().translate(item), ProbationTranslator().translate(item)]
        #expect(translations.contains { $0.rules == ["event.not-an-event"] && $0.outcome == .rejected })
        #expect(!translations.contains { $0.outcome == .translated })
    }

    @Test("a byte order mark before the item or inside Message is passed over")
    func byteOrderMark() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bare = PrisonFixture.item(mark + PrisonFixture().bare.encoded())
        #expect(PrisonTranslator().translate(bare).movement?.kind == .released)
        let inside: JSONValue = ["Message": .string("\u{FEFF}" + PrisonFixture().bare.encodedString)]
        #expect(PrisonTranslator().translate(inside.item).movement?.kind == .released)
        #expect(PrisonTranslator().translate(PrisonFixture.item(mark + mark)).outcome == .rejected)
    }

    @Test(
        "a time of before 1900 is a filler and refused",
        arguments: [("1899-12-31T23:59:59Z", false), ("1900-01-01T00:00:00Z", true)])
    func oldTimes(time: String, isTaken: Bool) {
        let translation = PrisonTranslator().translate(PrisonFixture().with("occurredAt", .string(time)).bare.item)
        #expect(translation.rules == (isTaken ? [] : ["event.year"]))
    }

    private static func envelope(_ body: JSONValue, attribute: String) -> JSONValue {
        [
            "Type": "Notification", "Message": .string(body.encodedString),
            "MessageAttributes": ["eventType": ["Type": "String", "Value": .string(attribute)]],
        ]
    }
}
