package import Formats

/// A value of a policy file and where it stands.
package struct YAMLValue: Sendable {
    /// What it is; text is always quoted in the file, so nothing here was guessed.
    package indirect enum Content: Sendable {
        case text(String)
        case truth(Bool)
        case whole(Int64)
        case null
        case list([YAMLValue])
        case mapping([Member])
    }

    /// A key, where it stands, and its value.
    package struct Member: Sendable {
        package var key: String
        package var place: YAMLPlace
        package var value: YAMLValue
    }

    package var content: Content
    package var place: YAMLPlace
}

/// Where something stands in a policy file.
package struct YAMLPlace: Sendable, CustomStringConvertible {
    package var line: Int
    package var column: Int
    /// JSON Pointer from the root.
    package var pointer: String

    /// As errors say it: "line 12, column 5 /rules/3/when/subject.rag".
    package var description: String { "line \(line), column \(column)" + (pointer.isEmpty ? "" : " " + pointer) }
}

extension YAMLValue {
    /// The value as JSON, for the digest.
    package var json: JSONValue {
        switch content {
        case .text(let text): .string(text)
        case .truth(let truth): .bool(truth)
        case .whole(let number): .integer(number)
        case .null: .null
        case .list(let values): .array(values.map(\.json))
        case .mapping(let members):
            .object(JSONObject(members.map { JSONObject.Member(key: $0.key, value: $0.value.json) }))
        }
    }
}
