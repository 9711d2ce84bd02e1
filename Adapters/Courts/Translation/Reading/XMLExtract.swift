import Formats

/// Renders chosen elements of a document as JSON, for an adapter's `read` command: the structure and the leaves that the
/// translator reads, by their own names and as written.
///
/// A list of names to keep, never one to leave out: wording and result texts name victims.
enum XMLExtract {
    /// Elements of a name more than this are not shown; `read` is for a person's eyes.
    static let maxRepetitions = 10_000

    /// The kept leaves below an element; nil when there is none.
    ///
    /// - Parameters:
    ///   - element: where to begin.
    ///   - names: local names, "code"; or with their parent's, "def_name_elements/title", where a name alone says too little.
    ///   - parent: the local name of the element around it.
    static func json(_ element: XMLElement, keeping names: Set<String>, in parent: String = "") -> JSONValue? {
        guard !element.children.isEmpty else {
            let isKept = names.contains(element.localName) || names.contains(parent + "/" + element.localName)
            return isKept ? element.value.map(JSONValue.string) : nil
        }
        var values: [(name: String, values: [JSONValue])] = []
        var places: [String: Int] = [:]
        for child in element.children {
            guard let value = json(child, keeping: names, in: element.localName) else { continue }
            let place = places[child.localName] ?? values.count
            if place == values.count { values.append((child.localName, [])) }
            places[child.localName] = place
            if values[place].values.count < maxRepetitions { values[place].values.append(value) }
        }
        let members = values.map { JSONObject.Member(key: $0.name, value: Self.one(or: $0.values)) }
        return members.isEmpty ? nil : .object(JSONObject(members))
    }

    private static func one(or values: [JSONValue]) -> JSONValue { values.count == 1 ? values[0] : .array(values) }
}
