public import Formats

/// Reads a JSON object member by member against a contract: wrong kinds, missing and unknown members are refused by name.
///
/// The core verifies again at its door what an adapter already verified (NCSC "safely importing data": verify inside), so
/// this reader is the contract's executable half; the JSON Schemas are the other, and the contract tests hold them equal.
public struct ObjectReader {
    private let object: JSONObject
    private var isRead: [Bool]
    /// JSON Pointer of the object.
    public let path: String

    /// A reader over an object found at a path.
    public init(_ object: JSONObject, path: String) {
        self.object = object
        self.path = path
        isRead = [Bool](repeating: false, count: object.members.count)
    }

    /// A reader over a value that must be an object.
    public init(_ value: JSONValue, path: String) throws(FormatError) {
        guard let object = value.object else { throw .wrongKind(path, "an object") }
        self.init(object, path: path)
    }

    /// The member's value, or nil when absent; JSON null is refused, absent and null must not mix (feeds.md 3.1).
    public mutating func value(_ key: String) throws(FormatError) -> JSONValue? {
        guard let index = object.members.firstIndex(where: { $0.key == key }) else { return nil }
        isRead[index] = true
        let value = object.members[index].value
        guard !value.isNull else { throw .wrongKind(path + "/" + key, "a value; leave the member out when there is none") }
        return value
    }

    /// A text member that must be there.
    public mutating func string(_ key: String, atMost limit: Int = 256) throws(FormatError) -> String {
        guard let text = try optionalString(key, atMost: limit) else { throw .missing(path + "/" + key) }
        return text
    }

    /// A text member that may be absent.
    public mutating func optionalString(_ key: String, atMost limit: Int = 256) throws(FormatError) -> String? {
        guard let value = try value(key) else { return nil }
        guard case .string(let text) = value else { throw .wrongKind(path + "/" + key, "a text") }
        guard text.utf8.count <= limit else { throw .tooLong(path + "/" + key, limit: limit) }
        return text
    }

    /// A text member that must be there and say something (CloudEvents 1.0: `id` and `source` are non-empty).
    public mutating func word(at key: String, atMost limit: Int) throws(FormatError) -> String {
        let text = try string(key, atMost: limit)
        guard !text.isEmpty else { throw .wrongKind(path + "/" + key, "a text that is not empty") }
        return text
    }

    /// A text member that must be there and holds more than white space: a name or a number of spaces names nobody.
    public mutating func telling(_ key: String, atMost limit: Int = 256) throws(FormatError) -> String {
        let text = try string(key, atMost: limit)
        guard !StrictText.isBlank(text) else { throw .wrongKind(path + "/" + key, "a text that is not blank") }
        return text
    }

    /// A whole number from zero up that may be absent.
    public mutating func optionalCount(_ key: String) throws(FormatError) -> Int? {
        guard let number = try optionalInteger(key) else { return nil }
        guard number >= 0 else { throw .wrongKind(path + "/" + key, "zero or more") }
        return number
    }

    /// A truth value that may be absent.
    public mutating func optionalBool(_ key: String) throws(FormatError) -> Bool? {
        guard let value = try value(key) else { return nil }
        guard case .bool(let truth) = value else { throw .wrongKind(path + "/" + key, "true or false") }
        return truth
    }

    /// A truth value that must be there.
    public mutating func bool(_ key: String) throws(FormatError) -> Bool {
        guard let truth = try optionalBool(key) else { throw .missing(path + "/" + key) }
        return truth
    }

    /// A whole number that may be absent.
    public mutating func optionalInteger(_ key: String) throws(FormatError) -> Int? {
        guard let value = try value(key) else { return nil }
        guard case .integer(let number) = value else { throw .wrongKind(path + "/" + key, "a whole number") }
        return Int(number)
    }

    /// An RFC 3339 instant that must be there.
    public mutating func timestamp(_ key: String) throws(FormatError) -> Timestamp {
        guard let instant = Timestamp(try string(key)) else { throw .wrongKind(path + "/" + key, "an RFC 3339 date-time") }
        return instant
    }

    /// An RFC 3339 instant that may be absent.
    public mutating func optionalTimestamp(_ key: String) throws(FormatError) -> Timestamp? {
        guard let text = try optionalString(key) else { return nil }
        guard let instant = Timestamp(text) else { throw .wrongKind(path + "/" + key, "an RFC 3339 date-time") }
        return instant
    }

