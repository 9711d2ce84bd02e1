import Formats

/// What an electronic-monitoring provider tells about a tag; where somebody was does not travel.
public struct MonitoringEvent: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case tagFitted = "tag-fitted"
        case tagRemoved = "tag-removed"
        case curfewViolation = "curfew-violation"
        case exclusionZoneEntered = "exclusion-zone-entered"
        case equipmentTampered = "equipment-tampered"
        case contactLost = "contact-lost"
        case contactRestored = "contact-restored"
        case batteryFailed = "battery-failed"
        case alcoholDetected = "alcohol-detected"
        case monitoringEnded = "monitoring-ended"
    }

    /// Who.
    public var person: Person
    /// What happened.
    public var kind: Kind
    /// The order or licence monitored, a code of the provider's.
    public var orderType: String?
    /// The event's number in the provider's system.
    public var reference: String?

    /// Puts an event together.
    public init(person: Person, kind: Kind, orderType: String? = nil, reference: String? = nil) {
        self.person = person
        self.kind = kind
        self.orderType = orderType
        self.reference = reference
    }

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        kind = try reader.word("event")
        orderType = try reader.optionalString("orderType", atMost: 24)
        reference = try reader.optionalString("reference", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["event"] = .string(kind.rawValue)
        object.setIfPresent("orderType", orderType)
        object.setIfPresent("reference", reference)
        return object
    }
}
