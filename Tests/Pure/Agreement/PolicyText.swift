import Formats

/// Writes a JSON value in the strict YAML subset, so that tests can change a policy file leaf by leaf.
enum PolicyText {
    static func yaml(_ value: JSONValue) -> String {
        switch value {
        case .array(let values): "[" + values.map(yaml).joined(separator: ", ") + "]"
        case .object(let object):
            "{ " + object.members.map { "\($0.key): \(yaml($0.value))" }.joined(separator: ", ") + " }"
        default: String(decoding: value.encoded(), as: UTF8.self)
        }
    }

    /// A place in a value: keys and indexes from the root.
    typealias Path = [Step]

    enum Step: Sendable, Hashable { case key(String), index(Int) }

    /// Every leaf, and every list and mapping that can lose a member.
    static func places(in value: JSONValue) -> [Path] {
        switch value {
        case .array(let values):
            values.indices.flatMap { index in [[.index(index)]] + places(in: values[index]).map { [.index(index)] + $0 }
            }
        case .object(let object):
            object.members.flatMap { member in
                [[.key(member.key)]] + places(in: member.value).map { [.key(member.key)] + $0 }
            }
        default: []
        }
    }

    static func value(at path: ArraySlice<Step>, in value: JSONValue) -> JSONValue? {
        guard let step = path.first else { return value }
        let next: JSONValue? =
            switch step {
            case .key(let key): value.object?[key]
            case .index(let index): value.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        return next.flatMap { Self.value(at: path.dropFirst(), in: $0) }
    }

    /// The value with another at a place; nil there takes the place away.
    static func replacing(_ path: ArraySlice<Step>, in value: JSONValue, by new: JSONValue?) -> JSONValue? {
        guard let step = path.first else { return new }
        switch (step, value) {
        case (.key(let key), .object(var object)):
            object[key] = object[key].flatMap { replacing(path.dropFirst(), in: $0, by: new) }
            return .object(object)
        case (.index(let index), .array(var values)):
            if let changed = replacing(path.dropFirst(), in: values[index], by: new) {
                values[index] = changed
            } else {
                values.remove(at: index)
            }
            return .array(values)
        default: return value
        }
    }
}

extension PolicyText {
    /// The value with the key at a place called otherwise.
    static func renaming(_ path: Path, to name: String, in value: JSONValue) -> JSONValue? {
        let parent = path.dropLast()
        guard case .key(let key)? = path.last, let object = Self.value(at: parent, in: value)?.object else {
            return nil
        }
        let members = object.members.map { $0.key == key ? JSONObject.Member(key: name, value: $0.value) : $0 }
        return replacing(parent, in: value, by: .object(JSONObject(members)))
    }
}
