import Formats

/// An entry on a register of the probation service.
public struct Registration: Sendable, Hashable {
    /// What happened to the entry; each is its own message type.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case added = "registration.added.v1"
        case updated = "registration.updated.v1"
        /// It no longer applies (NDelius "deregistered").
        case removed = "registration.removed.v1"
        /// It should never have been made (NDelius "deleted").
        case retracted = "registration.retracted.v1"

        /// The kind a message type stands for.
        public init?(_ type: MessageType) { self.init(rawValue: type.rawValue) }
        /// The message type of this kind.
        public var messageType: MessageType { MessageType(rawValue: rawValue) }
        /// Whether the entry does not stand afterwards.
        public var isEnd: Bool { self == .removed || self == .retracted }
    }

    /// Which register, by code; descriptions are free text and stay behind.
    public struct Register: Sendable, Hashable {
        /// The type code, as written (`IIOM`).
        public var code: String
        /// What it is about.
        public var `class`: RegisterClass
        /// The category code (MAPPA).
        public var category: String?
        /// The level code (MAPPA).
        public var level: String?

        /// Names a register.
        public init(code: String, class: RegisterClass, category: String? = nil, level: String? = nil) {
            self.code = code
            self.class = `class`
            self.category = category
            self.level = level
        }
    }

    /// Whose entry.
    public var person: Person
    /// What happened.
    public var kind: Kind
    /// On which register.
    public var register: Register
    /// The entry's number; a removal has none and is tied back by person and code (feeds.md 2.1).
    public var registration: String?
    /// The removal's number.
    public var deregistration: String?
    /// The day from which it applies, or no longer applies.
    public var date: CalendarDate?
    /// Whether the entry says "IOM red"; nil when nobody told the adapter where that is written.
    public var isRed: Bool?

    /// Puts an entry together.
    public init(
        person: Person, kind: Kind, register: Register, registration: String? = nil, deregistration: String? = nil,
        date: CalendarDate? = nil, isRed: Bool? = nil
    ) {
        self.person = person
        self.kind = kind
        self.register = register
        self.registration = registration
        self.deregistration = deregistration
        self.date = date
        self.isRed = isRed
    }

    init(_ reader: inout ObjectReader, kind: Kind, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.kind = kind
        register = try reader.object("register") { (register) throws(FormatError) in try Register(&register) }
        registration = try reader.optionalString("registration", atMost: 24)
        deregistration = try reader.optionalString("deregistration", atMost: 24)
        date = try reader.optionalDate("date")
        isRed = try reader.optionalBool("red")
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["register"] = .object(register.json)
        object.setIfPresent("registration", registration)
        object.setIfPresent("deregistration", deregistration)
        object.setIfPresent("date", date?.description)
        object.setIfPresent("red", isRed.map(JSONValue.bool))
        return object
    }
}

extension Registration.Register {
    fileprivate init(_ reader: inout ObjectReader) throws(FormatError) {
        code = try reader.string("code", atMost: 16)
        `class` = try reader.word("class")
        category = try reader.optionalString("category", atMost: 16)
        level = try reader.optionalString("level", atMost: 16)
    }

    fileprivate var json: JSONObject {
        var object = JSONObject()
        object["code"] = .string(code)
        object["class"] = .string(`class`.rawValue)
        object.setIfPresent("category", category)
        object.setIfPresent("level", level)
        return object
    }
}
