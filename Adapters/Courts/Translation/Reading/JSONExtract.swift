import Formats

/// Renders chosen members of a JSON value, for an adapter's `read` command: the members that the translator reads, as
/// written, nulls included.
enum JSONExtract {
    /// The kept members, at every depth.
    ///
    /// - Parameters:
    ///   - value: what was sent.
    ///   - names: names of members, "code"; or, for one that means something else elsewhere, with the name of the member it
    ///     stands in, "name/title".
    ///   - parent: the name of the member that the value stands in.
    ///   - isShown: whether a kept text is one that the translator takes: some members hold a code or a sentence.
    static func json(
        _ value: JSONValue, keeping names: Set<String>, in parent: String = "",
        where isShown: (_ key: String, _ text: String) -> Bool = { _, _ in true }
    ) -> JSONValue {
        switch value {
        case .array(let elements):
            return .array(elements.map { json($0, keeping: names, in: parent, where: isShown) })
        case .object(let object):
            let kept = object.members.filter { member in
                (names.contains(member.key) || names.contains(parent + "/" + member.key))
                    && (member.value.string.map { isShown(member.key, $0) } ?? true)
            }
            let members = kept.map {
                JSONObject.Member(key: $0.key, value: json($0.value, keeping: names, in: $0.key, where: isShown))
            }
            return .object(JSONObject(members))
        default: return value
        }
    }
}
