import CanonicalModel
import Formats
import ProbationTranslation
import Testing

/// Entries on NDelius's registers.
@Suite struct ProbationRegistrationTests {
    @Test(
        "each thing that happens to an entry has its own type: deregistered is over, deleted never was",
        arguments: [
            ("added", MessageType.registrationAdded), ("updated", .registrationUpdated),
            ("deregistered", .registrationRemoved), ("deleted", .registrationRetracted),
        ])
    func kinds(what: String, type: MessageType) {
        #expect(ProbationFixture.registration(what).translated().types == [type])
    }

    @Test(
        "a register's class follows from its code alone",
        arguments: [
            ("IIOM", RegisterClass.iom), ("APPO", .ppo), ("WEAP", .officerSafety), ("AVIS", .officerSafety),
            ("AV2S", .officerSafety), ("AV2S2", .officerSafety), ("RLRH", .riskOfSeriousHarm),
            ("RMRH", .riskOfSeriousHarm), ("RHRH", .riskOfSeriousHarm), ("RVHR", .riskOfSeriousHarm), ("MAPP", .mappa),
            ("RCCO", .safeguarding), ("RVAD", .safeguarding), ("ALSH", .safeguarding), ("ADVP", .domesticAbuse),
            ("ADVV", .domesticAbuse), ("IMAR", .domesticAbuse), ("STRG", .other), ("REG22", .other),
        ])
    func classes(code: String, class: RegisterClass) {
        let translation = ProbationFixture.registration(code: code).translated()
        #expect(translation.registration?.register.class == `class`)
        #expect(translation.registration?.register.code == code)
        #expect(translation.rules.isEmpty)
    }

    @Test("a code of no table is kept, and an operator sees it", arguments: ["ZZ99", "IOMI", "IIOM2"])
    func unknownCode(code: String) {
        let translation = ProbationFixture.registration(code: code).translated()
        #expect(translation.registration?.register == Registration.Register(code: code, class: .other))
        #expect(translation.rules == ["probation.unknown-register"])
    }

    @Test("an entry of no register is refused", arguments: [nil, JSONValue.null, "", "weapons in the house"])
    func noCode(code: JSONValue?) {
        let translation = ProbationFixture.registration().withInformation("registerTypeCode", code).translated()
        #expect(translation.outcome == .rejected)
        #expect(translation.rules == ["probation.register-missing"])
    }

    @Test("empty codes are none, and codes are kept as written")
    func codes() {
        let fixture = ProbationFixture.registration(code: "MAPP")
        #expect(fixture.translated().registration?.register.level == nil)
        let register = fixture.withInformation("registrationLevelCode", "M2").withInformation(
            "registrationCategoryCode", "M1"
        ).translated().registration?.register
        #expect(register == Registration.Register(code: "MAPP", class: .mappa, category: "M1", level: "M2"))
    }

    @Test("a removal has no entry's number: it brings its own, and its own date")
    func removal() {
        let entry = ProbationFixture.registration("deregistered").withInformation("deregistrationId", 2_500_427_774)
            .withInformation("deregistrationDate", "Thu Nov 19 00:00:00 GMT 2026")
            .withInformation("registrationDate", "Fri Jun 19 00:00:00 BST 2026").translated().registration
        #expect(entry?.registration == nil)
        #expect(entry?.deregistration == "2500427774")
        #expect(entry?.date == CalendarDate("2026-11-19"))
    }

    @Test("a date that cannot be read is left out with a warning; the entry counts for more than its date")
    func unreadableDate() {
        let translation = ProbationFixture.registration().withInformation(
            "registrationDate", "Fri Jun 31 00:00:00 BST 2026"
        )
        .translated()
        #expect(translation.registration != nil)
        #expect(translation.registration?.date == nil)
        #expect(translation.rules == ["probation.date"])
    }

    // MARK: IOM red

    let red = ProbationSettings(iomRed: [
        ProbationSettings.CodePath(member: "registrationLevelCode", code: "IR"),
        ProbationSettings.CodePath(member: "registerTypeCode", code: "IRED"),
    ])

    @Test("nobody said where red is written, so nothing is red and nothing is not red")
    func redUnknown() {
        let fixture = ProbationFixture.registration().withInformation("registrationLevelCode", "IR")
        #expect(fixture.translated().registration?.isRed == nil)
    }

    @Test("an IOM entry is red, or not, by the configured code; another register's level says nothing")
    func redByLevel() {
        let level = ProbationFixture.registration().withInformation("registrationLevelCode", "IR")
        #expect(level.translated(red).registration?.isRed == true)
        #expect(ProbationFixture.registration().translated(red).registration?.isRed == false)
        let mappa = ProbationFixture.registration(code: "MAPP").withInformation("registrationLevelCode", "IR")
        #expect(mappa.translated(red).registration?.isRed == nil)
    }

    @Test("red may be a register of its own")
    func redByRegister() {
        #expect(ProbationFixture.registration(code: "IRED").translated(red).registration?.isRed == true)
    }

    // MARK: NDelius as the decider

    @Test("where the scheme names NDelius as the decider, the end of the entry is the de-selection, told first")
    func decider() throws {
        let settings = ProbationSettings(decides: ["IIOM": "iom", "APPO": "ppo"])
        let translation = ProbationFixture.registration("deregistered", code: "APPO").translated(settings)
        #expect(translation.types == [.deselectionDecided, .registrationRemoved])
        let fact = try #require(translation.messages.first?.fact)
        guard case .deselection(let decision) = fact else { return #expect(Bool(false), "no de-selection") }
        #expect(decision.cohort == "ppo")
        #expect(Set(translation.messages.map(\.id)).count == 2)
    }

    @Test("a deleted entry decides nothing even there: a person looks at what the selection rested on")
    func deletionDecidesNothing() {
        let settings = ProbationSettings(decides: ["IIOM": "iom"])
        #expect(ProbationFixture.registration("deleted").translated(settings).types == [.registrationRetracted])
        #expect(
            ProbationFixture.registration("deregistered", code: "WEAP").translated(settings).types
                == [.registrationRemoved])
    }
}
