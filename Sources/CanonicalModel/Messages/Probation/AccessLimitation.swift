import Formats

/// Who may look at a case was limited, or no longer is (`access.limited`, `access.lifted`).
public struct AccessLimitation: Sendable, Hashable {
    /// Which limitation.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Named people may not look.
        case exclusion
        /// Only named people may look.
        case restriction
    }

    /// Whose case.
    public var person: Person
    /// Which limitation.
    public var kind: Kind
    /// Whether it is over.
    public var isLifted: Bool

    /// Puts a limitation together.
    public init(person: Person, kind: Kind, isLifted: Bool) {
        self.person = person
        self.kind = kind
        self.isLifted = isLifted
    }

    init(_ reader: inout ObjectReader, isLifted: Bool, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        kind = try reader.word("limitation")
        self.isLifted = isLifted
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["limitation"] = .string(kind.rawValue)
        return object
    }
}
