import Formats

@testable import PolicyText

/// A parsed file made of JSON: what a loader makes of it can be tried a thousand times without writing and parsing text.
enum PlacelessYAML {
    static func value(_ json: JSONValue) -> YAMLValue { YAMLValue(content: content(json), place: .start) }

    private static func content(_ json: JSONValue) -> YAMLValue.Content {
        switch json {
        case .object(let object):
            .mapping(object.members.map { YAMLValue.Member(key: $0.key, place: .start, value: value($0.value)) })
        case .array(let items): .list(items.map(value))
        case .string(let text): .text(text)
        case .bool(let truth): .truth(truth)
        case .integer(let number): .whole(number)
        // The subset has no decimals: none can have come from a file.
        case .decimal, .null: .null
        }
    }
}
