package import Formats

/// The JSON Schema (2020-12) of a language, made of how its loader read a number of files.
///
/// Keys are those that the loader looks for, present or not; words are those of the types that it reads. A value of a key
/// that no file has may be anything: the loader will say.
package struct ReadingSchema {
    /// One place of the language: the places of all files that differ in nothing but numbers of lists and free keys.
    fileprivate final class Node {
        var asked = [String]()
        var demanded: Set<String>?
        var isOpened = false
        var takesAny = false
        var kinds = [PolicyTrace.Kind]()
        var keys = [String: Node]()
        var any: Node?
        var item: Node?
    }

    private let root = Node()
    private let replacing: [String: JSONValue]

    /// A schema of nothing.
    ///
    /// - Parameter replacing: schemas of keys, wherever they stand, that the loader does not read through a reader.
    package init(replacing: [String: JSONValue] = [:]) { self.replacing = replacing }

    /// Adds what a loader asked of a file.
    package func add(_ file: YAMLValue, read trace: [String: PolicyTrace.Place]) { add(file, trace, to: root) }

    private func add(_ value: YAMLValue, _ trace: [String: PolicyTrace.Place], to node: Node) {
        let place = trace[value.place.pointer]
        note(place, in: node)
        switch value.content {
        case .text: if place?.kinds.contains(where: \.isText) != true { node.add(.text) }
        case .truth: node.add(.truth)
        case .whole: node.add(.count)
        case .null: node.add(.null)
        case .list(let items):
            if place?.kinds.contains(where: \.isList) != true { node.add(.list) }
            let item = node.item ?? Node()
            node.item = item
            for value in items { add(value, trace, to: item) }
        case .mapping(let members):
            for member in members { add(member.value, trace, to: child(member.key, of: node, place)) }
        }
    }

    private func note(_ place: PolicyTrace.Place?, in node: Node) {
        guard let place else { return }
        for kind in place.kinds { node.add(kind) }
        guard place.isOpened else { return }
        node.isOpened = true
        node.takesAny = node.takesAny || place.takesAny
        for key in place.asked where !node.asked.contains(key) { node.asked.append(key) }
        // Required is what every reading of the place demanded: what one form needs, another may not have.
        node.demanded = node.demanded.map { $0.intersection(place.demanded) } ?? place.demanded
    }

    /// A key that a reader looked for has its own place; all others share one.
    private func child(_ key: String, of node: Node, _ place: PolicyTrace.Place?) -> Node {
        if place?.isOpened == true, place?.takesAny != true || place?.asked.contains(key) == true {
            let child = node.keys[key] ?? Node()
            node.keys[key] = child
            return child
        }
        node.takesAny = true
        let child = node.any ?? Node()
        node.any = child
        return child
    }

    /// The schema, without its head.
    package var json: JSONValue { json(root) }

    private func json(_ node: Node) -> JSONValue {
        let single = singles(of: node)
        guard !node.kinds.contains(.oneOrMore) else {
            return SchemaWords.oneOrMore(either(single + singles(of: node.item)))
        }
        guard node.kinds.contains(where: \.isList) else { return either(single) }
        let items = SchemaWords.list(node.item.map(json) ?? true, mayBeEmpty: node.kinds.contains(.list))
        return either(single + [items])
    }

    private func singles(of node: Node?) -> [JSONValue] {
        guard let node else { return [] }
        return node.scalars + (node.isOpened || node.any != nil ? [mapping(node)] : [])
    }

    private func either(_ forms: [JSONValue]) -> JSONValue {
        var different = [JSONValue]()
        for form in forms where !different.contains(form) { different.append(form) }
        return different.count == 1 ? different[0] : different.isEmpty ? true : ["anyOf": .array(different)]
    }

    private func mapping(_ node: Node) -> JSONValue {
        var properties = JSONObject()
        for key in node.asked { properties[key] = replacing[key] ?? node.keys[key].map(json) ?? true }
        var schema: JSONObject = ["type": "object"]
        schema["additionalProperties"] = node.takesAny ? node.any.map(json) ?? true : false
        schema["properties"] = .object(properties)
        let required = node.asked.filter { node.demanded?.contains($0) == true }
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return .object(schema)
    }
}

extension ReadingSchema.Node {
    fileprivate func add(_ kind: PolicyTrace.Kind) { if !kinds.contains(kind) { kinds.append(kind) } }

    fileprivate var scalars: [JSONValue] {
        var forms = [JSONValue]()
        var words = [String]()
        for case .word(let some) in kinds { words += some.filter { !words.contains($0) } }
        if !words.isEmpty { forms.append(SchemaWords.words(words)) }
        if kinds.contains(.date) { forms.append(SchemaWords.day) }
        if kinds.contains(.text) { forms.append(SchemaWords.text) }
        if kinds.contains(.truth) { forms.append(SchemaWords.truth) }
        if kinds.contains(.count) { forms.append(SchemaWords.count) }
        if kinds.contains(.null) { forms.append(["type": "null"]) }
        return forms
    }
}

extension PolicyTrace.Kind {
    fileprivate var isText: Bool {
        switch self {
        case .text, .date, .word: true
        default: false
        }
    }

    fileprivate var isList: Bool { self == .list || self == .fullList }
}
