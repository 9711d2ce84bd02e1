import Formats
import PolicyText

/// The JSON Schemas of rules.
enum RuleSchema {
    static let id: JSONValue = ["type": "string", "pattern": "^[A-Za-z0-9-]{1,48}$"]

    private static let says = SchemaWords.saying("The sentence that an officer signs.", SchemaWords.text)
    private static let conditions: JSONObject = [
        "when": SchemaWords.reference("condition"), "unless": SchemaWords.reference("condition"),
    ]
    private static let parties = SchemaWords.reference("parties")

    /// A guardrail may name whom it spares.
    private static let selector: JSONValue = [
        "oneOf": [parties, SchemaWords.mapping(["not": parties]), SchemaWords.mapping(["only": parties])]
    ]

    static let guardrail = SchemaWords.mapping(
        ["id": SchemaWords.reference("id"), "says": says, "share": SchemaWords.reference("categories")],
        optional: JSONObject(
            conditions.members
                + [("from", selector), ("to", selector), ("source", SchemaWords.text)].map {
                    JSONObject.Member(key: $0.0, value: $0.1)
                }))

    static let permit = SchemaWords.mapping(
        [
            "id": SchemaWords.reference("id"), "says": says, "effect": SchemaWords.constant("permit"), "from": parties,
            "to": parties, "share": SchemaWords.reference("categories"), "purpose": SchemaWords.text,
            "gateway": SchemaWords.list(["type": "string", "minLength": 1, "not": ["const": "consent"]]),
            "source": SchemaWords.text,
        ],
        optional: JSONObject(
            conditions.members + [JSONObject.Member(key: "then", value: SchemaWords.reference("obligations"))]))

    private static let task = SchemaWords.mapping(
        ["raise-task": SchemaWords.words(of: DutyTask.Kind.self), "to": SchemaWords.text],
        optional: ["propose": SchemaWords.text, "reverse-on": SchemaWords.words(of: DutyEvent.self)])

    /// What a panel's decision has to state, in the scheme's own words.
    private static let leftToScheme: JSONValue = [
        "type": "object", "anyOf": [["required": ["require"]], ["required": ["check-ground"]]],
        "not": ["required": ["raise-task"]],
    ]

    static let duty = SchemaWords.mapping(
        [
            "id": SchemaWords.reference("id"), "says": says, "effect": SchemaWords.constant("duty"),
            "on": SchemaWords.words(of: DutyEvent.self),
            "do": SchemaWords.list(["oneOf": [task, leftToScheme]]), "source": SchemaWords.text,
        ], optional: conditions)

    static let narrowing: JSONValue = {
        let added: JSONObject = [
            "share": SchemaWords.reference("categories"), "then": SchemaWords.reference("obligations"),
        ]
        let changes = conditions.members + added.members
        guard
            var schema = SchemaWords.mapping(
                ["rule": SchemaWords.reference("id"), "says": says, "source": SchemaWords.text],
                optional: JSONObject(changes)
            ).object
        else { return .null }
        schema["anyOf"] = .array(changes.map { ["required": [.string($0.key)]] })
        return .object(schema)
    }()
}
