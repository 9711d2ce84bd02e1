import Formats

/// As much of JSON Schema 2020-12 as the policy schemas use; a keyword that it does not know is a problem, so that none is
/// passed over.
struct SmallSchema {
    private let root: JSONValue

    init(_ root: JSONValue) { self.root = root }

    /// The first problem of a value; nil when it is valid.
    func problem(_ value: JSONValue) -> String? { problem(value, root, "") }

    private func problem(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> String? {
        if let isAllowed = schema.bool { return isAllowed ? nil : "\(path): not allowed" }
        guard let object = schema.object else { return "\(path): a schema that is none" }
        for member in object.members {
            if let problem = problem(value, keyword: member, of: object, path) { return problem }
        }
        return nil
    }

    private func problem(
        _ value: JSONValue, keyword: JSONObject.Member, of schema: JSONObject, _ path: String
    ) -> String? {
        func unless(_ isRight: Bool) -> String? { isRight ? nil : "\(path): \(keyword.key)" }
        let parts = keyword.value.array ?? []
        let size = Int(keyword.value.integer ?? 0)
        switch keyword.key {
        case "$schema", "$defs", "title", "description", "patternProperties": return nil
        case "$ref": return problem(value, definition(keyword.value.string ?? ""), path)
        case "type": return unless(Self.isOf(keyword.value.string ?? "", value))
        case "const": return unless(value == keyword.value)
        case "enum": return unless(parts.contains(value))
        case "not": return unless(problem(value, keyword.value, path) != nil)
        case "anyOf": return unless(parts.contains { problem(value, $0, path) == nil })
        case "oneOf": return unless(parts.count { problem(value, $0, path) == nil } == 1)
        case "minLength": return unless(value.string.map { $0.unicodeScalars.count >= size } ?? true)
        case "minItems": return unless(value.array.map { $0.count >= size } ?? true)
        case "minProperties": return unless(value.object.map { $0.members.count >= size } ?? true)
        case "minimum": return unless(value.integer.map { $0 >= size } ?? true)
        case "maximum": return unless(value.integer.map { $0 <= size } ?? true)
        case "required":
            return unless(parts.allSatisfy { value.object?[$0.string ?? ""] != nil || value.object == nil })
        case "pattern": return unless(value.string.map { Self.matches($0, keyword.value.string ?? "") } ?? true)
        case "items":
            return value.array?.enumerated().lazy.compactMap { problem($1, keyword.value, "\(path)/\($0)") }.first
        case "properties", "additionalProperties": return members(of: value, schema, path)
        default: return "\(path): unknown keyword \(keyword.key)"
        }
    }

    private func members(of value: JSONValue, _ schema: JSONObject, _ path: String) -> String? {
        value.object?.members.lazy.compactMap { member in
            problem(member.value, self.schema(for: member.key, in: schema), "\(path)/\(member.key)")
        }.first
    }

    private func schema(for key: String, in schema: JSONObject) -> JSONValue {
        if let named = schema["properties"]?.object?[key] { return named }
        let pattern = schema["patternProperties"]?.object?.members.first { Self.matches(key, $0.key) }
        return pattern?.value ?? schema["additionalProperties"] ?? true
    }

    private func definition(_ reference: String) -> JSONValue {
        root.object?["$defs"]?.object?[String(reference.dropFirst("#/$defs/".count))] ?? .null
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "integer": value.integer != nil
        case "boolean": value.bool != nil
        case "null": value.isNull
        default: false
        }
    }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return false }
        return text.firstMatch(of: regex) != nil
    }
}
