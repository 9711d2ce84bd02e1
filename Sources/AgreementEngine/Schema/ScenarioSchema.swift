public import Formats
import PolicyText

/// The JSON Schema (2020-12) of a file of scenarios.
public enum ScenarioSchema {
    /// The schema.
    ///
    /// - Parameter categories: the data categories of the contracts.
    public static func json(_ categories: CategoryList) -> JSONValue {
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Throughgate scenarios",
            "description": "Made by `throughgate agreement schema --scenarios`; a test holds it equal to the engine.",
        ]
        let body = SchemaWords.mapping([
            "format": SchemaWords.constant(ScenarioFile.format), "agreement": SchemaWords.text,
            "given": given(isWhole: true),
            "scenarios": SchemaWords.list(SchemaWords.reference("scenario")),
        ])
        for member in body.object?.members ?? [] { schema[member.key] = member.value }
        schema["$defs"] = [
            "scenario": scenario, "given": given(isWhole: false), "category": SchemaWords.words(categories.fields),
        ]
        return .object(schema)
    }

    private static let scenario = SchemaWords.mapping(
        [
            "id": SchemaWords.text, "says": SchemaWords.text, "source": SchemaWords.text, "when": question,
            "expect": expectation,
        ],
        optional: [
            "given": SchemaWords.reference("given"), "cases": SchemaWords.list(SchemaWords.reference("given")),
            "covers": SchemaWords.list(
                ["type": "string", "pattern": "^([A-Z]{2,4}-[0-9]{2}|DIF-[A-Z]{2,3})$"]),
        ])

    private static let question = SchemaWords.mapping(
        [
            "tell": SchemaWords.oneOrMore(SchemaWords.words(of: NoticeKind.self)), "from": SchemaWords.oneOrMore(role),
            "to": SchemaWords.oneOrMore(role), "for": SchemaWords.text,
            "fields": SchemaWords.list(["anyOf": [SchemaWords.reference("category"), field]]),
        ], optional: ["kind": SchemaWords.words(of: PartyKind.self), "fetched": SchemaWords.truth])

    private static let role: JSONValue = ["type": "string", "pattern": "^[^/]+/[^/]+$"]

    private static let field = SchemaWords.mapping(
        ["category": SchemaWords.reference("category")],
        optional: [
            "required": SchemaWords.truth, "sources": knowable(SchemaWords.list(SchemaWords.text)),
            "as-of": knowable(SchemaWords.instant), "handling": knowable(SchemaWords.words(of: HandlingCode.self)),
            "youth-record": knowable(SchemaWords.truth), "spent": knowable(SchemaWords.truth),
            "originator-release": knowable(SchemaWords.words(of: Presence.self)),
            "cleared-by": knowable(SchemaWords.words(of: Presence.self)),
        ])

    private static let expectation = SchemaWords.mapping(
        ["outcome": SchemaWords.words(of: DisclosureDecision.Outcome.self)],
        optional: [
            "goes": SchemaWords.list(SchemaWords.text), "on-request": SchemaWords.list(SchemaWords.text),
            "stays": SchemaWords.glossary(SchemaWords.words(of: ReasonCode.self)),
            "by": SchemaWords.list(SchemaWords.text),
            "owes": SchemaWords.mapping(
                JSONObject(),
                optional: JSONObject(
                    ObligationSchema.obligations.members.map {
                        JSONObject.Member(key: $0.key, value: SchemaWords.oneOrMore($0.value))
                    })),
        ])

    /// A fact, or one of the two words for not knowing it.
    private static func knowable(_ value: JSONValue) -> JSONValue {
        ["anyOf": [value, SchemaWords.words(["unknown", "unavailable"])]]
    }

    private static func given(isWhole: Bool) -> JSONValue {
        let always: JSONObject = [
            "now": SchemaWords.instant, "subject.age-band": knowable(SchemaWords.words(of: AgeBand.self)),
            "subject.cohort": knowable(SchemaWords.words(of: CohortType.self)),
            "subject.statutory": knowable(SchemaWords.words(of: StatutoryStatus.self)),
            "subject.rag": knowable(SchemaWords.words(of: RiskColour.self)),
            "custody.status": knowable(SchemaWords.words(of: CustodyPlace.self)),
            "consents": knowable(SchemaWords.list(consent, mayBeEmpty: true)),
            "recipient.covers-area": knowable(SchemaWords.truth), "recipient.previously-notified": SchemaWords.truth,
        ]
        return isWhole
            ? SchemaWords.mapping(always, optional: rare)
            : SchemaWords.mapping(JSONObject(), optional: JSONObject(always.members + rare.members))
    }

    private static let rare: JSONObject = [
        "mappa.status": knowable(SchemaWords.words(of: MappaStatus.self)),
        "selection.route": knowable(SchemaWords.words(of: SelectionRoute.self)),
        "transfer.in-progress": knowable(SchemaWords.truth),
        "recipient.undertaking": knowable(SchemaWords.words(of: Undertaking.self)),
        "recipient.vetted": knowable(SchemaWords.truth),
        "risk-assessments": knowable(SchemaWords.list(riskAssessment, mayBeEmpty: true)),
        "override": knowable(["anyOf": [override, ["type": "null"]]]),
        "scheme": SchemaWords.glossary(["anyOf": [SchemaWords.text, SchemaWords.truth]]),
    ]

    private static let consent = SchemaWords.mapping(
        [
            "covers": SchemaWords.text, "for": SchemaWords.text, "with": SchemaWords.text,
            "state": SchemaWords.words(of: ConsentState.self), "at": SchemaWords.instant,
        ], optional: ["form": SchemaWords.text, "expires": SchemaWords.instant])

    private static let riskAssessment = SchemaWords.mapping([
        "for": SchemaWords.text, "outcome": SchemaWords.words(of: DisclosureRiskAssessment.Outcome.self),
        "at": SchemaWords.instant,
    ])

    private static let override = SchemaWords.mapping([
        "rank": SchemaWords.words(of: EmergencyOverride.Rank.self), "reason": SchemaWords.words(of: Presence.self),
        "at": SchemaWords.instant,
    ])
}