    /// A calendar day that may be absent.
    public mutating func optionalDate(_ key: String) throws(FormatError) -> CalendarDate? {
        guard let text = try optionalString(key) else { return nil }
        guard let day = CalendarDate(text) else { throw .wrongKind(path + "/" + key, "a calendar day, YYYY-MM-DD") }
        return day
    }

    /// A calendar day that must be there.
    public mutating func date(_ key: String) throws(FormatError) -> CalendarDate {
        guard let day = try optionalDate(key) else { throw .missing(path + "/" + key) }
        return day
    }

    /// One of a closed set of words that may be absent.
    public mutating func optionalWord<Word: RawRepresentable>(
        _ key: String, as: Word.Type = Word.self
    ) throws(FormatError) -> Word? where Word.RawValue == String {
        guard let text = try optionalString(key) else { return nil }
        guard let word = Word(rawValue: text) else { throw .unknownWord(path + "/" + key) }
        return word
    }

    /// One of a closed set of words that must be there.
    public mutating func word<Word: RawRepresentable>(
        _ key: String, as: Word.Type = Word.self
    ) throws(FormatError) -> Word where Word.RawValue == String {
        guard let word = try optionalWord(key, as: Word.self) else { throw .missing(path + "/" + key) }
        return word
    }

    /// A list read element by element; absent reads as empty.
    public mutating func list<Element>(
        _ key: String, atMost limit: Int = 1_000, _ read: (JSONValue, String) throws(FormatError) -> Element
    ) throws(FormatError) -> [Element] {
        guard let value = try value(key) else { return [] }
        guard case .array(let elements) = value else { throw .wrongKind(path + "/" + key, "a list") }
        guard elements.count <= limit else { throw .tooLong(path + "/" + key, limit: limit) }
        var result = [Element]()
        result.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() { result.append(try read(element, "\(path)/\(key)/\(index)")) }
        return result
    }

    /// A list of texts; absent reads as empty.
    public mutating func strings(_ key: String, eachAtMost limit: Int = 256) throws(FormatError) -> [String] {
        try list(key) { (value, path) throws(FormatError) in
            guard let text = value.string else { throw .wrongKind(path, "a text") }
            guard text.utf8.count <= limit else { throw .tooLong(path, limit: limit) }
            return text
        }
    }

    /// A nested object that may be absent.
    public mutating func optionalObject<Value>(
        _ key: String, _ read: (inout ObjectReader) throws(FormatError) -> Value
    ) throws(FormatError) -> Value? {
        guard let value = try value(key) else { return nil }
        var reader = try ObjectReader(value, path: path + "/" + key)
        let result = try read(&reader)
        try reader.finish()
        return result
    }

    /// A nested object that must be there.
    public mutating func object<Value>(
        _ key: String, _ read: (inout ObjectReader) throws(FormatError) -> Value
    ) throws(FormatError) -> Value {
        guard let value = try optionalObject(key, read) else { throw .missing(path + "/" + key) }
        return value
    }

    /// Refuses members nobody asked for: a field without a rule does not travel.
    public func finish() throws(FormatError) {
        guard let index = isRead.firstIndex(of: false) else { return }
        throw FormatError(
            path: path, rule: "contract.unknown-member",
            message: "The contract of this message has no member number \(index + 1) of this object.",
            remedy: "Send only the members that the JSON Schema in Contracts/canonical names.")
    }
}

extension FormatError {
    static func missing(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "contract.missing", message: "A member that the contract requires is absent.",
            remedy: "Supply it, or send the message type that does not need it.")
    }

    static func wrongKind(_ path: String, _ wanted: String) -> FormatError {
        FormatError(
            path: path, rule: "contract.kind", message: "The member must be \(wanted).",
            remedy: "Compare the value with the JSON Schema in Contracts/canonical.")
    }

    static func tooLong(_ path: String, limit: Int) -> FormatError {
        FormatError(
            path: path, rule: "contract.length", message: "The member exceeds its limit of \(limit).",
            remedy: "Shorten it; the limits are in the JSON Schema.")
    }

    static func unknownWord(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "contract.unknown-word", message: "The value is not one of the words the contract lists.",
            remedy: "Use a listed word; a new one needs a new version of the message type.")
    }
}
