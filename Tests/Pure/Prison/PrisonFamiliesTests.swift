import CanonicalModel
import Formats
import PrisonTranslation
import Testing

/// Two families tell of the same movements (feeds.md 0.5); only one of them can say what a departure was.
@Suite struct PrisonFamiliesTests {
    static let released = "prisoner-offender-search.prisoner.released"
    static let received = "prisoner-offender-search.prisoner.received"

    func translate(_ type: String, reason: String, code: JSONValue? = nil) -> Translation {
        PrisonTranslator().translate(
            PrisonFixture(type).withInformation("reason", .string(reason)).withInformation(
                "nomisMovementReasonCode", code
            )
            .bare.item)
    }

    @Test("without a code RELEASED is a departure and never a release")
    func departed() {
        let translation = translate(Self.released, reason: "RELEASED")
        #expect(translation.types == [.custodyDeparted])
        #expect(translation.movement?.establishment == "LEI")
    }

    @Test("the family that has codes may not leave one out")
    func codedFamily() {
        #expect(translate(PrisonFixture.released, reason: "RELEASED").rules == ["prison.movement-code-missing"])
    }

    @Test(
        "a code that the second family does send is believed",
        arguments: [
            ("DEC", MessageType.personDied), ("UAL", .custodyAbsconded), ("DD", .custodyRemoved),
            ("CR", .custodyReleased),
        ])
    func codeInTheSecondFamily(code: String, type: MessageType) {
        #expect(translate(Self.released, reason: "RELEASED", code: .string(code)).types == [type])
    }

    @Test("a code nobody gave a meaning is refused in either family")
    func unknownCode() {
        #expect(translate(Self.released, reason: "RELEASED", code: "QQ").rules == ["prison.unknown-movement-code"])
        #expect(translate(Self.released, reason: "RELEASED", code: "MRG").rules == ["prison.administrative-merge"])
    }

    @Test(
        "every other reason means the same in both families",
        arguments: ["TEMPORARY_ABSENCE_RELEASE", "SENT_TO_COURT", "TRANSFERRED", "RELEASED_TO_HOSPITAL"])
    func departures(reason: String) {
        #expect(
            translate(Self.released, reason: reason).types == translate(PrisonFixture.released, reason: reason).types)
    }

    @Test(
        "every reason for coming in is taken; without a code a reception says nothing about recall or remand",
        arguments: ["NEW_ADMISSION", "READMISSION", "READMISSION_SWITCH_BOOKING", "POST_MERGE_ADMISSION"])
    func admissions(reason: String) {
        let movement = translate(Self.received, reason: reason).movement
        #expect(movement?.kind == .received)
        #expect(movement != nil && movement?.admission == nil)
        #expect(translate(Self.received, reason: reason, code: "L").movement?.admission == .recall)
    }

    @Test("a return is no reception", arguments: ["RETURN_FROM_COURT", "TEMPORARY_ABSENCE_RETURN"])
    func returns(reason: String) { #expect(translate(Self.received, reason: reason).types == [.absenceEnded]) }

    @Test("an unknown reason is refused in the second family too", arguments: ["UNKNOWN", "ADMITTED", ""])
    func unknownReason(reason: String) {
        #expect(translate(Self.received, reason: reason).outcome == .rejected)
        #expect(translate(Self.released, reason: reason).outcome == .rejected)
    }

    @Test("left and still inside at once is refused")
    func contradiction() {
        let fixture = PrisonFixture(Self.released).withInformation("nomisMovementReasonCode", nil)
            .withInformation("currentLocation", "IN_PRISON")
        #expect(PrisonTranslator().translate(fixture.bare.item).rules == ["prison.contradiction"])
    }

    @Test("what else that family publishes is no movement", arguments: ["created", "updated", "alerts-updated"])
    func otherEvents(what: String) {
        #expect(translate("prisoner-offender-search.prisoner." + what, reason: "x").rules == ["prison.unknown-event"])
    }
}
