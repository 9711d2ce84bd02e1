import Formats

extension JSONValue {
    /// What a duty calls for, key by key; the vocabulary of `do` is the scheme's and not the engine's.
    var english: String {
        switch self {
        case .null: "nothing"
        case .bool(let isTrue): isTrue ? "yes" : "no"
        case .integer(let number): String(number)
        case .decimal(let digits): digits
        case .string(let text): Phrase.quoted(text)
        case .array(let values): values.map(\.english).joined(separator: ", ")
        case .object(let object):
            object.members.map { "\(Phrase.plain($0.key)) \($0.value.nested)" }.joined(separator: ", ")
        }
    }

    private var nested: String {
        switch self {
        case .array(let values) where values.count != 1: "[\(english)]"
        case .object: "[\(english)]"
        default: english
        }
    }
}
