import CanonicalModel
import CourtsTranslation
import Formats
import Testing

/// Small items whose lists multiply: what is refused in seconds took hours when the lists were searched for one another.
@Suite("The work that one Common Platform item costs", .timeLimit(.minutes(2)))
struct CommonPlatformWorkTests {
    private static func rules(_ document: String) -> [String] {
        CourtsTranslator().translate(CourtSample.item(Array(document.utf8))).problems.map(\.rule)
    }

    private static func list(_ element: String, _ count: Int) -> String {
        Array(repeating: element, count: count).joined(separator: ",")
    }

    @Test("Defendants and results without end are counted before anybody asks what the hearing is about")
    func unstated() {
        let document = """
            {"hearing": {"prosecutionCases": [{"defendants": [\(Self.list("{}", 240_000))]}],
            "defendantJudicialResults": [\(Self.list("{}", 240_000))]}}
            """
        let rules = Self.rules(document)
        #expect(rules.filter { $0 == "courts.too-many" }.count == 2)
    }

    @Test("A hundred other faults keep no list from being counted")
    func behindFaults() {
        let person = #"{"personDefendant": {"a": 1}, "offences": []}"#
        let defendants = "{\"defendants\": [\(Self.list(person, 500))]}"
        let document = """
            {"hearing": {"id": "h1", "prosecutionCases": [\(Self.list("1", 100)), \(Self.list(defendants, 150))],
            "defendantJudicialResults": [\(Self.list("{}", 100_000))]}, "sharedTime": "2026-06-10T15:00:00Z"}
            """
        #expect(Self.rules(document).prefix(2) == ["courts.too-many", "courts.too-many"])
    }

    @Test("Results that name the hearing they were ordered at do not make it be searched for its id each time")
    func orderedElsewhere() {
        let junk = (0..<100_000).map { "\"a\($0)\": 1" }.joined(separator: ",")
        let result = #"{"orderedHearingId": "x"}"#
        let offences = (0..<200).map { _ in "{\"judicialResults\": [\(Self.list(result, 900))]}" }
        let document = """
            {"hearing": {\(junk), "hearingDays": [{"sittingDay": "2026-06-10"}], "courtApplications": [
            {"courtApplicationCases": [{"offences": [\(offences.joined(separator: ","))]}]}], "id": "h1"}}
            """
        #expect(Self.rules(document).contains("courts.missing"))
    }

    @Test(
        "A list one longer than its bound is refused, and one as long is not",
        arguments: [(1_000, false), (1_001, true)])
    func bounds(count: Int, isRefused: Bool) {
        let entries = Self.list(#"{"masterDefendantId": "m1", "judicialResult": {"cjsCode": "1015"}}"#, count)
        let sample = CommonPlatformSample(hearingMembers: ", \"defendantJudicialResults\": [\(entries)]").resulted
        #expect(sample.translation.problems.map(\.rule) == (isRefused ? ["courts.too-many"] : []))
        #expect(sample.result?.offences.first?.results.count == (isRefused ? nil : count))
    }

    @Test(
        "Five hundred defendants are told, each with the results that name them by either id, and one more is refused")
    func manyDefendants() {
        func document(_ count: Int) -> String {
            let defendants = (0..<count).map {
                """
                {"id": "d\($0)", "masterDefendantId": "m\($0)", "offences": [\(CommonPlatformSample.offence())],
                "personDefendant": {"personDetails": {"lastName": "EXAMPLE"}}}
                """
            }
            let results = (0..<count).map {
                "{\"\($0 % 2 == 0 ? "defendantId\": \"D" : "masterDefendantId\": \"M")\($0)\", \"judicialResult\": {\"cjsCode\": \"2065\"}}"
            }
            return """
                {"hearing": {"id": "h1", "jurisdictionType": "CROWN", "courtCentre": {"code": "B99QQ01"},
                "hearingDays": [{"sittingDay": "2026-06-10T09:05:00Z"}], "prosecutionCases": [{
                "prosecutionCaseIdentifier": {"caseURN": "99QQ0000126"}, "defendants": [\(defendants.joined(separator: ","))]}],
                "defendantJudicialResults": [\(results.joined(separator: ","))]}}
                """
        }
        let whole = CourtsTranslator().translate(CourtSample.item(Array(document(500).utf8)))
        #expect(whole.messages.map(\.fact.type) == (0..<500).flatMap { _ in [.hearingResulted, .personDied] })
        #expect(Self.rules(document(501)) == ["courts.too-many"])
    }
}
