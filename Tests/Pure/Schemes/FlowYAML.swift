import Formats

/// Writes a JSON value as the strict YAML subset reads it, in flow style.
enum FlowYAML {
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .object(let object):
            "{ " + object.members.map { "\($0.key): \(text($0.value))" }.joined(separator: ", ") + " }"
        case .array(let items): "[ " + items.map(text).joined(separator: ", ") + " ]"
        default: String(decoding: value.encoded(), as: UTF8.self)
        }
    }

    /// A file: the top keys each on a line.
    static func file(_ value: JSONValue) -> [UInt8] {
        let members = value.object?.members ?? []
        return Array(members.map { "\($0.key): \(text($0.value))\n" }.joined().utf8)
    }
}
