import Formats

/// Renders chosen members of a JSON value, for an adapter's `read` command: the members that the translator reads, as
/// written, nulls included.
enum JSONExtract {
    /// The kept members, at every depth.
    static func json(_ value: JSONValue, keeping names: Set<String>) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { json($0, keeping: names) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.filter { names.contains($0.key) }.map {
                        JSONObject.Member(key: $0.key, value: json($0.value, keeping: names))
                    }))
        default: return value
        }
    }
}
