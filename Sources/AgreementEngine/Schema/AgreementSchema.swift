public import Formats
import PolicyText

/// The JSON Schema (2020-12) of an agreement's file, for editors that complete and underline while one writes.
///
/// It knows the language and not the agreement: that a party, purpose or power is declared, the engine says when it loads
/// the file.
public enum AgreementSchema {
    /// The schema.
    ///
    /// - Parameter categories: the data categories of the contracts.
    public static func json(_ categories: CategoryList) -> JSONValue {
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Throughgate agreement",
            "description": "Made by `throughgate agreement schema`; a test holds it equal to the engine.",
        ]
        for member in SchemaWords.mapping(required, optional: optional).object?.members ?? [] {
            schema[member.key] = member.value
        }
        schema["$defs"] = .object(definitions(categories))
        return .object(schema)
    }

    private static let required: JSONObject = [
        "agreement": SchemaWords.saying("Its name in file names and logs.", SchemaWords.text),
        "format": SchemaWords.constant(Agreement.format), "title": SchemaWords.text,
        "version": SchemaWords.saying(
            "Rises on every change.",
            ["type": "string", "pattern": "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"]),
        "status": SchemaWords.words(of: Agreement.Status.self),
        "owner": SchemaWords.saying("The party that keeps it.", SchemaWords.text),
        "effective": SchemaWords.mapping(["from": SchemaWords.day], optional: ["until": SchemaWords.optionalDay]),
        "review": SchemaWords.mapping(
            ["due": SchemaWords.day, "overdue": SchemaWords.constant("warn")],
            optional: ["suspend-non-statutory-after-days": SchemaWords.count]),
        "area": SchemaWords.mapping(["kind": SchemaWords.text, "code": SchemaWords.text, "name": SchemaWords.text]),
        "sign-off": SchemaWords.list(signOff, mayBeEmpty: true), "parties": SchemaWords.glossary(party),
        "purposes": SchemaWords.glossary(SchemaWords.text), "gateways": powers,
        "always-refuse": SchemaWords.list(SchemaWords.reference("guardrail"), mayBeEmpty: true),
        "rules": SchemaWords.list(
            ["oneOf": [SchemaWords.reference("permit"), SchemaWords.reference("duty")]], mayBeEmpty: true),
    ]

    private static let optional: JSONObject = [
        "reference": SchemaWords.saying("The parties' own number.", SchemaWords.text),
        "not-in-this-scheme": SchemaWords.list(exclusion, mayBeEmpty: false), "schemes": SchemaWords.glossary(scheme),
        "local": SchemaWords.saying(
            "What a scheme adds: refusals, and permits made narrower.",
            SchemaWords.glossary(
                SchemaWords.mapping(
                    JSONObject(),
                    optional: [
                        "always-refuse": SchemaWords.list(SchemaWords.reference("guardrail"), mayBeEmpty: true),
                        "narrow": SchemaWords.list(SchemaWords.reference("narrowing")),
                    ]))),
        "documents": SchemaWords.saying(
            "What it rests on; it cannot be activated without.",
            SchemaWords.mapping([
                "impact-assessment": SchemaWords.text, "policy-document": SchemaWords.text,
                "processing-record": SchemaWords.text,
            ])), "cohort-model": cohortModel,
        "retention": SchemaWords.saying(
            "How long the broker keeps what it holds, in days: after somebody's last stay ended, and bytes that are nobody's.",
            SchemaWords.mapping([
                "person-days": SchemaWords.count, "notice-days": SchemaWords.count, "request-days": SchemaWords.count,
                "held-days": SchemaWords.count, "source": SchemaWords.text,
            ])),
        "rag": SchemaWords.mapping(
            JSONObject(), optional: SchemaWords.keyed(by: ColourReader.Colour.self, SchemaWords.text)),
    ]

    private static let signOff = SchemaWords.mapping(
        ["party": SchemaWords.text, "by": SchemaWords.text, "on": SchemaWords.day],
        optional: ["until": SchemaWords.optionalDay])

    private static let party = SchemaWords.mapping(
        [
            "kind": SchemaWords.words(of: PartyKind.self), "competent-authority": SchemaWords.truth,
            "roles": SchemaWords.list(SchemaWords.text),
        ], optional: ["name": SchemaWords.text])

    /// Consent is a condition and never a power (reference 0.1).
    private static let powers: JSONValue = [
        "type": "object", "properties": ["consent": false], "additionalProperties": SchemaWords.text,
    ]

    /// Whoever was told has to be able to be untold (DESIGN decision 8).
    private static let exclusion = SchemaWords.mapping([
        "message": SchemaWords.words(NoticeKind.allCases.filter { !$0.isUntelling }.map(\.rawValue)),
        "says": SchemaWords.text, "source": SchemaWords.text,
    ])

    private static let scheme: JSONValue = [
        "type": "object", "required": ["area"],
        "properties": [
            "area": SchemaWords.text,
            "cohorts": SchemaWords.mapping(JSONObject(), optional: SchemaWords.keyed(by: CohortType.self, setting)),
            "unites": SchemaWords.saying(
                "The schemes that it unites in one hub; the rules of all of them hold in it.",
                ["type": "array", "items": SchemaWords.text, "minItems": 2]),
        ], "additionalProperties": setting,
    ]

    private static let setting: JSONValue = [
        "anyOf": [SchemaWords.text, SchemaWords.truth, ["type": "integer"]]
    ]

    private static let cohortModel = SchemaWords.mapping(
        ["cohorts": SchemaWords.list(SchemaWords.words(of: CohortType.self))],
        optional: [
            "review": SchemaWords.mapping(
                JSONObject(), optional: SchemaWords.keyed(by: Agreement.CohortModel.Review.self, SchemaWords.text)),
            "demotion": SchemaWords.mapping(
                JSONObject(),
                optional: SchemaWords.keyed(
                    by: CohortType.self,
                    SchemaWords.words(CohortType.allCases.map(\.rawValue) + [Agreement.CohortModel.removed]))),
        ])

    private static func definitions(_ categories: CategoryList) -> JSONObject {
        [
            "categories": SchemaWords.list(SchemaWords.words(categories.patterns(withEverything: true))),
            "condition": ConditionSchema.definition(categories), "parties": SchemaWords.list(partyPattern),
            "obligations": SchemaWords.list(ObligationSchema.definition), "id": RuleSchema.id,
            "guardrail": RuleSchema.guardrail, "permit": RuleSchema.permit, "duty": RuleSchema.duty,
            "narrowing": RuleSchema.narrowing,
        ]
    }

    private static let partyPattern: JSONValue = [
        "type": "string",
        "pattern": .string(
            "^(\\*|kind:(\(PartyKind.allCases.map(\.rawValue).joined(separator: "|")))(/.+)?|(?!kind:)[^/*]+(/.+)?)$"),
    ]
}
