import AgreementEngine
import Formats
import TestSupport
import Testing

/// Cases that officers write: read strictly, decided by the engine, compared in words.
@Suite("Scenarios") struct ScenarioTests {
    private let agreementText: String
    private let scenarioText: String

    init() throws {
        agreementText = String(decoding: try PolicyFile.bytes("Contracts/agreements/leeds.yaml"), as: UTF8.self)
        scenarioText = String(
            decoding: try PolicyFile.bytes("Contracts/agreements/scenarios/leeds.yaml"), as: UTF8.self)
    }

    @Test(
        "A rule that is dropped, widened or narrowed is noticed, in words that name the category",
        arguments: [
            (
                "share: [\"identity.core\", \"plan.support-level\", \"plan.contact\"]", "share: [\"identity.core\"]",
                "S2-housing-not-health",
                "plan.contact stays by builtin.deny-by-default (no-rule-permits), expected that it goes"
            ),
            (
                "share: [\"identity.core\", \"rag.colour\"]", "share: [\"identity.core\"]", "X13-reduction",
                "rag.colour stays by builtin.deny-by-default (no-rule-permits), expected that it goes"
            ),
            (
                "share: [\"identity.core\", \"address.current\", \"rag.colour\", \"rag.trigger-class\"]",
                "share: [\"identity.core\", \"address.current\", \"rag.*\"]", "X5-escalation",
                "rag.rationale goes by L5-npt-escalation (permitted), expected that it stays"
            ),
        ])
    func noticed(before: String, after: String, scenario: String, difference: String) throws {
        let changed = agreementText.replacing(before, with: after, maxReplacements: 1)
        try #require(changed != agreementText)
        let result = try #require(results(changed).first { $0.scenario.id == scenario })
        #expect(result.differences.contains(difference), "\(result.differences)")
    }

    @Test(
        "What a scenario cannot mean is refused where it stands",
        arguments: [
            ("subject.rag: \"amber\"", "subject.rag: \"purple\"", "policy.unknown-word", "/given/subject.rag"),
            ("  consents: []\n", "", "policy.missing-key", "/given"),
            ("agreement: \"leeds-iom-isa\"", "agreement: \"another\"", "policy.kind", "/agreement"),
            ("to: \"disc/case-manager\"", "to: \"disc/reception\"", "agreement.unknown-party", "/scenarios/0/when/to"),
            ("\"plan.contact\"]", "\"plan.secret\"]", "agreement.unknown-category", "/scenarios/0/when/fields/1"),
            (
                "id: \"S1-others-unaffected\"", "id: \"S1-withdrawn-before-fetch\"", "policy.given-twice",
                "/scenarios/1/id"
            ),
            ("by: [\"L1-core\"]", "by: [\"L99\"]", "policy.unknown-word", "/scenarios/1/expect/by/0"),
            (
                "goes: [\"identity.core\", \"plan.contact\"]", "goes: [\"rag.colour\"]", "scenario.not-asked",
                "/scenarios/1"
            ),
            ("for: \"resettle\", fetched", "for: \"resetle\", fetched", "policy.unknown-word", "/scenarios/0"),
            (
                "from: \"west-yorkshire-police/iom-hub\"", "from: \"west-yorkshire-polcie/iom-hub\"",
                "agreement.unknown-party", "/scenarios/0"
            ),
            (
                "goes: [\"identity.core\", \"plan.contact\"], by",
                "goes: [\"identity.core\"], stays: { identity.core: \"guardrail\" }, by", "policy.given-twice",
                "/scenarios/1"
            ),
            (
                "[\"identity.core\", \"plan.contact\"] }", "[\"identity.core\", \"identity.core\"] }",
                "policy.given-twice", "/scenarios/0"
            ),
            ("fetched: true", "fetch: true", "policy.unknown-key", "/scenarios/0/when/fetch"),
            ("    source: \"", "    covers: [\"CON-3\"]\n    source: \"", "policy.kind", "/scenarios/0/covers/0"),
        ])
    func refused(before: String, after: String, rule: String, place: String) throws {
        let text = scenarioText.replacing(before, with: after, maxReplacements: 1)
        try #require(text != scenarioText)
        let agreement = try Agreement(yaml: agreementText)
        let error = #expect(throws: FormatError.self) { try ScenarioFile(yaml: Array(text.utf8), for: agreement) }
        #expect(error?.rule == rule)
        #expect(error?.path.hasSuffix(place) == true, "\(error?.path ?? "")")
    }

