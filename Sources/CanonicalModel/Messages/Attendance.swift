import Formats

/// Somebody came to an appointment or did not.
public struct Attendance: Sendable, Hashable {
    /// Which; each is its own message type.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case attended = "appointment.attended.v1"
        case missed = "appointment.missed.v1"

        /// The kind a message type stands for.
        public init?(_ type: MessageType) { self.init(rawValue: type.rawValue) }
        /// The message type of this kind.
        public var messageType: MessageType { MessageType(rawValue: rawValue) }
    }

    /// What the appointment was for.
    public enum Service: String, Sendable, Hashable, CaseIterable {
        case supervision
        case unpaidWork = "unpaid-work"
        case programme
        case treatment
        case drugTest = "drug-test"
        case housing
        case employment
        case mentoring
        case youthOffending = "youth-offending"
        case other
    }

    /// Who.
    public var person: Person
    /// Whether the person came.
    public var kind: Kind
    /// What it was for.
    ///
    /// That it was for treatment is itself a health matter (x-category substance.engagement).
    public var service: Service
    /// Whether a licence or an order required it.
    public var isRequired: Bool?
    /// For a missed one: whether the provider accepts the reason.
    ///
    /// The reason does not travel.
    public var isAcceptable: Bool?
    /// The provider, by its id in the agreement.
    public var provider: String?
    /// The appointment's number in the provider's system.
    public var reference: String?

    /// Puts an attendance together.
    public init(
        person: Person, kind: Kind, service: Service, isRequired: Bool? = nil, isAcceptable: Bool? = nil,
        provider: String? = nil, reference: String? = nil
    ) {
        self.person = person
        self.kind = kind
        self.service = service
        self.isRequired = isRequired
        self.isAcceptable = isAcceptable
        self.provider = provider
        self.reference = reference
    }

    init(_ reader: inout ObjectReader, kind: Kind, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        self.kind = kind
        service = try reader.word("service")
        isRequired = try reader.optionalBool("required")
        isAcceptable = kind == .missed ? try reader.optionalBool("acceptable") : nil
        provider = try reader.optionalString("provider", atMost: 48)
        reference = try reader.optionalString("reference", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["service"] = .string(service.rawValue)
        object.setIfPresent("required", isRequired.map(JSONValue.bool))
        object.setIfPresent("acceptable", isAcceptable.map(JSONValue.bool))
        object.setIfPresent("provider", provider)
        object.setIfPresent("reference", reference)
        return object
    }
}
