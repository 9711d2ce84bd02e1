import Formats
import PolicyText

/// The JSON Schema of `when` and `unless`, from the facts that the engine knows.
enum ConditionSchema {
    static func definition(_ categories: CategoryList) -> JSONValue {
        let facts = FactName.allCases.map { name in
            JSONObject.Member(
                key: name.rawValue,
                value: name.words.map { SchemaWords.oneOrMore(SchemaWords.words($0)) } ?? SchemaWords.truth)
        }
        guard
            var schema = SchemaWords.mapping(
                JSONObject(), optional: JSONObject(facts + others(categories).members), atLeastOne: true
            ).object
        else { return .null }
        let setting: JSONValue = ["anyOf": [SchemaWords.text, SchemaWords.truth]]
        schema["patternProperties"] = ["^scheme\\..": SchemaWords.oneOrMore(setting)]
        return .object(schema)
    }

    private static func others(_ categories: CategoryList) -> JSONObject {
        let words = SchemaWords.self
        return [
            "any": words.saying("At least one of these.", words.list(words.reference("condition"))),
            "unless": words.reference("condition"), "recipient.role": words.oneOrMore(words.text),
            "data.only-source": words.oneOrMore(words.text), "data.as-of": words.count,
            "consent": consent(categories), "risk-assessment": riskAssessment, "override": override,
        ]
    }

    private static func consent(_ categories: CategoryList) -> JSONValue {
        let words = SchemaWords.self
        return words.mapping(
            [
                "covers": words.words(categories.patterns(withEverything: false)), "for": words.text,
                "with": words.words(of: ConsentQuestion.RecipientClass.self),
                "state": words.oneOrMore(words.words(of: ConsentState.self)),
            ], optional: ["form": words.words(["written", "spoken"])])
    }

    private static let riskAssessment = SchemaWords.mapping([
        "for": SchemaWords.text, "outcome": SchemaWords.words(of: DisclosureRiskAssessment.Outcome.self),
        "age-days-at-most": SchemaWords.count,
    ])

    private static let override = SchemaWords.mapping([
        "rank-at-least": SchemaWords.words(of: EmergencyOverride.Rank.self), "reason": SchemaWords.constant("present"),
        "age-hours-at-most": SchemaWords.count,
    ])
}
