import CanonicalModel
import CourtsTranslation
import Formats
import PoliceTranslation
import PrisonTranslation
import ProbationTranslation
import Testing

/// What an installation's tables change in a translation, and that they change no message of a code that ships.
@Suite struct StandingDataTranslationTests {
    static func courts(_ sample: CourtSample, _ data: StandingData = .builtIn) -> Translation {
        CourtsTranslator(data).translate(sample.item)
    }

    // MARK: Courts

    static var unknownResult: CourtSample {
        var sample = CourtSample()
        sample.offences = [
            CourtSample.offence(results: ["7777", "1015", "7777"].map { CourtSample.result($0) })
        ]
        return sample
    }

    @Test("a result code in no table travels as written and is told once, with its place and remedy")
    func unknownResultCode() throws {
        let translation = Self.courts(Self.unknownResult)
        #expect(translation.outcome == .translated)
        #expect(translation.problems.map(\.rule) == ["courts.unknown-result-code"])
        let problem = try #require(translation.problems.first)
        #expect(
            problem.path.hasSuffix("/Offence[1]/Result[1]/ResultCode") && problem.remedy.contains("result-codes.csv"))
        #expect(!problem.message.contains("7777"))
        guard case .hearingResulted(let result) = translation.messages.first?.fact else {
            Issue.record("no result")
            return
        }
        #expect(result.offences[0].results.map(\.code) == ["7777", "1015", "7777"])
    }

    @Test("a table that holds the code silences the warning and leaves the messages as they are")
    func knownResultCode() throws {
        let data = try StandingDataTests.loaded(.results, "code\n7777\n")
        let translation = Self.courts(Self.unknownResult, data)
        #expect(translation.problems.isEmpty)
        #expect(translation.messages == Self.courts(Self.unknownResult).messages)
    }

    @Test("Common Platform's result codes are held against the same table")
    func commonPlatform() throws {
        var sample = CommonPlatformSample()
        sample.offences = [
            CommonPlatformSample.offence(CommonPlatformSample.results(CommonPlatformSample.result("7777")))
        ]
        sample.attributes = ["hearingEventType": "Resulted"]
        let item = CourtSample.item(Array(sample.document.utf8), name: "h.json")
        #expect(CourtsTranslator().translate(item).problems.map(\.rule).contains("courts.unknown-result-code"))
        let data = try StandingDataTests.loaded(.results, "code\n7777\n")
        #expect(
            CourtsTranslator(data).translate(item).problems.map(\.rule).contains("courts.unknown-result-code") == false)
    }

    @Test(
        "a court is judged by its form alone until a table names courts",
        arguments: [(nil, []), ("B99QQ", []), ("B98QQ", ["courts.unknown-court"])] as [(String?, [String])])
    func court(named: String?, rules: [String]) throws {
        let data = try named.map { (court) throws(FormatError) in
            try StandingDataTests.loaded(.courts, "code\n\(court)\n")
        }
        let translation = Self.courts(CourtSample(), data ?? .builtIn)
        #expect(translation.outcome == .translated && translation.problems.map(\.rule) == rules)
        #expect(translation.messages == Self.courts(CourtSample()).messages)
    }

    // MARK: Police

    @Test("a police record's unknown force, court and result code are told and travel")
    func police() throws {
        let row = PoliceFixture.row(
            "court-outcome", ["force_code": "09", "court_code": "B99QQ00", "offence_results": "TH68010:1002/7777"])
        let item = PoliceFixture.item(Array(PoliceFixture.csv([row]).utf8))
        let shipped = PoliceTranslator().translate(item)
        #expect(shipped.record?.forceCode == "09" && shipped.record?.offences.first?.resultCodes == ["1002", "7777"])
        #expect(shipped.problems.map(\.rule) == ["police.unknown-force", "police.unknown-result-code"])
        #expect(shipped.problems.map(\.path) == ["/rows/1/force_code", "/rows/1/offence_results"])
        var data = try StandingDataTests.loaded(.forces, "code\n09\n")
        try data.add(.results, Array("code\n7777\n".utf8))
        #expect(PoliceTranslator(data).translate(item).problems.isEmpty)
        try data.add(.courts, Array("code\nB98QQ\n".utf8))
        #expect(PoliceTranslator(data).translate(item).problems.map(\.rule) == ["police.unknown-court"])
        #expect(PoliceTranslator(data).translate(item).messages == shipped.messages)
    }

    // MARK: Prison

    static func reasons(_ rows: String) throws(FormatError) -> PrisonTranslator {
        try PrisonTranslator(
            try StandingDataTests.loaded(.movementReasonsTable, "code,direction,meaning\n" + rows))
    }

    @Test(
        "a new release code means what the table says, as one that ships would",
        arguments: [
            ("released", ["custody.released.v1"], "CR"), ("died", ["person.died.v1"], "DEC"),
            ("absconded", ["custody.absconded.v1"], "UAL"), ("hospitalised", ["custody.hospitalised.v1"], "HO"),
            ("removed", ["custody.removed.v1"], "DD"), ("administrative-merge", [], "MRG"),
        ])
    func release(meaning: String, types: [String], twin: String) throws {
        let fixture = PrisonFixture().withInformation("nomisMovementReasonCode", "ZZ")
        #expect(PrisonTranslator().translate(fixture.bare.item).rules == ["prison.unknown-movement-code"])
        let translation = try Self.reasons("ZZ,release,\(meaning)\n").translate(fixture.bare.item)
        let shipped = PrisonTranslator().translate(
            fixture.withInformation("nomisMovementReasonCode", .string(twin)).bare.item)
        #expect(translation.messages.map(\.fact.type.rawValue) == types)
        #expect(translation.outcome == shipped.outcome && translation.rules == shipped.rules)
    }

    @Test(
        "a new admission code means what the table says; without one it is an ordinary reception with a warning",
        arguments: [
            ("recall", CustodyMovement.Kind.received, CustodyMovement.Admission.recall), ("remand", .received, .remand),
            ("other", .received, .other), ("transferred", .transferred, nil),
        ] as [(String, CustodyMovement.Kind, CustodyMovement.Admission?)])
    func admission(meaning: String, kind: CustodyMovement.Kind, admission: CustodyMovement.Admission?) throws {
        let fixture = PrisonFixture(PrisonFixture.received).withInformation("reason", "ADMISSION")
            .withInformation("nomisMovementReasonCode", "ZZ")
        let shipped = PrisonTranslator().translate(fixture.bare.item)
        #expect(shipped.rules == ["prison.unknown-movement-code"] && shipped.movement?.admission == .other)
        let translation = try Self.reasons("ZZ,admission,\(meaning)\n").translate(fixture.bare.item)
        #expect(translation.movement?.kind == kind && translation.movement?.admission == admission)
        #expect(translation.rules.isEmpty)
    }

    @Test("a transfer, a return and a reception without a code are not judged by any table")
    func notJudged() {
        for reason in ["TRANSFERRED", "RETURN_FROM_COURT", "TEMPORARY_ABSENCE_RETURN"] {
            let fixture = PrisonFixture(PrisonFixture.received).withInformation("reason", .string(reason))
                .withInformation("nomisMovementReasonCode", "ZZ")
            #expect(PrisonTranslator().translate(fixture.bare.item).rules.isEmpty, "\(reason)")
        }
        let bare = PrisonFixture(PrisonFixture.received).withInformation("reason", "ADMISSION")
            .withInformation("nomisMovementReasonCode", nil)
        #expect(PrisonTranslator().translate(bare.bare.item).rules.isEmpty)
    }

    @Test("hospital beside a code of no table stays hospital, with a warning")
    func hospital() {
        let fixture = PrisonFixture().withInformation("reason", "RELEASED_TO_HOSPITAL")
            .withInformation("nomisMovementReasonCode", "ZZ")
        let translation = PrisonTranslator().translate(fixture.bare.item)
        #expect(translation.movement?.kind == .hospitalised && translation.rules == ["prison.unknown-movement-code"])
    }

    @Test(
        "a code that ships keeps its meaning: saying it again is well, contradicting it is refused with both named",
        arguments: [
            ("HP,release,hospitalised\n", nil), ("L,admission,recall\n", nil), ("N,release,released\n", nil),
            ("HP,release,released\n", "HP is released here and hospitalised in the table that ships."),
            ("L,admission,other\n", "L is other here and recall in the table that ships."),
            ("MRG,release,released\n", "MRG is released here and administrative-merge in the table that ships."),
        ] as [(String, String?)])
    func contradiction(row: String, message: String?) {
        var found: FormatError?
        do { _ = try Self.reasons(row) } catch { found = error }
        #expect(found?.message == message)
        #expect(message == nil || found?.path == "movement-reasons.csv/rows/1")
    }

    // MARK: Probation

    @Test("a new register is what the table says, without a warning; one of no table is kept as other")
    func register() throws {
        let item = ProbationFixture.registration(code: "ZZ99").bare.item
        let shipped = ProbationTranslator().translate(item)
        #expect(shipped.registration?.register.class == .other && shipped.rules == ["probation.unknown-register"])
        let data = try StandingDataTests.loaded(.registersTable, "code,class\nZZ99,officer-safety\n")
        let translation = try ProbationTranslator(ProbationSettings(), data).translate(item)
        #expect(translation.registration?.register.class == .officerSafety && translation.rules.isEmpty)
    }

    @Test(
        "a register that ships, or that the settings name, is not contradicted",
        arguments: [
            ("IIOM,iom\n", nil), ("YY99,mappa\n", nil),
            ("IIOM,other\n", "IIOM is other here and iom in the table that ships."),
            ("YY99,other\n", "YY99 is other here and mappa in PROBATION_REGISTERS."),
        ] as [(String, String?)])
    func registerContradiction(row: String, message: String?) throws {
        let data = try StandingDataTests.loaded(.registersTable, "code,class\n" + row)
        var found: FormatError?
        do { _ = try ProbationTranslator(ProbationSettings(registers: ["YY99": .mappa]), data) } catch { found = error }
        #expect(found?.message == message)
    }
}
