package import Formats

/// The few forms that a policy file's JSON Schema is made of.
package enum SchemaWords {
    package static let text: JSONValue = ["type": "string", "minLength": 1]
    package static let truth: JSONValue = ["type": "boolean"]
    package static let count: JSONValue = ["type": "integer", "minimum": 0, "maximum": 100_000]
    package static let day: JSONValue = ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
    package static let instant: JSONValue = [
        "type": "string",
        "pattern":
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$",
    ]
    package static let optionalDay: JSONValue = ["anyOf": [day, ["type": "null"]]]

    package static func words(_ words: [String]) -> JSONValue { ["enum": .array(words.map { .string($0) })] }

    package static func words<Word: CaseIterable & RawRepresentable>(of _: Word.Type) -> JSONValue
    where Word.RawValue == String {
        words(Word.allCases.map(\.rawValue))
    }

    package static func constant(_ word: String) -> JSONValue { ["const": .string(word)] }

    package static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

    package static func list(_ item: JSONValue, mayBeEmpty: Bool = false) -> JSONValue {
        ["type": "array", "items": item, "minItems": mayBeEmpty ? 0 : 1]
    }

    package static func oneOrMore(_ item: JSONValue) -> JSONValue { ["anyOf": [item, list(item)]] }

    /// A mapping with these keys and no other.
    package static func mapping(
        _ required: JSONObject, optional: JSONObject = JSONObject(), atLeastOne: Bool = false
    ) -> JSONValue {
        var schema: JSONObject = [
            "type": "object", "additionalProperties": false,
            "properties": .object(JSONObject(required.members + optional.members)),
        ]
        if !required.members.isEmpty { schema["required"] = .array(required.members.map { .string($0.key) }) }
        if atLeastOne { schema["minProperties"] = 1 }
        return .object(schema)
    }

    /// A mapping of any keys to one kind of value.
    package static func glossary(_ value: JSONValue) -> JSONValue { ["type": "object", "additionalProperties": value] }

    /// A schema with a sentence for whoever writes the file.
    package static func saying(_ sentence: String, _ schema: JSONValue) -> JSONValue {
        guard var object = schema.object else { return schema }
        object["description"] = .string(sentence)
        return .object(object)
    }

    package static func keyed<Word: CaseIterable & RawRepresentable>(by _: Word.Type, _ value: JSONValue) -> JSONObject
    where Word.RawValue == String {
        JSONObject(Word.allCases.map { JSONObject.Member(key: $0.rawValue, value: value) })
    }
}
