public import Formats

/// Who a message is about, as the sending agency knows them.
public struct Person: Sendable, Hashable {
    /// A person's name as the agency writes it.
    public struct Name: Sendable, Hashable {
        /// "Mr", "Ms"; absent when the feed has none.
        public var title: String?
        /// Given names in order.
        public var given: [String]
        /// The surname.
        public var family: String
        /// Puts a name together.
        public init(title: String? = nil, given: [String], family: String) {
            self.title = title
            self.given = given
            self.family = family
        }
    }

    /// Sex as the feeds code it (SPI 0, 1, 2, 9; ISO/IEC 5218).
    public enum Gender: String, Sendable, Hashable {
        case unknown = "not-known"
        case male
        case female
        case unspecified = "not-specified"
    }

    /// Where somebody lives.
    public struct Address: Sendable, Hashable {
        /// Lines as written, without the postcode.
        public var lines: [String]
        /// The postcode as written, when there is one.
        public var postcode: String?
        /// Whether the agency says there is no fixed abode.
        public var isNoFixedAbode: Bool
        /// Puts an address together.
        public init(lines: [String], postcode: String? = nil, isNoFixedAbode: Bool = false) {
            self.lines = lines
            self.postcode = postcode
            self.isNoFixedAbode = isNoFixedAbode
        }
    }

    /// Identifiers, verified and unverified.
    public var identifiers: [PersonIdentifier]
    /// The name, when the feed gives one.
    public var name: Name?
    /// The date of birth; placeholders (1900-01-01, 1970-01-01) are left out by the adapters.
    public var dateOfBirth: CalendarDate?
    /// The gender, when the feed gives one.
    public var gender: Gender?
    /// The address, when the feed gives one.
    public var address: Address?

    /// Puts a person together.
    public init(
        identifiers: [PersonIdentifier], name: Name? = nil, dateOfBirth: CalendarDate? = nil, gender: Gender? = nil,
        address: Address? = nil
    ) {
        self.identifiers = identifiers
        self.name = name
        self.dateOfBirth = dateOfBirth
        self.gender = gender
        self.address = address
    }
}

extension Person {
    /// Reads the `person` member of a message.
    ///
    /// - Parameters:
    ///   - reader: over the object.
    ///   - writtenIn: the year the message speaks of, for two-digit PNC years.
    /// - Throws: a ``FormatError`` naming the member. An identifier whose `verified` contradicts its own check is refused:
    ///   a sender must not be able to make an invalid number match.
    public init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        identifiers = try reader.list("identifiers", atMost: 20) { (value, path) throws(FormatError) in
            try PersonIdentifier(value, path: path, writtenIn: writtenIn)
        }
        name = try reader.optionalObject("name") { (name) throws(FormatError) in
            Name(
                title: try name.optionalString("title"), given: try name.strings("given"), family: try name.telling("family"))
        }
        dateOfBirth = try reader.optionalDate("dateOfBirth")
        gender = try reader.optionalWord("gender")
        address = try reader.optionalObject("address") { (address) throws(FormatError) in try Address(&address) }
    }

    /// The `person` member of a message.
    public var json: JSONObject {
        var object = JSONObject()
        object["identifiers"] = .array(identifiers.map(\.json))
        if let name {
            var member = JSONObject()
            member.setIfPresent("title", name.title)
            member["given"] = .array(name.given.map(JSONValue.string))
            member["family"] = .string(name.family)
            object["name"] = .object(member)
        }
        object.setIfPresent("dateOfBirth", dateOfBirth?.description)
        object.setIfPresent("gender", gender?.rawValue)
        object.setIfPresent("address", address.map { .object($0.json) })
        return object
    }
}

extension Person.Address {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        self.init(
            lines: try reader.strings("lines"), postcode: try reader.optionalString("postcode", atMost: 10),
            isNoFixedAbode: try reader.optionalBool("noFixedAbode") ?? false)
    }

    var json: JSONObject {
        var object = JSONObject()
        object["lines"] = .array(lines.map(JSONValue.string))
        object.setIfPresent("postcode", postcode)
        if isNoFixedAbode { object["noFixedAbode"] = true }
        return object
    }
}

extension PersonIdentifier {
    init(_ value: JSONValue, path: String, writtenIn: Int) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        let kind: Kind = try reader.word("kind")
        let text = try reader.telling("value", atMost: 40)
        let claimed = try reader.bool("verified")
        try reader.finish()
        self.init(kind, text, writtenIn: writtenIn)
        if claimed && (!isVerified || self.value != text) {
            throw FormatError(
                path: path + "/verified", rule: "identifier.check",
                message: "An identifier marked verified fails its own form or check letter, or is not in canonical form.",
                remedy: "Mark it unverified, or correct it at the source.")
        }
    }

    var json: JSONValue { ["kind": .string(kind.rawValue), "value": .string(value), "verified": .bool(isVerified)] }
}
