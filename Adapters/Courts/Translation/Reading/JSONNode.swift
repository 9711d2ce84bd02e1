import Formats

/// A JSON value and its JSON Pointer from the root of the item, which goes on inside an envelope's Message.
///
/// Absent and null read alike: producers of these feeds write null for what they do not have (feeds.md 8).
struct JSONNode {
    let value: JSONValue?
    let path: String

    init(_ value: JSONValue?, path: String) {
        // `.none` in full: JSONValue takes a bare nil for JSON's null.
        self.value = value?.isNull == true ? Optional.none : value
        self.path = path
    }

    var isAbsent: Bool { value == nil }

    /// A member, or an absent node where there is none or this is no object.
    subscript(key: String) -> JSONNode { JSONNode(value?.object?[key], path: path + "/" + key) }

    /// The elements, nulls passed over as null members are; none where this is no list.
    var elements: [JSONNode] {
        (value?.array ?? []).enumerated().map { JSONNode($1, path: "\(path)/\($0)") }.filter { !$0.isAbsent }
    }

    /// A text member; a number reads as its digits, since producers differ on which codes are numbers.
    func leaf(_ key: String) -> Leaf {
        let member = self[key]
        switch member.value {
        case nil: return Leaf(text: nil, path: member.path)
        case .string(let text): return Leaf(text: text.collapsed, path: member.path)
        case .integer(let number): return Leaf(text: String(number), path: member.path)
        case .decimal(let digits): return Leaf(text: digits, path: member.path)
        default: return Leaf(text: nil, path: member.path, trouble: .notAText)
        }
    }
}
