import CanonicalModel
import Formats
import ProbationTranslation
import Testing

/// What single verbs and odd members make of an event.
@Suite struct ProbationVerbsTests {
    @Test(
        "only a prison number that was added or updated makes a link",
        arguments: [
            ("added", [MessageType.personIdentified]), ("updated", [.personIdentified]),
            ("deleted", [.personDetailsChanged]), ("removed", [.personDetailsChanged]), ("invalidated", []),
            ("unlinked", []), ("", []), ("added.undone", []),
        ])
    func prisonIdentifier(verb: String, types: [MessageType]) {
        let translation = ProbationFixture("probation-case.prison-identifier." + verb).naming(
            (type: "CRN", value: "Z000001"), (type: "NOMS", value: "Z0001ZZ")
        ).translated()
        #expect(translation.types == types)
        #expect(translation.rules == (types.isEmpty ? ["probation.unknown-event"] : []))
        #expect(translation.outcome == (types.isEmpty ? .ignored : .translated))
    }

    @Test(
        "a register's code in small letters or with white space is the same code",
        arguments: ["iiom", " IIOM ", "IIom"])
    func smallCode(code: String) {
        let settings = ProbationSettings(decides: ["IIOM": "iom"])
        let translation = ProbationFixture.registration("deregistered", code: code).translated(settings)
        #expect(translation.types == [.deselectionDecided, .registrationRemoved])
        #expect(translation.registration?.register.class == .iom)
        #expect(translation.rules.isEmpty)
    }

    @Test(
        "a side member of any length is left out, and the entry stands",
        arguments: ["registrationDate", "registrationLevelCode", "registrationCategoryCode", "registrationId"])
    func overlong(key: String) {
        let translation = ProbationFixture.registration()
            .withInformation(key, .string(String(repeating: "9", count: 500))).translated()
        #expect(translation.types == [.registrationAdded])
        #expect(translation.problems.map(\.path) == ["/additionalInformation/" + key])
    }

    @Test("a tier's calculation keeps its UUID; a number that is none is named by its own member")
    func calculation() {
        let uuid = "0193f2a4-5b6c-7d8e-9f01-23456789abcd"
        func tier(_ id: String) -> Translation {
            ProbationRiskTests.event(
                [("tierScore", "B2"), ("calculationId", .string(id))], "tier.calculation.complete")
        }
        #expect(tier(uuid).assessments.first?.assessment == uuid)
        #expect(tier(uuid).rules.isEmpty)
        #expect(
            tier(String(repeating: "9", count: 41)).problems.map(\.path) == ["/additionalInformation/calculationId"])
        #expect(tier("of Zebedee").rules == ["probation.code-form"])
    }

    @Test(
        "a member that claims a score and stands in no table is told, not dropped in silence",
        arguments: ["OSPXYBand", "XYZScore", "shoeSizePercentage", "moonRiskLevel", "XYZ_score"])
    func unknownScores(key: String) {
        let translation = ProbationRiskTests.event([("RSRScore", 3), (key, "L"), ("note", "L")])
        #expect(translation.assessments.first?.scores == [.init(name: "rsr", value: "3")])
        #expect(translation.rules == ["probation.unknown-score"])
        #expect(translation.problems.map(\.path) == ["/additionalInformation"])
        #expect(ProbationRiskTests.event([("RSRScore", 3), (key, .null)]).rules.isEmpty)
    }

    @Test("a score and its band in an object of their own are known by its name")
    func nested() {
        let translation = ProbationRiskTests.event([("rsr", ["score": 3, "band": "L"])])
        #expect(translation.assessments.first?.scores == [.init(name: "rsr", value: "3", band: .low)])
        #expect(translation.rules.isEmpty)
        #expect(
            ProbationRiskTests.event([("RSRScore", 3), ("xyz", ["band": "L"])]).rules == ["probation.unknown-score"])
    }

    @Test(
        "a sender's own key stands in no path", arguments: ["John_Smith_14_Acacia", "ZebedeeCanary", "Zebedee Canary"])
    func keysAreText(key: String) {
        let inside = JSONObject([.init(key: key, value: "L"), .init(key: "rsrBand", value: "X")])
        let outside: JSONValue = ["rsrBand": "X"]
        for (name, value) in [(key, outside), ("rsr", .object(inside))] {
            let translation = ProbationRiskTests.event([(name, value)])
            #expect(translation.rules == ["probation.unknown-band"])
            #expect(
                !translation.problems.contains { $0.path.contains("Smith") || $0.path.lowercased().contains("zebedee") }
            )
        }
    }

    @Test("a score may have white space around it", arguments: [" 45.33 ", "45.33\n"])
    func spacedScore(text: String) {
        #expect(
            ProbationRiskTests.event([("RSRScore", .string(text))]).assessments.first?.scores.first?.value == "45.33")
    }
}
