/// The members of a JSON object in the order they were written; keys are unique.
///
/// Objects in our messages are small (mostly under twenty members), so a linear search beats hashing.
public struct JSONObject: Sendable, Hashable {
    /// One key and its value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public var key: String
        /// The member's value.
        public var value: JSONValue
        /// Pairs a name with a value.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Every member, in order.
    public private(set) var members: [Member]

    /// An object of the given members; a key must not occur twice.
    public init(_ members: [Member] = []) { self.members = members }

    /// The value of a member, or nil when it is absent; assigning nil removes the member.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            if let index = members.firstIndex(where: { $0.key == key }) {
                if let newValue { members[index].value = newValue } else { members.remove(at: index) }
            } else if let newValue {
                members.append(Member(key: key, value: newValue))
            }
        }
    }

    /// Adds a member only when there is something to say, so that absent and null never mix.
    public mutating func setIfPresent(_ key: String, _ value: JSONValue?) {
        if let value { members.append(Member(key: key, value: value)) }
    }

    /// Adds a text member only when there is a text.
    public mutating func setIfPresent(_ key: String, _ value: String?) {
        if let value { members.append(Member(key: key, value: .string(value))) }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object with its members in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
