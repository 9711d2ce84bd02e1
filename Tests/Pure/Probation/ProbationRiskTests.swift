import CanonicalModel
import Formats
import ProbationTranslation
import Testing

/// Scores and bands, in all their spellings.
@Suite struct ProbationRiskTests {
    static func event(_ members: [(String, JSONValue)], _ type: String = ProbationFixture.rsr) -> Translation {
        ProbationFixture(type, information: JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
            .translated()
    }

    @Test(
        "a score is the same under every name (FEED-06, SEL-32)",
        arguments: [
            "RSRScore", "rsrScore", "rsr_score", "RSR Score", "RSR", "rsrPercentageScore",
        ])
    func names(key: String) {
        #expect(
            Self.event([(key, .decimal("45.33"))]).assessments.first?.scores == [.init(name: "rsr", value: "45.33")])
    }

    @Test(
        "a band is the same in every word",
        arguments: [
            ("L", RiskAssessment.Band.low), ("low", .low), ("M", .medium), ("MEDIUM", .medium), ("H", .high),
            ("High", .high), ("V", .veryHigh), ("VERY_HIGH", .veryHigh), ("Very High", .veryHigh),
            ("NA", .notApplicable),
            ("N/A", .notApplicable),
        ])
    func bands(word: String, band: RiskAssessment.Band) {
        #expect(Self.event([("RSRBand", .string(word))]).assessments.first?.scores == [.init(name: "rsr", band: band)])
    }

    @Test(
        "a band nobody gave a meaning is refused: a risk read too low is acted on",
        arguments: ["X", "A", "amber", "LH"])
    func unknownBand(word: String) {
        #expect(Self.event([("RSRScore", 1), ("RSRBand", .string(word))]).rules == ["probation.unknown-band"])
    }

    @Test("a band that is a number or a truth value is refused")
    func bandOfAnotherKind() {
        for value in [3, true, .decimal("1.5")] as [JSONValue] {
            #expect(Self.event([("RSRBand", value)]).rules == ["probation.unknown-band"])
        }
    }

    @Test(
        "a score is a number from 0 to 100, written either way",
        arguments: [
            (JSONValue.integer(0), "0"), (.integer(100), "100"), (.decimal("45.330"), "45.33"), ("7.05", "7.05"),
            (.decimal("100.0"), "100"), ("007", "7"),
        ])
    func numbers(value: JSONValue, text: String) {
        #expect(Self.event([("RSRScore", value)]).assessments.first?.scores.first?.value == text)
    }

    @Test("anything else is refused, never rounded or guessed")
    func badNumbers() {
        for value in [101, -1, .decimal("100.01"), .decimal("1e2"), "high", "1,5", ".5", "5.", true, "0x10"]
            as [JSONValue]
        {
            #expect(Self.event([("RSRScore", value)]).rules == ["probation.score"], "\(value)")
        }
    }

    @Test("a score told twice has to be the same")
    func contradiction() {
        #expect(Self.event([("RSRScore", 5), ("rsr_score", "5")]).outcome == .translated)
        #expect(Self.event([("RSRScore", 5), ("rsr_score", 6)]).rules == ["probation.contradiction"])
    }

    @Test("no score, null and empty are none, and an event without any only announces")
    func nothing() {
        let translation = Self.event([("RSRScore", .null), ("RSRBand", ""), ("EventNumber", .null)])
        #expect(translation.outcome == .ignored)
        #expect(translation.rules == ["probation.must-be-fetched"])
    }

    @Test("a null event number does no harm, nor do members nobody knows")
    func nullEventNumber() {
        let translation = Self.event(
            [("OGRS3Yr1", 5), ("OGRS3Yr2", 7), ("EventNumber", .null), ("Weather", "fair")],
            "risk-assessment.scores.ogrs.determined")
        #expect(translation.assessments.map(\.tool) == [.ogrs])
        #expect(translation.assessments.first?.scores.map(\.name) == ["ogrs3-one-year", "ogrs3-two-year"])
    }

    @Test("the predictors of sexual reoffending travel beside the score, old names and new")
    func predictors() {
        let translation = Self.event([
            ("OSPIndecentScore", .decimal("5.79")), ("OSPIndecentBand", "H"), ("OSPContactScore", .decimal("38.7")),
            ("OSPIndirectIndecentBand", "V"), ("OSPDirectContactScore", .decimal("21.2")),
        ])
        #expect(
            translation.assessments.first?.scores.map(\.name)
                == ["osp-indecent", "osp-contact", "osp-indirect-indecent", "osp-direct-contact"])
    }

    @Test("an assessment's day is the one written, not the one in UTC")
    func day() {
        let translation = Self.event([("RSRScore", 1), ("AssessmentDate", "2026-06-19T00:30:00+01:00")])
        #expect(translation.assessments.first?.assessedOn == CalendarDate("2026-06-19"))
        let broken = Self.event([("RSRScore", 1), ("AssessmentDate", "last week")])
        #expect(broken.assessments.first?.assessedOn == nil)
        #expect(broken.rules == ["probation.date"])
    }

    @Test("a tier that the event names travels; one that it only announces does not")
    func tier() {
        let named = ProbationFixture("tier.calculation.complete").withInformation("tierScore", "B2").translated()
        #expect(named.assessments.first?.scores == [.init(name: "tier", value: "B2")])
        #expect(ProbationFixture("tier.calculation.complete").translated().outcome == .ignored)
    }

    @Test("thousands of members are refused")
    func manyMembers() {
        let members = (0..<1_001).map { ("member\($0)", JSONValue.integer(1)) }
        #expect(Self.event(members).rules == ["probation.too-many-members"])
    }

    @Test("a path never shows a key that is the sender's own text")
    func paths() {
        let translation = Self.event([("RSR (of Zebedee Canary) Score", 500), ("r.s.r.score", 900)])
        #expect(translation.rules == ["probation.score"])
        #expect(translation.problems.first?.path == "/additionalInformation/rsrscore")
    }
}
