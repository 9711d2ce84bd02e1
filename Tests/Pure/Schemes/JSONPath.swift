import Formats

/// A place in a JSON value.
struct JSONPath: Hashable, CustomStringConvertible {
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    var steps: [Step] = []

    var description: String {
        steps.map { step in
            switch step {
            case .key(let key): "/" + key
            case .index(let index): "/\(index)"
            }
        }.joined()
    }

    /// Every place of a value, itself among them.
    static func all(in value: JSONValue) -> [JSONPath] {
        [JSONPath()]
            + value.parts.flatMap { step, part in all(in: part).map { JSONPath(steps: [step] + $0.steps) } }
    }

    func value(in root: JSONValue) -> JSONValue? {
        steps.reduce(root) { value, step in value?.parts.first { $0.0 == step }?.1 }
    }

    /// The value with this place changed; nil takes it out.
    func replaced(in value: JSONValue, by change: (JSONValue) -> JSONValue?) -> JSONValue? {
        guard let step = steps.first else { return change(value) }
        let rest = JSONPath(steps: Array(steps.dropFirst()))
        let parts = value.parts.compactMap { own, part -> (Step, JSONValue)? in
            guard own == step else { return (own, part) }
            return rest.replaced(in: part, by: change).map { (own, $0) }
        }
        return value.with(parts)
    }

    /// The value with the last key of this place written otherwise.
    func renamed(in root: JSONValue, to name: String) -> JSONValue? {
        guard case .key(let key)? = steps.last else { return nil }
        return JSONPath(steps: Array(steps.dropLast())).replaced(in: root) { parent in
            parent.with(parent.parts.map { $0.0 == .key(key) ? (.key(name), $0.1) : $0 })
        }
    }
}

extension JSONValue {
    fileprivate var parts: [(JSONPath.Step, JSONValue)] {
        switch self {
        case .object(let object): object.members.map { (.key($0.key), $0.value) }
        case .array(let items): items.enumerated().map { (.index($0), $1) }
        default: []
        }
    }

    fileprivate func with(_ parts: [(JSONPath.Step, JSONValue)]) -> JSONValue {
        if case .array = self { return .array(parts.map(\.1)) }
        return .object(
            JSONObject(
                parts.compactMap { step, value in
                    if case .key(let key) = step { JSONObject.Member(key: key, value: value) } else { nil }
                }))
    }
}
