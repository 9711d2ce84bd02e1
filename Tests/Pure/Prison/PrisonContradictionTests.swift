import CanonicalModel
import Formats
import PrisonTranslation
import Testing

/// Events that say two things at once are refused: neither is acted on.
@Suite struct PrisonContradictionTests {
    private func translate(_ fixture: PrisonFixture) -> Translation { PrisonTranslator().translate(fixture.bare.item) }

    @Test(
        "released and inside, in transit or in a prison's care at once is refused",
        arguments: [
            ("currentLocation", "IN_PRISON"), ("currentLocation", "BEING_TRANSFERRED"),
            ("currentPrisonStatus", "UNDER_PRISON_CARE"),
        ], ["prison-offender-events", "prisoner-offender-search"])
    func releasedButHeld(held: (key: String, word: String), family: String) {
        var fixture = PrisonFixture(family + ".prisoner.released").withInformation(held.key, .string(held.word))
        if family == "prisoner-offender-search" { fixture = fixture.withInformation("nomisMovementReasonCode", nil) }
        #expect(translate(fixture).rules == ["prison.contradiction"])
        #expect(translate(fixture).problems.map(\.path) == ["/additionalInformation/" + held.key])
    }

    @Test(
        "at large or removed and inside at once is refused; in a prison's care they may be", arguments: ["UAL", "DD"])
    func goneButInside(code: String) {
        let gone = PrisonFixture().withInformation("nomisMovementReasonCode", .string(code))
        #expect(translate(gone.withInformation("currentLocation", "IN_PRISON")).rules == ["prison.contradiction"])
        #expect(translate(gone.withInformation("currentPrisonStatus", "UNDER_PRISON_CARE")).outcome == .translated)
    }

    @Test(
        "received and outside at once is refused",
        arguments: [("currentLocation", "OUTSIDE_PRISON"), ("currentPrisonStatus", "NOT_UNDER_PRISON_CARE")],
        ["ADMISSION", "TRANSFERRED", "RETURN_FROM_COURT"])
    func receivedOutside(words: (String, String), reason: String) {
        let fixture = PrisonFixture(PrisonFixture.received).withInformation("reason", .string(reason))
            .withInformation("nomisMovementReasonCode", "I")
        #expect(translate(fixture).outcome == .translated)
        #expect(translate(fixture.withInformation(words.0, .string(words.1))).rules == ["prison.contradiction"])
    }

    @Test(
        "an absence or a transfer with the code of a death, an abscond, a removal, a release or a merge is refused",
        arguments: ["TEMPORARY_ABSENCE_RELEASE", "SENT_TO_COURT", "TRANSFERRED"],
        ["DEC", "UAL", "UAL_ECL", "ETR", "DL", "ECSL", "HD", "MRG"])
    func absenceThatEndsCustody(reason: String, code: String) {
        let fixture = PrisonFixture().withInformation("reason", .string(reason))
            .withInformation("nomisMovementReasonCode", .string(code))
        #expect(translate(fixture).rules == ["prison.contradiction"])
    }

    @Test(
        "an absence with a code of its own domain, a hospital's or one of general knowledge stands",
        arguments: ["C3", "HP", "SE"])
    func absenceStands(code: String) {
        let fixture = PrisonFixture().withInformation("reason", "TEMPORARY_ABSENCE_RELEASE")
            .withInformation("nomisMovementReasonCode", .string(code))
        #expect(translate(fixture).movement?.kind == .absenceStarted)
    }

    @Test("two case numbers in one event are two people; one written in two ways is one")
    func caseNumbers() {
        func licence(_ first: JSONValue, _ second: JSONValue) -> Translation {
            translate(
                PrisonFixture("create-and-vary-a-licence.licence.activated").with(
                    "personReference",
                    ["identifiers": [["type": "CRN", "value": first], ["type": "CRN", "value": second]]]))
        }
        #expect(licence("X000001", "X000002").rules == ["prison.identity-conflict"])
        #expect(licence("X000001", "x000001").types == [.licenceActivated])
        #expect(licence("X000001", "  ").types == [.licenceActivated])
    }

    @Test("two case numbers of a prison number's link are two people")
    func linkOfTwo() {
        let fixture = PrisonFixture("probation-case.prison-identifier.added").with(
            "personReference",
            ["identifiers": [["type": "CRN", "value": "X000001"], ["type": "CRN", "value": "X000002"]]])
        #expect(translate(fixture).rules == ["prison.identity-conflict"])
    }

    @Test("a booking's, a licence's or a prison's text of any length is left out, and the event stands")
    func overlong() {
        let long = JSONValue.string(String(repeating: "x", count: 400))
        let licence = PrisonFixture("create-and-vary-a-licence.licence.activated").withInformation("licenceId", long)
        #expect(translate(licence).types == [.licenceActivated])
        #expect(translate(licence).problems.map(\.path) == ["/additionalInformation/licenceId"])
        let dates = PrisonFixture("prisoner.sentence-dates-changed").withInformation("bookingId", long)
        #expect(translate(dates).problems.map(\.path) == ["/additionalInformation/bookingId"])
        #expect(translate(dates).outcome == .translated)
        #expect(translate(PrisonFixture().withInformation("prisonId", long)).rules == ["prison.establishment"])
        #expect(translate(PrisonFixture().withInformation("prisonId", long)).outcome == .translated)
    }

    @Test("a movement reason code may have white space around it")
    func spacedCode() {
        #expect(
            translate(PrisonFixture().withInformation("nomisMovementReasonCode", "CR ")).movement?.kind == .released)
    }
}