    @Test(
        "A fact that the scenario leaves open stops a permit, and one that cannot be asked holds the notice",
        arguments: [("unknown", DisclosureDecision.Outcome.suppress), ("unavailable", .hold)])
    func open(word: String, outcome: DisclosureDecision.Outcome) throws {
        let text = scenarioText.replacing(
            "recipient.covers-area: true", with: "recipient.covers-area: \"\(word)\"", maxReplacements: 1)
        let agreement = try Agreement(yaml: agreementText)
        let scenario = try #require(
            ScenarioFile(yaml: Array(text.utf8), for: agreement).scenarios.first { $0.id == "X1-selection" })
        #expect(scenario.result(under: PolicyDecisionPoint(agreement)).decision.outcome == outcome)
    }

    @Test("One entry asks of every case, kind of notice, discloser and recipient")
    func severalQuestions() throws {
        let text = scenarioText.replacing(
            Self.othersUnaffected,
            with: Self.othersUnaffected.replacing(
                "to: \"west-yorkshire-probation/case-manager\"",
                with: "to: [\"west-yorkshire-probation/case-manager\", \"hm-prison-service/offender-management\"]"
            ).replacing("tell: \"selection\"", with: "tell: [\"selection\", \"custody\", \"court-result\"]"))
        try #require(text != scenarioText)
        let asked = try scenarios(text).filter { $0.entry == "S1-others-unaffected" }
        #expect(asked.map(\.id) == (1...6).map { "S1-others-unaffected, question \($0)" })
        #expect(Set(asked.map(\.request.recipient.party)).count == 2)
        #expect(Set(asked.map(\.request.message)) == [.selection, .custody, .courtResult])
    }

    @Test("A scenario may name the requirements that it proves, and need not")
    func covers() throws {
        let all = try scenarios(scenarioText)
        #expect(all.first { $0.entry == "S12-no-assessment" }?.covers == ["CON-03"])
        #expect(all.contains { $0.covers.isEmpty })
    }

    @Test("What is owed has to be owed, and nothing else")
    func owed() throws {
        let right = "owes: { minimise: \"plan-relevant\", onward: \"none\", retain-days: 365 }"
        #expect(try differences(owing: right).isEmpty)
        #expect(
            try differences(owing: "owes: { onward: \"none\", retain-days: 30, deliver: \"in-person\" }") == [
                "owes minimise \"plan-relevant\", expected that it does not",
                "owes retain-days 365, expected that it does not",
                "does not owe deliver in-person, expected that it does",
                "does not owe retain-days 30, expected that it does",
            ])
    }

    private static let othersUnaffected = """
        when: { tell: "selection", from: "west-yorkshire-police/iom-hub", to: "west-yorkshire-probation/case-manager", \
        for: "manage-offender", fields: ["identity.core", "plan.contact"] }
        """
    private static let expectedOfOthers = "goes: [\"identity.core\", \"plan.contact\"], by: [\"L1-core\"]"

    private func differences(owing owes: String) throws -> [String] {
        let text = scenarioText.replacing(
            Self.expectedOfOthers, with: Self.expectedOfOthers + ", " + owes, maxReplacements: 1)
        try #require(text != scenarioText)
        let agreement = try Agreement(yaml: agreementText)
        let scenario = try #require(try scenarios(text).first { $0.entry == "S1-others-unaffected" })
        return scenario.result(under: PolicyDecisionPoint(agreement)).differences
    }

    private func scenarios(_ text: String) throws -> [Scenario] {
        try ScenarioFile(yaml: Array(text.utf8), for: Agreement(yaml: agreementText)).scenarios
    }

    private func results(_ changed: String? = nil) throws -> [ScenarioResult] {
        let agreement = try Agreement(yaml: changed ?? agreementText)
        let point = PolicyDecisionPoint(agreement)
        return try ScenarioFile(yaml: Array(scenarioText.utf8), for: agreement).scenarios.map {
            $0.result(under: point)
        }
    }
}
